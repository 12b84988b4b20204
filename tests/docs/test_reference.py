"""docs/reference.md leaves nothing out, and docs/codebook.md is current."""

import inspect
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from corrobora import errors
from corrobora.annotate.counts import find_counts
from corrobora.annotate.tokens import Parsed
from corrobora.assemble.policies import POLICIES
from corrobora.cli import app
from corrobora.config import Settings
from corrobora.export.people import PEOPLE_COLUMNS, VICTIM_COLUMNS
from corrobora.export.rows import CLAIM_COLUMNS, INCIDENT_COLUMNS
from corrobora.export.writers import WRITERS
from corrobora.ingest.fields import NAMES
from corrobora.ingest.formats import ENDINGS
from corrobora.model import Role, SpeakerKind, Status, Verdict
from corrobora.store.accounts import AccountRole
from corrobora.values import ActorKind, Outcome, Precision, Stage, Stance
from docs import codebook

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = (DOCS / "reference.md").read_text(encoding="utf-8")


def section(title: str, level: str = "##") -> str:
    """The text below a heading, up to the next of its level."""
    pattern = rf"^{level} {re.escape(title)}.*?$(.*?)(?=^##? |^{level} |\Z)"
    found = re.search(pattern, REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/reference.md has no section {level} {title}"
    return found[1]


def coded(text: str) -> set[str]:
    """What stands between backquotes."""
    return set(re.findall(r"`([^`]+)`", text))


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""

    def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "commands"):
            yield name, command
            return
        for word, inner in command.commands.items():
            yield from below(f"{name} {word}", inner)

    yield from below("corrobora", get_command(app))


@pytest.mark.parametrize(("name", "command"), [pytest.param(*one, id=one[0]) for one in commands()])
def test_every_command_is_told_with_its_options(name: str, command: Any) -> None:
    words = " ".join(coded(section(f"`{name}", "###")))
    for parameter in command.params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("-"):
                assert re.search(rf"(?<![\w-]){option}(?![\w-])", words), f"{name} {option}"


def test_the_options_before_a_command_are_told() -> None:
    told = coded(section("Commands").split("###")[0])
    for parameter in get_command(app).params:
        assert set(parameter.opts) <= told


def test_no_command_is_told_that_is_not_there() -> None:
    told = re.findall(r"^### `(corrobora [a-z ]+?)(?: [A-Z[].*)?`$", REFERENCE, re.MULTILINE)
    assert set(told) == {name for name, _ in commands()}


def test_every_setting_is_told_with_its_variable() -> None:
    told = coded(section("Settings"))
    for name in Settings.__struct_fields__:
        assert {name, f"CORROBORA_{name.upper()}"} <= told


def test_every_exit_status_is_told() -> None:
    assert re.findall(r"^\| (\d) \|", section("Exit status"), re.MULTILINE) == ["0", "1", "2"]


def test_every_ending_and_field_is_told() -> None:
    assert {*ENDINGS, *NAMES} <= coded(section("Inputs"))


def test_every_profile_is_told_with_its_endings() -> None:
    lines = section("Outputs").splitlines()
    for profile, endings in WRITERS.items():
        (line,) = [line for line in lines if line.startswith(f"| `{profile}` |")]
        assert coded(line.split("|")[2]) == set(endings)


@pytest.mark.parametrize(
    ("profile", "columns"),
    [
        ("incidents", INCIDENT_COLUMNS),
        ("claims", CLAIM_COLUMNS),
        ("people", (*PEOPLE_COLUMNS, *VICTIM_COLUMNS)),
    ],
)
def test_every_column_is_told(profile: str, columns: tuple[str, ...]) -> None:
    told = coded(section(f"Columns of `{profile}`", "###"))
    assert set(columns) <= told


def test_every_policy_is_told() -> None:
    assert coded(section("Policies")) == set(POLICIES)


def test_every_role_is_told() -> None:
    assert {role.value for role in Role} == coded(section("Roles"))


@pytest.mark.parametrize(
    "codes", [Stance, Stage, Outcome, ActorKind, SpeakerKind, Precision, Status, Verdict]
)
def test_every_code_is_told(codes: type[StrEnum]) -> None:
    assert {code.value for code in codes} <= coded(section("Codes"))


def test_every_role_of_an_account_is_told() -> None:
    told = coded(section("`corrobora accounts add", "###"))
    assert {role.value for role in AccountRole} <= told


def test_every_error_is_told() -> None:
    ours = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.CorroboraError)
    }
    told = {word for word in coded(section("Errors")) if word.endswith("Error")}
    assert told == ours


def _numbers() -> list[tuple[str, int, int | None]]:
    rows = re.findall(
        r"^\| ([\w ]+?) \| (\d+) \| (\d*) ?\|$", section("How numbers are read"), re.MULTILINE
    )
    return [(words, int(low), int(high) if high else None) for words, low, high in rows]


@pytest.mark.parametrize(("words", "low", "high"), _numbers())
def test_numbers_are_read_as_told(
    words: str, low: int, high: int | None, parse_text: Callable[..., Parsed]
) -> None:
    (count,) = find_counts(parse_text(f"The shelling killed {words} people."))
    assert (count.low, count.high) == (low, high)


def test_the_page_of_the_codebook_is_current() -> None:
    assert codebook.PAGE.read_text(encoding="utf-8") == codebook.page(), (
        "run python -m docs.codebook"
    )
