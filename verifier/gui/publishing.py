"""Save for publication: cover what could hurt somebody, cut, set a credit; what comes out never stands for evidence."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QRadioButton, QWidget

from verifier.domain.errors import VerifierError
from verifier.domain.frames import Instant, When
from verifier.domain.records import Item
from verifier.gui.controls import begin_at, button, column, label, row
from verifier.gui.flow import FlowLayout
from verifier.gui.gestures import moment
from verifier.gui.prior.areas import AreaPicture, Marked, Mode
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.stage.marks import outline
from verifier.gui.theme import Theme
from verifier.gui.veil import is_veiled, veiled_picture
from verifier.workspace.publishing import MOST_CREDIT, Publication, publish

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

SIDE_PX = 320


class PublishDialog(QDialog):
    """``image``: what is on the stage, upright. ``regions``: what is drawn on it, as areas that can be covered."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        item: Item,
        when: When,
        image: QImage,
        regions: tuple[Marked, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save for publication"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._item, self._when, self._regions = session, item, when, regions
        self._out = Path()
        shown = veiled_picture(image) if is_veiled(session, item) else image
        self.picture = AreaPicture(theme, shown, QColor("black"))
        self.picture.changed.connect(self._refresh)
        whole = row(self.picture, self._side(), spacing=16, margins=(16, 16, 16, 16))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        begin_at(self, 1060, 620)
        self._take_mode("mask")
        self._refresh()

    def _side(self) -> QWidget:
        self.mask_mode = QRadioButton(tr("Drag to cover faces and names"))
        self.crop_mode = QRadioButton(tr("Drag to cut to a part"))
        self.mask_mode.toggled.connect(self._switch)
        self.add_mask = button(tr("Cover an area"), lambda: self._add("mask"))
        self.add_crop = button(tr("Cut to an area"), lambda: self._add("crop"))
        self.drop = button(tr("Remove"), self.picture.remove, "link", tr("The area in hand"))
        self.cover_all = button(tr("Cover all regions drawn here"), self.cover_regions)
        self.cover_all.setVisible(bool(self._regions))
        self.credit = QLineEdit(placeholderText=tr("Credit, set below the picture"))
        self.credit.setMaxLength(MOST_CREDIT)
        self.credit.setAccessibleName(tr("Credit, set below the picture"))
        self.where = QLineEdit(str(self._proposed()))
        self.where.setAccessibleName(tr("Where the picture is written"))
        self.state = label("", "muted", wraps=True)
        self.go = button(tr("Save"), self._save, "primary")
        self.show_folder = button(tr("Show in folder"), self._show_folder, "link")
        self.show_folder.hide()
        keys = tr("Arrows move an area, Shift and arrows resize it, N takes the next in hand, Delete removes it.")
        filled = tr("Areas are filled with black. A blur or coarse squares can be undone; a fill cannot.")
        kept = tr("No metadata goes along. The case keeps the picture as a figure; the evidence stays as it is.")
        lines = column(
            label(tr("{item} for publication", item=self._item.label), "strong", wraps=True),
            *(label(words, "warn", wraps=True) for words in self._warnings()),
            self.mask_mode,
            self.crop_mode,
            FlowLayout(6, (0, 0, 0, 0)).with_widgets(self.add_mask, self.add_crop, self.cover_all, self.drop),
            label(filled, "smallfaint", wraps=True),
            label(keys, "smallfaint", wraps=True),
            self.credit,
            row(self.where, button(tr("Choose…"), self._ask_where), spacing=6),
            label(kept, "smallfaint", wraps=True),
            self.state,
            row(self.show_folder, None),
            spacing=8,
        )
        lines.addStretch(1)
        self.leave = button(tr("Cancel"), self.reject)
        lines.addLayout(row(None, self.leave, self.go))
        holder = QWidget()
        holder.setFixedWidth(SIDE_PX)
        holder.setLayout(lines)
        return holder

    def cover_regions(self) -> None:
        """Cover everything that is drawn on the picture."""
        known = set(self.picture.areas)
        self.picture.areas += [one for one in self._regions if one not in known]
        self.picture.chosen = len(self.picture.areas) - 1
        self.picture.update()
        self._refresh()

    def _warnings(self) -> list[str]:
        item = self._item
        found = [tr("This item is withheld: its picture should not be published.")] if item.is_withheld else []
        if item.sensitivity:
            found.append(tr("This item is marked as sensitive. Look at every face, sign and window first."))
        elif item.sensitivity is None:
            found.append(tr("Nobody has said yet whether this item is sensitive."))
        return found

    def _take_mode(self, mode: Mode) -> None:
        self.picture.mode = mode
        (self.mask_mode if mode == "mask" else self.crop_mode).setChecked(True)

    def _switch(self, is_covering: bool) -> None:
        self._take_mode("mask" if is_covering else "crop")

    def _add(self, mode: Mode) -> None:
        self._take_mode(mode)
        self.picture.add(mode)

    def _refresh(self) -> None:
        self.drop.setEnabled(bool(self.picture.areas))

    def _proposed(self) -> Path:
        home = self._session.workspace.folder.path.parent
        names = (f"{self._item.label}-published{number}.png" for number in ("", *(f"-{n}" for n in range(2, 1000))))
        return next((home / name for name in names if not (home / name).exists()), home / "published.png")

    def _ask_where(self) -> None:
        out, _ = QFileDialog.getSaveFileName(self, tr("Write the picture to"), self.where.text(), "PNG (*.png)")
        if out:
            self.where.setText(out)

    def _save(self) -> None:
        technical = self._item.technical
        width, height = technical.displayed_width or 0, technical.displayed_height or 0
        chosen = Publication(
            ordinal=self._when.frame.ordinal if isinstance(self._when, Instant) else None,
            masks=self.picture.of_mode("mask", width, height),
            crop=next(iter(self.picture.of_mode("crop", width, height)), None),
            credit=self.credit.text(),
        )
        workspace, item, out = self._session.workspace, self._item, Path(self.where.text())
        self.go.setEnabled(False)
        self.state.setText(tr("Making the picture …"))
        job = workspace.jobs.start("Save for publication", lambda _progress: publish(workspace, item, chosen, out))
        self._session.relay.when_done(job.result, lambda _executed: self._saved(out), self._failed, asker=self)

    def _saved(self, out: Path) -> None:
        self._out = out
        self.state.setText(tr("Saved as {name}.", name=out.name))
        self.show_folder.show()
        self.leave.setText(tr("Close"))

    def _failed(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        is_known = isinstance(error, VerifierError)
        self.state.setText(tr_made(error.sentence) if is_known else tr("The picture could not be saved."))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.parent)))


def ask_publish(desk: "Desk") -> None:
    """Ask for the picture on the stage; a clip must show an exact frame."""
    item, when = desk.session.item, moment(desk.session)
    if item is None:
        return
    if when is None:
        desk.session.say(tr("The picture is still being read; ask again when it stands."), "warn")
        return
    canvas = desk.stage.canvas
    width, height = canvas.picture_size
    bounds = (outline(mark, canvas.picture_size).boundingRect() for mark in canvas.marks)
    regions = tuple(
        Marked("mask", one.x() / width, one.y() / height, one.width() / width, one.height() / height)
        for one in bounds
        if min(one.width(), one.height()) > 0 and (one.width() < width or one.height() < height)
    )
    image = canvas.image.copy()
    PublishDialog(desk.session, desk.theme, item, when, image, regions, desk.shell.widget()).open()
