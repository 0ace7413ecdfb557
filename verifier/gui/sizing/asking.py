"""Open the size check for the line that is selected, once what its file says of the lens is at hand."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from verifier.domain.errors import CommandRefused
from verifier.domain.measuring import line_length
from verifier.domain.records import Item, Observation
from verifier.gui.lookups import drone_claims_of
from verifier.gui.speech import tr, tr_made
from verifier.workspace.readings import FileReport, read_report
from verifier.workspace.sizing import dimensions_of, lens_offers, sample_aspect, whole_framing

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

log = logging.getLogger(__name__)


def check_size(desk: "Desk") -> None:
    """Ask for the numbers; a line that measures nothing says why."""
    session, held = desk.session, desk.session.selected
    item = session.item
    if held is None or item is None:
        return
    try:
        line_length(held.region, sample_aspect(item.technical))
    except CommandRefused as refused:
        session.say(tr_made(refused.sentence), "warn")
        return
    future = read_report(session.workspace, item)
    session.relay.when_done(future, partial(_open, desk, item, held), lambda error: _open_bare(desk, item, held, error))


def _open_bare(desk: "Desk", item: Item, held: Observation, error: BaseException) -> None:
    log.info("no lens to offer: %s", type(error).__name__)
    _open(desk, item, held, None)


def _open(desk: "Desk", item: Item, held: Observation, report: FileReport | None) -> None:
    session = desk.session
    whole = whole_framing(item.technical)
    if session.item != item or whole is None:
        session.say(tr("The size of this picture is not known."), "warn")
        return
    from verifier.gui.sizing.dialog import SizeDialog

    catalog = session.workspace.catalog
    claims = [claim for claim in drone_claims_of(session.case, item) if claim.role == "seen"]
    named = tuple(dict.fromkeys(one.entry for claim in claims for one in claim.hypotheses))
    lenses = lens_offers(report, catalog) if report is not None else ()
    SizeDialog(
        session, held, whole, sample_aspect(item.technical), lenses, dimensions_of(catalog, named), desk.shell.widget()
    ).open()
