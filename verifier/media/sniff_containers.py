"""Tell apart the formats that share a container: TIFF and camera raw, RIFF, ISO media, Matroska, MPEG, Ogg, ZIP."""

import re
import struct
import zlib

_DNG_VERSION, _MAKE, _SUB_IFDS, _NEW_SUBFILE_TYPE = 0xC612, 0x010F, 0x014A, 0x00FE
_RAW_MAKES = (("NIKON", "image/x-nikon-nef"), ("SONY", "image/x-sony-arw"))


def tiff(head: bytes) -> str | None:
    """Tell TIFF, BigTIFF, DNG, CR2, NEF, ARW and CRW (TIFF 6.0; DNG 1.7, DNGVersion; CIFF 1.0)."""
    if head[6:14] == b"HEAPCCDR" and head[:2] in (b"II", b"MM"):
        return "image/x-canon-crw"
    order = {b"II*\x00": "<", b"MM\x00*": ">", b"II+\x00": "<", b"MM\x00+": ">"}.get(head[:4])
    if order is None:
        return None
    if head[8:10] == b"CR" and order == "<":
        return "image/x-canon-cr2"
    tags = _first_ifd(head, order) if head[2:4] in (b"*\x00", b"\x00*") else {}
    if _DNG_VERSION in tags:
        return "image/x-adobe-dng"
    # A camera's own TIFF has its picture in the first directory; in a raw file that is a small preview.
    if tags.get(_NEW_SUBFILE_TYPE, (0, 0))[1] == 1 and _SUB_IFDS in tags:
        make = _text_at(head, tags.get(_MAKE, (0, 0)))
        return next((media_type for name, media_type in _RAW_MAKES if make.startswith(name)), "image/tiff")
    return "image/tiff"


def _first_ifd(head: bytes, order: str) -> dict[int, tuple[int, int]]:
    """Read the first directory as far as it lies in the head: tag -> (count, value or offset)."""
    (start,) = struct.unpack_from(order + "I", head, 4) if len(head) >= 8 else (0,)
    if not 8 <= start <= len(head) - 2:
        return {}
    (count,) = struct.unpack_from(order + "H", head, start)
    tags: dict[int, tuple[int, int]] = {}
    for place in range(start + 2, min(start + 2 + 12 * count, len(head) - 11), 12):
        tag, _, length, value = struct.unpack_from(order + "HHII", head, place)
        tags.setdefault(tag, (length, value))
    return tags


def _text_at(head: bytes, place: tuple[int, int]) -> str:
    length, start = place
    return head[start : start + min(length, 64)].decode("ascii", "replace").upper()


def riff(head: bytes) -> str | None:
    """Tell WebP, AVI and WAV by the form type (RFC 9649, 2.3; Microsoft's RIFF; EBU Tech 3306 for RF64)."""
    if head[:4] not in (b"RIFF", b"RF64"):
        return None
    forms = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"AVIX": "video/x-msvideo", b"WAVE": "audio/wav"}
    return forms.get(head[8:12])


_BRANDS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"avif", b"avis"), "image/avif"),
    ((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "image/heic"),
    ((b"mif1", b"mif2", b"msf1"), "image/heif"),
    ((b"crx ",), "image/x-canon-cr3"),
    ((b"M4A ", b"M4B ", b"M4P ", b"F4A "), "audio/mp4"),
    ((b"qt  ",), "video/quicktime"),
)
_OLD_QUICKTIME_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def iso_media(head: bytes) -> str | None:
    """Tell HEIC, HEIF, AVIF, CR3, MP4, MOV, 3GP and M4A by the major brand (ISO/IEC 14496-12, 4.3; mp4ra.org)."""
    box = head[4:8]
    if box != b"ftyp":
        return "video/quicktime" if box in _OLD_QUICKTIME_BOXES else None
    brand = head[8:12]
    if brand.startswith((b"3gp", b"3g2", b"3ge", b"3gs", b"3gr")):
        return "video/3gpp"
    return next((media_type for brands, media_type in _BRANDS if brand in brands), "video/mp4")


def matroska(head: bytes) -> str | None:
    """Tell Matroska and WebM by the DocType of the EBML header (RFC 8794, 11.2.4)."""
    if not head.startswith(b"\x1aE\xdf\xa3"):
        return None
    return "video/webm" if b"\x42\x82\x84webm" in head[:64] else "video/x-matroska"


