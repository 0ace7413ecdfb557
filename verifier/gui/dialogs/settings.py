"""The settings: one screen, each kept as it is left."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLayout, QLineEdit, QWidget

from verifier.gui.controls import Choice, button, column, label, pairs, row
from verifier.gui.keys.presets import PRESETS
from verifier.gui.languages import languages
from verifier.gui.preferences import Preferences
from verifier.gui.speech import tr, tr_made

WIDTH_PX = 620
NAME_PX = 128
SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class SettingsDialog(QDialog):
    """``on_keys`` opens the screen that changes keys."""

    def __init__(self, preferences: Preferences, on_keys: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self._preferences, self._on_keys = preferences, on_keys
        settings = preferences.settings
        self.name = QLineEdit(settings.name)
        self.name.setPlaceholderText(tr("The name that stands beside everything you state"))
        self.name.setAccessibleName(tr("Name to sign as"))
        self.name.editingFinished.connect(self._keep_name)
        looks = [(tr("Dark"), "dark"), (tr("Light"), "light"), (tr("As the system"), "system")]
        self.look = self._choice(tr("Look"), looks, "theme")
        scales = sorted({*SCALES, settings.interface_scale})
        self.scale = self._choice(
            tr("Size of everything"), [(f"{s * 100:.0f} %", s) for s in scales], "interface_scale"
        )
        self.language = self._choice(tr("Language"), languages(), "language")
        self.preset = self._choice(tr("Keys"), [(known.title, known.name) for known in PRESETS], "keys_preset")
        self.calm = self._tick(tr("Show sensitive footage grey, muted and blurred until it is clicked"), "calm_view")
        self.recent = self._tick(tr("List recent cases on the first page"), "remember_recent")
        self.recent.toggled.connect(self._drop_recent)
        self.catalog = QLineEdit(settings.extra_catalog)
        self.catalog.setPlaceholderText(tr("None"))
        self.catalog.setAccessibleName(tr("Folder with drones of your own"))
        self.catalog.editingFinished.connect(self._keep_catalog)
        self._catalog_hint = label("", "note", wraps=True)
        self._build()
        self._keep_catalog()

    def done(self, result: int) -> None:
        """Keep what is still being typed, however the screen is closed."""
        self._keep_name()
        self._keep_catalog()
        super().done(result)

    def _build(self) -> None:
        later = label(tr("Size and language change when the program is started again."), "smallfaint", wraps=True)
        catalog = column(row(self.catalog, button(tr("Choose…"), self._choose_catalog)), self._catalog_hint, spacing=4)
        keys = row(self.preset, None, button(tr("Change keys…"), self._on_keys, "link"))
        fields = pairs(
            (
                (tr("Sign as"), self.name),
                (tr("Look"), self.look),
                (tr("Size"), self.scale),
                (tr("Language"), self.language),
                (tr("Keys as in"), _held(keys)),
                (tr("Own drones"), _held(catalog)),
            ),
            name_px=NAME_PX,
        )
        fields.setVerticalSpacing(8)
        outer = column(label(tr("Settings"), "title"), spacing=12, margins=(24, 20, 24, 20))
        for sentence in self._preferences.complaints:
            outer.addWidget(label(tr_made(sentence), "note", wraps=True))
        outer.addLayout(fields)
        for part in (later, self.calm, self.recent):
            outer.addWidget(part)
        where = label(tr("Kept in one file on this computer, sent nowhere."), "smallfaint")
        outer.addLayout(row(where, None, button(tr("Close"), self.accept, "primary"), margins=(0, 8, 0, 0)))
        self.setLayout(outer)

    def _choice(self, name: str, answers: Sequence[tuple[str, object]], setting: str) -> Choice:
        made = Choice(name, answers, getattr(self._preferences.settings, setting))
        made.chosen.connect(partial(self._keep, setting))
        return made

    def _tick(self, words: str, setting: str) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(bool(getattr(self._preferences.settings, setting)))
        made.toggled.connect(partial(self._keep, setting))
        return made

    def _keep(self, setting: str, value: object) -> None:
        self._preferences.remember(**{setting: value})

    def _keep_name(self) -> None:
        self._keep("name", " ".join(self.name.text().split()))

    def _drop_recent(self, is_on: bool) -> None:
        if not is_on:
            self._keep("recent_cases", ())
            self._keep("searched_cases", ())

    def _keep_catalog(self) -> None:
        text = self.catalog.text().strip()
        is_there = not text or Path(text).expanduser().is_dir()
        self._catalog_hint.setText("" if is_there else tr("There is no such folder; drones of your own are left out."))
        self._catalog_hint.setVisible(not is_there)
        self._keep("extra_catalog", text)

    def _choose_catalog(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder with drones of your own"), self.catalog.text())
        if name:
            self.catalog.setText(name)
            self._keep_catalog()


def _held(layout: QLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder
