"""The window: the bars, and between them the welcome page or the case that is open."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QStackedWidget, QWidget

from verifier.domain.errors import VerifierError
from verifier.gui.actions.table import FrontTable
from verifier.gui.controls import TITLE_PX, room_on
from verifier.gui.dialogs.opener import Dialogs
from verifier.gui.forgetting import forget, forget_dialogs
from verifier.gui.keys.dispatcher import Caller, KeyDispatcher
from verifier.gui.look import follow
from verifier.gui.opening import Opened, Opening, make_beside, open_beside
from verifier.gui.preferences import Preferences
from verifier.gui.relay import Relay
from verifier.gui.speech import tr, tr_made
from verifier.gui.theme import Theme
from verifier.gui.welcome import Waiting, Welcome

if TYPE_CHECKING:
    from verifier.gui.case_page import CasePage

FIRST_SIZE = (1440, 900)
LEAST_SIZE = (992, 600)


class MainWindow(QMainWindow):
    """Gathers; what a part does stands with the part."""

    def __init__(self, theme: Theme, preferences: Preferences, opening: Opening | None = None) -> None:
        """``opening``: a case that is being read already; else the welcome page is shown."""
        super().__init__()
        self.setWindowTitle("Verifier")
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(self._first_size())
        self._theme, self._preferences = theme, preferences
        self._name = preferences.settings.name
        self.dialogs = Dialogs(self, preferences, self._case_path, self._forget_open)
        self._keys = KeyDispatcher(self, self._key_caller)
        self._front = FrontTable(self)
        preferences.changed.connect(self._use_settings)
        follow(theme, preferences)
        self._restore(preferences.settings.window_geometry)
        self.page: CasePage | None = None
        self._relay = Relay(self)
        self._opening: Opening | None = None
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        if opening is None:
            self.show_welcome()
        else:
            self._await(opening)

    def widget(self) -> QWidget:
        return self

    def _first_size(self) -> QSize:
        """Return how large it is before anybody has drawn it so: with its title bar no larger than the screen."""
        return QSize(*FIRST_SIZE).boundedTo(room_on(self)).expandedTo(QSize(*LEAST_SIZE))

    def _restore(self, geometry: str) -> None:
        """Stand where it stood, as far as the screen has room: its scale may be another than the last time."""
        stood = self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if stood and not self.isMaximized() and not self.isFullScreen():
            area, room = self.geometry(), self.screen().availableGeometry()
            area.setSize(area.size().boundedTo(room_on(self)))
            area.moveRight(min(area.right(), room.right()))
            area.moveBottom(min(area.bottom(), room.bottom()))
            area.moveTop(max(area.top(), room.top() + TITLE_PX))
            # Not moved by its frame: before a window is shown nobody knows how high its title bar is.
            self.setGeometry(area)

    @property
    def preferences(self) -> Preferences:
        return self._preferences

    @property
    def is_opening(self) -> bool:
        """Whether a case is on its way."""
        return self._opening is not None

    def show_welcome(self) -> None:
        """Show the page that says what to do next."""
        page = Welcome(self.ask_new_case, self.ask_open_case, self.open_case, self.forget_case, self.dialogs)
        page.show_recent(self._preferences.settings.recent_cases)
        page.show_complaints(self._preferences.complaints)
        self._show(page)
        self.setWindowTitle("Verifier")
        page.new.setFocus()

    def open_case(self, path: Path, person: str | None = None) -> None:
        """Open a case, beside the window's thread; say why where it cannot be."""
        if self.page is not None and self.page.session.workspace.folder.path.resolve() == path.resolve():
            self.page.session.say(tr("This case is open already."))
        elif not self.is_opening:
            self._await(open_beside(path, self._preferences.settings.name if person is None else person))

    def make_case(self, path: Path, title: str, person: str) -> None:
        """Make a case and open it, beside the window's thread."""
        if not self.is_opening:
            self._preferences.remember_name(person)
            self._await(make_beside(path, title, person))

    def close_case(self) -> None:
        """Close the case and show the welcome page."""
        self._drop_page()
        self.show_welcome()

    def reopen_case(self) -> None:
        """Open the case that is shown anew: whoever held it may have let go of it."""
        if self.page is not None:
            path, person = self.page.session.workspace.folder.path, self.page.session.workspace.person.name
            self._drop_page()
            self.open_case(path, person)

    def ask_new_case(self) -> None:
        """Ask for title, folder and name."""
        from verifier.gui.dialogs.new_case import NewCaseDialog

        dialog = NewCaseDialog(self._preferences.settings.name, self._preferences.case_home(), self)
        dialog.accepted.connect(lambda: self.make_case(dialog.folder, dialog.case_title, dialog.person))
        dialog.open()

    def ask_open_case(self) -> None:
        """Ask for the folder of a case."""
        name = QFileDialog.getExistingDirectory(self, tr("Open a case"), str(self._preferences.case_home()))
        if name:
            self.open_case(Path(name))

    def switch_theme(self) -> None:
        """Change between dark and light, and remember it."""
        self._theme.use("light" if self._theme.name == "dark" else "dark")
        self._preferences.remember_theme(self._theme.name)

    def tell(self, sentence: str) -> None:
        """Say a sentence that must be read."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Verifier", sentence, QMessageBox.StandardButton.Ok, self)
        box.setObjectName("told")
        box.open()

    def tell_once(self, sentence: str) -> None:
        """Say a sentence, unless one is still there to be read: an error may come again with every paint."""
        if not any(box.isVisible() for box in self.findChildren(QMessageBox, "told")):
            self.tell(sentence)

    def forget_case(self, path: Path) -> None:
        """Forget a case that is not open, and list it no longer."""
        forget(self._preferences, path)
        self.show_welcome()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page is not None and self.page.desk.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.page is not None:
            event.acceptProposedAction()
            self.page.desk.add_dropped(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys that no control used, and those pressed while none had the focus."""
        if not self._keys.press(self.focusWidget() or self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode())
        if not self._preferences.settings.remember_recent:
            forget_dialogs()
        self._relay.close()
        if self._opening is not None:
            self._opening.drop()
            self._opening = None
        self._drop_page()
        super().closeEvent(event)

    def _case_path(self) -> Path | None:
        return self.page.session.workspace.folder.path if self.page is not None else None

    def _forget_open(self) -> None:
        path = self._case_path()
        if path is not None:
            self._drop_page()
            self.forget_case(path)

    def _use_settings(self) -> None:
        name, self._name = self._name, self._preferences.settings.name
        if self.page is not None and name != self._name:
            self.page.session.sign_as(self._name)
        if self.page is not None:
            self.page.actions_table.use(self._preferences.keymap())
            self.page.desk.card.refresh()

    def _key_caller(self) -> Caller | None:
        if self.is_opening:
            return None
        return self.page.actions_table if self.page is not None else self._front

    def _await(self, opening: Opening) -> None:
        """Say what is being done until the case is there; a case that is open stays until then."""
        self._opening = opening
        self._pages.addWidget(waiting := Waiting(opening.words))
        self._pages.setCurrentWidget(waiting)
        self._relay.when_done(
            opening.opened, lambda opened: self._take(opening, opened), lambda error: self._refuse(waiting, error)
        )

    def _take(self, opening: Opening, opened: Opened) -> None:
        from verifier.gui.case_page import CasePage

        self._opening = None
        self._drop_page()
        self._preferences.remember_case(opening.path)
        self.page = CasePage(opened.workspace, opened.book, self._theme, self)
        self._show(self.page)
        self.setWindowTitle(f"{opened.workspace.case.info.title} – Verifier")
        self.page.desk.take_keys()

    def _refuse(self, waiting: QWidget, error: BaseException) -> None:
        self._opening = None
        if self.page is not None:
            self._pages.removeWidget(waiting)
            waiting.deleteLater()
        else:
            self.show_welcome()
        if not isinstance(error, VerifierError):
            raise error
        self.tell(tr_made(error.sentence))

    def _show(self, page: QWidget) -> None:
        """Show a page and throw the others away."""
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        while (other := self._pages.widget(0)) is not None and other is not page:
            self._pages.removeWidget(other)
            other.deleteLater()

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.close_case()
            self.page = None
