"""Opening a clip opens that one file: no playlist, no address, no second file, whatever the file asks for."""

import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.media.made_clips import irregular_times, make_clip
from verifier.domain.errors import RefusedFile, VerifierError
from verifier.media.clip_opening import CLIP_DEMUXERS, SOUND_DEMUXERS, OpenedClip
from verifier.media.media_types import Sniffed, describe
from verifier.media.sniff import sniff
from verifier.media.video import open_clip

PLAYLISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{address}/a.ts\n#EXT-X-ENDLIST\n",
    "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>'
    '<Representation id="1" bandwidth="1"><BaseURL>{address}/a.mp4</BaseURL></Representation></AdaptationSet></Period>'
    "</MPD>",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n"
    "a=rtpmap:96 H264/90000\n",
    "concat": "ffconcat version 1.0\nfile '{address}/a.mp4'\n",
}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a port of this machine; whoever connects is found in the queue."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(8)
        server.setblocking(False)
        yield server


def nobody_came(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return True
    return False


def playlist(tmp_path: Path, kind: str, server: socket.socket) -> Path:
    port = server.getsockname()[1]
    path = tmp_path / "clip.mp4"
    path.write_text(PLAYLISTS[kind].format(address=f"http://127.0.0.1:{port}", port=port))
    return path


def test_the_listener_would_notice(listener: socket.socket) -> None:
    with socket.create_connection(listener.getsockname()):
        assert not nobody_came(listener)


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_is_no_clip_by_its_content(kind: str, tmp_path: Path, listener: socket.socket) -> None:
    path = playlist(tmp_path, kind, listener)
    with pytest.raises(VerifierError):
        open_clip(path, sniff(path.read_bytes(), path.stat().st_size))
    assert nobody_came(listener)


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_the_demuxers_of_playlists_are_refused_by_name(kind: str, tmp_path: Path, listener: socket.socket) -> None:
    path = playlist(tmp_path, kind, listener)
    with pytest.raises(RefusedFile, match="other files"):
        open_clip(path, Sniffed("video", "video/mp4", kind, ".mp4"))
    assert nobody_came(listener)


@pytest.mark.parametrize("kind", PLAYLISTS)
@pytest.mark.parametrize("demuxer", sorted(CLIP_DEMUXERS | SOUND_DEMUXERS))
def test_no_demuxer_we_use_follows_a_playlist(kind: str, demuxer: str, tmp_path: Path, listener: socket.socket) -> None:
    path = playlist(tmp_path, kind, listener)
    with pytest.raises(VerifierError):
        open_clip(path, Sniffed("video", "video/mp4", demuxer, ".mp4"))
    assert nobody_came(listener)


def with_reference(path: Path, kind: bytes, place: bytes) -> Path:
    """Rewrite the data reference of a made MP4 to point elsewhere; its boxes stand last, so only sizes change."""
    data = path.read_bytes()
    old = struct.pack(">I4sI", 12, b"url ", 1)
    entry = struct.pack(">I4sI", 12 + len(place), kind, 0) + place
    at = data.index(old)
    grown = len(entry) - len(old)
    changed = bytearray(data[:at] + entry + data[at + len(old) :])
    for box in (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"):
        size_at = changed.index(box) - 4
        changed[size_at : size_at + 4] = struct.pack(">I", struct.unpack_from(">I", changed, size_at)[0] + grown)
    path.write_bytes(changed)
    return path


@pytest.mark.parametrize("kind", [b"url ", b"alis", b"urn "])
def test_pictures_that_lie_elsewhere_are_refused(kind: bytes, tmp_path: Path, listener: socket.socket) -> None:
    path = make_clip(tmp_path / "a.mov", irregular_times(10), "libx264", {"preset": "ultrafast"})
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/b.mov\0".encode()
    with_reference(path, kind, address.ljust(200, b"x"))
    with pytest.raises(RefusedFile, match="another file or at an address"):
        open_clip(path, describe("video/quicktime"))
    assert nobody_came(listener)


def test_a_name_that_reads_like_an_address_is_only_a_name(tmp_path: Path, listener: socket.socket) -> None:
    folder = tmp_path / "http:" / f"127.0.0.1:{listener.getsockname()[1]}"
    folder.mkdir(parents=True)
    make_clip(folder / "a.mp4", irregular_times(5), "libx264", {"preset": "ultrafast"})
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        with open_clip(Path("http:") / folder.name / "a.mp4", describe("video/mp4")) as clip:
            assert len(clip.table) == 5
    finally:
        os.chdir(here)
    assert nobody_came(listener)


def test_clips_are_opened_read_only(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", irregular_times(5), "libx264", {"preset": "ultrafast"})
    opened = OpenedClip(path, "mov")
    assert not opened.file.writable()
    opened.close()
    assert opened.file.closed
