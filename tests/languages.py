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
from pathlib import Path

from verifier.catalog.assets import find_asset

PACKAGE = Path(__file__).resolve().parent.parent / "verifier"
MADE_BELOW = ("commands", "case", "domain", "media", "metadata", "geo", "catalog", "bundle", "workspace")
"""Floors whose sentences reach the window."""
NOT_SHOWN = frozenset({"bundle/report.py", "bundle/report_items.py", "bundle/report_statements.py"})
"""The report is written in English, for whoever gets the bundle."""
TABLES = re.compile(
    r"^_?[A-Z][A-Z_]*(WORDS|ROWS|TEXTS|SENTENCES|HINTS|LEVELS|LOCATES|ROLES|FILTERS|ANSWERS|NAMES|ADVICE)$"
)
SAYS = frozenset({"Trouble", "Finding", "SaveFailed"})
"""Calls besides errors whose arguments are sentences."""
SENTENCE = re.compile(r"[A-Za-zÀ-ÿ“”…]{2,}")


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
    """Yield what is handed to ``tr`` and ``trn``, and what actions, pages and panels are called."""
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _called(node)
        yield from _tables(tree)


def _called(node: ast.Call) -> Iterator[str]:
    assert isinstance(node.func, ast.Name)
    wanted = {
        "tr": (0,),
        "tr_made": (0,),
        "trn": (0, 1),
        "Action": (1, 2),
        "front": (1, 2),
        "Panel": (1,),
        "Page": (1,),
        "Facet": (1,),
        "Grouping": (1, 2),
        "Quick": (1,),
        "Advice": (0, 1),
    }.get(node.func.id, ())
    for place in wanted:
        if place < len(node.args):
            for inner in _choices(node.args[place]):
                text = template(inner)
                if text:
                    yield text


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    """Yield both sides of ``a if b else c``."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


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


def _values(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the words of a table: values of a dict, all but the name of a row, a single text."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _values(value)
    elif isinstance(node, ast.Tuple | ast.List):
        for part in node.elts:
            yield from _values(part)
    elif isinstance(node, ast.Call):
        for argument in node.args:
            yield from _values(argument)
    else:
        yield node


def texts_made_below() -> Iterator[str]:
    """Yield the sentences that lower floors make: labels of edits, errors, troubles, tables of words."""
    for floor in MADE_BELOW:
        for path in sorted((PACKAGE / floor).rglob("*.py")):
            if path.relative_to(PACKAGE).as_posix() in NOT_SHOWN:
                continue
            tree = ast.parse(path.read_text("utf-8"))
            yield from _tables(tree)
            for node in ast.walk(tree):
                yield from _made(node)


def _made(node: ast.AST) -> Iterator[str]:
    found: list[ast.expr] = []
    if isinstance(node, ast.FunctionDef) and node.name == "label":
        found = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value is not None]
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        found = node.exc.args[:1]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
        found = node.args
    for one in found:
        for inner in _choices(one):
            text = template(inner)
            if text and " " in text and SENTENCE.search(text):
                yield text


def all_texts() -> list[str]:
    """Return every text once, those of the window first."""
    return list(dict.fromkeys([*texts_of_window(), *texts_made_below()]))


def missing(code: str) -> list[str]:
    """Return the texts that a language does not answer."""
    known = json.loads(find_asset(f"languages/{code}.json").read_text("utf-8"))["texts"]
    return [text for text in all_texts() if text not in known]


def main() -> None:
    """Print what is missing, or how many texts there are."""
    if len(sys.argv) > 1:
        print(json.dumps(dict.fromkeys(missing(sys.argv[1]), ""), ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print(len(list(dict.fromkeys(texts_of_window()))), "of the window,", len(all_texts()), "in all")  # noqa: T201


if __name__ == "__main__":
    main()
