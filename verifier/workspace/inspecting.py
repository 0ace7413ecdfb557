"""Look at files outside any case: everything a file says of itself, and exact frames as PNG."""

import os
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import msgspec

from verifier.domain.errors import StorageFailed, UsageError
from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Inspection
from verifier.domain.progress import Progress
from verifier.media.clip_messages import ClipReply, OpenClip
from verifier.media.frame_table import FrameTable
from verifier.media.pool import Pool
from verifier.media.when import parse_when
from verifier.metadata.second_opinion import second_opinion
from verifier.metadata.telemetry.track import Track
from verifier.workspace.added import readable
from verifier.workspace.contact_sheets import ContactSheet, draw
from verifier.workspace.cuts import look_for_cuts
from verifier.workspace.looking import bounds_for
from verifier.workspace.messages import Inspect, ReadTrack, SavedPicture, SavePicture
from verifier.workspace.series import Stretch, at_cuts, bounded, every, whole
from verifier.workspace.settings import load_settings
from verifier.workspace.workspace import TASK_MODULES


class Picture(msgspec.Struct, frozen=True):
    """One exact frame that lies as PNG at ``path``: what was asked for, and the frame that it is."""

    asked: str
    path: Path
    saved: SavedPicture


class Sheet(msgspec.Struct, frozen=True):
    """A contact sheet that lies as PNG at ``path``."""

    path: Path
    made: ContactSheet


class Inspector:
    """Workers for looking at files; use it in a ``with`` statement."""

    def __init__(self) -> None:
        self._extra_catalog = load_settings().settings.extra_catalog
        self._pool = Pool(TASK_MODULES, 1)

    def __enter__(self) -> "Inspector":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def inspect(self, path: Path) -> Inspection:
        """Return everything one look at a file yields; raise :class:`InputError` where it cannot be read at all."""
        request = Inspect(os.fsencode(path), readable(str(path)), self._extra_catalog)
        return self._pool.submit(request, Inspection, bounds=bounds_for(path)).result()

    def read_track(self, path: Path) -> Track:
        """Return the telemetry of a file; raise :class:`InputError` where there is none, or it cannot be read."""
        return self._pool.submit(ReadTrack(os.fsencode(path)), Track, bounds=bounds_for(path)).result()

    def choose(
        self, path: Path, step: Fraction | None, progress: Progress, first: str = "", last: str = ""
    ) -> tuple[int, ...]:
        """Return the frames of a clip every ``step`` seconds, ``None``: one at every cut; by ordinal.

        ``first``, ``last``: the part of it, in the words that name a frame; "" for its ends. Raises
        :class:`UsageError` where they are more than are saved at a time, :class:`InputError` for no clip.
        """
        table = self._table(path)
        stretch = whole(table)
        begin = table.ordinal_at(parse_when(first)) if first else stretch.first
        end = table.ordinal_at(parse_when(last)) if last else stretch.last
        if end < begin:
            raise UsageError("The part of the clip ends before it begins; see --from and --to.")
        stretch = Stretch(begin, end)
        if step is not None:
            return bounded(every(table, stretch, step))
        return bounded(at_cuts(look_for_cuts(self._pool, path, len(table), progress), stretch))

    def ordinal_of(self, path: Path, when: str) -> int:
        """Return which frame of a clip words mean; raise :class:`UsageError` where there is none."""
        return self._table(path).ordinal_at(parse_when(when))

    def _table(self, path: Path) -> FrameTable:
        request = OpenClip(os.fsencode(path))
        return FrameTable.unpack(self._pool.submit(request, ClipReply, bounds=bounds_for(path)).result().table)

    def draw_sheet(self, path: Path, ordinals: tuple[int, ...], out: Path, chosen: str, progress: Progress) -> Sheet:
        """Draw a contact sheet of frames of a clip in the folder ``out``, named after the clip."""
        _make_folder(out)
        unnamed, named = out / f".{os.getpid()}.png", out / f"{path.stem}-contact-sheet.png"
        try:
            made = draw(self._pool, path, ordinals, unnamed, progress, title=readable(path.name), chosen=chosen)
            unnamed.replace(named)
        except StorageFailed as error:
            error.about = readable(out.name)
            raise
        except OSError as error:
            raise StorageFailed(f"The picture could not be written: {error.strerror}.", readable(out.name)) from error
        finally:
            unnamed.unlink(missing_ok=True)
        return Sheet(named, made)

    def save_frames(
        self, path: Path, moments: tuple[str, ...], out: Path, *, raw: bool, progress: Progress | None = None
    ) -> tuple[Picture, ...]:
        """Save exact frames (of a photo: its picture) as PNG in the folder ``out``, each named by its frame.

        Raises :class:`UsageError` where there is no such frame, :class:`StorageFailed` where ``out`` takes nothing.
        """
        _make_folder(out)
        saved: list[Picture] = []
        for place, when in enumerate(moments):
            if progress is not None:
                progress.report(place, len(moments))
            known = saved[0].saved.recipe.input_sha256 if saved else None
            saved.append(self._save_frame(path, when, out, raw=raw, input_sha256=known))
        return tuple(saved)

    def _save_frame(self, path: Path, when: str, out: Path, *, raw: bool, input_sha256: Sha256 | None) -> Picture:
        unnamed = out / f".{os.getpid()}.png"
        request = SavePicture(os.fsencode(path), when, os.fsencode(unnamed), raw, input_sha256)
        try:
            saved = self._pool.submit(request, SavedPicture, bounds=bounds_for(path)).result()
            named = out / f"{path.stem}{_frame_words(saved.frame)}{'-raw' if raw else ''}.png"
            unnamed.replace(named)
        except StorageFailed as error:
            error.about = readable(out.name)  # the worker knows the name the picture has until it is whole
            raise
        except OSError as error:
            raise StorageFailed(f"The picture could not be written: {error.strerror}.", readable(out.name)) from error
        finally:
            unnamed.unlink(missing_ok=True)
        return Picture(when, named, saved)


def with_second_opinion(path: Path, inspection: Inspection) -> Inspection:
    """Add what another program says otherwise; raise :class:`VerifierError` where it cannot be asked."""
    return msgspec.structs.replace(inspection, second_opinion=second_opinion(path, inspection.readings))


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "a file stands there" if out.exists() else error.strerror
        raise StorageFailed(f"The folder cannot be made: {why}.", readable(out.name)) from error


def _frame_words(frame: FrameRef | None) -> str:
    return f"-frame-{frame.ordinal}-pts-{frame.pts}" if frame is not None else ""
