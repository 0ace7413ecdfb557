"""An error in a method that Qt calls reaches the outermost edge of the window, and does not end the process.

WORKAROUND: before Python 3.12, shiboken (seen in 6.8 to 6.11) reads the words of an error as if they were the error
itself, where C code raised it: an index too large in a ``paintEvent``, a widget that is gone in an ``eventFilter``, and
the process is dead. What has passed an ``except`` is whole, so every such method of ours passes one.
"""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject


def guard_overrides() -> None:
    """From now on, guard what each new class does in the stead of a class of Qt's; twice does no harm."""
    if sys.version_info < (3, 12):
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, method-assign]


def _guard(made: type[QObject], **words: Any) -> None:
    super(QObject, made).__init_subclass__(**words)  # pyright: ignore[reportUnknownMemberType]
    of_qt = [base for base in made.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(made).items()):
        if isinstance(method, FunctionType) and name != "__init__" and any(name in vars(base) for base in of_qt):
            setattr(made, name, _whole(method))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except BaseException:
            raise  # it is an object from here on

    return call
