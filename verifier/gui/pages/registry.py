"""Every page, in the order of the rail. A new one is a widget and one line here."""

from verifier.gui.pages.base import Page

PAGES: tuple[Page, ...] = (
    Page("triage", "Triage", "layout-grid", "grid"),
    Page("review", "Review", "image", "stage"),
)


def page_named(name: str) -> Page:
    """Return a page, the first one where there is none of that name."""
    return next((page for page in PAGES if page.name == name), PAGES[0])
