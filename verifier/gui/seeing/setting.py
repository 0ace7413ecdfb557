"""One setting of a filter on the panel, built from its description: slider and number, choice, or box to tick."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSlider, QWidget

from verifier.forensics.params import Setting, Value
from verifier.gui.controls import Choice, column, label, row
from verifier.gui.speech import tr

NUMBER_PX = 68


class SettingLine(QWidget):
    """``moved(value)`` is called when a person moves it; ``show_value`` moves it without a word."""

    def __init__(self, setting: Setting, of: str, moved: Callable[[Value], object]) -> None:
        super().__init__()
        self._setting, self._moved = setting, moved
        self.slider: QSlider | None = None
        self.number: QDoubleSpinBox | None = None
        self.choice: Choice | None = None
        self.box: QCheckBox | None = None
        name = f"{of}: {tr(setting.title)}"
        if setting.kind == "number":
            self._make_number(name)
        elif setting.kind == "choice":
            answers = [(tr(words), answer) for answer, words in setting.choices]
            self.choice = Choice(name, answers, setting.default)
            self.choice.chosen.connect(moved)
            line = row(label(tr(setting.title), "small"), None, self.choice)
            self.setLayout(line)
        else:
            self.box = QCheckBox(tr(setting.title))
            self.box.setAccessibleName(name)
            self.box.toggled.connect(moved)
            self.setLayout(column(self.box))

    def show_value(self, value: Value) -> None:
        """Stand where a value is."""
        if self.slider is not None and self.number is not None and isinstance(value, int | float):
            with QSignalBlocker(self.slider), QSignalBlocker(self.number):
                self.slider.setValue(self._place_of(float(value)))
                self.number.setValue(float(value))
        elif self.choice is not None:
            self.choice.show_value(value)
        elif self.box is not None:
            with QSignalBlocker(self.box):
                self.box.setChecked(bool(value))

    def _make_number(self, name: str) -> None:
        setting = self._setting
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, self._place_of(setting.most))
        self.slider.setPageStep(max(1, self._place_of(setting.most) // 10))
        self.slider.setAccessibleName(name)
        self.number = QDoubleSpinBox()
        self.number.setLocale(QLocale.c())

        self.number.setDecimals(setting.decimals)
        self.number.setRange(setting.least, setting.most)
        self.number.setSingleStep(setting.step)
        self.number.setSuffix(f" {setting.unit}" if setting.unit else "")
        self.number.setFixedWidth(NUMBER_PX)
        self.number.setAccessibleName(tr("{setting} as a number", setting=name))
        self.number.setKeyboardTracking(False)
        self.number.lineEdit().setTextMargins(6, 0, 6, 0)
        self.slider.valueChanged.connect(self._slid)
        self.number.valueChanged.connect(self._typed)
        line = row(self.slider, self.number, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(column(label(tr(setting.title), "small"), line, spacing=0))
        self.show_value(setting.default)

    def _place_of(self, value: float) -> int:
        return round((value - self._setting.least) / self._setting.step)

    def _slid(self, place: int) -> None:
        value = round(self._setting.least + place * self._setting.step, 4)
        self.show_value(value)
        self._moved(value)

    def _typed(self, value: float) -> None:
        self.show_value(value)
        self._moved(value)
