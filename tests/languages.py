"""Find every text that the window can show, and say which of them a language does not answer.

``python -m tests.languages [uk]`` lists what is missing, as JSON to be filled in. Texts are found in the source:
literals handed to ``tr`` and ``trn``, tables of words, labels of edits, sentences of errors and troubles. A sentence
with values in it (an f-string) becomes a template with numbered places.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from verifier.catalog.assets import find_asset
from verifier.catalog.catalog import load_catalog
from verifier.domain.records import Derivative, PlaceClaim, TimeClaim
from verifier.domain.records.incidents import LinkKind
from verifier.domain.records.items import Consent, Generation, Priority, Sensitivity
from verifier.forensics.params import FORMS, PRESETS, settings_of
from verifier.gui.picker.words import PARTED

PACKAGE = Path(__file__).resolve().parent.parent / "verifier"
MADE_BELOW = ("commands", "case", "domain", "media", "metadata", "geo", "catalog", "bundle", "workspace")
"""Floors whose sentences reach the window."""
NOT_SHOWN = frozenset({"bundle/report.py", "bundle/report_items.py", "bundle/report_statements.py"})
"""The report is written in English, for whoever gets the bundle."""
NEVER_SHOWN = frozenset(
    {
        "not a frame table",
        "no such orientation",
        "not in canonical form",
        "cannot send {p1}",
        "cannot write {p1}",
        "cannot read {p1}",
        "{p1} is not JSON",
        "{p1} is not a word of the scale {p2}",
        "pixels of an impossible size",
        "a key stands twice in one object",
        "a number is not finite",
        "a time is not in UTC",
        "every level but 'undetermined' names a catalog entry",
        "bag-info.txt is damaged",
        "a manifest line is damaged",
        "not such a signature",
        "not so many strings",
        "assignee",
        "XMP-drone-",
        "XMP-DJI",
        "Home",
        "End",
        "no clip",
        "icd203",
        "phia",
        "Alt",
        "Return",
        "FileModifyDate",
        "FileCreateDate",
        "dict[str, Any]",
        "analyst",
        "hash only",
        "stays if the source is closed",
        "stays: tells of the source",
        "goes if the posting is open",
        "goes if for export",
        "the rows of a record do not fit",
        "a row of a record has no place",
        "Write a tick as ITEM=WHAT; WHAT is one of {p1}.",
        "US Intelligence Community Directive 203 (2015), as in the MISP taxonomy estimative-language v5",
        "UK Professional Head of Intelligence Assessment, gov.uk, 24 March 2025; the gaps are deliberate",
        "No worker knows the task {p1}.",
        "The worker process could not be started or understood.",
        "The demonstration's clip does not decode to the frame it is tagged on.",
        "it unfolds to more than {p1} bytes",
        "{p1} at byte {p2}: {p3}",
        "The case holds no such item; “verifier list CASE” shows them all.",
        "Several items are called that ({p1}); name one by its label.",
        "There is no such format; these are: {p1}.",
        "Methods are: {p1}.",
        "Reasons are: {p1}.",
        "This case states likelihood in these words: {p1}.",
        "A box is four numbers: left, top, width and height, for example 812,440,96,60.",
        "In a clip, say which frame the box lies in: --at #812, pts:27093 or 27.093.",
        "This is a photo: it has no moments, leave --at out.",
        "The catalog has no entry of that name. `verifier drones` lists them.",
        "The catalog has no source of that key.",
        "Say FIELD=COLUMN; the fields are {p1}.",
        "No one column is called that; name one by its head, or as #3.",
    }
)
"""Words that one part of the program says to another, and sentences of the command line alone."""
WHOLE = frozenset(
    {
        "bundle/plan.py",
        "bundle/plan_words.py",
        "bundle/registry.py",
        "bundle/annotations/losses.py",
        "bundle/rules.py",
        "bundle/check_result.py",
        "commands/naming.py",
        "media/detector_words.py",
        "metadata/filmed_by.py",
        "metadata/provenance/sentences.py",
        "workspace/copy_proposals.py",
        "workspace/ladder.py",
        "workspace/machines.py",
        "domain/marks.py",
        "domain/strengths.py",
        "workspace/posts_words.py",
        "workspace/annotation_words.py",
        "metadata/annotations/mark.py",
    }
)
"""Modules whose every text is for people."""
TABLES = re.compile(
    r"^_?[A-Z][A-Z_]*(WORDS|ROWS|TEXTS|SENTENCES|HINTS|HINT|LEVELS|LOCATES|ROLES|FILTERS|ANSWERS|NAMES|ADVICE|LABELS"
    r"|SIGNS|TITLES|KINDS|PILLARS|RIVALS|COLUMNS|GROUPS|CHOICES|EXPLAINED|FORMS|FIELDS)$"
    r"|^NOT_ASSESSED$|^CANNOT_BE_DETERMINED$|^NOT_IN_FILE$|^TURNS$"
)
SAYS = frozenset(
    {
        "Trouble",
        "Finding",
        "Said",
        "SaveFailed",
        "ReadOnly",
        "Fault",
        "_Fault",
        "Term",
        "Scale",
        "Format",
        "Rule",
        "NameField",
    }
)
"""Calls besides errors whose arguments are sentences."""
SENTENCES = frozenset({"sentence", "words", "why", "advice", "problem", "reason"})
"""Names that sentences are kept under on lower floors."""
WORDS = re.compile(
    r"(?s)(?=.*[a-z]{2})(\+ )?[A-Z0-9“](?!\w*[A-Z+]\w*\+)[\w’'“]*$"
    r"|(?=.*[a-z]{3})[^_{}#<>;\\]*\w[^_{}#<>\\]* [^_{}#<>\\]*$"
)
"""A capital and small letters, or several words."""
NO_SENTENCES = frozenset({"style.py", "theme.py", "keys", "forgetting.py", "speech.py"})
"""Modules of the window whose constants are no words: style sheets, names of keys and of Qt's settings."""
EDITS = re.compile(r"^_?edit[a-z_]*$|^Edit[A-Z]")
"""Functions of the window that make an edit, one of whose arguments is what undo calls it."""
PLACE = re.compile(r"\{\w+\}")
SENTENCE = re.compile(r"[A-Za-zÀ-ÿ“”…]{2,}")
CALLS = {
    "tr": (0,), "tr_made": (0,), "trn": (0, 1), "Together": (1,), "_all": (2,),
}  # fmt: skip
"""Functions of the window that take texts, and where."""
SUBJECTS = ("Person", "Drone")
"""What the export screen calls a record that has no short label."""
STORED = ("text", "integer", "rational", "float", "bytes", "list")
"""How a reading can be stored."""
LITERALS = (LinkKind, Generation, Consent, Priority, Sensitivity)


