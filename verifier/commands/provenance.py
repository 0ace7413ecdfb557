"""State what saved posts say: where items were posted, and the words of their sources."""

from collections import defaultdict
from typing import Literal

import msgspec

from verifier.case.draft import Draft
from verifier.commands.items import NewPosting, put_problem
from verifier.commands.naming import count
from verifier.commands.statements import AddSourceClaim
from verifier.domain.ids import Id
from verifier.domain.inspection import Trouble
from verifier.domain.records import Item, Posting, Problem, SourceClaim

SAME_POST = (
    "url", "platform", "account_id", "account_name", "message_id", "posted_at_as_shown", "edited_at_as_shown",
    "caption", "acquired_from",
)  # fmt: skip
"""Fields in which two postings of one item agree where they are one post, read twice."""


class NewPost(msgspec.Struct, frozen=True, kw_only=True):
    """One post about an item, and the words of its source, verbatim."""

    item: Item
    posting: NewPosting
    said: tuple[str, ...] = ()
    said_in: Literal["caption", "document"] = "caption"


class StatePosts(msgspec.Struct, frozen=True, kw_only=True):
    """Enter posts that a saved file tells of; what the case holds of them already stays as it is.

    A posting that says nothing but a file's name, as every arrival leaves one, is filled in. ``saved_in``: the item of
    the saved file; ``troubles`` become its problems, in place of those of an earlier reading; ``None``: those stay.
    """

    posts: tuple[NewPost, ...]
    saved_in: Item | None = None
    troubles: tuple[Trouble, ...] | None = None
    so_far: int = 0

    @property
    def label(self) -> str:
        number = self.so_far or len(self.posts)
        return f"read {count(number, 'saved post')}" if number else "read a file of saved posts"

    def run(self, draft: Draft) -> None:
        wanted = {post.item.id for post in self.posts}
        postings: dict[Id, list[Posting]] = defaultdict(list)
        said: set[tuple[Id, str]] = set()
        for posting in draft.of(Posting):
            if posting.item in wanted:
                postings[posting.item].append(posting)
        for claim in draft.of(SourceClaim):
            if claim.item in wanted:
                said.add((claim.item, claim.words))
        for post in self.posts:
            _enter(post, draft, postings[post.item.id], said)
        if self.saved_in is not None and self.troubles is not None:
            _take_troubles(draft, self.saved_in, self.troubles)


def _enter(post: NewPost, draft: Draft, held: list[Posting], said: set[tuple[Id, str]]) -> None:
    item = draft.the(Item, post.item.key)
    if not is_known(post.posting, held):
        bare = next((one for one in held if _is_bare(one)), None)
        made = post.posting.of(item.id, bare.id if bare is not None else draft.new_id())
        if bare is not None:
            held.remove(bare)
            made = msgspec.structs.replace(made, file_name=bare.file_name or made.file_name)
        draft.put(made)
        held.append(made)
    for words in post.said:
        if (item.id, words) not in said:
            said.add((item.id, words))
            AddSourceClaim(item=item, words=words, found_in=post.said_in).run(draft)


def is_known(new: NewPosting, held: list[Posting]) -> bool:
    """Tell whether one of an item's postings is that post: the same message of the same saved file, or alike."""
    return any(
        (bool(new.sidecar) and one.sidecar == new.sidecar and (one.message_id, one.url) == (new.message_id, new.url))
        or all(getattr(one, field) == getattr(new, field) for field in SAME_POST)
        for one in held
        if not _is_bare(one)
    )


def _is_bare(posting: Posting) -> bool:
    """Tell a posting that every arrival leaves: it says a file's name and nothing else."""
    return posting == Posting(id=posting.id, item=posting.item, file_name=posting.file_name)


def _take_troubles(draft: Draft, saved_in: Item, troubles: tuple[Trouble, ...]) -> None:
    item = draft.the(Item, saved_in.key)
    held = [one for one in draft.of(Problem) if one.item == item.id and one.stage == "sidecar"]
    if [(one.code, one.sentence) for one in held] == [(one.code, one.sentence) for one in troubles]:
        return  # read again with nothing new: no edit that undo would name
    for problem in held:
        draft.delete(problem.key)
    for trouble in troubles:
        put_problem(draft, trouble, item.original_name, item.id)
