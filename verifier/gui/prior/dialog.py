"""Look for earlier appearances of what is on the stage: cover faces, cut, see what goes, say yes to one engine.

This program sends nothing. After the yes the engine's page is opened in the browser, and a person hands the picture
over there; that it was asked is in the journal before the browser opens.
"""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QDialog, QLineEdit, QRadioButton, QStackedWidget, QWidget

from verifier.commands.prior_searches import AskEngine
from verifier.domain.errors import VerifierError
from verifier.domain.frames import When
from verifier.domain.records import Item, PriorSearch
from verifier.gui.controls import Choice, Elided, begin_at, button, column, label, row
from verifier.gui.flow import FlowLayout
from verifier.gui.items.words import duration_words
from verifier.gui.prior.areas import AreaPicture, Mode
from verifier.gui.prior.result import ResultForm
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.theme import Theme
from verifier.gui.veil import is_veiled, veiled_picture
from verifier.workspace.prior_search import ENGINES, Engine, SearchPicture, pictures_folder, prepare, stored_region

SIDE_PX = 320
ELSEWHERE = "another engine"
ENGINE_WORDS: dict[str, str] = {
    "Google Lens": "objects and places; many near misses",
    "Yandex Images": "faces and places, pages in Russian",
    "Bing Visual Search": "parts of a picture",
    "TinEye": "exact and edited copies, the oldest first if asked",
    "Baidu": "pages in Chinese",
}
NOTHING_SENT = (
    "This program sends nothing. If you say yes, your browser opens the page of the engine, and you hand over the "
    "picture there yourself. Whoever runs the engine then has it. That you asked is written into the journal."
)


def open_address(url: QUrl) -> bool:
    """Open a page in the browser, or a folder in the file manager; nothing else of this window calls out."""
    return QDesktopServices.openUrl(url)


