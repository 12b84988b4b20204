"""The gazetteer: built once and whole, read-only, the same from every process."""

import pickle
import sqlite3
import threading
from pathlib import Path

import pytest

from corrobora.annotate.gazetteer import Gazetteer, Kind, Match, build, lookup
from corrobora.errors import GazetteerError


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds hold regions only, so that building takes no time."""
    monkeypatch.setattr(build, "_add_countries", lambda writer: None)
    monkeypatch.setattr(build, "_add_subdivisions", lambda writer: {})
    monkeypatch.setattr(build, "_add_places", lambda writer, homes: iter(()))


def test_a_village_of_many_bearers_keeps_them_all(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Aleksandrovka")
    assert len(found) > 15
    assert {"RU", "UA", "GE"} <= {entry.country for entry in found}


def test_main_names_come_before_historic_ones(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Aleksandrovka")
    first_other = next(i for i, entry in enumerate(found) if entry.match is not Match.MAIN)
    assert all(entry.match is not Match.MAIN for entry in found[first_other:])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("U.S.", "US"),
        ("Britain", "GB"),
        ("Zaire", "CD"),
        ("the Netherlands", "NL"),
        ("Czech Republic", "CZ"),
        ("South Korea", "KR"),
    ],
)
def test_countries_answer_to_everyday_and_former_names(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    assert (Kind.COUNTRY, code) in {(e.kind, e.country) for e in gazetteer.lookup(name)}


def test_a_town_knows_the_units_it_lies_in(gazetteer: Gazetteer) -> None:
    [manbij] = [e for e in gazetteer.lookup("Manbij") if e.kind is Kind.PLACE]
    assert manbij.country == "SY"
    assert manbij.admin1_name is not None
    assert manbij.admin2_name == "Manbij District"


def test_a_unit_answers_to_its_seat(gazetteer: Gazetteer) -> None:
    assert "Belgorodskaya oblast'" in {entry.name for entry in gazetteer.lookup("Belgorod")}


def test_codes_of_countries_and_units(gazetteer: Gazetteer) -> None:
    syria, ohio = gazetteer.by_code("SY"), gazetteer.by_code("US-OH")
    assert syria is not None and syria.kind is Kind.COUNTRY
    assert ohio is not None and ohio.name == "Ohio"
    assert gazetteer.by_code("no such code") is None


def test_a_spelling_not_listed_is_found_as_likely(gazetteer: Gazetteer) -> None:
    assert not gazetteer.lookup("Deir Azzour")
    best = gazetteer.likely("Deir Azzour")[0]
    assert (best.country, best.match) == ("SY", Match.LIKELY)


def test_an_unknown_name_has_no_bearers(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwxzborough") == ()
    assert gazetteer.lookup("") == gazetteer.lookup("'") == ()


def test_all_points_are_on_earth_and_units_have_ground(gazetteer: Gazetteer) -> None:
    base = sqlite3.connect(gazetteer.paths[0])
    wrong = base.execute(
        "SELECT count(*) FROM entry WHERE abs(latitude) > 90 OR abs(longitude) > 180"
        " OR radius_km <= 0"
    ).fetchone()
    base.close()
    assert wrong == (0,)


def test_known_tells_the_names_that_exist(gazetteer: Gazetteer) -> None:
    assert gazetteer.known(["manbij", "qwxzborough"]) == {"manbij"}


def test_a_pickled_gazetteer_opens_its_files_anew(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.lookup("Manbij") == gazetteer.lookup("Manbij")
    copy.close()


@pytest.mark.usefixtures("quick")
def test_two_builders_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path, failures = tmp_path / "gazetteer.sqlite", []

    def work() -> None:
        try:
            build.build(path)
        except GazetteerError as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert [file.name for file in tmp_path.iterdir()] == ["gazetteer.sqlite"]
    opened = Gazetteer([path])
    assert opened.lookup("Sahel")[0].kind is Kind.REGION
    opened.close()


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(writer: build.Writer) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(build, "_add_countries", full)
    with pytest.raises(GazetteerError, match="no space left"):
        build.build(tmp_path / "gazetteer.sqlite")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quick")
def test_the_folder_is_given_by_the_environment_and_progress_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path))
    told: list[float] = []
    opened = Gazetteer.open(progress=lambda what, share: told.append(share))
    assert opened.paths[0].parent == tmp_path
    assert told[0] == 0.0 and told[-1] == 1.0 and told == sorted(told)
    again: list[float] = []
    Gazetteer.open(progress=lambda what, share: again.append(share))
    assert not again
    opened.close()


def test_a_broken_file_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"this is no database, however long it may go on" * 100)
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer([path]).lookup("Manbij")


def test_the_file_name_follows_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lookup.file_name()
    monkeypatch.setattr(lookup, "SCHEMA_VERSION", lookup.SCHEMA_VERSION + 1)
    assert lookup.file_name() != before
