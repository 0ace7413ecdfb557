"""The screens that belong to the window and to no page: keys, settings, log, report, forget."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from verifier.gui.preferences import Preferences
from verifier.gui.session import Told
from verifier.gui.speech import tr


class Dialogs:
    """Opens them over the window; each is loaded when it is first asked for."""

    def __init__(
        self,
        window: QWidget,
        preferences: Preferences,
        open_case: Callable[[], Path | None],
        forget: Callable[[], object],
    ) -> None:
        """``open_case``: where the case lies that is open. ``forget`` closes it and forgets it."""
        self._window, self._preferences = window, preferences
        self._open_case, self._forget = open_case, forget

    def show_sheet(self) -> None:
        """Show every action with its keys."""
        from verifier.gui.dialogs.sheet import KeySheet

        KeySheet(self._preferences.keymap(), self._window).open()

    def show_keys(self) -> None:
        """Let keys be changed."""
        from verifier.gui.dialogs.keys import KeysDialog

        KeysDialog(self._preferences, self._window).open()

    def show_settings(self) -> None:
        """Show the settings."""
        from verifier.gui.dialogs.settings import SettingsDialog

        SettingsDialog(self._preferences, self.show_keys, self._window).open()

    def show_told(self, told: Iterable[Told]) -> None:
        """Show what the status bar has said, with the time of each sentence."""
        from verifier.gui.dialogs.log_view import LogView

        words = tr(
            "What the line at the foot has said since this case was opened, the latest last. It is kept nowhere."
        )
        lines = "\n".join(f"{one.at:%H:%M:%S}  {one.sentence}" for one in told)
        LogView(tr("What was said"), words, lines, self._window, wraps=True).open()

    def show_log(self) -> None:
        """Show the end of the log."""
        from verifier.gui.dialogs.log_view import LogView
        from verifier.workspace.logbook import tail

        words = tr(
            "What the program did lately. It names no file, no place and no person, is kept on this computer and is "
            "sent nowhere."
        )
        LogView(tr("Log"), words, tail(), self._window, open_state_folder).open()

    def copy_report(self) -> None:
        """Put a report on the clipboard, and show what it says."""
        from verifier.gui.dialogs.log_view import LogView
        from verifier.workspace.logbook import report_for_makers

        words = tr(
            "Read it, then paste it where you want to report it. It says where the program failed and which versions "
            "run; it names no file, no place and no person."
        )
        view = LogView(tr("Report for the makers"), words, report_for_makers(), self._window)
        view.copy()
        view.open()

    def ask_forget(self) -> None:
        """Forget the case that is open, once that was confirmed."""
        case = self._open_case()
        if case is None:
            return
        box = QMessageBox(self._window)
        box.setObjectName("forget")
        box.setWindowTitle(tr("Forget this case"))
        box.setText(tr("Forget {name}?", name=case.stem))
        box.setInformativeText(
            tr(
                "The case is closed and this computer no longer lists it: not under recent cases, not in file dialogs. "
                "The folder of the case stays where it is; to be rid of that, delete it yourself."
            )
        )
        yes = box.addButton(tr("Forget it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(self._forget)
        box.open()


def open_state_folder() -> None:
    """Show the folder of the log in the system's own file window."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    from verifier.workspace.logbook import state_folder

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(state_folder())))
