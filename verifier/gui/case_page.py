"""An open case in the window: the bars with its actions, and the desk between them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from verifier.gui.actions.table import ActionTable
from verifier.gui.chrome import Banner, Footer, Header, MenuBar
from verifier.gui.controls import column
from verifier.gui.desk import Desk, counts_words
from verifier.gui.items.book import RowBook
from verifier.gui.session import Session
from verifier.gui.shell import Shell
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.status import place_words
from verifier.gui.theme import Theme
from verifier.workspace.saving import ReadOnly
from verifier.workspace.workspace import Workspace


class CasePage(QWidget):
    """Keeps bars and actions in step with what is looked at."""

    def __init__(self, workspace: Workspace, book: RowBook, theme: Theme, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session = Session(workspace, self)
        self.desk = Desk(self.session, theme, shell, book)
        self.actions_table = ActionTable(self.desk, shell.preferences.keymap(), self)
        bar = MenuBar()
        self.actions_table.fill(bar)
        self._header, self._footer, banner = Header(theme, bar), Footer(), Banner()
        for name, icon in (("undo", "undo-2"), ("redo", "redo-2")):
            self._header.add_icon(self.actions_table[name], icon)
        self._header.add_button(self.actions_table["add"])
        self._header.add_button(self.actions_table["export"], "primary")
        outer = column(self._header, banner, self.desk, self._footer, spacing=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)
        state = workspace.save_state
        banner.again.connect(shell.reopen_case)
        banner.show_sentence(tr_made(state.sentence) if isinstance(state, ReadOnly) else "")
        self._connect()
        self.refresh()

    def open_rows_menu(self, spot: QPoint) -> None:
        """Offer what can be done with the rows selected, at a place on the screen."""
        menu = self.actions_table.menu("Items", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def refresh(self) -> None:
        """Ask anew what can be done, and say where things stand."""
        self.actions_table.refresh()
        self._footer.show_undo(self.session.undo_words)
        self._header.show_case(self.session.case.info.title, counts_words(self.session))

    def show_place(self) -> None:
        """Say which frame, how near and which pixel; elsewhere than in review, how many items are seen and chosen."""
        if self.session.page != "review":
            self._footer.place.setText("" if self.session.page == "map" else self._rows_words())
            return
        item, stage, table = self.session.item, self.desk.stage, self.desk.timeline.frames
        is_shown = item is not None and not stage.canvas.image.isNull()
        count = len(table) if table is not None and item is not None and item.kind == "video" else 0
        technical = item.technical if item is not None else None
        words = place_words(technical, self.session.frame, count, stage.zoom_words(), stage.spot()) if is_shown else ""
        self._footer.place.setText(words)

    def _rows_words(self) -> str:
        shown, count = self.desk.items.model.shown_count, self.desk.items.model.count("all")
        words = (
            trn("{number} item", "{number} items", count)
            if shown == count
            else tr("{shown} of {count} items", shown=shown, count=count)
        )
        chosen = len(self.session.chosen)
        return words if chosen < 2 else tr("{items} · {number} selected", items=words, number=chosen)

    def saved_words(self) -> str:
        """Return what the status bar says about saving."""
        return self._footer.saved.text()

    def place_words(self) -> str:
        """Return what the status bar says about frame, zoom and pixel."""
        return self._footer.place.text()

    def close_case(self) -> None:
        """Close the case, remembering in it where the person was; what is being typed is left first, and so saved."""
        typing = self.focusWidget()
        if typing is not None:  # pyright: ignore[reportUnnecessaryComparison]
            typing.clearFocus()
        self.desk.settle()
        self.desk.standing.leave()
        self.desk.playback.close()
        self.session.close()

    def _connect(self) -> None:
        session = self.session
        for signal in (
            session.changed,
            session.item_changed,
            session.selection_changed,
            session.frame_changed,
            session.choice_changed,
            session.page_changed,
        ):
            signal.connect(self.refresh)
        self.desk.items.list.menu_asked.connect(self.open_rows_menu)
        session.marking_changed.connect(self.refresh)
        canvas = self.desk.stage.canvas
        canvas.view_changed.connect(self.refresh)
        for signal in (canvas.view_changed, canvas.pointed, session.frame_changed, session.item_changed):
            signal.connect(self.show_place)
        rows = self.desk.items.model
        for moved in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved, rows.layoutChanged):
            moved.connect(self.show_place)
        for moved in (session.page_changed, session.choice_changed, session.changed):
            moved.connect(self.show_place)
        session.save_changed.connect(self._footer.show_saving)
        session.said.connect(self._footer.say)
        session.item_changed.connect(self._footer.go_on)
        self._footer.show_saving(session.workspace.save_state)
        session.person_changed.connect(self._show_person)
        self._footer.name_pressed.connect(session.name_asked)
        self._footer.said_pressed.connect(lambda: self.desk.shell.dialogs.show_told(session.told))
        self._footer.person.setEnabled(session.can_edit)
        self._show_person()

    def _show_person(self) -> None:
        self._footer.person.setText(tr("Working as {name}", name=self.session.workspace.person.name))
