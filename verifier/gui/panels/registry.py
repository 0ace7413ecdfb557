"""Every panel of the inspector, in the order of its tabs; one is loaded when its tab is first opened."""

from PySide6.QtWidgets import QWidget

from verifier.gui.panels.base import Panel
from verifier.gui.session import Session
from verifier.gui.theme import Theme


def _tags(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.panels.tags import TagsPanel

    return TagsPanel(session, theme)


def _metadata(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.panels.metadata import MetadataPanel

    return MetadataPanel(session, theme)


def _source(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.panels.source import SourcePanel

    return SourcePanel(session, theme)


def _place(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.panels.place.panel import PlacePanel

    return PlacePanel(session, theme)


def _assess(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.panels.assess import AssessPanel

    return AssessPanel(session, theme)


def _links(session: Session, theme: Theme) -> QWidget:
    from verifier.gui.panels.links import LinksPanel

    return LinksPanel(session, theme)


PANELS: tuple[Panel, ...] = (
    Panel("tags", "Tags", _tags),
    Panel("metadata", "Metadata", _metadata),
    Panel("source", "Source", _source),
    Panel("place", "Place · Time", _place),
    Panel("assess", "Assess", _assess),
    Panel("links", "Links", _links),
)
