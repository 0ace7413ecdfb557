"""Write a format of annotations as a folder: its files, pictures where it wants them, classes, what was left out."""

import struct
from collections.abc import Callable
from pathlib import Path

import msgspec

import verifier
from verifier.bundle.annotations.losses import (
    CLIPS_NOT_AT_HAND,
    PICTURES_NOT_ASKED,
    PICTURES_NOT_MADE,
    Fact,
    Losses,
    lost_facts,
)
from verifier.bundle.annotations.scene import Scene, Shot, read_scene
from verifier.bundle.annotations.tables import class_table
from verifier.bundle.contents import read_chain
from verifier.bundle.files import changed_since
from verifier.bundle.material import Material
from verifier.bundle.members import Member, member_of_bytes, member_of_file
from verifier.bundle.naming import suffix_of
from verifier.bundle.options import AUDIENCE_WORDS, Options
from verifier.bundle.plan import PlanRow, Preview
from verifier.bundle.selection import Selection, select
from verifier.bundle.sinks import FolderSink, whole_or_nothing
from verifier.bundle.written import Written
from verifier.domain.frames import FrameRef
from verifier.domain.progress import Progress

LEFT_OUT = "LEFT-OUT.txt"
CLASSES = "classes.csv"
"""A table and no JSON: readers of labelme take every .json of a folder for a picture's."""
NOT_RECORDED = "0" * 64
"""Stands for the hash of a frame that nobody recorded, where one is only asked for by its ordinal."""

PREVIEW_ROWS = (
    "Regions, on the displayed grid",
    "Classes, by the leading hypothesis",
    "Pictures that show them, upright",
    "Clips that show them, whole",
)
GRID = (
    "Coordinates are pixels of the picture as it is shown: upright, with square pixels. (0, 0) is the outer corner of"
    " the first pixel, x to the right, y down."
)


class Annotations(msgspec.Struct, frozen=True):
    """One format: what writes its files, what it keeps of the statements, where its pictures lie, whether clips go.

    ``pictures``: the folder, empty for the top one; ``None``: this format needs none.
    """

    title: str
    files: Callable[[Scene, Losses], list[Member]]
    kept: frozenset[Fact]
    pictures: str | None = None
    has_clips: bool = False

    def write(self, material: Material, options: Options, out: Path, progress: Progress) -> Written:
        """Write the folder, whole or not at all; raises as the bag does."""
        chain = read_chain(material)
        selection = select(material.records, options, chain.replay.heads)
        scene, losses = read_scene(material, selection), Losses()
        members = self._members(scene, losses)
        with whole_or_nothing(out) as place:
            sink = FolderSink(place)
            for member in members:
                sink.write(member)
            files = [*members, *self._write_clips(sink, material, selection, scene, losses)]
            files += self._write_pictures(sink, material, selection, scene, losses, progress)
            files.append(member_of_bytes(LEFT_OUT, self._told(losses, selection, chain.replay.previous)))
            sink.write(files[-1])
            sink.finish()
        size = sum(member.size_bytes for member in files)
        return Written(out, len(files), size, chain.replay.previous, losses.all())

    def preview(self, material: Material, options: Options) -> Preview:
        """Say what would go and be left out, writing nothing; pictures that cannot be made are not known yet."""
        losses = Losses()
        scene = read_scene(material, select(material.records, options))
        self._members(scene, losses)
        regions = {shape.observation.key for shot in scene.shots for shape in shot.shapes}
        regions_row, classes_row, pictures_row, clips_row = PREVIEW_ROWS
        rows = [PlanRow(regions_row, True, len(regions)), PlanRow(classes_row, True, len(scene.classes))]
        if self.pictures is not None and options.originals == "include":
            rows.append(PlanRow(pictures_row, True, len(scene.shots)))
        if self.has_clips and options.originals == "include":
            rows.append(PlanRow(clips_row, True, len(scene.clips)))
        return Preview(tuple(rows), losses.all())

    def _members(self, scene: Scene, losses: Losses) -> list[Member]:
        lost_facts(losses, scene, self.kept)
        members = [*self.files(scene, losses), member_of_bytes(CLASSES, class_table(scene.classes))]
        return sorted(members, key=lambda member: member.path)

    def _write_pictures(
        self,
        sink: FolderSink,
        material: Material,
        selection: Selection,
        scene: Scene,
        losses: Losses,
        progress: Progress,
    ) -> list[Member]:
        if self.pictures is None:
            return []
        if selection.options.originals == "hashes":
            losses.add(PICTURES_NOT_ASKED, len(scene.shots))
            return []
        written: list[Member] = []
        for number, shot in enumerate(scene.shots):
            progress.report(number, len(scene.shots), shot.stem)
            data = _picture(material, shot) if selection.part_goes(shot.item, "bytes") else None
            if data is None:
                losses.add(PICTURES_NOT_MADE)
                continue
            written.append(member_of_bytes(f"{self.pictures}/{shot.stem}.jpg".lstrip("/"), data))
            sink.write(written[-1])
        return written

    def _write_clips(
        self, sink: FolderSink, material: Material, selection: Selection, scene: Scene, losses: Losses
    ) -> list[Member]:
        """Copy the clips that regions speak of beside them: programs for video read the file itself."""
        if not self.has_clips or selection.options.originals == "hashes":
            return []
        written: list[Member] = []
        for clip in scene.clips:
            label, item = clip.item.label, clip.item
            source = material.original(item) if selection.part_goes(item, "bytes") else None
            if source is None or changed_since(item, source):
                losses.add(CLIPS_NOT_AT_HAND)
                continue
            path = f"{label}/{label}{suffix_of(item.media_type)}"
            written.append(member_of_file(path, source, item.fingerprints.sha256, label))
            sink.write(written[-1])
        return written

    def _told(self, losses: Losses, selection: Selection, head: str) -> bytes:
        audience = AUDIENCE_WORDS[selection.options.audience]
        lines = [
            self.title,
            f"Written by verifier {verifier.__version__} for {audience}; journal head {head}.",
            "",
            GRID,
            f"The classes, with the catalog entries they stand for, are in {CLASSES}.",
            "What may not go to this reader is in none of these files. A bundle holds all of the evidence; this not.",
            "",
            "Left out, or written as something else:",
            *(f"- {loss.sentence}" for loss in losses.all()),
            *(("- nothing",) if not losses.all() else ()),
        ]
        return ("\n".join(lines) + "\n").encode()


def _picture(material: Material, shot: Shot) -> bytes | None:
    """Return the picture as JPEG; ``None`` where it cannot be made in just the size that the regions speak of."""
    moment = shot.moment
    frame = (
        FrameRef(moment.pts, moment.time_base, moment.ordinal, moment.sha256 or NOT_RECORDED)
        if moment is not None
        else None
    )
    made = material.picture(shot.item, frame, max(shot.size))
    return made.data if made is not None and jpeg_size(made.data) == shot.size else None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height from the frame header of a JPEG (ITU-T T.81, B.2.2); ``None`` where there is none."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        place += 2 + length
    return None
