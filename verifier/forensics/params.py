"""The settings of every filter, with their bounds, units and words; the forms of the window are built from them.

No array library is imported here: the window's process reads these. A filter is one struct here, one function in a
module of its own and one line in ``registry.FILTERS``. The first setting of each says how much: at its default the
filter does nothing, and is not applied.
"""

import types
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

Value = str | int | float | bool | None


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings of one filter. ``name``: how it is called in recipes; ``title``: how people read it."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""

    @property
    def is_on(self) -> bool:
        """Whether the filter does anything."""
        first = self.__struct_fields__[0]
        return getattr(self, first) != getattr(type(self)(), first)


def _number(title: str, least: float, most: float, step: float, unit: str = "") -> Meta:
    return Meta(ge=least, le=most, title=title, extra={"step": step, "unit": unit})


def _choice(title: str, **words: str) -> Meta:
    return Meta(title=title, extra={"words": words})


class Deinterlace(Params, frozen=True):
    """Keep one field of an interlaced frame and fill the lines between; works on the stored rows, at full size."""

    name, title = "deinterlace", "Deinterlace"
    field: Annotated[Literal["off", "top", "bottom"], _choice("Field", off="Off", top="Top", bottom="Bottom")] = "off"


class Denoise(Params, frozen=True):
    """Median of the pixels around, channel by channel: takes out single bright or dark pixels."""

    name, title = "denoise", "Denoise"
    radius: Annotated[int, _number("Radius", 0, 2, 1, "px")] = 0


class Stretch(Params, frozen=True):
    """Spread the values between two percentiles over the whole range."""

    name, title = "stretch", "Stretch"
    by: Annotated[
        Literal["off", "brightness", "channels"],
        _choice("By", off="Off", brightness="Brightness", channels="Each channel"),
    ] = "off"
    clipped: Annotated[float, _number("Cut at each end", 0, 20, 0.1, "%")] = 0.5


class Brightness(Params, frozen=True):
    """Add to every value."""

    name, title = "brightness", "Brightness"
    amount: Annotated[int, _number("Amount", -100, 100, 1, "%")] = 0


class Contrast(Params, frozen=True):
    """Stretch the values about mid-gray."""

    name, title = "contrast", "Contrast"
    amount: Annotated[int, _number("Amount", -100, 400, 5, "%")] = 0


class Gamma(Params, frozen=True):
    """Raise values to the power of 1/gamma: above 1, shadows open."""

    name, title = "gamma", "Gamma"
    gamma: Annotated[float, _number("Gamma", 0.1, 5, 0.1)] = 1.0


class LocalContrast(Params, frozen=True):
    """Equalize brightness tile by tile, with a limit (CLAHE; Zuiderveld 1994)."""

    name, title = "local_contrast", "Local contrast"
    limit: Annotated[float, _number("Limit", 0, 10, 0.1)] = 0.0
    tiles: Annotated[int, _number("Tiles along each side", 2, 32, 1)] = 8


class Sharpen(Params, frozen=True):
    """Add the difference from a blurred picture (unsharp mask)."""

    name, title = "sharpen", "Sharpen"
    amount: Annotated[int, _number("Amount", 0, 500, 10, "%")] = 0
    radius: Annotated[float, _number("Radius", 0.5, 8, 0.5, "px")] = 1.5


class Channel(Params, frozen=True):
    """Show one channel as gray."""

    name, title = "channel", "Channel"
    shown: Annotated[
        Literal["all", "red", "green", "blue", "luminance", "saturation"],
        _choice(
            "Shown",
            all="All",
            red="Red",
            green="Green",
            blue="Blue",
            luminance="Luminance",
            saturation="Saturation",
        ),
    ] = "all"


class Invert(Params, frozen=True):
    """Show the negative."""

    name, title = "invert", "Invert"
    is_inverted: Annotated[bool, Meta(title="Negative")] = False


