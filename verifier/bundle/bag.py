"""Write a bundle as a BagIt 1.0 bag (RFC 8493), a folder or a stored .zip: same case, same bytes."""

from pathlib import Path

from verifier.bundle import layout
from verifier.bundle.contents import Contents, gather
from verifier.bundle.material import Material
from verifier.bundle.members import member_of_bytes
from verifier.bundle.options import Options
from verifier.bundle.sinks import FolderSink, Sink, ZipSink, whole_or_nothing
from verifier.bundle.written import Written
from verifier.domain.progress import Progress


def write_folder(material: Material, options: Options, out: Path, progress: Progress) -> Written:
    """Write the bundle as a folder.

    Raise :class:`BundleError` where something of that name exists or a file is not what was added,
    :class:`StorageFailed` where the disk is full or fails, :class:`Cancelled` when asked to stop.
    """
    contents = gather(material, options, progress)
    with whole_or_nothing(out) as place:
        _fill(FolderSink(place), contents, progress)
    return _written(out, contents)


def write_zip(material: Material, options: Options, out: Path, progress: Progress) -> Written:
    """Write the bundle as a .zip of stored members; raises as :func:`write_folder`."""
    contents = gather(material, options, progress)
    with whole_or_nothing(out) as place:
        _fill(ZipSink(place, f"bundle-{contents.info.head[:12]}", contents.at), contents, progress)
    return _written(out, contents)


def _written(out: Path, contents: Contents) -> Written:
    return Written(out, contents.info.payload_files + 4, contents.info.payload_bytes, contents.info.head)


def _fill(sink: Sink, contents: Contents, progress: Progress) -> None:
    """Write all members in the order of their paths; the manifests come last in it by their names."""
    try:
        hashes = {layout.BAG_INFO: sink.write(member_of_bytes(layout.BAG_INFO, contents.info.text()))}
        hashes[layout.BAGIT] = sink.write(member_of_bytes(layout.BAGIT, layout.BAGIT_TEXT))
        payload = _write_payload(sink, contents, progress)
        hashes[layout.MANIFEST] = sink.write(member_of_bytes(layout.MANIFEST, layout.manifest(payload)))
        sink.write(member_of_bytes(layout.TAG_MANIFEST, layout.manifest(hashes)))
        sink.finish()
    finally:
        sink.abandon()


def _write_payload(sink: Sink, contents: Contents, progress: Progress) -> dict[str, str]:
    hashes: dict[str, str] = {}
    done, total = 0, contents.info.payload_bytes
    for member in contents.members:
        progress.report(done, total, member.path)
        hashes[member.path] = sink.write(member)
        done += member.size_bytes
    progress.report(total, total)
    return hashes
