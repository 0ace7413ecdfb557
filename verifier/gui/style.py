"""One style sheet, built from the color tokens; sizes stand on an 8-pixel grid.

A label says what it is by the property ``role``: ``muted``, ``faint``, ``small``, ``heading``, ``title``, ``mono``,
``warn``, ``bad``, ``note``. A button may be ``primary``, ``quiet`` or ``link``.
"""

import re
from string import Template

_SIDE = re.compile(r"(?<=border-)(?:left|right)|(?<=padding-)(?:left|right)")
_FOUR_SIDES = re.compile(r"(padding|margin): ([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+);")

_SHEET = Template("""
* { outline: 0; }
QWidget { color: $text; }
QMainWindow, QDialog, #page { background: $bg; }
#header, #footer, #items, #inspector, #timeline, #picker, #card { background: $surface; }
#header { border-bottom: 1px solid $line; }
#footer { border-top: 1px solid $line; }
#rail { background: $surface; border-right: 1px solid $line; }
#timeline { border-top: 1px solid $line; }
#card { border: 1px solid $line; border-radius: 8px; }
#toolbar { background: $surface; border: 1px solid $line; border-radius: 8px; }
#seeing { background: rgba(0, 0, 0, 205); border-radius: 4px; }
QLabel[role="seeing"] { color: #ffd479; font-size: 12px; font-weight: 600; }
QPushButton[role="seeing"] { background: transparent; border: 1px solid transparent; color: #ffffff; padding: 0 4px;
    min-height: 20px; font-size: 12px; text-decoration: underline; }
QPushButton[role="seeing"]:focus { border-color: #ffffff; border-radius: 4px; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { background: transparent; border: 0; padding: 0 7px; min-height: 0; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
    subcontrol-origin: border; subcontrol-position: top right; width: 1px; border: 0; }
QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: bottom right; width: 1px; border: 0; }
QSpinBox, QDoubleSpinBox { padding: 0 4px; min-height: 24px; }
QDoubleSpinBox:focus { border: 1px solid $accent; }
#viewpanel { background: $surface; border-left: 1px solid $line; }
QSlider { min-height: 22px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $faint; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: $text;
    border: 1px solid $surface; }
QSlider::handle:horizontal:focus { background: $accent; border: 2px solid $text; width: 10px; height: 10px; }
QSlider::handle:horizontal:disabled { background: $faint; }
#section { background: $surface; border-bottom: 1px solid $line; }
QDialog { border: 1px solid $faint; }
#picker { border: 2px solid $accent; }
#tabs { background: $surface; border-bottom: 1px solid $line; }

QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="small"] { color: $muted; font-size: 11px; }
QLabel[role="smallfaint"] { color: $faint; font-size: 11px; }
QLabel[role="heading"] { color: $muted; font-size: 12px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="mono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLabel[role="monomuted"] { font-family: "JetBrains Mono"; font-size: 12px; color: $muted; }
QLabel[role="time"] { font-family: "JetBrains Mono"; font-size: 15px; font-weight: 600; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="note"] { border-left: 2px solid $warn; padding: 2px 0 2px 10px; font-size: 12px; }
QLabel[role="advice"] { border-left: 2px solid $accent; padding: 2px 0 2px 10px; font-size: 12px; color: $muted; }
QLabel[role="trouble"] { border-left: 2px solid $bad; padding: 2px 0 2px 10px; font-size: 12px; }
QLabel[role="key"] { border: 1px solid $line; border-radius: 4px; padding: 0 6px; font-size: 11px; color: $muted;
    background: $raised; }
QLabel[role="hint"] { background: rgba(0, 0, 0, 170); color: #dfe3e7; border-radius: 4px; padding: 3px 8px;
    font-family: "JetBrains Mono"; font-size: 11px; }
#banner { background: $raised; border-bottom: 1px solid $line; }
QLabel[role="banner"] { padding: 6px 16px; color: $warn; }

QPushButton { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 0 12px; min-height: 26px; }
QPushButton:hover { border-color: $faint; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faint; border-color: $line; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 0 11px; min-height: 24px; }
QPushButton[role="primary"]:disabled { background: $raised; border-color: $line; color: $faint; }
QPushButton[role="pick"]:checked { background: $selected; border-color: $accent; color: $accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 2px;
    min-height: 20px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; border-radius: 4px; }
QPushButton[role="link"]:disabled { color: $faint; }
QPushButton[role="aside"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 2px;
    min-height: 14px; font-size: 12px; }
QPushButton[role="status"] { background: transparent; border: 1px solid transparent; color: $muted; padding: 0 2px;
    min-height: 18px; font-size: 11px; }
QPushButton[role="status"]:hover { text-decoration: underline; }
QPushButton[role="status"]:focus { border-color: $accent; border-radius: 4px; }
QPushButton[role="status"]:disabled { color: $muted; }
QPushButton[role="aside"]:hover { text-decoration: underline; }
QPushButton[role="aside"]:focus { border: 1px solid $accent; border-radius: 4px; }
QPushButton[role="choice"] { background: transparent; border: 1px solid transparent; padding: 0 6px; min-height: 22px;
    text-align: right; }
QPushButton[role="choice"]:hover { background: $raised; border-color: $line; }
QPushButton[role="choice"]:focus { border-color: $accent; }
QPushButton[role="choice"]::menu-indicator { image: none; width: 0; }
QPushButton[role="choice"][left="true"] { text-align: left; padding: 0 3px; }
QPushButton[role="choice"][left="field"] { text-align: left; padding: 0 4px; }
QPushButton[role="choice"]:disabled { color: $text; }
QPushButton[role="name"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 2px;
    min-height: 20px; text-align: left; }
QPushButton[role="name"]:hover { text-decoration: underline; }
QPushButton[role="name"]:focus { border: 1px solid $accent; border-radius: 4px; }
QPushButton[role="aside"]::menu-indicator { image: none; width: 0; }
QPushButton[role="menu"]::menu-indicator, QPushButton[role="tab"]::menu-indicator { image: none; width: 0; }
QPushButton[role="fold"] { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0;
    min-height: 0; text-align: left; }
QPushButton[role="fold"]:hover { background: $hover; }
QPushButton[role="fold"]:focus { border-color: $accent; }
QPushButton[role="state"] { min-height: 0; padding: 0; border-radius: 3px; border: 1px solid $faint;
    background: transparent; font-size: 11px; font-weight: 600; }
QPushButton[role="state"][state="seen"] { background: $ok; border-color: $ok; color: $on_accent; }
QPushButton[role="state"][state="absent"] { background: $bad; border-color: $bad; color: $on_accent; }
QPushButton[role="state"]:focus { border: 1px solid $accent; }
QPushButton[role="state"]::menu-indicator { image: none; width: 0; }
#hypothesis[first="true"] { background: $selected; border-radius: 6px; }
QPushButton[role="chip"] { border-radius: 12px; padding: 0 9px; min-height: 22px; font-size: 11px; color: $muted;
    background: transparent; }
QPushButton[role="chip"]::menu-indicator { image: none; width: 0; }
QPushButton[role="chip"]:checked { border-color: $accent; color: $accent; }
QPushButton[role="chip"]:focus { border-color: $text; }
QLabel[role="reading"] { font-family: "JetBrains Mono"; font-size: 14px; }
#marking, #note { background: $raised; border-radius: 6px; }
QPushButton[role="tagchip"] { border-radius: 12px; padding: 0 10px; min-height: 22px; font-size: 12px; }
QLabel[role="tag"] { border: 1px solid $line; border-radius: 12px; padding: 3px 10px; font-size: 12px; }
QPushButton[role="tab"] { background: transparent; border: 1px solid transparent; border-bottom-width: 2px;
    border-radius: 0; padding: 0; min-height: 36px; color: $muted; }
QPushButton[role="tab"]:hover { color: $text; }
QPushButton[role="tab"]:checked { color: $text; font-weight: 600; border-bottom-color: $accent; }
QPushButton[role="tab"]:focus { border-color: $accent; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; }
QToolButton[role="rail"] { color: $muted; font-size: 11px; padding: 6px 0 4px 0; }
QToolButton[role="rail"]:checked { background: $selected; color: $text; }
QPushButton[role="line"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 0 4px;
    min-height: 22px; }
QPushButton[role="line"]:hover { background: $hover; }
QPushButton[role="line"]:focus { border-color: $accent; }
QPushButton[role="line"]:disabled { color: $faint; }
QToolButton:hover { background: $raised; }
QFileDialog QToolButton { background: #c3cad1; padding: 3px; }
QToolButton:checked { background: $selected; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton[role="tile"] { border-color: $line; padding: 2px; font-size: 11px; color: $muted; }
QToolButton[role="tile"]:hover { border-color: $faint; background: $raised; }
QToolButton[role="tile"]:focus { border-color: $accent; }
QToolButton[role="tile"]:disabled { color: $text; border-color: transparent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox { background: $raised; border: 1px solid $line; border-radius: 6px;
    padding: 3px 8px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $faint; }
QLineEdit { min-height: 20px; }
QSpinBox[role="field"], QDoubleSpinBox[role="field"] { padding: 0; min-height: 26px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus { border: 1px solid $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $faint; background: $surface; }
QPlainTextEdit[role="reading"] { font-family: "JetBrains Mono"; font-size: 18px; }
QPlainTextEdit[role="quiet"] { background: transparent; border-color: transparent; }
QPlainTextEdit[role="quiet"]:hover { border-color: $line; }
QPlainTextEdit[role="quiet"]:focus { border-color: $accent; }
QLineEdit[role="mono"] { font-family: "JetBrains Mono"; font-size: 12px; }

QLineEdit[role="quiet"], QLineEdit[role="quietmono"], QPlainTextEdit[role="quiet"] { background: transparent;
    border: 1px solid transparent; border-bottom-color: $line; border-radius: 0; padding: 2px 4px; }
QLineEdit[role="quietmono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLineEdit[role="quiet"]:hover, QLineEdit[role="quietmono"]:hover, QPlainTextEdit[role="quiet"]:hover {
    background: $raised; }
QLineEdit[role="quiet"]:focus, QLineEdit[role="quietmono"]:focus, QPlainTextEdit[role="quiet"]:focus {
    background: $raised; border: 1px solid $accent; border-radius: 4px; }
QLineEdit[role="quiet"]:disabled, QLineEdit[role="quietmono"]:disabled, QPlainTextEdit[role="quiet"]:disabled {
    color: $text; background: transparent; border-color: transparent; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 22px; background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 3px; background: $raised; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox::indicator:focus { border-color: $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $raised; }
QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }

QListView, QTreeView, QTableView, QScrollArea { background: transparent; border: 0; }
QListView:focus, QTreeView:focus { border: 0; }
QScrollArea:focus { border: 1px solid $accent; }
QTreeView { alternate-background-color: transparent; selection-background-color: $selected; }
QTreeView::item { min-height: 22px; border: 0; padding: 0 5px; }
QTreeView::item:selected, QListView::item:selected { background: $selected; color: $text; }
QHeaderView::section { background: $surface; color: $faint; border: 0; border-bottom: 1px solid $line;
    padding: 4px 8px; font-size: 11px; }

QProgressBar { background: $raised; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QMenuBar { background: transparent; spacing: 2px; padding: 0; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; color: $muted; background: transparent; }
QMenuBar::item:selected { background: $raised; color: $text; }
QMenu { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 32px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(tokens: dict[str, str], tick: str, *, is_leftward: bool = False) -> str:
    """Fill the sheet with the colors of one theme; ``tick`` is the path of the mark in a checked box.

    ``is_leftward``: for lines that run from right to left; Qt mirrors layouts and the alignment of
    words, and leaves borders and paddings as they are.
    """
    sheet = _SHEET.substitute(tokens, tick=tick)
    if not is_leftward:
        return sheet
    swapped = _SIDE.sub(lambda side: "right" if side[0] == "left" else "left", sheet)
    return _FOUR_SIDES.sub(r"\1: \2 \5 \4 \3;", swapped)
