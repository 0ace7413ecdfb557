"""Which languages the window can speak: English, and every file in ``assets/languages``. No Qt."""

from verifier.catalog.assets import find_asset
from verifier.domain.errors import UnreadableFile
from verifier.gui.speech import ENGLISH, load_speech


def languages() -> list[tuple[str, object]]:
    """Return the name of each language in itself, with its code."""
    try:
        files = sorted(find_asset("languages").glob("*.json"))
    except (UnreadableFile, OSError):
        files = []
    others = ((load_speech(path.stem), path.stem) for path in files)
    return [("English", ENGLISH), *((spoken.language.name, code) for spoken, code in others if spoken.code == code)]