def template(node: ast.expr) -> str | None:
    """Return the text of a literal; places of an f-string are numbered ``{p1}``, ``{p2}``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts, number = [], 0
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(str(part.value))
            else:
                number += 1
                parts.append(f"{{p{number}}}")
        return "".join(parts)
    return None


def texts_of_window() -> Iterator[str]:
    """Yield what is handed to ``tr`` and ``trn``, and what actions, pages, panels and tools are called."""
    yield from _registered()
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        tree = _read(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _called(node, path)
            if isinstance(node, ast.Call):
                yield from _labels(node)
        yield from _tables(tree)
        if path.relative_to(PACKAGE / "gui").parts[0] not in NO_SENTENCES:
            yield from _constants(tree)


def _registered() -> Iterator[str]:
    """Yield the words of the registries."""
    from verifier.gui.actions.registry import ACTIONS
    from verifier.gui.pages.registry import PAGES
    from verifier.gui.panels.registry import PANELS
    from verifier.gui.tools.registry import TOOLS

    for action in ACTIONS:
        yield from (action.menu, action.text)
    yield from (page.title for page in PAGES)
    yield from (panel.title for panel in PANELS)
    yield from (tool.text for tool in TOOLS)


def texts_with_numbers() -> frozenset[str]:
    """Return the texts for many things: each has a form for each kind of number."""
    found: set[str] = set()
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        for node in ast.walk(_read(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "trn":
                found.add(template(node.args[1]) or "")
    return frozenset({*found, *(many for _, many in counted())})


def counted() -> list[tuple[str, str]]:
    """Return one and many of what edits count: ``{number} file``, ``{number} files``."""
    found: dict[str, None] = {}
    for path in sorted([*(PACKAGE / "commands").rglob("*.py"), *(PACKAGE / "workspace").rglob("*.py")]):
        for node in ast.walk(_read(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "count":
                found[str(template(node.args[1]))] = None
    return [(f"{{number}} {noun}", f"{{number}} {noun}s") for noun in found]


@lru_cache
def _read(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _called(node: ast.Call, path: Path) -> Iterator[str]:
    assert isinstance(node.func, ast.Name)
    for place in CALLS.get(node.func.id, ()):
        if place < len(node.args):
            for inner in _choices(node.args[place]):
                text = template(inner)
                if text:
                    yield text
                else:
                    yield from _of_name(inner, path)
                if node.func.id in ("Together", "_all"):
                    yield from _words_in(inner)


def _labels(node: ast.Call) -> Iterator[str]:
    """Yield what edits of the window are called: ``_edit(session, held, f"move the answer {name}")``."""
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if EDITS.match(name):
        for argument in node.args:
            for inner in _choices(argument):
                text = template(inner)
                if text and " " in text and SENTENCE.search(PLACE.sub("", text)):
                    yield text
                    yield from _words_in(inner)


def _constants(tree: ast.Module) -> Iterator[str]:
    """Yield what reads like words in the constants of a module of the window: ``Facet("there", "What there is")``."""
    for node in tree.body:
        target = node.target if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [None])[0]
        value = getattr(node, "value", None)
        if not isinstance(target, ast.Name) or not target.id.isupper() or value is None:
            continue
        keys = {id(key) for part in ast.walk(value) if isinstance(part, ast.Dict) for key in part.keys}
        keys |= {id(part) for call in ast.walk(value) if _is_pattern(call) for part in ast.walk(call)}
        for part in ast.walk(value):
            text = template(part) if isinstance(part, ast.Constant) and id(part) not in keys else None
            if text and WORDS.match(text):
                yield text


def _is_pattern(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile"


def _of_name(node: ast.expr, path: Path) -> Iterator[str]:
    """Yield the texts behind a name: a constant, the words of a table, what a loop over a table yields."""
    inner = node.value if isinstance(node, ast.Subscript) else node
    if not isinstance(inner, ast.Name):
        return
    for name, place in _looped(path).get(inner.id, {(inner.id, -1)}):
        value = _constant(path, name)
        for part in _values(value, place) if value is not None else ():
            text = template(part)
            if text and SENTENCE.search(text) and "_" not in text:
                yield text


@lru_cache
def _looped(path: Path) -> dict[str, set[tuple[str, int]]]:
    """Return which tables the variables of loops run over, and which part of a row: ``for name, words in ROWS``."""
    found: dict[str, set[tuple[str, int]]] = {}
    for node in ast.walk(_read(path)):
        if isinstance(node, ast.For | ast.comprehension):
            tables = {part.id for part in ast.walk(node.iter) if isinstance(part, ast.Name) and part.id.isupper()}
            for name, place in _targets(node.target, -1):
                if tables:
                    found.setdefault(name, set()).update((table, place) for table in tables)
    return found


def _targets(node: ast.expr, place: int) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Name):
        yield node.id, place
    elif isinstance(node, ast.Tuple):
        for number, part in enumerate(node.elts):
            yield from _targets(part, number)


@lru_cache
def _constant(path: Path, name: str) -> ast.expr | None:
    """Return what a name at the top of a module stands for, in that module or in the one it comes from."""
    for node in _read(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return node.value
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            return node.value
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("verifier."):
            origin = PACKAGE.parent / (node.module.replace(".", "/") + ".py")
            if any(alias.name == name for alias in node.names) and origin.is_file():
                return _constant(origin, name)
    return None


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    """Yield both sides of ``a if b else c``."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _words_in(node: ast.expr) -> Iterator[str]:
    """Yield the words of ours that stand in places of an f-string: ``{seen or 'a region'}``."""
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.BoolOp | ast.IfExp):
                for inner in ast.walk(part.value):
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value.strip("_ "):
                        yield inner.value


