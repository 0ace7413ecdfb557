"""Read XMP: every property of every namespace, arrays, structures, qualifiers and languages (ISO 16684-1, clause 7).

A structure becomes one reading for each of its fields, named as ExifTool flattens them (``HistoryAction``); ``where``
keeps the whole path. An array of plain values is one reading with a list. Entities and document types are refused:
XMP needs none, and they are how a small packet fills a memory.
"""

import io
from collections.abc import Iterator
from importlib.metadata import version
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import ListValue, Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.source import Source
from verifier.metadata.values import text_value
from verifier.metadata.xmp_broken import loose_readings
from verifier.metadata.xmp_namespaces import META, RDF, XML, canonical_prefix, property_name
from verifier.metadata.xmp_packets import Packet, xmp_packets
from verifier.metadata.xmp_printing import xmp_text

MAX_DEPTH = 64
MAX_ELEMENTS = 100_000
"""Elements of one packet; a packet of the samples with a whole Lightroom history has 2,000."""
_PIECE = 1 << 20
_ARRAYS = frozenset((f"{{{RDF}}}Seq", f"{{{RDF}}}Bag", f"{{{RDF}}}Alt"))
_DESCRIPTION, _VALUE, _LI = f"{{{RDF}}}Description", f"{{{RDF}}}value", f"{{{RDF}}}li"
_PARSE_TYPE, _RESOURCE, _ABOUT = f"{{{RDF}}}parseType", f"{{{RDF}}}resource", f"{{{RDF}}}about"
_LANG = f"{{{XML}}}lang"


class Xmp:
    """The registry line of this reader."""

    name = "xmp"
    version = f"1 (defusedxml {version('defusedxml')})"

    def reads(self, sniffed: Sniffed) -> bool:
        return True

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield every property of every packet."""
        for packet in xmp_packets(source):
            yield from read_packet(packet)


class _Leaf(msgspec.Struct, frozen=True, gc=False):
    """One plain value or array of values: path of local names, path as written, texts, language."""

    path: tuple[str, ...]
    written: str
    texts: tuple[str, ...]
    is_list: bool = False
    language: str = ""


class _Fault(msgspec.Struct, frozen=True):
    """What went wrong in a packet, as a sentence (empty: nothing), and where its XML broke."""

    sentence: str
    broken_at: int | None = None


def read_packet(packet: Packet) -> Iterator[Reading]:
    """Yield the properties of one packet; raise :class:`RefusedFile` at what XMP may not have, or where it breaks."""
    root, prefixes, fault = _parse(packet.data)
    if root is not None:
        for element in root.iter():
            if element.tag in (f"{{{META}}}xmpmeta", f"{{{META}}}xapmeta"):
                yield from _attribute_readings(element, packet, prefixes)
            elif element.tag == f"{{{RDF}}}RDF":
                for description in element.findall(_DESCRIPTION):
                    yield from _properties(description, packet, prefixes)
    if fault.broken_at is not None:
        yield from loose_readings(packet, fault.broken_at)
    if fault.sentence:
        raise RefusedFile(fault.sentence)


class _LargeReads(io.BytesIO):
    """Bytes handed out a mebibyte at a time.

    The parser looks anew at an unfinished word for every piece it is handed: in pieces of 16 KiB, as ``iterparse``
    asks for, a word of 32 MiB took a minute.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(_PIECE if size is None or size < _PIECE else size)


def _parse(data: bytes) -> tuple[Element | None, dict[str, str], _Fault]:
    """Return the tree as far as it could be read, the prefixes by namespace, and what went wrong."""
    prefixes: dict[str, str] = {}
    root: Element | None = None
    depth = elements = 0
    try:
        for event, found in iterparse(_LargeReads(_trimmed(data)), ("start", "end", "start-ns"), forbid_dtd=True):
            if event == "start-ns":
                prefixes.setdefault(found[1], found[0])
            elif event == "start":
                root = found if root is None else root
                depth, elements = depth + 1, elements + 1
                if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
                    return None, prefixes, _Fault("The XMP is nested too deeply or too long; it was not read.")
            else:
                depth -= 1
    except ParseError as error:
        sentence = f"The XMP is broken ({error}); from there on it was read by its look."
        return root, prefixes, _Fault(sentence, _offset_of(error, data))
    except DefusedXmlException:
        return (
            None,
            prefixes,
            _Fault("The XMP declares entities or a document type, as no camera does; it was not read."),
        )
    except (ValueError, LookupError) as error:
        return root, prefixes, _Fault(f"The XMP cannot be decoded: {error}.")
    return root, prefixes, _Fault("")


