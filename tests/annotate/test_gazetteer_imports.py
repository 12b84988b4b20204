"""Places of the user's own: entered beside the built ones, bad lines refused by number."""

from pathlib import Path

import pytest

from corrobora.annotate.gazetteer import Gazetteer, Kind
from corrobora.annotate.gazetteer.import_forms import romanised
from corrobora.annotate.gazetteer.imports import import_places
from corrobora.errors import InputError


def _write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _dump_line(number: int, name: str, **cells: str) -> str:
    row = [""] * 19
    row[0], row[1], row[2] = str(number), name, name
    row[4], row[5] = cells.get("lat", "36.1"), cells.get("lon", "38.2")
    row[6], row[7], row[8] = cells.get("cls", "P"), cells.get("code", "PPL"), "SY"
    row[3], row[10], row[14] = cells.get("other", ""), cells.get("admin1", ""), "120"
    return "\t".join(row)


def test_a_table_of_ones_own_is_looked_up(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "mine.csv",
        "name,lat,lon,country,admin1,names",
        "Tell Vorin,36.5,38.1,SY,Aleppo,Tal Vorin|Vorin",
    )
    done = import_places(path, gazetteer, cache=tmp_path)
    assert (done.added, done.refused) == (1, ())
    opened = Gazetteer([*gazetteer.paths[:1], done.path])
    [entry] = opened.lookup("Vorin")
    assert (entry.name, entry.country, entry.admin1_name) == ("Tell Vorin", "SY", "Ḩalab")
    assert opened.lookup("Manbij")
    opened.close()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Orle,north,38,SY", "lat is no number"),
        ("Orle,91,38,SY", "lat is out of range"),
        ("Orle,nan,38,SY", "lat is out of range"),
        ("Orle,36,38,Syria", "no ISO 3166 country code"),
        (",36,38,SY", "the name is empty"),
        ("Orle,36,38,SY,what", "more cells than columns"),
    ],
)
def test_a_bad_line_is_refused_and_the_rest_is_kept(
    gazetteer: Gazetteer, tmp_path: Path, line: str, reason: str
) -> None:
    path = _write(tmp_path, "mine.csv", "name,lat,lon,country", line, "Kavna,36,38,SY")
    done = import_places(path, gazetteer, cache=tmp_path)
    assert done.added == 1
    [refusal] = done.refused
    assert reason in refusal.reason
    assert refusal.source == "mine.csv:2"


def test_a_geonames_dump_is_entered_with_its_units(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "SY.txt",
        _dump_line(999000001, "Khirbat Zurna", other="Kherbet Zurna,Hirbet Zurna", admin1="09"),
        _dump_line(999000002, "Jabal Zurna", cls="T", code="MT"),
        "only\tthree\tcells",
        _dump_line(999000003, "Nowhere", lat="200"),
    )
    done = import_places(path, gazetteer, cache=tmp_path)
    assert done.added == 2
    assert [refusal.source for refusal in done.refused] == ["SY.txt:3", "SY.txt:4"]
    opened = Gazetteer([*gazetteer.paths[:1], done.path])
    [village] = opened.lookup("Hirbet Zurna")
    assert village.admin1 is not None and village.population == 120
    [hill] = opened.lookup("Jabal Zurna")
    assert (hill.kind, hill.feature) == (Kind.REGION, "MT")
    opened.close()


def test_importing_twice_changes_nothing(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = _write(tmp_path, "mine.csv", "name,lat,lon,country", "Kavna,36,38,SY")
    import_places(path, gazetteer, cache=tmp_path)
    done = import_places(path, gazetteer, cache=tmp_path)
    opened = Gazetteer([*gazetteer.paths[:1], done.path])
    assert len([e for e in opened.lookup("Kavna") if e.id.startswith("user:")]) == 1
    opened.close()


def test_katottg_settlements_take_the_point_of_their_unit(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    path = _write(
        tmp_path,
        "katottg.json",
        '[{"level1": "UA14000000000091971", "category": "O", "name": "Донецька"},'
        ' {"level1": "UA14000000000091971", "level2": "UA14120000000012345",'
        ' "level3": "UA14120000000054321", "level4": "UA14120000000099999",'
        ' "category": "С", "name": "Вигаданівка"},'
        ' {"level1": "", "category": "С", "name": "Ніде"}]',
    )
    done = import_places(path, gazetteer, cache=tmp_path)
    opened = Gazetteer([*gazetteer.paths[:1], done.path])
    [village] = opened.lookup("Vyhadanivka")
    assert village.country == "UA"
    assert village.radius_km >= 100
    assert opened.lookup("Вигаданівка") == (village,) or opened.lookup("Вигаданівка")
    assert any(refusal.source == "katottg.json:3" for refusal in done.refused)
    opened.close()


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Щастя", "Shchastia"), ("Єнакієве", "Yenakiieve"), ("Згурівка", "Zghurivka")],
)
def test_ukrainian_names_are_romanised_as_ukraine_does(name: str, latin: str) -> None:
    assert romanised(name) == latin


def test_a_file_in_no_known_form_is_an_input_error(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = _write(tmp_path, "poem.txt", "The hills were white", "and nobody came")
    with pytest.raises(InputError):
        import_places(path, gazetteer, cache=tmp_path)
    assert not (tmp_path / "places.sqlite").exists()
