"""Running a command in this process, with a reader that needs no parser."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corrobora import cli, pipeline
from tests.commands.reading import READER


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """A function from a command's words to how it ended, in an empty folder and home."""
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home" / variable))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setitem(pipeline.READERS, "both", lambda progress: READER)

    def run_command(*words: Any) -> Ended:
        monkeypatch.setattr(sys, "argv", ["corrobora", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run_command


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two reports with dates and one without events."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "mill.txt").write_text("A shell hit the mill. 9 people were killed, police said.")
    (folder / "mill.meta.json").write_text('{"published": "2021-03-04", "publisher": "Wire"}')
    (folder / "dam.txt").write_text("A shell hit the dam. 12 people were killed.")
    (folder / "dam.meta.json").write_text('{"published": "2021-05-06"}')
    (folder / "weather.txt").write_text("It rained.")
    return folder
