"""Words of the panel Links: each kind of link read from either end. No Qt."""

from verifier.domain.records.incidents import LinkKind

LINK_WORDS: dict[LinkKind, tuple[str, str]] = {
    "same_machine": ("shows the same machine as", "shows the same machine as"),
    "same_incident": ("shows the same incident as", "shows the same incident as"),
    "copy_of": ("is a copy of", "has a copy in"),
    "carried_from": ("was carried over from", "was carried over to"),
    "shows": ("shows", "is shown in"),
    "mentions": ("mentions", "is mentioned in"),
    "seller_of": ("is the seller of", "was sold by"),
    "buyer_of": ("is the buyer of", "was bought by"),
    "shipped": ("shipped", "was shipped by"),
    "sidecar_of": ("belongs beside", "has beside it"),
    "other": ("is linked to", "is linked to"),
}
"""What the first end is to the second, and the second to the first; the most used first."""
FIELD_WORDS: dict[str, tuple[str, str]] = {
    "strength": ("Strength", "Not said how strong it is, or by what it holds."),
    "evidence_for": ("For", "Nothing named that speaks for it."),
    "evidence_against": ("Against", "Nothing named that speaks against it."),
}
"""Name of a field, and what it means that it is empty."""
OFFERED: tuple[LinkKind, ...] = ("same_machine", "same_incident", "copy_of", "shows", "mentions", "other")
"""Trade links are between parties and goods, and a sidecar is tied when it is added: neither is offered for an item."""
