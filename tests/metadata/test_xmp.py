"""XMP: everything that stands in it, and nothing that a hostile packet wants."""

import hashlib
import struct
import time
from pathlib import Path

import pytest

from tests.metadata.made import by, jpeg, png, read_bytes
from verifier.domain.errors import RefusedFile
from verifier.domain.readings import ListValue, Reading, TextValue
from verifier.metadata.reading import ReadResult
from verifier.metadata.xmp import read_packet
from verifier.metadata.xmp_packets import Packet

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def packet(inside: str, attributes: str = "") -> bytes:
    """Return a packet with one description."""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}><rdf:Description {attributes}>{inside}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def xmp_readings(result: ReadResult) -> dict[str, Reading]:
    return {f"{r.group}:{r.name}": r for r in result.document.readings if r.reader == "xmp"}


def test_drone_values_keep_their_signs_and_their_zeros(tmp_path: Path) -> None:
    dji = 'xmlns:d="http://www.dji.com/drone-dji/1.0/" d:GimbalYawDegree="-12.30" d:FlightXSpeed="+0.0"'
    found = xmp_readings(read_bytes(tmp_path, jpeg(xmp=packet("", dji))))
    assert found["XMP-drone-dji:GimbalYawDegree"].value == TextValue("-12.30")
    assert found["XMP-drone-dji:FlightXSpeed"].value == TextValue("+0.0")


def test_arrays_structures_languages_and_qualifiers_are_kept(tmp_path: Path) -> None:
    inside = """
    <dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag><rdf:li>a</rdf:li>
      <rdf:li>b</rdf:li></rdf:Bag></dc:subject>
    <dc:title xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Alt><rdf:li xml:lang="x-default">Day</rdf:li>
      <rdf:li xml:lang="de">Tag</rdf:li></rdf:Alt></dc:title>
    <m:DerivedFrom xmlns:m="http://ns.adobe.com/xap/1.0/mm/" rdf:parseType="Resource"
      xmlns:s="http://ns.adobe.com/xap/1.0/sType/ResourceRef#"><s:documentID>D1</s:documentID></m:DerivedFrom>
    <m:History xmlns:m="http://ns.adobe.com/xap/1.0/mm/" xmlns:e="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#">
      <rdf:Seq><rdf:li e:action="created"/><rdf:li e:action="saved"/></rdf:Seq></m:History>
    <q:Reach xmlns:q="http://example.org/q/" rdf:parseType="Resource">
      <rdf:value>12</rdf:value><q:unit>km</q:unit></q:Reach>
    """
    result = read_bytes(tmp_path, jpeg(xmp=packet(inside)))
    found = xmp_readings(result)
    assert found["XMP-dc:Subject"].value == ListValue((TextValue("a"), TextValue("b")))
    assert (found["XMP-dc:Title"].text, found["XMP-dc:Title-de"].text) == ("Day", "Tag")
    assert found["XMP-xmpMM:DerivedFromDocumentID"].text == "D1"
    assert [r.text for r in by(result, "xmp", "XMP-xmpMM", "HistoryAction")] == ["created", "saved"]
    assert "m:History[2]/e:action" in by(result, "xmp", "XMP-xmpMM", "HistoryAction")[1].where
    assert (found["XMP-q:Reach"].text, found["XMP-q:ReachUnit"].text) == ("12", "km")


def test_a_namespace_is_known_by_its_address_not_by_its_prefix(tmp_path: Path) -> None:
    found = xmp_readings(
        read_bytes(tmp_path, jpeg(xmp=packet("", 'xmlns:zz="http://ns.adobe.com/tiff/1.0/" zz:Make="X"')))
    )
    assert found["XMP-tiff:Make"].text == "X"


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [BOMB, b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
)
def test_entities_and_document_types_are_refused(tmp_path: Path, prolog: bytes) -> None:
    result = read_bytes(tmp_path, jpeg(xmp=prolog + packet("<d:t xmlns:d='http://example.org/'>&b;&e;</d:t>")))
    assert not xmp_readings(result)
    assert any("entities" in trouble.sentence for trouble in result.troubles)


def test_nesting_without_end_is_bounded(tmp_path: Path) -> None:
    deep = packet("<a:b xmlns:a='u'>" + "<a:b>" * 5_000 + "</a:b>" * 5_000 + "</a:b>")
    started = time.perf_counter()
    result = read_bytes(tmp_path, jpeg(xmp=deep))
    assert time.perf_counter() - started < 2
    assert any("nested" in trouble.sentence for trouble in result.troubles)


def test_a_repeated_attribute_loses_nothing(tmp_path: Path) -> None:
    tiff_ns = 'xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    broken = packet("", f'{tiff_ns} tiff:Model="one" tiff:Model="two" tiff:Make="DJI"')
    result = read_bytes(tmp_path, jpeg(xmp=broken))
    assert [r.text for r in by(result, "xmp", "XMP-tiff", "Model")] == ["one", "two"]
    assert xmp_readings(result)["XMP-tiff:Make"].text == "DJI"
    assert any("broken" in trouble.sentence for trouble in result.troubles)


def test_extended_xmp_is_joined_in_order(tmp_path: Path) -> None:
    whole = packet("<g:Data xmlns:g='http://ns.google.com/photos/1.0/image/'>" + "A" * 1000 + "</g:Data>")
    digest = hashlib.md5(whole, usedforsecurity=False).hexdigest().encode()
    segments = b""
    for at in (600, 0):
        piece = whole[at : 600 if at == 0 else None]
        body = b"http://ns.adobe.com/xmp/extension/\0" + digest + struct.pack(">II", len(whole), at) + piece
        segments += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    result = read_bytes(tmp_path, b"\xff\xd8" + segments + b"\xff\xda\0\2\xff\xd9")
    assert xmp_readings(result)["XMP-GImage:ImageData"].text == "A" * 1000


def test_xmp_of_a_png_is_found(tmp_path: Path) -> None:
    body = b"XML:com.adobe.xmp\0\0\0\0\0" + packet("", 'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="T"')
    assert xmp_readings(read_bytes(tmp_path, png((b"iTXt", body))))["XMP-xmp:CreatorTool"].text == "T"


def test_a_packet_that_is_one_long_word_is_given_up_soon(tmp_path: Path) -> None:
    start = time.process_time()
    with pytest.raises(RefusedFile, match="broken"):
        list(read_packet(Packet(b"<x:xmpmeta " + b"A" * 16_000_000, "here")))
    assert time.process_time() - start < 5