def _tables(tree: ast.Module) -> Iterator[str]:
    """Yield the words of tables at the top of a module: ``TRIAGE_WORDS``, ``FACT_ROWS``."""
    for node in tree.body:
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and TABLES.match(target.id) and value is not None:
            for inner in _values(value):
                text = template(inner)
                if text and SENTENCE.search(text) and "_" not in text:
                    yield text


def _values(node: ast.expr, place: int = -1) -> Iterator[ast.expr]:
    """Yield the words of a table: values of a dict, texts of a tuple; ``place``: only that part of each row."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _values(value, place)
    elif isinstance(node, ast.Tuple | ast.List):
        is_row = place >= 0 and any(isinstance(part, ast.Constant) for part in node.elts)
        for number, part in enumerate(node.elts):
            if not is_row or number == place:
                yield from _values(part, place)
    elif isinstance(node, ast.Call):
        for argument in node.args:
            yield from _values(argument, place)
    else:
        yield node


def texts_made_below() -> Iterator[str]:
    """Yield the sentences that lower floors make: labels of edits, errors, troubles, tables of words."""
    for one, many in counted():
        yield from (one, many)
    yield from (*SUBJECTS, *STORED, *PRESETS)
    for form in FORMS:
        yield form.title
        for setting in settings_of(form):
            yield from (setting.title, *(words for _, words in setting.choices))
    for literal in LITERALS:
        yield from (str(word).replace("_", " ") for word in get_args(literal))
    for record, name in ((PlaceClaim, "locates"), (TimeClaim, "dates"), (Derivative, "purpose")):
        field = next(field for field in msgspec.structs.fields(record) if field.name == name)
        yield from (str(word) for word in get_args(field.type))
    errors = _error_names()
    for floor in MADE_BELOW:
        for path in sorted((PACKAGE / floor).rglob("*.py")):
            name = path.relative_to(PACKAGE).as_posix()
            if name not in NOT_SHOWN:
                yield from _of_module(_read(path), errors, is_whole=name in WHOLE)


def _of_module(tree: ast.Module, errors: frozenset[str], *, is_whole: bool) -> Iterator[str]:
    if is_whole:
        yield from _every_text(tree)
    yield from _tables(tree)
    for node in ast.walk(tree):
        yield from _made(node, errors)


def _error_names() -> frozenset[str]:
    """Return the names of the classes of errors: whatever follows from ``VerifierError``."""
    bases: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(_read(path)):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    found = {"VerifierError"}
    while more := {name for name, own in bases.items() if own & found} - found:
        found |= more
    return frozenset(found)


def _every_text(tree: ast.Module) -> Iterator[str]:
    """Yield every text of a module that is no docstring and no name."""
    kept = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    kept |= {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript | ast.JoinedStr | ast.arguments)
        for inner in ast.walk(node)
        if inner is not node
    }
    for node in ast.walk(tree):
        text = template(node) if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in kept else None
        if text and (" " in text or text[0].isupper()) and SENTENCE.search(text) and text.lower() != text.upper():
            yield text


def _made(node: ast.AST, errors: frozenset[str]) -> Iterator[str]:
    found: list[ast.expr] = []
    is_label, is_term = False, isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Term"
    if isinstance(node, ast.FunctionDef) and node.name == "label":
        is_label = True
        found = [_bare(part.value) for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        found = node.exc.args[:1]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS | errors:
        found = [one for part in node.args for one in (part.elts if isinstance(part, ast.Tuple) else [part])]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "report":
        found = node.args[2:3]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
        found = node.args if isinstance(node.func.value, ast.Name) and "fault" in node.func.value.id else []
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in SENTENCES:
        found = [node.value]
    elif isinstance(node, ast.FunctionDef) and node.name.endswith("sentence"):
        found = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value is not None]
    for one in found:
        for inner in _choices(one):
            text = template(inner)
            if text and (" " in text or is_term) and SENTENCE.search(PLACE.sub("", text)):
                yield text
            if is_label:
                yield from _words_in(inner)


def _bare(node: ast.expr) -> ast.expr:
    """Return what ``f"…".rstrip()`` strips."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "rstrip":
        return node.func.value
    return node


