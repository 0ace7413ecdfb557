"""The catalog's own ordering words: airframe classes, series of models, variants. No fact about a drone stands here."""

import re
from typing import NamedTuple


class ClassRow(NamedTuple):
    """An airframe class and the plain words people search it by."""

    id: str
    name: str
    parent: str | None
    words: tuple[str, ...] = ()


CLASSES = (
    ClassRow("multirotor", "Multirotor", None, ("multicopter", "мультикоптер", "коптер")),
    ClassRow("quadcopter", "Quadcopter", "multirotor", ("quad", "quadrotor", "four rotors", "квадрокоптер", "квадрик")),
    ClassRow("hexacopter", "Hexacopter", "multirotor", ("hexarotor", "six rotors", "гексакоптер")),
    ClassRow("octocopter", "Octocopter", "multirotor", ("octorotor", "eight rotors", "октокоптер")),
    ClassRow(
        "fixed-wing",
        "Fixed-wing aircraft",
        None,
        ("airplane", "aeroplane", "plane", "самолёт", "літак", "крыло", "крило"),
    ),
    ClassRow("vtol", "VTOL aircraft", None, ("vertical take-off and landing", "hybrid")),
    ClassRow("helicopter", "Helicopter", None, ("single rotor", "вертолёт", "вертоліт", "гелікоптер")),
    ClassRow(
        "loitering-munition",
        "Loitering munition",
        None,
        ("kamikaze drone", "барражирующий боеприпас", "баражуючий боєприпас", "дрон-камикадзе", "дрон-камікадзе"),
    ),
)


class Series(NamedTuple):
    """A family: models whose names begin with the same words and whose maker is the same, or one drawn by the cues."""

    name: str
    maker: str = ""
    words: tuple[str, ...] = ()
    drawn: str = ""
    takes_nicknames_of: str = ""

    @property
    def id(self) -> str:
        return self.drawn or re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def holds(self, model_id: str, name: str, maker: str | None, drawn: list[str]) -> bool:
        """Tell whether the model belongs: named in ``drawn``, or maker and first words of the name fit."""
        if model_id in drawn:
            return True
        if self.maker and not (maker or "").startswith(self.maker):
            return False
        return bool(self.maker) and re.match(re.escape(self.name) + r"(?![a-z])(?!(?<=[0-9])[0-9])", name) is not None


SERIES = (
    Series("DJI Phantom", "DJI", ("Phantom", "Фантом")),
    Series("DJI Phantom 2", "DJI", ("Phantom 2",)),
    Series("DJI Phantom 4", "DJI", ("Phantom 4",)),
    Series("DJI Mavic", "DJI", ("Mavic",), takes_nicknames_of="dji-mavic-pro"),
    Series("DJI Mavic 3", "DJI", ("Mavic 3",)),
    Series("DJI Mavic Air", "DJI", ("Mavic Air",)),
    Series("DJI Air", "DJI", ("Air",)),
    Series("DJI Mini", "DJI", ("Mini",)),
    Series("DJI Mini 2", "DJI", ("Mini 2",)),
    Series("DJI Mini 3", "DJI", ("Mini 3",)),
    Series("DJI Mini 4", "DJI", ("Mini 4",)),
    Series("DJI Avata", "DJI", ("Avata",)),
    Series("DJI Neo", "DJI", ("Neo",)),
    Series("DJI Lito", "DJI", ("Lito",)),
    Series("DJI Matrice", "DJI", ("Matrice",)),
    Series("DJI Matrice 3", "DJI", ("Matrice 3",)),
    Series("DJI Matrice 4", "DJI", ("Matrice 4",)),
    Series("DJI Agras", "DJI", ("Agras",)),
    Series("DJI FlyCart", "DJI", ("FlyCart",)),
    Series("Autel EVO", "Autel", ("EVO",)),
    Series("Autel EVO II", "Autel", ("EVO II",)),
    Series("Autel EVO Nano", "Autel", ("EVO Nano",)),
    Series("Autel EVO Lite", "Autel", ("EVO Lite",)),
    Series("Autel EVO Max", "Autel", ("EVO Max",)),
    Series("Parrot ANAFI", "Parrot", ("ANAFI",)),
    Series("Skydio 2", "Skydio", ()),
    Series("Orlan", "Special Technology Center", ("Орлан",)),
    Series("ZALA 421", "ZALA", ("421", "ЗАЛА 421")),
    Series("Supercam", "Unmanned Systems Group", ("Суперкам",)),
    Series("Eleron", "ENICS", ("Элерон",)),
    Series("Granat", "Izhmash", ("Гранат",)),
    Series("Shahed", "Shahed Aviation", ("Шахед",)),
    Series("PD", "Ukrspecsystems", ()),
    Series("Switchblade", "AeroVironment", ()),
    Series("Wing Loong", "CAIG", ()),
    Series("CH", "CASC", ("Rainbow",)),
    Series("Heron", "IAI", ()),
    Series("Hermes", "Elbit", ()),
    Series("HERO", "UVision", ()),
)
DRAWN_FAMILIES = (
    Series("DJI Phantom 3", drawn="dji-phantom-3", words=("Phantom 3",)),
    Series("DJI Inspire 1 and 2", drawn="dji-inspire", words=("Inspire",)),
    Series("DJI Mavic 2", drawn="dji-mavic-2", words=("Mavic 2",)),
    Series("DJI Air 3", drawn="dji-air-3", words=("Air 3",)),
    Series("DJI Matrice 200", drawn="dji-matrice-200-series", words=("Matrice 200", "M200 series")),
    Series("DJI Matrice 30", drawn="dji-matrice-30", words=("Matrice 30", "M30 series")),
    Series("Lancet", drawn="lancet", words=("Ланцет",)),
    Series("Molniya", drawn="molniya", words=("Молния", "Молнія")),
)


class VariantRow(NamedTuple):
    """A variant, the model it is one of, the alias that a source gives it, and what says that it is a variant."""

    id: str
    full_name: str
    parent: str
    name: str
    because: str


VARIANTS = (
    VariantRow(
        "dji-inspire-1-pro", "DJI Inspire 1 Pro", "dji-inspire-1", "Inspire 1 Pro", "carries the X5, says source cn"
    ),
    VariantRow(
        "dji-inspire-1-raw", "DJI Inspire 1 Raw", "dji-inspire-1", "Inspire 1 Raw", "carries the X5R, says source cn"
    ),
    VariantRow("skydio-x2d", "Skydio X2D", "skydio-x2", "X2D", "the source calls it the Defense version"),
    VariantRow("skydio-x2e", "Skydio X2E", "skydio-x2", "X2E", "the source calls it the Enterprise version"),
    VariantRow("shark-m", "Shark-M", "shark", "Shark-M", "the source calls it the later version"),
)
