"""The window: the bars, and between them the welcome page or the case that is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenuBar, QMessageBox, QWidget

from verifier.domain.errors import VerifierError
from verifier.domain.records import CaseInfo
from verifier.gui.actions import ActionTable
from verifier.gui.chrome import Banner, Footer, Header
from verifier.gui.controls import column
from verifier.gui.desk import Desk, counts_words
from verifier.gui.footage import dropped_paths
from verifier.gui.preferences import Preferences
from verifier.gui.session import Session
from verifier.gui.theme import Theme
from verifier.gui.welcome import Welcome
from verifier.workspace.saving import ReadOnly
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
        self.session: Session | None = None
        self.desk: Desk | None = None
        self.actions_table: ActionTable | None = None
        self.show_welcome()

    def widget(self) -> QWidget:
        return self

    def show_welcome(self) -> None:
        """Show the page that says what to do next."""
        page = Welcome(self.ask_new_case, self.ask_open_case, self.open_case)
        page.show_recent(self._preferences.settings.recent_cases)
        self.setCentralWidget(page)
        self.setWindowTitle("Verifier")
        page.new.setFocus()

    def open_case(self, path: Path, person: str | None = None) -> bool:
        """Open a case; say why where it cannot be."""
        name = self._preferences.settings.name if person is None else person
        return self._take(lambda: Workspace.open(path, name), path)

    def make_case(self, path: Path, title: str, person: str) -> bool:
        """Make a case and open it."""
        self._preferences.remember_name(person)
        return self._take(lambda: Workspace.create(path, title, person), path)

    def show_workspace(self, workspace: Workspace) -> None:
        """Show an open case."""
        self.session = session = Session(workspace, self)
        self.desk = desk = Desk(session, self._theme, self)
        table = self.actions_table = ActionTable(desk, self)
        bar = QMenuBar()
        table.fill(bar)
        header, footer, banner = Header(self._theme, bar), Footer(), Banner()
        header.add_icon(table["undo"], "undo-2")
        header.add_icon(table["redo"], "redo-2")
        header.add_button(table["add"])
        header.add_button(table["export"], "primary")
        page = QWidget()
        page.setObjectName("page")
        outer = column(header, banner, desk, footer, spacing=0)
        outer.setStretch(2, 1)
        page.setLayout(outer)
        self.setCentralWidget(page)
        self._wire(session, desk, table, header, footer)
        state = workspace.save_state
        banner.show_sentence(state.sentence if isinstance(state, ReadOnly) else "")
        desk.stage.canvas.setFocus()

    def close_case(self) -> None:
        """Close the case and show the welcome page."""
        self._drop_session()
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
        if self.desk is not None and self.desk.session.can_edit and dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.desk is not None:
            event.acceptProposedAction()
            self.desk.add_dropped(dropped_paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode())
        self._drop_session()
        super().closeEvent(event)

    def _take(self, make: Callable[[], Workspace], path: Path) -> bool:
        try:
            workspace = make()
        except VerifierError as error:
            self.tell(error.sentence)
            return False
        self._drop_session()
        self._preferences.remember_case(path)
        self.show_workspace(workspace)
        return True

    def _wire(self, session: Session, desk: Desk, table: ActionTable, header: Header, footer: Footer) -> None:
        def refresh() -> None:
            table.refresh()
            footer.show_undo(session.workspace.undo_label)
            header.show_case(session.case.info.title, counts_words(session))

        for signal in (session.changed, session.item_changed, session.selection_changed, session.frame_changed):
            signal.connect(refresh)
        desk.stage.canvas.view_changed.connect(refresh)
        session.save_changed.connect(footer.show_saving)
        session.said.connect(footer.say)
        footer.show_saving(session.workspace.save_state)
        footer.person.setText(f"Working as {session.workspace.person.name}")
        card: CaseInfo = session.case.info
        self.setWindowTitle(f"{card.title} – Verifier")
        refresh()

    def _drop_session(self) -> None:
        if self.session is not None:
            if self.actions_table is not None:
                self.actions_table.remove(self)
            self.session.close()
            self.session.deleteLater()
        self.session = self.desk = self.actions_table = None
