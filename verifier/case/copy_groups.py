"""Which items are stated to be copies of one thing: groups that hang together by links. Pure; compares nothing."""

from collections.abc import Iterable, Iterator, Mapping

from verifier.case.case import Case
from verifier.domain.ids import Key
from verifier.domain.records import Item, Link


def copy_links(case: Case) -> Iterator[Link]:
    """Yield the links that state one item to be a copy of another."""
    return (
        link
        for link in case.of(Link)
        if link.kind == "copy_of" and link.from_key.startswith("item/") and link.to_key.startswith("item/")
    )


def stated_groups(case: Case) -> Mapping[Key, tuple[Key, ...]]:
    """Return the group of every item that is a copy or has copies, by its key.

    First in a group stands what all the others are stated to be copies of, then the rest by label; where that is not
    one item alone, the first by label.
    """
    links = [(link.from_key, link.to_key) for link in copy_links(case)]
    sources = {source for source, _ in links}
    found: dict[Key, tuple[Key, ...]] = {}
    for members in connected(links):
        items = [item for key in members if isinstance(item := case.get(key), Item)]
        ordered = tuple(item.key for item in sorted(items, key=lambda one: (one.key in sources, one.label)))
        if len(ordered) > 1:
            found.update(dict.fromkeys(ordered, ordered))
    return found


def connected(pairs: Iterable[tuple[Key, Key]]) -> tuple[frozenset[Key], ...]:
    """Return the sets of keys that hang together, in the order in which they were first met."""
    leader: dict[Key, Key] = {}

    def lead(key: Key) -> Key:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other in pairs:
        leader[lead(one)] = lead(other)
    groups: dict[Key, set[Key]] = {}
    for key in list(leader):
        groups.setdefault(lead(key), set()).add(key)
    return tuple(map(frozenset, groups.values()))