def _offset_of(error: ParseError, data: bytes) -> int:
    """Return the byte in the packet where the parser stopped, from its line and column."""
    line, column = error.position
    return sum(len(text) for text in data.splitlines(keepends=True)[: line - 1]) + column


def _trimmed(data: bytes) -> bytes:
    """Drop the padding after the packet; zeros there would be taken for broken XML."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data
    return data.strip(b"\0 \r\n\t")


def _properties(description: Element, packet: Packet, prefixes: dict[str, str]) -> Iterator[Reading]:
    yield from _attribute_readings(description, packet, prefixes)
    for element in description:
        uri, name = _split(element.tag)
        for leaf in _leaves(element, (name,), _written(element.tag, prefixes), prefixes):
            yield _reading(canonical_prefix(uri, prefixes.get(uri, "")), leaf, packet)


def _attribute_readings(element: Element, packet: Packet, prefixes: dict[str, str]) -> Iterator[Reading]:
    """Yield the properties written as attributes; an empty ``rdf:about`` says nothing."""
    for key, text in element.attrib.items():
        uri, name = _split(key)
        if key == "about":  # the first toolkits wrote it without a namespace
            uri, key = RDF, _ABOUT
        if (key == _ABOUT and not text) or uri in ("", XML) or (uri == RDF and key != _ABOUT):
            continue
        shown = "XMPToolkit" if uri == META and name in ("xmptk", "xaptk") else name
        leaf = _Leaf((shown,), _written(key, prefixes), (text,))
        yield _reading(canonical_prefix(uri, prefixes.get(uri, "")), leaf, packet)


def _leaves(element: Element, path: tuple[str, ...], written: str, prefixes: dict[str, str]) -> Iterator[_Leaf]:
    """Yield the plain values under a property, depth first."""
    language = element.get(_LANG, "")
    fields = {k: v for k, v in element.attrib.items() if _split(k)[0] not in (RDF, XML, "")}
    yield from (_Leaf((*path, _split(k)[1]), f"{written}/{_written(k, prefixes)}", (v,)) for k, v in fields.items())
    array = next((child for child in element if child.tag in _ARRAYS), None)
    if array is not None:
        yield from _array_leaves(array, path, written, prefixes)
    elif len(element) == 0:
        text = element.get(_RESOURCE) or element.text or ""
        if text or not fields:
            yield _Leaf(path, written, (text,), language=language)
    else:
        for child in element:
            yield from _field_leaves(child, path, written, prefixes)


def _field_leaves(child: Element, path: tuple[str, ...], written: str, prefixes: dict[str, str]) -> Iterator[_Leaf]:
    """Yield the values of one field; ``rdf:value`` is the property itself, its siblings qualify it."""
    if child.tag == _DESCRIPTION:
        yield from _leaves(child, path, written, prefixes)
    elif child.tag == _VALUE:
        yield from _leaves(child, path, f"{written}/rdf:value", prefixes)
    else:
        name = _split(child.tag)[1]
        yield from _leaves(child, (*path, name), f"{written}/{_written(child.tag, prefixes)}", prefixes)


def _array_leaves(array: Element, path: tuple[str, ...], written: str, prefixes: dict[str, str]) -> Iterator[_Leaf]:
    items = [child for child in array if child.tag == _LI]
    if all(len(item) == 0 and not any(_split(k)[0] not in (RDF,) for k in item.attrib) for item in items):
        texts = tuple(item.get(_RESOURCE) or item.text or "" for item in items)
        yield _Leaf(path, written, texts, is_list=True)
        return
    for number, item in enumerate(items, 1):
        yield from _leaves(item, path, f"{written}[{number}]", prefixes)


def _reading(prefix: str, leaf: _Leaf, packet: Packet) -> Reading:
    name = property_name(prefix, leaf.path)
    if leaf.language and leaf.language != "x-default":
        name = f"{name}-{leaf.language}"
    if leaf.is_list:
        value = ListValue(tuple(text_value(text) for text in leaf.texts))
        text = ", ".join(leaf.texts)
    else:
        value = text_value(leaf.texts[0])
        text = xmp_text(prefix, name, leaf.texts[0])
    return Reading("xmp", f"XMP-{prefix}", name, value, text, f"{packet.where}, {leaf.written}")


def _split(tag: str) -> tuple[str, str]:
    """Split ``{uri}name``."""
    if tag[:1] != "{":
        return "", tag
    uri, _, name = tag[1:].partition("}")
    return uri, name


def _written(tag: str, prefixes: dict[str, str]) -> str:
    uri, name = _split(tag)
    return f"{prefixes.get(uri, '?')}:{name}"
