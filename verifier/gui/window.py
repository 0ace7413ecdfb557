"""The window: the bars, and between them the welcome page or the case that is open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QWidget

from verifier.domain.errors import VerifierError
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.welcome import Welcome

if TYPE_CHECKING:
    from verifier.gui.case_page import CasePage
    from verifier.workspace.workspace import Workspace

FIRST_SIZE = (1440, 900)
LEAST_SIZE = (960, 600)


class MainWindow(QMainWindow):
    """Gathers; what a part does stands with the part."""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.setWindowTitle("Verifier")
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*FIRST_SIZE)
        self._theme, self._preferences = theme, preferences
        self.restoreGeometry(QByteArray.fromBase64(preferences.settings.window_geometry.encode()))
        self.page: CasePage | None = None
        self.show_welcome()

    def widget(self) -> QWidget:
        return self

    def show_welcome(self) -> None:
        """Show the page that says what to do next."""
        page = Welcome(self.ask_new_case, self.ask_open_case, self.open_case)
        page.show_recent(self._preferences.settings.recent_cases)
        page.show_complaints(self._preferences.complaints)
        self.setCentralWidget(page)
        self.setWindowTitle("Verifier")
        page.new.setFocus()

    def open_case(self, path: Path, person: str | None = None) -> bool:
        """Open a case; say why where it cannot be."""
        from verifier.workspace.workspace import Workspace

        name = self._preferences.settings.name if person is None else person
        return self._take(lambda: Workspace.open(path, name), path)

    def make_case(self, path: Path, title: str, person: str) -> bool:
        """Make a case and open it."""
        from verifier.workspace.workspace import Workspace

        self._preferences.remember_name(person)
        return self._take(lambda: Workspace.create(path, title, person), path)

    def show_workspace(self, workspace: "Workspace") -> None:
        """Show an open case."""
        from verifier.gui.case_page import CasePage

        self.page = CasePage(workspace, self._theme, self)
        self.setCentralWidget(self.page)
        self.setWindowTitle(f"{workspace.case.info.title} – Verifier")
        self.page.desk.stage.canvas.setFocus()

    def close_case(self) -> None:
        """Close the case and show the welcome page."""
        self._drop_page()
        self.show_welcome()

    def ask_new_case(self) -> None:
        """Ask for title, folder and name."""
        from verifier.gui.dialogs.new_case import NewCaseDialog

        dialog = NewCaseDialog(self._preferences.settings.name, self._preferences.case_home(), self)
        dialog.accepted.connect(lambda: self.make_case(dialog.folder, dialog.case_title, dialog.person))
        dialog.open()

    def ask_open_case(self) -> None:
        """Ask for the folder of a case."""
        name = QFileDialog.getExistingDirectory(self, "Open a case", str(self._preferences.case_home()))
        if name:
            self.open_case(Path(name))

    def switch_theme(self) -> None:
        """Change between dark and light, and remember it."""
        self._theme.use("light" if self._theme.name == "dark" else "dark")
        self._preferences.remember_theme(self._theme.name)

    def tell(self, sentence: str) -> None:
        """Say a sentence that must be read."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Verifier", sentence, QMessageBox.StandardButton.Ok, self)
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page is not None and self.page.desk.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.page is not None:
            event.acceptProposedAction()
            self.page.desk.add_dropped(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode())
        self._drop_page()
        super().closeEvent(event)

    def _take(self, make: "Callable[[], Workspace]", path: Path) -> bool:
        try:
            workspace = make()
        except VerifierError as error:
            self.tell(error.sentence)
            return False
        self._drop_page()
        self._preferences.remember_case(path)
        self.show_workspace(workspace)
        return True

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.close_case()
            self.page = None
