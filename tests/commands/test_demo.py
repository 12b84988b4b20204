"""The demonstration with the real reader: from the bundled reports to table, files and words."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def corrobora(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "corrobora.cli", *words],
        cwd=folder,
        # The workspace last used is noted in the user's state, which is not the test's to change.
        env={**os.environ, "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which the demonstration ran, and the table that it printed."""
    folder = tmp_path_factory.mktemp("demo")
    ended = corrobora(folder, "demo")
    assert ended.returncode == 0, ended.stderr
    assert "Try next:" in ended.stderr
    return folder, ended.stdout


def test_the_table_tells_of_incidents_with_tolls(demo: tuple[Path, str]) -> None:
    _, table = demo
    lines = table.splitlines()
    assert len(lines) > 3
    assert any("airstrike" in line and "2015-10-03" in line for line in lines)


def test_the_exports_can_be_read(demo: tuple[Path, str]) -> None:
    folder, table = demo
    output = folder / "demo-output"
    with (output / "incidents.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(table.splitlines()) - 1
    places = json.loads((output / "incidents.geojson").read_text(encoding="utf-8"))
    assert any(feature["geometry"] for feature in places["features"])
    for line in (output / "incidents.jsonl").read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["incident_id"].startswith("i_")


def test_every_quote_stands_in_its_report(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    reports = folder / "demo-output" / "workspace" / "originals"
    texts = [path.read_text(encoding="utf-8") for path in reports.glob("??/*")]
    with (folder / "demo-output" / "claims.csv").open(encoding="utf-8", newline="") as file:
        quotes = [row["quote"] for row in csv.DictReader(file)]
    assert quotes
    assert all(any(quote.lstrip("'") in text for text in texts) for quote in quotes)


def test_an_id_of_the_table_is_explained(demo: tuple[Path, str]) -> None:
    folder, table = demo
    ended = corrobora(
        folder, "explain", table.splitlines()[1].split()[0], "--in", "demo-output/workspace"
    )
    assert ended.returncode == 0
    assert "[[" in ended.stdout


def test_again_it_reads_nothing_and_prints_the_same(demo: tuple[Path, str]) -> None:
    folder, table = demo
    again = corrobora(folder, "demo")
    assert again.stdout == table
    assert "0 reports read" in again.stderr


def test_own_reports_go_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(
        "Five people were killed on Monday when shells hit a mill near Kharkiv, police said."
    )
    ended = corrobora(tmp_path, "demo", "mill.txt")
    assert ended.returncode == 0, ended.stderr
    assert "1 report read" in ended.stderr
    assert (tmp_path / "demo-output" / "incidents.csv").exists()
