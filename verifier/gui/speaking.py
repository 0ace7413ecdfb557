"""Let the whole window speak a language: our sentences, Qt's own words, and the side where lines begin."""

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from verifier.gui.speech import speak, speech


def speak_in(app: QApplication, code: str) -> None:
    """Choose the language before the window is made; an unknown one is English.

    Qt's own words (buttons of its dialogs, menus of text fields) are those that it ships for the language.
    """
    speak(code)
    for worn in app.findChildren(QTranslator):
        app.removeTranslator(worn)
        worn.deleteLater()
    words = QTranslator(app)
    if words.load(f"qtbase_{speech().code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if speech().is_leftward else Qt.LayoutDirection.LeftToRight)
