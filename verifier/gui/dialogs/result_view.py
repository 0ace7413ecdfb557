"""What the checker says of a bundle, in words that promise no more than it knows."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from verifier.bundle.check_result import CheckResult
from verifier.gui.controls import column, label, pairs
from verifier.gui.panels.facts import size_words

SHOWN_FAULTS = 12


def result_view(path: Path, result: CheckResult | None) -> QWidget:
    """Show where the bundle stands and how its check ended."""
    made = QWidget()
    lines = column(spacing=10)
    if result is None:
        lines.addWidget(label("Written", "title"))
        lines.addLayout(pairs((("Where", str(path)),)))
        lines.addWidget(
            label("This format carries no journal, so there is nothing in it to check.", "muted", wraps=True)
        )
    else:
        title = "Written, and its parts fit together" if result.sound else "Written, but it does not check"
        lines.addWidget(label(title, "title"))
        lines.addLayout(pairs(_rows(path, result)))
        for fault in result.faults[:SHOWN_FAULTS]:
            since = f" (since journal line {fault.line})" if fault.line is not None else ""
            lines.addWidget(label(f"{fault.where}: {fault.what}{since}", "trouble", wraps=True))
        lines.addWidget(label("What no check can know", "heading"))
        for sentence in result.cannot_know:
            lines.addWidget(label(sentence, "muted", wraps=True))
    made.setLayout(lines)
    return made


def _rows(path: Path, result: CheckResult) -> list[tuple[str, str]]:
    rows = [
        ("Where", str(path)),
        ("Holds", f"{result.records} records, {result.files} files, {size_words(result.size_bytes)}"),
        ("Journal", f"{result.journal_lines} lines, chain holds" if result.sound else f"{result.journal_lines} lines"),
        ("Journal head", result.journal_head),
    ]
    if result.withheld is not None:
        held = result.withheld
        whole = sum(held.records.values())
        words = f"{whole} records and {held.parts} parts of others; the journal keeps a salted commitment to each"
        rows.append(("Withheld", words))
    return rows
