"""The gate: scores beside their floors, changed data, and what a run writes down."""

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import gate as gating
from evaluation.floors import (
    Benchmark,
    Floors,
    Standing,
    fingerprint,
    judge,
    load,
    locate,
    moved,
    save,
)
from evaluation.gate import FLOORS, NO_DATA, BrokenRunError, Wanted, gate, main

RESULT = {"records": 3, "seconds": 1.0, "event": {"f1": 0.5}, "mae": 0.4}


def benchmark(event: float | None, mae: float | None = 0.4) -> Benchmark:
    return Benchmark(
        adapter="gold",
        paths=("data/one.jsonl",),
        floors={"event.f1": event},
        ceilings={"mae": mae},
    )


def standings(one: Benchmark, margin: float = 0.01) -> list[Standing]:
    return [judged.standing for judged in judge(one, RESULT, margin)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "benchmarks"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "one.jsonl").write_text("{}\n")
    return folder


@pytest.fixture
def floors(tmp_path: Path, data: Path) -> Path:
    """Floors of one benchmark, on the data that is there."""
    one = benchmark(0.5)
    file = tmp_path / "floors.json"
    known = fingerprint([data / "data" / "one.jsonl"])
    text = {**json.loads(json.dumps(_plain(one))), "sha256": known}
    file.write_text(json.dumps({"margin": 0.01, "benchmarks": {"one": text}}))
    return file


def _plain(one: Benchmark) -> dict[str, Any]:
    return {
        "adapter": one.adapter,
        "paths": list(one.paths),
        "floors": one.floors,
        "ceilings": one.ceilings,
    }


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The result that the adapter gives; a test may change it."""
    result = json.loads(json.dumps(RESULT))
    monkeypatch.setattr(gating, "run", lambda benchmark, paths: result)
    return result  # type: ignore[no-any-return]


def test_a_score_within_the_margin_holds() -> None:
    assert standings(benchmark(0.51)) == [Standing.HELD, Standing.HELD]


def test_a_score_below_the_margin_has_fallen() -> None:
    assert standings(benchmark(0.52))[0] is Standing.FALLEN


def test_a_score_above_the_margin_is_to_be_written_down() -> None:
    assert standings(benchmark(0.48))[0] is Standing.RAISED


def test_an_error_that_grew_has_fallen() -> None:
    assert standings(benchmark(0.5, mae=0.38))[1] is Standing.FALLEN


def test_what_was_never_measured_cannot_fall() -> None:
    assert standings(benchmark(None))[0] is Standing.NEW


def test_floors_only_rise() -> None:
    kept = moved(benchmark(0.6, mae=0.3), RESULT, down=False)
    assert (kept.floors, kept.ceilings) == ({"event.f1": 0.6}, {"mae": 0.3})
    raised = moved(benchmark(0.4, mae=0.5), RESULT, down=False)
    assert (raised.floors, raised.ceilings) == ({"event.f1": 0.5}, {"mae": 0.4})


def test_floors_are_lowered_only_when_told() -> None:
    lowered = moved(benchmark(0.6, mae=0.3), RESULT, down=True)
    assert (lowered.floors, lowered.ceilings) == ({"event.f1": 0.5}, {"mae": 0.4})


def test_the_data_folder_itself_may_be_named(data: Path) -> None:
    one = benchmark(0.5)
    assert locate(one, data) == locate(one, data / "data") == [data / "data" / "one.jsonl"]


def test_absent_data_is_not_found(tmp_path: Path) -> None:
    assert locate(benchmark(0.5), tmp_path) is None


def test_a_fingerprint_sees_names_and_contents(tmp_path: Path) -> None:
    folder = tmp_path / "coded"
    folder.mkdir()
    (folder / "a.json").write_text("1")
    first = fingerprint([folder])
    (folder / "a.json").write_text("2")
    second = fingerprint([folder])
    (folder / "a.json").rename(folder / "b.json")
    assert len({first, second, fingerprint([folder])}) == 3


def test_the_gate_opens_where_scores_hold(
    data: Path, floors: Path, reached: dict[str, Any]
) -> None:
    assert gate(Wanted(data=data), floors) == 0


def test_the_gate_names_the_score_that_fell(
    data: Path, floors: Path, reached: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    reached["event"]["f1"] = 0.3
    assert gate(Wanted(data=data), floors) == 1
    assert "event.f1                       0.3000  floor 0.5000  FALLEN" in capsys.readouterr().out


def test_changed_data_is_an_error_that_says_so(
    data: Path, floors: Path, reached: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "data" / "one.jsonl").write_text("other\n")
    assert gate(Wanted(data=data), floors) == 1
    assert "the data is not what the floors were measured on" in capsys.readouterr().out


def test_absent_data_is_said_and_no_error(
    tmp_path: Path, floors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate(Wanted(data=tmp_path), floors) == 0
    told = capsys.readouterr().out
    assert "one: skipped, no data/one.jsonl" in told
    assert NO_DATA in told


def test_an_adapter_that_breaks_closes_the_gate(
    data: Path,
    floors: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(benchmark: Benchmark, paths: list[Path]) -> dict[str, Any]:
        raise BrokenRunError("ValueError: no such key")

    monkeypatch.setattr(gating, "run", broken)
    assert gate(Wanted(data=data), floors) == 1
    assert "one: failed to run: ValueError: no such key" in capsys.readouterr().out


def test_an_update_writes_the_scores_reached(
    data: Path, floors: Path, reached: dict[str, Any]
) -> None:
    reached["event"]["f1"] = 0.7
    assert gate(Wanted(data=data, update=True), floors) == 0
    assert load(floors).benchmarks["one"].floors == {"event.f1": 0.7}


def test_an_update_keeps_a_floor_that_was_missed_and_fails(
    data: Path, floors: Path, reached: dict[str, Any]
) -> None:
    reached["event"]["f1"] = 0.3
    assert gate(Wanted(data=data, update=True), floors) == 1
    assert load(floors).benchmarks["one"].floors == {"event.f1": 0.5}


def test_lowering_a_floor_takes_an_explicit_flag(
    data: Path, floors: Path, reached: dict[str, Any]
) -> None:
    reached["event"]["f1"] = 0.3
    assert gate(Wanted(data=data, update=True, allow_regression=True), floors) == 0
    assert load(floors).benchmarks["one"].floors == {"event.f1": 0.3}


def test_floors_are_read_back_as_written(tmp_path: Path) -> None:
    floors = Floors(margin=0.01, benchmarks={"one": benchmark(0.5)})
    save(floors, tmp_path / "floors.json")
    assert load(tmp_path / "floors.json") == floors


def test_the_floors_of_this_project_are_all_measured() -> None:
    floors = load(FLOORS)
    assert any(one.quick for one in floors.benchmarks.values())
    for name, one in floors.benchmarks.items():
        assert one.sha256, name
        assert None not in (*one.floors.values(), *one.ceilings.values()), name


def test_usage_errors_end_with_two(tmp_path: Path) -> None:
    for words in (["--allow-regression"], ["--only", "nothing"], [str(tmp_path / "none")]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
