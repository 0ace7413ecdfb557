"""Destroy what a record ever held, where it must not exist any longer; the chain says that it was, and still checks.

Everything goes that the record ever said, in any version, and so does every record that ever belonged to it (see
``references.py``): postings, claims, observations, notes, saved frames of an item. So do the labels of all gestures
that touched any of them, since a label may name people. For an item its original goes, its readings, its derived
pictures and the whole cache, unless another item has the same bytes. What merely mentioned it loses the mention in the
purge's own line. What stays: the lines with their commitments, keys, times and actors, and which bytes are gone is no
secret. Gestures that touched it cannot be undone any more, nor those before them.

Copies are not reached: bundles exported before, backups, blocks of the disk that the file system has let go of.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from verifier.case.case import Case
from verifier.case.changes import Change, Changes
from verifier.case.journal import Commitments, Line, Purge, PurgeReason, Replay, Value
from verifier.case.loading import read_record
from verifier.case.opening import OpenCase
from verifier.case.references import owners, without
from verifier.case.storage import Destruction, Gesture, Saved, Storage
from verifier.domain.errors import CommandRefused, UnknownKey
from verifier.domain.ids import kind_of
from verifier.domain.records import CaseInfo, Derivative, Item, Record


class Purged(msgspec.Struct, frozen=True):
    """What a purge changed, and the gestures that can be undone no more."""

    changes: Changes
    gestures: frozenset[str]
    saved: Saved


class _Version(msgspec.Struct, frozen=True):
    """One state that a record was in; ``record`` is ``None`` where an earlier purge destroyed it."""

    key: str
    parts: Commitments
    record: Record | None


class _Files(msgspec.Struct, frozen=True):
    """SHA-256 of originals, derived pictures and readings documents."""

    originals: frozenset[str]
    derived: frozenset[str]
    documents: frozenset[str]


def purge(opened: OpenCase, key: str, reason: PurgeReason, *, gesture: str, actor: str, at: datetime) -> Purged:
    """Destroy everything that ``key`` ever held; its pages in the file are left to :meth:`Storage.compact`.

    The record may be gone from the case already (undone, removed). Raises :class:`CommandRefused` under a legal hold
    and for the case's card, :class:`UnknownKey` for a key that never was, :class:`StorageFailed` where the disk fails:
    then files may be gone and the record is not, and purging again completes it.
    """
    case, storage = opened.case, opened.storage
    _refuse(case, key)
    storage.drain()
    history = _History(storage)
    if not any(version.key == key for version in history.versions):
        raise UnknownKey("There never was such a record in this case.", key)
    gone = history.belonging_to(key)
    changes = _changes(case, gone)
    touched = gone | {change.key for change in changes}
    ended, labels = _gestures(history.lines, touched)
    destroyed = labels | {c for version in history.versions if version.key in gone for c in version.parts.values()}
    files = history.files_of(gone)
    opened.folder.destroy(files.originals, files.derived)
    removing = Gesture(id=gesture, verb="purge", label="", changes=changes, actor=actor, at=at)
    note = Purge(reason, tuple(sorted(destroyed)))
    saved = storage.destroy(Destruction(removing, note, files.documents, files.originals))
    case.apply(changes)
    if opened.lock is not None and kind_of(key) == "person":
        opened.lock.forget_name(at)
    return Purged(changes, ended, saved)


def _refuse(case: Case, key: str) -> None:
    if kind_of(key) == "case_info":
        raise CommandRefused("The card of a case cannot be purged; edit it instead.", key)
    if any(card.legal_hold for card in case.of(CaseInfo)):
        raise CommandRefused("This case is under a legal hold: nothing in it may be destroyed.", key)


def _changes(case: Case, gone: frozenset[str]) -> Changes:
    """Remove what is gone and drop the mentions of it elsewhere."""
    removed = [Change(key, record, None) for key in sorted(gone) if (record := case.get(key)) is not None]
    naming = {record.key: record for key in gone for record in case.referring(key) if record.key not in gone}
    edited = [Change(key, naming[key], without(naming[key], gone)) for key in sorted(naming)]
    return (*removed, *(change for change in edited if change.before != change.after))


def _gestures(lines: Iterable[Line], touched: Iterable[str]) -> tuple[frozenset[str], set[str]]:
    """Return the gestures that touched any of these keys, and the commitments of their labels."""
    keys = frozenset(touched)
    hit = [line for line in lines if any(change.key in keys for change in line.changes)]
    gestures = frozenset(line.concerns or line.gesture for line in hit)
    labels = {line.label for line in lines if (line.concerns or line.gesture) in gestures and line.label is not None}
    return gestures, labels


class _History:
    """Every state that every record was ever in."""

    def __init__(self, storage: Storage) -> None:
        replay = Replay()
        self.lines = [replay.follow(data) for data in storage.lines()]
        stated = {
            (change.key, *change.after.values()): change.after
            for line in self.lines
            for change in line.changes
            if change.after is not None
        }
        values = storage.values({committed for parts in stated.values() for committed in parts.values()})
        self.versions = [_version(key, parts, values, replay) for (key, *_), parts in stated.items()]

    def belonging_to(self, key: str) -> frozenset[str]:
        """Return ``key`` and every key that ever belonged to it, however far."""
        owned: dict[str, set[str]] = {}
        for version in self.versions:
            for owner in owners(version.record) if version.record is not None else ():
                owned.setdefault(owner, set()).add(version.key)
        gone, waiting = {key}, [key]
        while waiting:
            fresh = owned.get(waiting.pop(), set()) - gone
            gone |= fresh
            waiting += fresh
        return frozenset(gone)

    def files_of(self, gone: frozenset[str]) -> _Files:
        """Return the files that records in ``gone`` name and no other record, in any state, does."""
        going = _files(version.record for version in self.versions if version.key in gone)
        staying = _files(version.record for version in self.versions if version.key not in gone)
        return _Files(
            going.originals - staying.originals, going.derived - staying.derived, going.documents - staying.documents
        )


def _version(key: str, parts: Commitments, values: Mapping[str, Value], replay: Replay) -> _Version:
    if not all(committed in values for committed in parts.values()):
        return _Version(key, parts, None)
    return _Version(key, parts, read_record(key, parts, values, replay))


def _files(records: Iterable[Record | None]) -> _Files:
    known = tuple(records)
    items = [record for record in known if isinstance(record, Item)]
    named = (document for item in items for document in (item.readings_sha256, item.surroundings_sha256))
    return _Files(
        frozenset(item.fingerprints.sha256 for item in items),
        frozenset(record.sha256 for record in known if isinstance(record, Derivative)),
        frozenset(document for document in named if document is not None),
    )
