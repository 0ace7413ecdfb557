"""The buttons that play a clip: play or stop, speed, going round, sound. They show what the playback says of itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QToolButton

from verifier.gui.speech import tr
from verifier.gui.theme import Theme

if TYPE_CHECKING:
    from verifier.gui.playback.playback import Playback


class Transport(QHBoxLayout):
    """One line of buttons; ``attach`` tells which playback they work."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._playback: Playback | None = None
        self.setSpacing(0)
        self.play = self._button("play", lambda playback: playback.toggle())
        self.speed = self._button("", lambda playback: playback.change_speed(1))
        self.loop = self._button("repeat", lambda playback: playback.switch_loop())
        self.sound = self._button("volume-2", lambda playback: playback.switch_mute())
        self.loop.setCheckable(True)
        self.speed.setText("1×")
        self.speed.setProperty("role", "mono")
        for button in (self.play, self.speed, self.loop, self.sound):
            self.addWidget(button)
        theme.changed.connect(self.refresh)

    def attach(self, playback: "Playback") -> None:
        """Work a playback, and show its state."""
        self._playback = playback
        playback.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show whether it plays, how fast, whether it goes round and what is heard."""
        playback = self._playback
        if playback is None:
            return
        silence = playback.sound_words()
        is_heard = not silence and not playback.is_muted
        self._show(self.play, "pause" if playback.is_playing else "play",
                   tr("Stop (Space)") if playback.is_playing else tr("Play (Space)"))  # fmt: skip
        self.speed.setText(playback.speed_words)
        self._tell(self.speed, tr("Speed {speed}: faster with ], slower with [", speed=playback.speed_words))
        self._show(self.loop, "repeat", tr("Play round and round, the chosen segment or the whole clip (\\)"))
        self.loop.setChecked(playback.loops)
        words = silence or (tr("Sound off; press to hear (Shift+M)") if playback.is_muted else tr("Mute (Shift+M)"))
        self._show(self.sound, "volume-2" if is_heard else "volume-x", words)
        self.sound.setEnabled(not silence)

    def _button(self, icon: str, call: "Callable[[Playback], object]") -> QToolButton:
        made = QToolButton()
        made.clicked.connect(lambda: call(self._playback) if self._playback is not None else None)
        if icon:
            made.setObjectName(icon)
            made.setIcon(self._theme.icon(icon))
        return made

    def _show(self, button: QToolButton, icon: str, words: str) -> None:
        button.setObjectName(icon)
        button.setIcon(self._theme.icon(icon))
        self._tell(button, words)

    def _tell(self, button: QToolButton, words: str) -> None:
        button.setToolTip(words)
        button.setAccessibleName(words)
