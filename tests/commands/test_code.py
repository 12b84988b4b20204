"""`corrobora code`: what is printed, kept and written, and how it ends."""

import csv
import json
from pathlib import Path

import pytest

from corrobora.store import query
from corrobora.store.workspace import open_existing
from tests.commands.conftest import Run


def test_incidents_are_printed_one_a_line(run: Run, reports: Path) -> None:
    ended = run("code", reports)
    assert ended.status == 0
    lines = ended.out.splitlines()
    assert lines[0].split()[:3] == ["id", "kind", "date"]
    assert len(lines) == 3
    mill = next(line for line in lines if "2021-03-04" in line)
    assert "shelling" in mill
    assert "police" in mill
    assert "\x1b" not in ended.out
    assert "3 reports read; 2 incidents" in ended.err


def test_nothing_is_kept_unless_asked(run: Run, reports: Path) -> None:
    before = sorted(reports.iterdir())
    run("code", reports)
    assert sorted(reports.iterdir()) == before
    assert list(Path().iterdir()) == []


def test_standard_output_holds_results_only(run: Run, reports: Path) -> None:
    ended = run("code", reports, "--quiet")
    assert ended.err == ""
    assert len(ended.out.splitlines()) == 3


def test_quiet_with_a_file_prints_nothing(run: Run, reports: Path) -> None:
    ended = run("code", reports, "--quiet", "--to", "out.csv")
    assert (ended.status, ended.out, ended.err) == (0, "", "")


def test_a_table_of_incidents_is_written(run: Run, reports: Path) -> None:
    run("code", reports, "--to", "out.csv")
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["killed_best"] for row in rows) == ["12", "9"]


def test_claims_are_written_with_their_words(run: Run, reports: Path) -> None:
    run("code", reports / "mill.txt", "--to", "claims.jsonl", "--profile", "claims")
    claims = [json.loads(line) for line in Path("claims.jsonl").read_text().splitlines()]
    toll = next(claim for claim in claims if claim["role"] == "toll")
    text = (reports / "mill.txt").read_text()
    assert toll["quote"] == "9 people were killed"
    assert text[toll["start"] : toll["end"]] == toll["quote"]


def test_a_given_date_overrules(run: Run, reports: Path) -> None:
    ended = run("code", reports / "mill.txt", "--published", "2020-01-02")
    assert "2020-01-02" in ended.out


@pytest.mark.parametrize(
    "words",
    [
        ("--published", "yesterday"),
        ("--published", "2021-02-30"),
        ("--jobs", "0"),
        ("--min-confidence", "2"),
        ("--colour",),
    ],
)
def test_wrong_usage_ends_with_two(run: Run, reports: Path, words: tuple[str, ...]) -> None:
    ended = run("code", reports, *words)
    assert ended.status == 2
    assert ended.out == ""
    assert words[0] in ended.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--to", "out.docx"), "out.docx"),
        (("--profile", "claims"), "--to"),
        (("--to", "out.csv", "--profile", "guess"), "guess"),
        (("--policy", "guess"), "guess"),
        (("--reader", "guess"), "'guess'; there is rules"),
        (("--into", "mill.txt/deep"), "mill.txt"),
    ],
)
def test_an_error_is_one_line_and_comes_before_the_work(
    run: Run, reports: Path, words: tuple[str, ...], reason: str
) -> None:
    Path("mill.txt").write_text("a file")
    ended = run("code", reports, *words)
    assert ended.status == 1
    assert ended.out == ""
    (line,) = ended.err.splitlines()
    assert line.startswith("corrobora: ")
    assert reason in line


def test_a_workspace_keeps_reports_originals_and_claims(run: Run, reports: Path) -> None:
    assert run("code", reports, "--into", "kept").status == 0
    again = run("code", reports, "--into", "kept")
    assert "3 read before" in again.err
    with open_existing(Path("kept")) as workspace:
        kept = list(query.documents(workspace))
        assert len(kept) == 3
        for document in kept:
            assert document.original_sha256 is not None
            original = workspace.originals.read(document.original_sha256).decode()
            assert original == document.text


def test_only_incidents_of_the_reports_named_are_printed(run: Run, reports: Path) -> None:
    run("code", reports / "mill.txt", "--into", "kept")
    ended = run("code", reports / "dam.txt", "--into", "kept")
    assert "2021-05-06" in ended.out
    assert "2021-03-04" not in ended.out


def test_less_sure_claims_can_be_left_out(run: Run, reports: Path) -> None:
    ended = run("code", reports, "--min-confidence", "0.9")
    assert ended.out == ""
    assert "0 incidents" in ended.err


def test_several_processes_read_the_same(run: Run, reports: Path) -> None:
    assert run("code", reports, "--jobs", "2").out == run("code", reports).out


def test_settings_come_from_the_environment(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORROBORA_POLICY", "guess")
    ended = run("code", reports)
    assert ended.status == 1
    assert "guess" in ended.err