def ogg(head: bytes) -> str | None:
    """Tell Ogg with pictures from Ogg with sound by the first packets (RFC 3533; the Theora header)."""
    if not head.startswith(b"OggS"):
        return None
    return "video/ogg" if b"\x80theora" in head[:512] or b"BBCD\x00" in head[:512] else "audio/ogg"


_ZIP_ENTRY = re.compile(rb"PK\x03\x04.{22}(?P<name_length>..)(?P<extra_length>..)", re.DOTALL)
_OPEN_DOCUMENT = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))")
_OFFICE = "application/vnd.openxmlformats-officedocument."


def zip_archive(head: bytes) -> str | None:
    """Tell OpenDocument, Office Open XML, WACZ and plain ZIP by their first members; gzip and WARC in gzip."""
    if head.startswith(b"\x1f\x8b"):
        return "application/warc+gzip" if _first_unpacked(head).startswith(b"WARC/") else "application/gzip"
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    if found := _OPEN_DOCUMENT.search(head[:256]):
        return found[1].decode("ascii")
    names = _member_names(head)
    if any(name == b"datapackage.json" or name.startswith(b"archive/") for name in names):
        return "application/wacz"
    parts = {
        b"word/": "wordprocessingml.document",
        b"xl/": "spreadsheetml.sheet",
        b"ppt/": "presentationml.presentation",
    }
    office = next((kind for part, kind in parts.items() if any(name.startswith(part) for name in names)), None)
    return _OFFICE + office if office else "application/zip"


def _member_names(head: bytes) -> list[bytes]:
    found: list[bytes] = []
    for entry in _ZIP_ENTRY.finditer(head):
        length = int.from_bytes(entry["name_length"], "little")
        found.append(head[entry.end() : entry.end() + length])
    return found


def _first_unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        return b""


_TS_PACKET, _M2TS_PACKET, _TS_SYNC = 188, 192, 0x47


def transport_stream(head: bytes) -> str | None:
    """Tell MPEG-TS and its form with time stamps (M2TS, MTS) by five sync bytes in a row (ISO/IEC 13818-1, 2.4.3.2).

    A recording cut in the middle of a packet starts within one.
    """
    for packet, media_type in ((_TS_PACKET, "video/mp2t"), (_M2TS_PACKET, "video/m2ts")):
        for start in range(packet):
            syncs = head[start : start + 5 * packet : packet]
            if len(syncs) == 5 and syncs == bytes([_TS_SYNC]) * 5:
                return media_type
    return None


def mpeg_program(head: bytes) -> str | None:
    """Tell an MPEG program stream and a bare MPEG video stream by their start codes (ISO/IEC 13818-1, 2.5.3.3)."""
    codes = {b"\x00\x00\x01\xba": "video/mpeg", b"\x00\x00\x01\xb3": "video/x-mpegvideo"}
    return codes.get(head[:4])


_MP3_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Bit rates by "is version 1", and sampling rates by version bits: ISO/IEC 11172-3 and 13818-3, 2.4.2.3."""


def mpeg_audio(head: bytes) -> str | None:
    """Tell MP3 and AAC in ADTS (ISO/IEC 14496-3, 1.A.3): an ID3 tag, or two frames that follow each other."""
    if head.startswith(b"ID3"):
        return "audio/mpeg"
    if head[:1] == b"\xff" and head[1:2] in (b"\xf0", b"\xf1", b"\xf8", b"\xf9"):
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) > 6 else 0
        return "audio/aac" if length > 7 and head[length : length + 2] == head[:2] else None
    length = _layer_3_frame_length(head)
    return "audio/mpeg" if length and _layer_3_frame_length(head[length:]) else None


def _layer_3_frame_length(data: bytes) -> int:
    """Return the bytes of one MPEG layer 3 frame, or 0 (ISO/IEC 11172-3, 2.4.1.3)."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return 0
    version, rate, hertz = data[1] >> 3 & 3, data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or hertz == 3:
        return 0
    samples_by_8 = 144 if version == 3 else 72
    return samples_by_8 * 1000 * _MP3_KBITS[version == 3][rate] // _MP3_HERTZ[version][hertz] + (data[2] >> 1 & 1)
