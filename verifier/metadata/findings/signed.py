"""What signed statements about the making of a file (C2PA) come to; that there are none says nothing."""

from collections.abc import Iterator

from verifier.metadata.findings.base import Look, Rule, Said

GENERATED = "trainedAlgorithmicMedia"
TRUST_ALONE = ("signingCredential.untrusted",)
"""No list of signers is shipped, so every signer is unknown here: that alone is no failure of the statements."""


def _broken(look: Look) -> Iterator[Said]:
    failed = [place for place in look.at("C2PA", "StatusFailure") if look.readings[place].text not in TRUST_ALONE]
    if failed:
        first = look.readings[failed[0]].text
        yield Said(f"The signed statements about this file do not hold ({first}).", tuple(failed[:20]))


def _generated(look: Look) -> Iterator[Said]:
    places = [place for place in look.at("C2PA") if GENERATED in look.readings[place].text]
    if places:
        yield Said(
            "Signed statements say that the picture was made by a trained model, wholly or in part.", tuple(places[:5])
        )


def _elsewhere(look: Look) -> Iterator[Said]:
    places = look.at("C2PA", "RemoteManifest")
    if places:
        yield Said("The statements about this file lie at an address; nothing was fetched.", tuple(places))


RULES = (
    Rule(
        "c2pa_broken",
        "attention",
        _broken,
        (
            "A program that knows nothing of the statements saved the file: they then no longer fit.",
            "The signer's certificate has run out since.",
        ),
    ),
    Rule("c2pa_generated", "attention", _generated, ("The model may have changed only a small part.",)),
    Rule("c2pa_elsewhere", "note", _elsewhere, ("Some programs keep the statements on a server to spare room.",)),
)
