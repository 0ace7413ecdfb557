"""Keep pictures made from an item."""

from typing import Literal

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count
from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.domain.records import Derivative, Item, Recipe


class SaveDerivative(msgspec.Struct, frozen=True, kw_only=True):
    """Record a saved frame or figure whose bytes lie in the case already, with the recipe to make it again."""

    item: Item
    purpose: Literal["frame", "figure"]
    media_type: str
    sha256: Sha256
    width: int
    height: int
    recipe: Recipe
    frame: FrameRef | None = None

    @property
    def label(self) -> str:
        return f"save a {self.purpose} of {self.item.label}"

    def run(self, draft: Draft) -> None:
        derivative = Derivative(
            id=draft.new_id(),
            item=draft.the(Item, self.item.key).id,
            purpose=self.purpose,
            frame=self.frame,
            media_type=self.media_type,
            sha256=self.sha256,
            width=self.width,
            height=self.height,
            recipe=self.recipe,
            made_by=draft.actor,
            made_at=draft.now,
        )
        draft.put(derivative)


class SaveSeries(msgspec.Struct, frozen=True):
    """Record frames of one clip that were saved together."""

    item: Item
    frames: tuple[SaveDerivative, ...]

    @property
    def label(self) -> str:
        return f"save {count(len(self.frames), 'frame')} of {self.item.label}"

    def run(self, draft: Draft) -> None:
        for frame in self.frames:
            frame.run(draft)
