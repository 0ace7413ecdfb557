"""Ask for a picture to be looked for, and where: in this case, in other cases, in lists of known footage.

What is ticked is remembered in the settings; other cases only while recent cases are listed at all.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QWidget

from verifier.gui.controls import Section, begin_at, button, clear, column, label, row, scrolling
from verifier.gui.preferences import Preferences
from verifier.gui.speech import tr
from verifier.workspace.searching_places import Places, named_places

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

WIDTH_PX, HEIGHT_PX = 620, 560


def ask_picture(desk: "Desk") -> None:
    """Ask which picture is looked for and where; what is found is shown on the page of matches."""
    from verifier.gui.match.page import MatchPage

    def find(picture: Path, places: Places) -> None:
        desk.session.show_page("match")
        page = desk.page("match")
        if isinstance(page, MatchPage):
            page.find_picture(picture, places)

    case, title = desk.session.workspace.folder.path, desk.session.case.info.title
    FindDialog(desk.shell.preferences, case, title, find, desk.shell.widget()).open()


class FindDialog(QDialog):
    """``on_find`` is called with the picture and where it is looked for besides the case that is open."""

    def __init__(
        self, preferences: Preferences, case: Path, title: str, on_find: Callable[[Path, Places], object],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(tr("Find a picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preferences, self._case, self._title, self._on_find = preferences, case, title, on_find
        settings = preferences.settings
        self._cases = _distinct((*settings.searched_cases, *settings.recent_cases), case)
        self._lists = list(settings.known_lists)
        self._ticked = {*settings.searched_cases, *settings.searched_lists}
        self.boxes: dict[str, QCheckBox] = {}
        self.picture = QLineEdit(placeholderText=tr("A still, a screenshot or a crop"))
        self.picture.setAccessibleName(tr("The picture to look for"))
        self.picture.textChanged.connect(self._refresh)
        self.hint = label("", "note", wraps=True)
        self.hint.hide()
        self.choose_button = button(tr("Choose…"), self._choose)
        self.go = button(tr("Find"), self._find, "primary")
        self.go.setDefault(True)
        self._places = column(spacing=0)
        self._lay_out()
        self._show_places()
        self._refresh()
        self.choose_button.setFocus()

    def add_case(self, path: Path) -> None:
        """Offer another case, ticked."""
        self._add(self._cases, str(path))

    def add_list(self, path: Path) -> None:
        """Offer another list of known footage, ticked, and remember it."""
        self._add(self._lists, str(path))

    @property
    def places(self) -> Places:
        """What is ticked."""
        ticked = [path for path, box in self.boxes.items() if box.isChecked()]
        return named_places([path for path in ticked if path in self._cases],
                            [path for path in ticked if path in self._lists])  # fmt: skip

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setLayout(self._places)
        nothing_sent = tr("The picture is only read. Nothing is sent anywhere, and other cases are not changed.")
        outer = column(
            label(tr("Find a picture"), "title"),
            row(self.picture, self.choose_button),
            self.hint,
            scrolling(holder),
            label(nothing_sent, "smallfaint", wraps=True),
            row(None, button(tr("Cancel"), self.reject), self.go),
            spacing=10,
            margins=(20, 16, 20, 16),
        )
        outer.setStretch(3, 1)
        self.setLayout(outer)
        begin_at(self, WIDTH_PX, HEIGHT_PX)

    def _show_places(self) -> None:
        clear(self._places)
        self.boxes.clear()
        cases = Section(tr("Cases"))
        own = QCheckBox(tr("This case: {title}", title=self._title))
        own.setChecked(True)
        own.setEnabled(False)
        cases.add(own)
        for path in self._cases:
            cases.add(self._line(path, Path(path).is_dir()))
        cases.add(row(button(tr("Add a case…"), self._ask_case, "link"), None))
        lists = Section(tr("Lists of known footage"))
        words = tr("Hashes alone, as other teams write them with “verifier known”: they tell that footage was seen.")
        lists.add(label(words, "smallfaint", wraps=True))
        for path in self._lists:
            lists.add(self._line(path, Path(path).is_file(), self._drop_list))
        lists.add(row(button(tr("Add a list…"), self._ask_list, "link"), None))
        self._places.addWidget(cases)
        self._places.addWidget(lists)
        self._places.addStretch(1)

    def _line(self, path: str, is_there: bool, drop: Callable[[str], object] | None = None) -> QWidget:
        name = Path(path).stem
        box = QCheckBox(name if is_there else tr("{name} (not found)", name=name))
        box.setToolTip(path)
        box.setChecked(is_there and path in self._ticked)
        box.setEnabled(is_there)
        box.toggled.connect(partial(self._tick, path))
        self.boxes[path] = box
        holder = QWidget()
        line = row(box, None)
        if drop is not None:
            remove = button(tr("Remove"), partial(drop, path), "link")
            remove.setAccessibleName(tr("Remove {name}", name=name))
            line.addWidget(remove)
        holder.setLayout(line)
        return holder

    def _add(self, paths: list[str], path: str) -> None:
        if path not in paths:
            paths.append(path)
        self._ticked.add(path)
        self._show_places()
        self.boxes[path].setFocus()
        self._keep()

    def _tick(self, path: str, is_on: bool) -> None:
        (self._ticked.add if is_on else self._ticked.discard)(path)
        self._keep()

    def _drop_list(self, path: str) -> None:
        self._lists.remove(path)
        self._ticked.discard(path)
        self._show_places()
        self._keep()

    def _keep(self) -> None:
        """Remember what is ticked; other cases only where cases may be remembered."""
        may_name_cases = self._preferences.settings.remember_recent
        self._preferences.remember(
            known_lists=tuple(self._lists),
            searched_lists=tuple(path for path in self._lists if path in self._ticked),
            searched_cases=tuple(path for path in self._cases if path in self._ticked and may_name_cases),
        )

    def _refresh(self) -> None:
        typed = self.picture.text().strip()
        is_there = bool(typed) and Path(typed).expanduser().is_file()
        self.hint.setText(tr("There is no such file.") if typed and not is_there else "")
        self.hint.setVisible(bool(self.hint.text()))
        self.go.setEnabled(is_there)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Find a picture"))
        if name:
            self.picture.setText(name)
            self.go.setFocus()

    def _ask_case(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Add a case"), str(self._preferences.case_home()))
        if name and Path(name).resolve() != self._case.resolve():
            self.add_case(Path(name).resolve())

    def _ask_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Add a list of known footage"), "", "*.json")
        if name:
            self.add_list(Path(name).resolve())

    def _find(self) -> None:
        picture, places = Path(self.picture.text().strip()).expanduser(), self.places
        self.accept()
        self._on_find(picture, places)


def _distinct(paths: tuple[str, ...], case: Path) -> list[str]:
    """Return each other case once."""
    found = {Path(path).resolve(): path for path in reversed(paths)}
    found.pop(case.resolve(), None)
    return list(reversed(found.values()))
