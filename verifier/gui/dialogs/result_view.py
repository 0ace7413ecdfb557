"""What the checker says of a bundle, in words that promise no more than it knows."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from verifier.bundle.check_result import CheckResult, Fault
from verifier.bundle.layout import REPORT
from verifier.bundle.written import Loss, Written
from verifier.gui.controls import button, column, label, pairs, row
from verifier.gui.panels.facts import size_words
from verifier.gui.speech import tr, tr_made, trn

SHOWN_FAULTS = 12


def result_view(written: Written, result: CheckResult | None) -> QWidget:
    """Show where the bundle stands and how its check ended; of another format, what it left out."""
    path = written.path
    made = QWidget()
    lines = column(spacing=10)
    if result is None:
        lines.addWidget(label(tr("Written"), "title"))
        lines.addLayout(pairs(((tr("Where"), str(path)),)))
        lines.addWidget(
            label(tr("This format carries no journal, so there is nothing in it to check."), "muted", wraps=True)
        )
        if written.left_out:
            lines.addWidget(label(tr("Left out, or written as something else"), "heading"))
            lines.addLayout(pairs(loss_rows(written.left_out)))
            lines.addWidget(label(tr("The same list lies beside the files, in LEFT-OUT.txt."), "smallfaint"))
    else:
        title = tr("Written, and its parts fit together") if result.sound else tr("Written, but it does not check")
        lines.addWidget(label(title, "title", wraps=True))
        lines.addLayout(pairs(_rows(path, result)))
        for fault in result.faults[:SHOWN_FAULTS]:
            lines.addWidget(label(_fault_words(fault), "trouble", wraps=True))
        lines.addWidget(label(tr("What no check can know"), "heading"))
        for sentence in result.cannot_know:
            lines.addWidget(label(tr_made(sentence), "muted", wraps=True))
    lines.addLayout(row(*_next_steps(path, result), None, spacing=8))
    made.setLayout(lines)
    return made


def loss_rows(left_out: tuple[Loss, ...]) -> list[tuple[str, str]]:
    """Return how many, and of what."""
    return [(str(loss.count), tr_made(loss.words)) for loss in left_out]


def _next_steps(path: Path, result: CheckResult | None) -> list[QWidget]:
    """Offer what is done next: look at what was written, send its journal head by another way."""
    folder = QUrl.fromLocalFile(str(path if path.is_dir() else path.parent))
    steps: list[QWidget] = [button(tr("Open the folder"), partial(QDesktopServices.openUrl, folder))]
    report = path / REPORT
    if report.is_file():
        shown = QUrl.fromLocalFile(str(report))
        steps.insert(0, button(tr("Open the report"), partial(QDesktopServices.openUrl, shown)))
    if result is not None:
        copy = partial(QGuiApplication.clipboard().setText, result.journal_head)
        tip = tr("To send it to the reader in another way than the bundle")
        steps.append(button(tr("Copy the journal head"), copy, "", tip))
    return steps


def _fault_words(fault: Fault) -> str:
    words = f"{fault.where}: {tr_made(fault.what)}"
    return words if fault.line is None else tr("{fault} (since journal line {line})", fault=words, line=fault.line)


def _rows(path: Path, result: CheckResult) -> list[tuple[str, str]]:
    records = trn("{number} record", "{number} records", result.records)
    files = trn("{number} file", "{number} files", result.files)
    journal = trn("{number} line", "{number} lines", result.journal_lines)
    rows = [
        (tr("Where"), str(path)),
        (tr("Holds"), ", ".join((records, files, size_words(result.size_bytes)))),
        (tr("Journal"), tr("{lines}, chain holds", lines=journal) if result.sound else journal),
        (tr("Journal head"), result.journal_head),
    ]
    if result.withheld is not None:
        held = result.withheld
        whole = sum(held.records.values())
        words = tr(
            "{records} and {parts}; the journal keeps a salted commitment to each",
            records=trn("{number} record", "{number} records", whole),
            parts=trn("{number} part of another", "{number} parts of others", held.parts),
        )
        rows.append((tr("Withheld"), words))
    if result.signatures is not None and (result.signatures.valid or result.signatures.unchecked):
        valid, unchecked = result.signatures.valid, len(result.signatures.unchecked)
        words = tr("{valid} verified, {unchecked} withheld and not to be checked", valid=valid, unchecked=unchecked)
        rows.append((tr("Signed readings"), words))
    return rows
