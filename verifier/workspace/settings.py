"""The settings of one person: one typed JSON file; with the log (``logbook.py``) all that is written outside a case.

A settings file is typed by people too: a value that makes no sense is named, left out and answered by its default,
and the rest counts. ``VERIFIER_CONFIG`` names another file.
"""

import contextlib
import logging
import os
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta

log = logging.getLogger(__name__)

ENVIRONMENT = "VERIFIER_CONFIG"
RECENT_KEPT = 12


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What one person has chosen. ``name`` signs edits and is never taken from the login.

    ``recent_cases``: paths, newest first. ``calm_view`` shows sensitive footage grey, muted and blurred until
    clicked. ``window_state``: what the window needs to stand where it stood, in base64. ``extra_catalog``: a folder
    of catalog entries of the person's own. ``remember_recent``: whether cases are listed at all. ``keys_preset``: whose
    keys are used; ``keys``: the person's own, chords by the name of an action. ``language``: a file in
    ``assets/languages``, or ``en``. ``detector``: path of the model that proposed regions last.
    ``known_lists``: files of known footage that pictures can be looked for in; ``searched_lists`` and
    ``searched_cases``: paths of those that they are looked for in besides the open case. ``signing_keys``: by the name
    that signs, the path of the key file that readings are signed with; never the key.
    """

    name: str = ""
    theme: Literal["dark", "light", "system"] = "dark"
    interface_scale: Annotated[float, Meta(ge=0.5, le=4)] = 1.0
    recent_cases: tuple[str, ...] = ()
    calm_view: bool = True
    window_geometry: str = ""
    window_state: str = ""
    extra_catalog: str = ""
    remember_recent: bool = True
    keys_preset: str = "verifier"
    keys: dict[str, tuple[str, ...]] = {}
    language: str = "en"
    detector: str = ""
    known_lists: tuple[str, ...] = ()
    searched_lists: tuple[str, ...] = ()
    searched_cases: tuple[str, ...] = ()
    signing_keys: dict[str, str] = {}


class Loaded(msgspec.Struct, frozen=True):
    """The settings that hold, and a sentence for each value that could not be used."""

    settings: Settings
    complaints: tuple[str, ...] = ()


def settings_path() -> Path:
    """Return where the settings lie: ``VERIFIER_CONFIG``, else the folder the system keeps for settings."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("verifier", appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> Loaded:
    """Read the settings; a missing file means defaults, a bad value its default and a sentence."""
    path = path or settings_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        return Loaded(Settings(), (f"The settings could not be read ({error.strerror}); defaults are used.",))
    try:
        plain: Any = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return Loaded(Settings(), (f"The settings in {path} are not JSON; defaults are used.",))
    if not isinstance(plain, dict):
        return Loaded(Settings(), (f"The settings in {path} are not a JSON object; defaults are used.",))
    return _from_plain(cast("dict[str, Any]", plain))


def save_settings(settings: Settings, path: Path | None = None) -> bool:
    """Write the settings whole or not at all; return whether it was done. Failing here never stops any work."""
    path = path or settings_path()
    data = msgspec.json.format(msgspec.json.encode(settings, order="sorted"), indent=2) + b"\n"
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        log.info("settings not saved: %s", error.strerror)
        with contextlib.suppress(OSError):
            temporary.unlink()
        return False
    return True


def with_recent_case(settings: Settings, case_path: Path) -> Settings:
    """Put a case in front of the list of recent ones, unless none are remembered."""
    if not settings.remember_recent:
        return settings
    text = str(case_path.resolve())
    others = [known for known in settings.recent_cases if known != text]
    return msgspec.structs.replace(settings, recent_cases=(text, *others[: RECENT_KEPT - 1]))


def without_recent_case(settings: Settings, case_path: Path) -> Settings:
    """Take a case off the list of recent ones and of those searched, however its path was written."""
    names = {str(case_path), str(case_path.resolve())}

    def left(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(known for known in paths if known not in names and Path(known).resolve() != case_path)

    return msgspec.structs.replace(
        settings, recent_cases=left(settings.recent_cases), searched_cases=left(settings.searched_cases)
    )


def _from_plain(plain: dict[str, Any]) -> Loaded:
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    good: dict[str, Any] = {}
    complaints: list[str] = []
    for name, value in plain.items():
        if name not in fields:
            complaints.append(f"The settings name “{name}”, which this version does not know; it is left out.")
            continue
        try:
            good[name] = msgspec.convert(value, fields[name].type)
        except msgspec.ValidationError as error:
            complaints.append(f"The setting “{name}” cannot be used ({error}); its default is used.")
    return Loaded(Settings(**good), tuple(complaints))
