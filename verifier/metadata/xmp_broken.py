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
_ATTRIBUTE = re.compile(r"""(?<![\w.:-])([\w.-]{1,64}):([\w.-]{1,128})\s*=\s*(?:"([^<"]*)"|'([^<']*)')""")
_ELEMENT = re.compile(r"""<([\w.-]{1,64}):([\w.-]{1,128})(?:\s[^<>]*)?(?<!/)>([^<]*)""")


def loose_readings(packet: Packet, start: int) -> Iterator[Reading]:
    """Yield what looks like a property from byte ``start`` of the packet to its end."""
    whole = decode_text(packet.data)
    namespaces = dict(_NAMESPACE.findall(whole))
    # A broken start tag is read from its own beginning: its attributes stand before the place of the error.
    begin = max(whole.rfind("<", 0, start + 1), 0)
    found = [(m.start(), m[1], m[2], m[3] if m[3] is not None else m[4]) for m in _ATTRIBUTE.finditer(whole, begin)]
    for _, prefix, name, text in sorted([*found, *_elements(whole, begin, namespaces)])[:MAX_PROPERTIES]:
        uri = namespaces.get(prefix, "")
        if prefix in ("xmlns", "xml") or (uri == RDF and name != "about"):
            continue
        shown = canonical_prefix(uri, prefix)
        tag, value = property_name(shown, (name,)), text_value(unescape(text))
        where = f"{packet.where}, broken XML, {prefix}:{name}"
        yield Reading("xmp", f"XMP-{shown}", tag, value, xmp_text(shown, tag, value.text), where)


def _elements(whole: str, begin: int, namespaces: dict[str, str]) -> Iterator[tuple[int, str, str, str]]:
    """Yield place, prefix, name and text of elements; an item of an array has the name of what the array is in."""
    holder: tuple[str, str] | None = None
    for match in _ELEMENT.finditer(whole, begin):
        prefix, name, text = match[1], match[2], match[3]
        is_rdf = namespaces.get(prefix) == RDF
        if not is_rdf:
            holder = (prefix, name)
        if text.strip() and holder is not None and (not is_rdf or name == "li"):
            yield (match.start(), *holder, text)
