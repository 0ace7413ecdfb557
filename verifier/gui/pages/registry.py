"""Every page, in the order of the rail. A new one is a widget and one line here."""

from PySide6.QtWidgets import QWidget

from verifier.gui.pages.base import Page
from verifier.gui.session import Session
from verifier.gui.theme import Theme


def _map(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.map.page import MapPage

    return MapPage(session, theme)


def _match(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.match.page import MatchPage

    return MatchPage(session, theme)


def _compare(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.compare.page import ComparePage

    return ComparePage(session, theme)


def _machines(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.machines.page import MachinesPage

    return MachinesPage(session, theme)


def _problems(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.problems.page import ProblemsPage  # loaded when it is first turned to

    return ProblemsPage(session, theme)


PAGES: tuple[Page, ...] = (
    Page("triage", "Triage", "layout-grid", "grid"),
    Page("review", "Review", "image", "stage"),
    Page("map", "Map", "map", "middle", _map, "place"),
    Page("match", "Match", "copy", "middle", _match),
    Page("machines", "Machines", "drone", "middle", _machines),
    Page("problems", "Problems", "circle-alert", "middle", _problems),
    Page("compare", "Compare", "columns-2", "middle", _compare),
)


def page_named(name: str) -> Page:
    """Return a page, the first one where there is none of that name."""
    return next((page for page in PAGES if page.name == name), PAGES[0])
