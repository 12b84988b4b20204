"""The forms in which places come: GeoNames dump, Ukraine's KATOTTG, a table of one's own."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corrobora.annotate.gazetteer.build import ADMIN1_KM, ADMIN2_KM, LEAST_POPULATION, TOWN_KM
from corrobora.annotate.gazetteer.entry import Kind
from corrobora.codebook.table import table
from corrobora.errors import InputError
from corrobora.model import Refusal


@dataclass(frozen=True, slots=True)
class Row:
    """A place to enter. `point` None asks for the point of the unit that it lies in.

    `main` and `other` are names beside `name`; `admin1`/`admin2` are codes or names of units;
    `source` says file and line.
    """

    name: str
    country: str
    point: tuple[float, float] | None
    source: str
    id: str = ""
    kind: str = Kind.PLACE.value
    feature: str = "PPL"
    population: int = 0
    radius_km: float = TOWN_KM
    admin1: str = ""
    admin2: str = ""
    main: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class _Unusable(Exception):
    """Why a line is refused."""


def rows(path: Path, form: str | None) -> Iterator[Row | Refusal]:
    """The places of a file, and a refusal for each line that is none. Raises InputError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    form = form or _guess(path, text)
    readers: dict[str, Callable[[str, str], Iterator[Row | Refusal]]] = {
        "geonames": _geonames,
        "katottg": _katottg,
        "csv": _own,
    }
    if form not in readers:
        raise InputError(f"{path}: the form is one of {', '.join(readers)}, not {form}")
    return readers[form](text, path.name)


def _guess(path: Path, text: str) -> str:
    first = text.lstrip()[:2000].splitlines()[0] if text.strip() else ""
    if first.count("\t") == 18:
        return "geonames"
    if "UA" in text[:5000] and (first[:1] in "[{" or "level1" in first.lower().replace("_", "")):
        return "katottg"
    if "Перший рівень" in first:
        return "katottg"
    if "name" in first.lower() and "lat" in first.lower():
        return "csv"
    raise InputError(f"{path} is no GeoNames dump, no KATOTTG and no table with name and lat")


def _refused(name: str, line: int, reason: object) -> Refusal:
    return Refusal(reason=str(reason), source=f"{name}:{line}")


