"""The one module that imports cv2; everyone else writes ``from verifier.media.cv import cv2``.

WORKAROUND opencv-python bundles a Qt of its own and points two environment variables at it while it is imported
(``cv2/config-3.py``); programs started afterwards inherit them. They are put back as they were. May go once the wheel
stops doing so (opencv/opencv-python issue 1215). Never hand cv2 a path (it cannot read every name and guesses by
suffix): read bytes and ``imdecode``. Never ``imshow``.
"""

import os

_POISONED = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _POISONED}

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

__all__ = ["cv2"]
