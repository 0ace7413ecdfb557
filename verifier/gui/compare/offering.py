"""The list behind "Compare…" in the panel of metadata: with whose readings those of the item shown can be compared."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from verifier.domain.records import Item, Link
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.session import Session
from verifier.gui.speech import tr


class CompareButton(QPushButton):
    """Offers the other item selected, what was marked A, and the items that are stated to be copies of each other."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Compare…"))
        self._session = session
        self.setProperty("role", "aside")
        self.setAutoDefault(False)
        self.setToolTip(tr("The readings of two items side by side"))
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def others(self) -> tuple[Item, ...]:
        """Return the items that are offered, each once."""
        session, here = self._session, self._session.item_key
        keys = [item.key for item in session.chosen if len(session.chosen) == 2]
        if session.frame_a is not None:
            keys.append(session.frame_a.key)
        for link in session.case.referring(here) if here in session.case else ():
            if isinstance(link, Link) and link.kind == "copy_of":
                keys += [link.from_key, link.to_key]
        found = (session.case.get(key) for key in dict.fromkeys(keys) if key != here)
        return tuple(one for one in found if isinstance(one, Item))

    def fill(self) -> None:
        """Put what can be compared into the list."""
        menu = self.menu()
        menu.clear()
        for other in self.others():
            words = tr("with {item}", item=f"{other.label}  {other.original_name}")
            menu.addAction(words).triggered.connect(partial(self._compare, other.key))
        if menu.isEmpty():
            menu.addAction(tr("Select two items in the list, or mark one as A (Alt+A)")).setEnabled(False)

    def _compare(self, key: str, _is_checked: bool = False) -> None:
        self._session.compare(Pair(Shown(self._session.item_key), Shown(key), "readings"))
