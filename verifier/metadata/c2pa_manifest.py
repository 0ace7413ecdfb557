"""Read and check C2PA manifests with c2pa-python: state, every status code, signers, times, actions, ingredients.

Nothing is fetched: neither manifests that lie at an address, which are named as such, nor the state of certificates
(OCSP). No trust list is configured, so a signer is never called trusted here; the readings say so. A file without a
manifest has no reading of this group: that says nothing about where it comes from.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any, cast

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import Reading
from verifier.media.originals import open_original
from verifier.media.sniff import Sniffed
from verifier.metadata.c2pa_place import c2pa_place
from verifier.metadata.source import Source
from verifier.metadata.values import text_value

MAX_CHECKED = 4 * 1024 * 1024 * 1024
"""Bytes of a file that is hashed to check its manifest; 1.2 GB took 1.4 s."""
MAX_LISTED = 5_000
"""Readings of one file; a picture with eight ingredients of the samples has 200."""
MAX_DEPTH = 16
GROUP = "C2PA"
NO_TRUST_LIST = "none configured: no signer is called trusted"
ELSEWHERE = "its manifest lies at an address only; nothing was fetched"
_SETTINGS = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_REMOTE = ("Remote: must fetch remote manifests from url ", "RemoteManifest: ")
_NO_MANIFEST = ("ManifestNotFound", "NotSupported")
_SIGNATURE = {
    "alg": "SignatureAlgorithm",
    "issuer": "SignatureIssuer",
    "common_name": "SignerName",
    "cert_serial_number": "CertificateSerialNumber",
    "time": "SignedAt",
    "revocation_status": "RevocationStatus",
}
_CLAIM = {
    "claim_generator": "ClaimGenerator",
    "claim_generator_info": "ClaimGeneratorInfo",
    "title": "Title",
    "format": "Format",
    "instance_id": "InstanceID",
    "claim_version": "ClaimVersion",
}
_OUTCOMES = {"success": "StatusSuccess", "informational": "StatusInformational", "failure": "StatusFailure"}


def _installed() -> str:
    try:
        return version("c2pa-python")
    except PackageNotFoundError:
        return "not installed"


class C2pa:
    """The registry line of this reader."""

    name = "c2pa"
    version = f"1 (c2pa-python {_installed()})"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind in ("photo", "video", "audio")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield what the manifest store says and what checking it found; nothing where the file has none."""
        place = c2pa_place(source)
        if not place:
            return
        if source.size_bytes > MAX_CHECKED:
            raise RefusedFile("The file is too long for its C2PA manifest to be checked here.", source.path.name)
        for number, reading in enumerate(_readings(source, place)):
            if number == MAX_LISTED:
                raise RefusedFile(f"The C2PA manifests say more than {MAX_LISTED} things; the rest was not read.")
            yield reading


def _readings(source: Source, place: str) -> Iterator[Reading]:
    state, store, sdk = _checked(source)
    if state == "no manifest":
        return
    yield _reading("ValidationState", state, place)
    yield _reading("ValidatorVersion", sdk, "c2pa-rs")
    yield _reading("TrustList", NO_TRUST_LIST, "c2pa-rs")
    if isinstance(store, str):
        yield _reading("RemoteManifest", store, place)
        return
    yield from _statuses(store.get("validation_results"), place)
    active = str(store.get("active_manifest", ""))
    yield _reading("ActiveManifest", active, place)
    manifests = cast("dict[str, Any]", store.get("manifests") or {})
    for label in sorted(manifests, key=lambda one: one != active):
        yield from _manifest(label, manifests[label], place)


def _checked(source: Source) -> tuple[str, dict[str, Any] | str, str]:
    """Return the state, the manifest store (or the address of one that lies elsewhere) and the library's version."""
    try:
        import c2pa  # 52 MB, loaded where a file carries a manifest
    except (ImportError, OSError) as error:
        raise RefusedFile("The file carries C2PA data, but their validator is not installed here.") from error
    library: Any = c2pa
    sdk = str(library.sdk_version())
    try:
        with (
            library.Settings.from_dict(_SETTINGS) as settings,
            library.Context(settings=settings) as context,
            open_original(source.path) as file,
            library.Reader(source.sniffed.media_type, file, context=context) as reader,
        ):
            store = cast("dict[str, Any]", json.loads(reader.json()))
            return str(reader.get_validation_state() or store.get("validation_state") or "not stated"), store, sdk
    except library.C2paError as error:
        return _failed(str(error), sdk)


