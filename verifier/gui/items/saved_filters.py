"""Filters kept under a name, in the cache of the case: a filter names what is in it, so it stays with it. No Qt."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from verifier.case.folder import CaseFolder
from verifier.gui.items.facets import Filter
from verifier.workspace.digests import replace_file


class Named(msgspec.Struct, frozen=True):
    """A filter under its name."""

    name: str
    filter: Filter


def load_filters(folder: CaseFolder) -> tuple[Named, ...]:
    """Read the filters kept; none where there are none or the file is no longer understood."""
    try:
        return msgspec.json.decode(_path(folder).read_bytes(), type=tuple[Named, ...])
    except (OSError, msgspec.MsgspecError):
        return ()


def keep_filters(folder: CaseFolder, filters: Sequence[Named]) -> None:
    """Write the filters kept."""
    replace_file(_path(folder), msgspec.json.encode(list(filters)))


def with_filter(filters: Sequence[Named], name: str, wanted: Filter) -> tuple[Named, ...]:
    """Add a filter, in place of one of the same name."""
    return (*without_filter(filters, name), Named(name, wanted))


def without_filter(filters: Sequence[Named], name: str) -> tuple[Named, ...]:
    """Take a filter away."""
    return tuple(one for one in filters if one.name != name)


def _path(folder: CaseFolder) -> Path:
    return folder.cache / "filters.json"
