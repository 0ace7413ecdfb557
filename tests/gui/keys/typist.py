"""A window in a process of its own on a real X server; after every line it hears, it prints how things stand, as JSON.

Started by ``test_layouts.py`` with the folder of a case; ends at the end of its input.
"""

import json
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from verifier.domain.records import Observation
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow


class Ears(QObject):
    """Brings lines of the input to the window's thread; ``None`` at their end."""

    heard = Signal(object)

    def listen(self) -> None:
        for line in sys.stdin:
            self.heard.emit(line.strip())
        self.heard.emit(None)


def state_of(window: MainWindow) -> dict[str, object]:
    """Say what a test waits for."""
    if window.page is None:
        return {"ready": False}
    desk = window.page.desk
    dialogs = [w.objectName() for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    focus = QApplication.focusWidget()
    return {
        "ready": not desk.stage.canvas.image.isNull() and QApplication.activeWindow() is not None,
        "id": int(window.winId()),
        "tool": desk.stage.canvas._tool.name,
        "dialogs": dialogs,
        "regions": len(desk.session.case.of(Observation)),
        "item": desk.session.item.original_name if desk.session.item else "",
        "panel": next((tab.text() for tab in desk.inspector._tabs.buttons if tab.isChecked()), ""),
        "text": focus.text() if isinstance(focus, QLineEdit) else None,
    }


def main() -> None:
    app = QApplication(sys.argv[:1])
    window = MainWindow(Theme(app, "dark"), Preferences())
    window.show()
    window.open_case(Path(sys.argv[1]), "A. Analyst")
    ears = Ears()

    def answer(line: str | None) -> None:
        if line is None:
            window.close()
            app.quit()
            return
        if line == "close" and (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
        sys.stdout.write(f"{json.dumps(state_of(window))}\n")
        sys.stdout.flush()

    ears.heard.connect(answer, Qt.ConnectionType.QueuedConnection)
    threading.Thread(target=ears.listen, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main()