FORMS: tuple[type[Params], ...] = (
    Deinterlace,
    Denoise,
    Stretch,
    Brightness,
    Contrast,
    Gamma,
    LocalContrast,
    Sharpen,
    Channel,
    Invert,
)
"""Every filter, in the order in which they are applied."""

FOR_CLIPS: tuple[type[Params], ...] = (Deinterlace,)
"""Those that only a frame of a clip has a use for."""

Stack = tuple[Params, ...]
"""Filters that are on, in the order of ``FORMS``."""


class Setting(msgspec.Struct, frozen=True):
    """One setting as a form shows it: a number between bounds, one of several words, or yes and no."""

    name: str
    title: str
    kind: Literal["number", "choice", "switch"]
    default: Value
    least: float = 0
    most: float = 0
    step: float = 1
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def decimals(self) -> int:
        return 0 if float(self.step).is_integer() else 1


def settings_of(form: type[Params]) -> tuple[Setting, ...]:
    """Return the settings of a filter in their order."""
    hints = get_type_hints(form, include_extras=True)
    return tuple(_setting(form, name, hints[name]) for name in form.__struct_fields__)


def _setting(form: type[Params], name: str, hint: Any) -> Setting:
    kind, meta = get_args(hint)
    default: Value = getattr(form(), name)
    extra: dict[str, Any] = meta.extra or {}
    if get_origin(kind) is Literal:
        return Setting(name, meta.title, "choice", default, choices=tuple(extra["words"].items()))
    if kind is bool:
        return Setting(name, meta.title, "switch", default)
    return Setting(name, meta.title, "number", default, meta.ge, meta.le, extra["step"], extra["unit"])


def with_setting(params: Params, name: str, value: Value) -> Params:
    """Return the filter with another value of one setting, brought between its bounds."""
    setting = next(one for one in settings_of(type(params)) if one.name == name)
    if setting.kind == "number" and isinstance(value, int | float):
        kept = min(max(float(value), setting.least), setting.most)
        whole = isinstance(setting.default, int)
        value = round(kept) if whole else round(kept, 4)
    return msgspec.convert({**_fields(params), name: value}, type(params))


def _fields(params: Params) -> dict[str, Value]:
    return {name: getattr(params, name) for name in params.__struct_fields__}


def parameters_of(params: Params) -> dict[str, Value]:
    """Return what a recipe says of a filter: every setting, defaults too."""
    return _fields(params)


def form_named(name: str) -> type[Params] | None:
    """Return the settings of a filter by its name."""
    return next((form for form in FORMS if form.name == name), None)


def read_params(name: str, parameters: dict[str, Value]) -> Params | None:
    """Make a filter again from what a recipe says; ``None`` where this program does not know it, or not so."""
    form = form_named(name)
    try:
        return msgspec.convert(dict(parameters), form) if form is not None else None
    except msgspec.ValidationError:
        return None


def stack_of(filters: dict[str, Params]) -> Stack:
    """Return those that are on, in the order in which they are applied."""
    found = (filters.get(form.name) for form in FORMS)
    return tuple(one for one in found if one is not None and one.is_on)


def described(params: Params) -> Iterator[tuple[Setting, Value]]:
    """Yield the settings worth naming: the first, and others that are not at their default."""
    for place, setting in enumerate(settings_of(type(params))):
        value: Value = getattr(params, setting.name)
        if place == 0 or value != setting.default:
            yield setting, value


PRESETS: types.MappingProxyType[str, Stack] = types.MappingProxyType(
    {
        "Shadows": (Gamma(gamma=1.8), LocalContrast(limit=2.0)),
        "Night": (Denoise(radius=1), Stretch(by="brightness", clipped=0.5), Gamma(gamma=1.6)),
        "Haze": (Stretch(by="channels", clipped=0.5), LocalContrast(limit=1.5)),
    }
)
"""Shadows: gamma opens what is dark, CLAHE gives it contrast. Night: single hot pixels out first, since stretching
would raise them. Haze: light scattered on the way adds about the same to all of a channel; the percentiles take it off.
"""
