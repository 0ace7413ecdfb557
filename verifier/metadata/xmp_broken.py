"""Read XMP whose XML is broken, by the look of it: names with a prefix and what stands beside them.

Cameras do write broken packets: a DJI XT S repeats an attribute, which no XML parser accepts. Nothing is repaired: what
looks like a property is listed as found, doubles included, flat, and marked.
"""

import re
from collections.abc import Iterator
from html import unescape

from verifier.domain.readings import Reading
from verifier.metadata.values import decode_text, text_value
from verifier.metadata.xmp_namespaces import RDF, canonical_prefix, property_name
from verifier.metadata.xmp_packets import Packet
from verifier.metadata.xmp_printing import xmp_text

MAX_PROPERTIES = 10_000
_NAMESPACE = re.compile(r"""xmlns:([\w.-]{1,64})\s*=\s*["']([^"'<>]{1,512})["']""")
_PROPERTY = re.compile(
    r"""(?<![\w.:-])(?P<ap>[\w.-]{1,64}):(?P<an>[\w.-]{1,128})\s*=\s*(?P<q>["'])(?P<at>[^<"']*)(?P=q)"""
    r"""|<rdf:li(?:\s[^<>]*)?>(?P<li>[^<]*)</rdf:li\s*>"""
    r"""|<(?P<ep>[\w.-]{1,64}):(?P<en>[\w.-]{1,128})(?:\s[^<>]*)?>(?P<et>[^<]*)</(?P=ep):(?P=en)\s*>"""
    r"""|<(?!rdf:)(?P<op>[\w.-]{1,64}):(?P<on>[\w.-]{1,128})\s*>"""
)


def loose_readings(packet: Packet, start: int) -> Iterator[Reading]:
    """Yield what looks like a property from byte ``start`` of the packet to its end."""
    whole = decode_text(packet.data)
    namespaces = dict(_NAMESPACE.findall(whole))
    # A broken start tag is read from its own beginning: its attributes stand before the place of the error.
    begin = max(whole.rfind("<", 0, start + 1), 0)
    container = ("", "")
    for number, match in enumerate(_PROPERTY.finditer(whole, begin)):
        if number >= MAX_PROPERTIES:
            return
        if match["op"]:
            container = (match["op"], match["on"])
            continue
        prefix, name = (
            container if match["li"] is not None else (match["ap"] or match["ep"], match["an"] or match["en"])
        )
        uri = namespaces.get(prefix, "")
        if prefix in ("xmlns", "xml", "") or (uri == RDF and name != "about"):
            continue
        text = unescape(match["at"] or match["et"] or match["li"] or "")
        shown = canonical_prefix(uri, prefix)
        tag, value = property_name(shown, (name,)), text_value(text)
        where = f"{packet.where}, broken XML, {prefix}:{name}"
        yield Reading("xmp", f"XMP-{shown}", tag, value, xmp_text(shown, tag, value.text), where)