@cache
def all_texts() -> tuple[str, ...]:
    """Return every text once, those of the window first."""
    found = dict.fromkeys([*texts_of_window(), *texts_made_below(), *words_of_catalog()])
    return tuple(text for text in found if text not in NEVER_SHOWN)


def words_of_catalog() -> Iterator[str]:
    """Yield the words that the catalog uses again and again: classes, parts, roles, countries."""
    catalog = load_catalog()
    for entry in catalog.entries:
        if entry.level == "class":
            yield entry.name
        for words in (entry.role or "", entry.country or ""):
            yield from (part for part in PARTED.split(words)[::2] if part)
        yield from (cue.part for cue in catalog.cues(entry.id) if cue.basis == "visual")


def known_texts(code: str) -> dict[str, str | list[str]]:
    """Return what a language answers."""
    texts: dict[str, str | list[str]] = json.loads(find_asset(f"languages/{code}.json").read_text("utf-8"))["texts"]
    return texts


def missing(code: str) -> list[str]:
    """Return the texts that a language does not answer."""
    known = known_texts(code)
    return [text for text in all_texts() if text not in known]


def main() -> None:
    """Print what is missing, or how many texts there are."""
    if len(sys.argv) > 1:
        print(json.dumps(dict.fromkeys(missing(sys.argv[1]), ""), ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print(len(list(dict.fromkeys(texts_of_window()))), "of the window,", len(all_texts()), "in all")  # noqa: T201


if __name__ == "__main__":
    main()