def _failed(words: str, sdk: str) -> tuple[str, str, str]:
    for beginning in _REMOTE:
        if beginning in words:
            return ELSEWHERE, words.partition(beginning)[2].strip(), sdk
    if any(name in words for name in _NO_MANIFEST):
        return "no manifest", "", sdk
    raise RefusedFile(f"The C2PA data could not be read: {words[:200]}.")


def _statuses(untrusted: object, place: str) -> Iterator[Reading]:
    """Yield every status code, those of the active manifest first; ``where`` names what it is about."""
    if not isinstance(untrusted, dict):
        return
    results = cast("dict[str, Any]", untrusted)
    yield from _outcomes(results.get("activeManifest"), place, "")
    for delta in cast("list[dict[str, Any]]", results.get("ingredientDeltas") or []):
        about = str(delta.get("ingredientAssertionURI", ""))
        yield from _outcomes(delta.get("validationDeltas"), place, f"ingredient {about}, ")


def _outcomes(untrusted: object, place: str, about: str) -> Iterator[Reading]:
    if not isinstance(untrusted, dict):
        return
    for outcome, name in _OUTCOMES.items():
        for status in cast("dict[str, list[dict[str, Any]]]", untrusted).get(outcome) or []:
            yield _reading(name, str(status.get("code", "")), f"{place}, {about}{status.get('url', '')}")


def _manifest(label: str, untrusted: dict[str, Any], place: str) -> Iterator[Reading]:
    """Yield what one manifest claims: who made it with what, what was done, and what it was made from."""
    where = f"{place}, {label}"
    for key, name in _CLAIM.items():
        yield from _flat(name, untrusted.get(key), where)
    signature = cast("dict[str, Any]", untrusted.get("signature_info") or {})
    for key, name in _SIGNATURE.items():
        yield from _flat(name, signature.get(key), f"{where}/c2pa.signature")
    for assertion in cast("list[dict[str, Any]]", untrusted.get("assertions") or []):
        named = str(assertion.get("label", ""))
        yield _reading("Assertion", named, f"{where}/{named}")
        yield from _flat(_camel(named), assertion.get("data"), f"{where}/{named}")
    for number, ingredient in enumerate(cast("list[dict[str, Any]]", untrusted.get("ingredients") or []), 1):
        yield from _flat("Ingredient", ingredient, f"{where}/ingredient {number}")


def _camel(label: str) -> str:
    """Name a reading after an assertion: ``c2pa.actions.v2`` is ``Actions``."""
    parts = [part for part in label.removeprefix("c2pa.").replace("-", ".").replace("_", ".").split(".") if part]
    kept = [part for part in parts if not (part[:1] == "v" and part[1:].isdigit())]
    return "".join(part[:1].upper() + part[1:] for part in kept) or "Assertion"


def _flat(name: str, untrusted: object, where: str, depth: int = 0) -> Iterator[Reading]:
    """Yield the plain values of a JSON value, each named by its path (``ActionsAction``, ``IngredientTitle``)."""
    if untrusted is None or depth > MAX_DEPTH:
        return
    if isinstance(untrusted, dict):
        for key, value in cast("dict[str, object]", untrusted).items():
            yield from _flat(name + _part(name, str(key)), value, where, depth + 1)
    elif isinstance(untrusted, list):
        for value in cast("Iterable[object]", untrusted):
            yield from _flat(name, value, where, depth + 1)
    else:
        yield _reading(name, untrusted if isinstance(untrusted, str) else json.dumps(untrusted), where)


def _part(name: str, key: str) -> str:
    """Return the next part of a name; ``Actions`` followed by ``actions`` is said once."""
    part = _camel(key)
    return "" if part == name else part


def _reading(name: str, text: str, where: str) -> Reading:
    value = text_value(text)
    return Reading("c2pa", GROUP, name, value, value.text, where)
