"""The card of one machine: its numbers, its items, its shipments with the strength of each link, and both sheets."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from verifier.bundle.sheets import SheetKind
from verifier.commands.trade import LinkShipment
from verifier.domain.errors import VerifierError
from verifier.domain.progress import Progress
from verifier.domain.records import Drone, TradeRecord
from verifier.domain.strengths import WEAK, Strength, strength_named
from verifier.gui import gestures
from verifier.gui.chooser import Choosable, Chooser
from verifier.gui.controls import Choice, Elided, Section, button, label, row
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.flow import FlowLayout
from verifier.gui.machines.words import STRENGTH_WORDS, strength_words
from verifier.gui.session import Session
from verifier.gui.speech import own_words, tr, tr_made, trn
from verifier.gui.tagging.words import rests_on
from verifier.gui.theme import Theme
from verifier.workspace.machines import items_of_machine, sentences_about
from verifier.workspace.sheets import WrittenSheet, write_sheet
from verifier.workspace.trade import ProposedShipment, shipments_of

SHOWN = 12


class MachineSection(Section):
    """``proposed``: trade records that share something with the machine and are not linked."""

    def __init__(self, session: Session, theme: Theme, drone: Drone, proposed: list[ProposedShipment]) -> None:
        number = len({where.partition(":")[0].partition(",")[0] for _, where in rests_on(session.case, drone)})
        aside = trn("{number} item", "{number} items", number) if number else tr("no items linked")
        super().__init__(f"{drone.label}  {drone.title}".strip(), label(aside, "faint"))
        self._session, self._theme, self._drone = session, theme, drone
        self._add_serials()
        self._add_items()
        self._add_shipments(proposed)
        trace = button(tr("Trace request…"), partial(self._ask_sheet, "trace"), "", tr("A page for its maker"))
        trace.setEnabled(any(marking.is_serial for marking in drone.markings))
        internal = button(
            tr("Internal sheet…"), partial(self._ask_sheet, "internal"), "", tr("Everything; not to share")
        )
        own = button(tr("Ask its maker something else…"), self._ask_question, "link")
        own.setEnabled(trace.isEnabled())
        sheets = FlowLayout(8, (0, 8, 0, 0))  # in a narrow window one below the other
        for made in (trace, internal, own):
            sheets.addWidget(made)
        holder = QWidget()
        holder.setLayout(sheets)
        self.add(holder)

    def write(self, kind: SheetKind, out: Path, question: str = "") -> None:
        """Write a sheet on a thread of its own and say what came of it; ``question``: instead of the usual one."""
        workspace, drone = self._session.workspace, self._drone

        def work(_progress: Progress) -> WrittenSheet:
            return write_sheet(workspace, drone, kind, out, question=question)

        job = workspace.jobs.start("Write a sheet", work)
        self._session.relay.when_done(job.result, self._written, self._not_written)

    def _written(self, sheet: WrittenSheet) -> None:
        words = tr("Wrote {name}.", name=sheet.path.name)
        self._session.say(f"{words} {tr_made(sheet.no_picture)}".strip())

    def _not_written(self, error: BaseException) -> None:
        known = isinstance(error, VerifierError)
        self._session.say(tr_made(error.sentence) if known else tr("The sheet could not be written."), "warn")

    def _ask_question(self) -> None:
        hint = tr("Name no place, time or source: it is for the maker of the machine.")
        ask = partial(self._ask_sheet, "trace")
        AskWords(tr("What do you ask its maker?"), self._drone.label, hint, ask, self.window(), is_long=True).open()

    def _ask_sheet(self, kind: SheetKind, question: str = "") -> None:
        home = self._session.workspace.folder.path.parent / f"{self._drone.label}-{kind}.html"
        out, _ = QFileDialog.getSaveFileName(self, tr("Write the sheet to"), str(home))
        if out:
            self.write(kind, Path(out), question)

    def _add_serials(self) -> None:
        catalog = self._session.workspace.catalog
        for marking in self._drone.markings:
            kind = tr("serial number") if marking.is_serial else tr("marking")
            line = row(label(marking.value, "mono", selectable=True), label(kind, "smallfaint"), None, spacing=12)
            self.add(line)
            if marking.is_serial:
                self.add(label(" ".join(map(tr_made, sentences_about(marking.value, catalog))), "muted", wraps=True))

    def _add_items(self) -> None:
        linked = items_of_machine(self._session.case, self._drone)
        others = [(key, words) for key, words in rests_on(self._session.case, self._drone)
                  if key not in {item.key for item, _ in linked}]  # fmt: skip
        if linked or others:
            self.body.addSpacing(4)
            self.add(label(tr("Items"), "heading"))
        for item, link in linked[:SHOWN]:
            go = button(tr("Go to it"), partial(self._go, item.key), "link")
            go.setAccessibleName(tr("Go to {name}", name=item.label))
            strength = label(tr_made(link.strength), "small")
            strength.setToolTip(link.evidence_for)
            untie = self._untie(link.key, item.label)
            name = Elided(own_words(item.original_name))
            line = row(label(item.label, "strong"), name, strength, go, untie, spacing=12)
            line.setStretch(1, 1)
            self.add(line)
        if len(linked) > SHOWN:
            self.add(label(tr("and {number} more items", number=len(linked) - SHOWN), "smallfaint"))
        for key, words in others[:SHOWN]:
            where, _, what = words.partition(": ")
            go = button(tr("Go to it"), partial(self._session.visit_asked.emit, key), "link")
            go.setAccessibleName(tr("Go to {name}", name=where))
            line = row(label(where, "strong"), Elided(what, "muted"), go, spacing=12)
            line.setStretch(1, 1)
            self.add(line)
        for words in dict.fromkeys(link.evidence_against for _, link in linked if link.evidence_against):
            self.add(label(tr("What else may explain it: {words}", words=tr_made(words)), "smallfaint", wraps=True))

    def _add_shipments(self, proposed: list[ProposedShipment]) -> None:
        self.body.addSpacing(4)
        self.add(label(tr("Trade records"), "heading"))
        linked = shipments_of(self._session.case, self._drone)
        for record, link in linked[:SHOWN]:
            line = row(_record_line(record), self._untie(link.key, record.label), spacing=12)
            line.setStretch(0, 1)
            self.add(line)
            role = "note" if strength_named(link.strength) in WEAK else "advice"
            self.add(label(strength_words(link.strength), role, wraps=True))
        if not linked and not proposed:
            self.add(label(tr("No trade record is linked to this machine."), "muted", wraps=True))
        for one in proposed[:SHOWN]:
            self.add(_record_line(one.record))
            words = tr("Proposed: {strength}. In the record: {words}", strength=strength_words(one.strength),
                       words=one.rests_on)  # fmt: skip
            say = tr("State: {strength}", strength=tr(one.strength))
            state = button(say, partial(self._link, one.record.key, one.strength))
            state.setEnabled(self._session.can_edit)
            line = row(label(words, "muted", wraps=True), state, spacing=12)
            line.setStretch(0, 1)
            self.add(line)
        if self._session.can_edit and self._session.case.of(TradeRecord):
            self.add(row(self._by_hand(), None))

    def _by_hand(self) -> QWidget:
        answers = [(tr(words), name) for name, words in STRENGTH_WORDS]
        choice = Choice(tr("Link to a trade record"), answers)
        choice.show_words(tr("Link to a trade record"))
        choice.chosen.connect(self._ask_record)
        return choice

    def _ask_record(self, strength: Strength) -> None:
        rows = [
            Choosable(record.key, record.label, record.goods or record.model, record.hs_code)
            for record in self._session.case.of(TradeRecord)
        ]
        words = tr("Which record has the {strength}?", strength=tr(strength))
        choose: Callable[[str], object] = lambda key: self._link(key, strength)  # noqa: E731
        Chooser(self._theme, words, rows, choose, self.window()).open()

    def _untie(self, link_key: str, what: str) -> QWidget:
        untie = button(tr("Unlink"), partial(gestures.remove, self._session, link_key), "link")
        untie.setAccessibleName(tr("Unlink {name}", name=what))
        if not self._session.can_edit:
            untie.hide()
        return untie

    def _link(self, record_key: str, strength: Strength, reason: str = "") -> None:
        drone, record = self._session.case.get(self._drone.key), self._session.case.get(record_key)
        if not isinstance(drone, Drone) or not isinstance(record, TradeRecord):
            return
        if strength == "same batch" and not record.batch and not reason:
            hint = tr("The record names no batch: a packing list, a range of numbers …")
            ask = partial(self._link, record_key, strength)
            AskWords(tr("What is the batch known from?"), record.label, hint, ask, self.window()).open()
            return
        self._session.do(LinkShipment(drone=drone, record=record, strength=strength, evidence_for=reason))

    def _go(self, key: str) -> None:
        self._session.go_to(key)
        self._session.show_page("review")


def _record_line(record: TradeRecord) -> QWidget:
    day = next((str(one.day or one.as_written) for one in record.dates), "")
    parties = " → ".join(party.as_written for party in record.parties[:2])
    line = row(
        label(record.label, "strong"),
        Elided(record.goods or record.model),
        Elided(parties, "muted"),
        label(day, "smallfaint"),
        spacing=12,
    )
    line.setStretch(1, 1)
    line.setStretch(2, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