class PriorSearchDialog(QDialog):
    """``image``: what is on the stage, upright. ``when``: which picture of the item it is."""

    def __init__(self, session: Session, theme: Theme, item: Item, when: When, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Earlier appearances"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._item, self._when = session, item, when
        self._prepared: SearchPicture | None = None
        self._asked = 0
        self._is_veiled = is_veiled(session, item)
        self.picture = AreaPicture(theme, veiled_picture(image) if self._is_veiled else image)
        self.picture.changed.connect(self._stale)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._asking())
        self._pages.setFixedWidth(SIDE_PX)
        whole = row(self.picture, self._pages, spacing=16, margins=(16, 16, 16, 16))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        begin_at(self, 1060, 620)
        self._take_mode("mask")
        self._refresh()

    @property
    def engine(self) -> Engine:
        """The engine that would be asked; one that is not in the table has no page that could be opened."""
        value = self.engines.value
        return value if isinstance(value, Engine) else Engine(self.other.text().strip(), "")

    def _asking(self) -> QWidget:
        name = tr("{item}, the picture as it stands", item=self._item.label)
        if self._item.kind == "video":
            seconds = getattr(getattr(self._when, "frame", None), "time_s", 0)
            name = tr("{item}, the frame at {time}", item=self._item.label, time=duration_words(float(seconds)))
        self.mask_mode = QRadioButton(tr("Drag to cover faces and names"))
        self.crop_mode = QRadioButton(tr("Drag to cut to a part"))
        self.mask_mode.toggled.connect(self._switch)
        self.add_mask = button(tr("Cover an area"), lambda: self._add("mask"))
        self.add_crop = button(tr("Cut to an area"), lambda: self._add("crop"))
        self.drop = button(tr("Remove"), self.picture.remove, "link", tr("The area in hand"))
        self.make = button(tr("Prepare the picture"), self._prepare)
        self.state = label("", "muted", wraps=True)
        self.file = Elided("", "small")
        self.show_folder = button(tr("Show the folder"), self._show_folder, "link")
        answers: list[tuple[str, object]] = [(one.name, one) for one in ENGINES]
        answers.append((tr(ELSEWHERE), None))
        self.engines = Choice(tr("Engine"), answers, ENGINES[0])
        self.engines.chosen.connect(self._refresh)
        self.about_engine = label("", "smallfaint", wraps=True)
        self.other = QLineEdit(placeholderText=tr("Its name"))
        self.other.setAccessibleName(tr("Name of the engine"))
        self.other.textChanged.connect(self._refresh)
        self.yes = button("", self._say_yes, "primary")
        veiled = label(tr("The item is veiled. Show it on the stage to see it here."), "warn", wraps=True)
        veiled.setVisible(self._is_veiled)
        keys = tr("Arrows move an area, Shift and arrows resize it, N takes the next in hand, Delete removes it.")
        lines = column(
            label(name, "strong", wraps=True),
            veiled,
            self.mask_mode,
            self.crop_mode,
            FlowLayout(6, (0, 0, 0, 0)).with_widgets(self.add_mask, self.add_crop, self.drop),
            label(keys, "smallfaint", wraps=True),
            row(self.make, None),
            self.state,
            self.file,
            row(self.show_folder, None),
            row(label(tr("Ask"), "muted"), self.engines, None),
            self.other,
            self.about_engine,
            label(tr(NOTHING_SENT), "smallfaint", wraps=True),
            spacing=8,
        )
        lines.addStretch(1)
        lines.addLayout(row(None, button(tr("Cancel"), self.reject), self.yes))
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _take_mode(self, mode: Mode) -> None:
        self.picture.mode = mode
        (self.mask_mode if mode == "mask" else self.crop_mode).setChecked(True)

    def _switch(self, is_covering: bool) -> None:
        self._take_mode("mask" if is_covering else "crop")

    def _add(self, mode: Mode) -> None:
        self._take_mode(mode)
        self.picture.add(mode)

    def _stale(self) -> None:
        """What was prepared no longer is what the areas say."""
        self._prepared = None
        self._asked += 1
        self._refresh()

    def _refresh(self, _changed: object = None) -> None:
        made, engine = self._prepared, self.engine
        self.drop.setEnabled(bool(self.picture.areas))
        self.other.setVisible(self.engines.value is None)
        name = engine.name or tr("the engine")
        told = ENGINE_WORDS.get(engine.name, "")
        self.about_engine.setText(tr(told) if told else "")
        self.about_engine.setVisible(bool(told))
        self.yes.setText(tr("Yes, ask {engine}", engine=name))
        self.yes.setEnabled(made is not None and bool(engine.name) and self._session.can_edit)
        self.show_folder.setVisible(made is not None)
        self.file.setVisible(made is not None)
        if made is None:
            self.state.setText(tr("First prepare the picture, without metadata, and look at it."))
        else:
            self.file.show_words(made.file.name)
            self.state.setText(
                tr("Ready: {width} × {height} pixels, no metadata.", width=made.width, height=made.height)
            )

    def _prepare(self) -> None:
        technical = self._item.technical
        width, height = technical.displayed_width or 0, technical.displayed_height or 0
        crop = next(iter(self.picture.of_mode("crop", width, height)), None)
        masks = self.picture.of_mode("mask", width, height)
        self._asked += 1
        asked = self._asked
        self.state.setText(tr("Preparing the picture …"))
        try:
            future = prepare(self._session.workspace, self._item, self._when, crop, masks)
        except VerifierError as error:
            self.state.setText(tr_made(error.sentence))
            return
        self._session.relay.when_done(
            future, lambda made: self._ready(asked, made), lambda error: self._failed(asked, error), asker=self
        )

    def _ready(self, asked: int, made: SearchPicture) -> None:
        if asked == self._asked:
            self._prepared = made
            self._refresh()

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            known = isinstance(error, VerifierError)
            self.state.setText(tr_made(error.sentence) if known else tr("The picture could not be prepared."))

    def _show_folder(self) -> None:
        open_address(QUrl.fromLocalFile(str(pictures_folder(self._session.workspace))))

    def _say_yes(self) -> None:
        """Write down that the engine is asked, and only then open its page."""
        made, engine = self._prepared, self.engine
        if made is None or not engine.name:
            return
        technical = self._item.technical
        width, height = technical.displayed_width or 0, technical.displayed_height or 0
        crop = next(iter(self.picture.of_mode("crop", width, height)), None)
        command = AskEngine(
            item=self._item,
            engine=engine.name,
            page=engine.page,
            when=self._when,
            crop=stored_region(self._item, crop) if crop is not None else None,
            masks=tuple(stored_region(self._item, mask) for mask in self.picture.of_mode("mask", width, height)),
            picture_sha256=made.sha256,
        )
        changes = self._session.do(command)
        search = next((change.after for change in changes if isinstance(change.after, PriorSearch)), None)
        if search is None:
            return
        self._show_folder()
        if engine.page:
            open_address(QUrl(engine.page))
        self.picture.setEnabled(False)
        self.form = ResultForm(self._session, search, self.accept)
        inner = column(self.form)
        inner.addStretch(1)
        holder = QWidget()
        holder.setLayout(inner)
        self._pages.addWidget(holder)
        self._pages.setCurrentWidget(holder)
        self.form.found.setFocus()