def _degrees(text: str, most: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Unusable(f"{what} is no number: {text!r}") from None
    # Written so that NaN fails too.
    if not -most <= value <= most:
        raise _Unusable(f"{what} is out of range: {text}")
    return value


def _people(text: str) -> int:
    if not text.strip():
        return 0
    try:
        value = int(text)
    except ValueError:
        raise _Unusable(f"population is no number: {text!r}") from None
    # SQLite holds no larger integer; no place on earth comes near.
    if not 0 <= value < 10**10:
        raise _Unusable(f"population is out of range: {text}")
    return value


def _country(code: str) -> str:
    code = code.strip().upper()
    if code not in table("countries"):
        raise _Unusable(f"no ISO 3166 country code: {code!r}")
    return code


# -- GeoNames

_LEVELS = {
    "ADM1": (Kind.ADMIN1, ADMIN1_KM),
    "ADM2": (Kind.ADMIN2, ADMIN2_KM),
    "ADM3": (Kind.ADMIN2, 15.0),
    "ADM4": (Kind.ADMIN2, 10.0),
}


def _geonames(text: str, name: str) -> Iterator[Row | Refusal]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _geonames_row(line.rstrip("\r").split("\t"), f"{name}:{number}")
        except _Unusable as reason:
            yield _refused(name, number, reason)
            continue
        if row is not None:
            yield row


def _geonames_row(cells: list[str], source: str) -> Row | None:
    if len(cells) != 19:
        raise _Unusable(f"19 columns are needed, not {len(cells)}")
    if not cells[0].isdecimal():
        raise _Unusable(f"the GeoNames id is no number: {cells[0]!r}")
    if not cells[1].strip():
        raise _Unusable("the name is empty")
    feature_class, feature = cells[6], cells[7]
    point = _degrees(cells[4], 90, "latitude"), _degrees(cells[5], 180, "longitude")
    country = _country(cells[8])
    if feature.startswith("PCL"):
        return None
    if feature in _LEVELS:
        kind, radius = _LEVELS[feature]
    else:
        kind, radius = (Kind.PLACE if feature_class == "P" else Kind.REGION), TOWN_KM
    admin1 = f"{country}.{cells[10]}" if cells[10] and cells[10] != "00" else ""
    return Row(
        name=cells[1].strip(),
        country=country,
        point=point,
        source=source,
        id=f"geonames:{int(cells[0])}",
        kind=kind.value,
        feature=feature or "PPL",
        population=_people(cells[14]) or (LEAST_POPULATION if kind is Kind.PLACE else 0),
        radius_km=radius,
        admin1=admin1 if kind is not Kind.ADMIN1 else "",
        admin2=f"{admin1}.{cells[11]}" if admin1 and cells[11] and kind is Kind.PLACE else "",
        main=(cells[2],) if cells[2] else (),
        other=tuple(one for one in cells[3].split(",") if one.strip()),
    )


# -- a table of one's own

_COLUMNS = {"latitude": "lat", "longitude": "lon", "lng": "lon", "iso": "country"}


def _own(text: str, name: str) -> Iterator[Row | Refusal]:
    lines = text.splitlines(keepends=True)
    try:
        dialect = csv.Sniffer().sniff(lines[0], delimiters=",;\t") if lines else csv.excel
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(lines, dialect=dialect)
    fields = [(field or "").strip().lower() for field in reader.fieldnames or ()]
    reader.fieldnames = [_COLUMNS.get(field, field) for field in fields]
    missing = {"name", "lat", "lon", "country"} - set(reader.fieldnames)
    if missing:
        raise InputError(f"{name} has no column {', '.join(sorted(missing))}")
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _refused(name, reader.line_num, error)
            continue
        try:
            yield _own_row(cells, f"{name}:{reader.line_num}")
        except _Unusable as reason:
            yield _refused(name, reader.line_num, reason)


def _own_row(cells: dict[str, str | None], source: str) -> Row:
    def cell(key: str) -> str:
        return (cells.get(key) or "").strip()

    if None in cells:
        raise _Unusable("more cells than columns")
    if not cell("name"):
        raise _Unusable("the name is empty")
    kind = cell("kind") or Kind.PLACE.value
    if kind not in [one.value for one in Kind]:
        raise _Unusable(f"kind is one of {', '.join(Kind)}, not {kind!r}")
    radius = cell("radius_km")
    return Row(
        name=cell("name"),
        country=_country(cell("country")),
        point=(_degrees(cell("lat"), 90, "lat"), _degrees(cell("lon"), 180, "lon")),
        source=source,
        kind=kind,
        feature=cell("feature") or {"admin1": "ADM1", "admin2": "ADM2"}.get(kind, "PPL"),
        population=_people(cell("population")) or LEAST_POPULATION,
        radius_km=_degrees(radius, 20_000, "radius_km") if radius else TOWN_KM,
        admin1=cell("admin1"),
        admin2=cell("admin2"),
        main=tuple(one.strip() for one in cell("names").split("|") if one.strip()),
    )


# -- KATOTTG, the codifier of Ukraine's administrative units and settlements

# Category letters: O, K units of the first level; P districts; H communities; the rest places.
_CATEGORIES = {"O": Kind.ADMIN1, "K": Kind.ADMIN1, "P": Kind.ADMIN2, "H": Kind.ADMIN2}
_FIELDS = {
    "перший рівень": "level1",
    "другий рівень": "level2",
    "третій рівень": "level3",
    "четвертий рівень": "level4",
    "додатковий рівень": "level5",
    "категорія об'єкта": "category",
    "категорія об’єкта": "category",
    "категорія": "category",
    "назва об'єкта": "name",
    "назва об’єкта": "name",
    "назва": "name",
    "levelextra": "level5",
    "additionallevel": "level5",
    "type": "category",
}
# Ukraine's own romanisation of 2010; at the start of a word five letters differ.
_LATIN = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщ",
        "a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch".split(),
        strict=True,
    )
) | {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia", "ь": "", "'": "", "’": "", "ʼ": ""}
_LATIN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def romanised(name: str) -> str:
    """A Ukrainian name in Latin letters, as Ukraine itself writes it."""
    words = []
    for word in name.lower().replace("зг", "zgh").split(" "):
        letters = [
            (_LATIN_FIRST.get(c) if at == 0 or word[at - 1] == "-" else None) or _LATIN.get(c, c)
            for at, c in enumerate(word)
        ]
        words.append("-".join(part[:1].upper() + part[1:] for part in "".join(letters).split("-")))
    return " ".join(words)


def _katottg(text: str, name: str) -> Iterator[Row | Refusal]:
    names: dict[str, str] = {}
    for number, cells in _katottg_cells(text, name):
        if isinstance(cells, str):
            yield _refused(name, number, cells)
            continue
        levels = [cells.get(f"level{level}", "") for level in range(1, 6)]
        own = [code for code in levels if code]
        title, category = cells.get("name", ""), cells.get("category", "").upper()
        if not own or not own[-1].startswith("UA") or not title:
            yield _refused(name, number, "no code that begins with UA, or no name")
            continue
        names[own[-1]] = title
        # The letters are given in Cyrillic or in Latin.
        category = category.translate(str.maketrans("ОКРНМТСХВ", "OKPHMTCXB"))
        kind = _CATEGORIES.get(category, Kind.PLACE)
        latin = romanised(title)
        yield Row(
            name=latin,
            country="UA",
            point=None,
            source=f"{name}:{number}",
            id=f"katottg:{own[-1]}",
            kind=kind.value,
            feature={Kind.ADMIN1: "ADM1", Kind.ADMIN2: "ADM2"}.get(kind, "PPL"),
            population=LEAST_POPULATION if kind is Kind.PLACE else 0,
            admin1=_unit_name(names, levels[0], "область"),
            admin2=_unit_name(names, levels[1], "район") if kind is not Kind.ADMIN1 else "",
            other=(title,),
        )


def _unit_name(names: dict[str, str], code: str, kind: str) -> str:
    """The name of the unit of a code as the gazetteer has it, "" where it is not yet known."""
    title = names.get(code, "")
    return f"{title} {kind}" if title.endswith("ий") or title.endswith("ька") else title


def _katottg_cells(text: str, name: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Each line's cells under the names used here, or why it has none."""
    if text.lstrip()[:1] in ("[", "{"):
        try:
            content = json.loads(text)
        except json.JSONDecodeError as error:
            raise InputError(f"{name} is no JSON: {error}") from error
        if isinstance(content, dict):
            content = next((v for v in content.values() if isinstance(v, list)), [])
        for number, item in enumerate(content, start=1):
            if not isinstance(item, dict):
                yield number, "no object"
                continue
            yield number, {_field(key): str(value or "").strip() for key, value in item.items()}
        return
    delimiter = ";" if text.split("\n", 1)[0].count(";") > 3 else ","
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)
    for cells in reader:
        yield (
            reader.line_num,
            {_field(key): str(value or "").strip() for key, value in cells.items() if key},
        )


def _field(key: str) -> str:
    plain = key.strip().lower()
    return _FIELDS.get(plain, _FIELDS.get(plain.replace("_", ""), plain.replace("_", "")))
