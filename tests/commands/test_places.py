"""`corrobora places import`: a user's own places, and lines that are none."""

from pathlib import Path

import pytest

from corrobora.annotate.gazetteer import Gazetteer, cache_folder
from tests.commands.conftest import Run

HEADER = "name,country,latitude,longitude\n"


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own, with the built gazetteer of this machine linked into it."""
    Gazetteer.open()
    built = cache_folder()
    folder = tmp_path / "cache"
    folder.mkdir()
    for file in built.glob("gazetteer-*.sqlite"):
        (folder / file.name).symlink_to(file)
    monkeypatch.setenv("CORROBORA_CACHE", str(folder))


@pytest.mark.usefixtures("own_cache")
def test_places_are_entered_and_refused_lines_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(HEADER + "Qoshtepa Bala,AF,36.9,65.1\nNowhere,AF,north,65\n")
    ended = run("places", "import", file)
    assert ended.status == 1
    assert "1 place of" in ended.err
    assert "places.csv" in ended.err.splitlines()[0]
    assert [found.country for found in Gazetteer.open().lookup("Qoshtepa Bala")] == ["AF"]


def test_a_missing_file_is_told(run: Run) -> None:
    ended = run("places", "import", "nowhere.csv")
    assert ended.status == 1
    assert ended.err == "corrobora: nowhere.csv: there is no such file\n"
