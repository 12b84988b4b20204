"""The comparison itself: what a page may leave out, and what it may not."""

from pathlib import Path

import pytest

from tests.docs.console import Console, Step, blocks, steps


@pytest.fixture
def here(tmp_path: Path) -> Console:
    return Console(tmp_path, {"PATH": "/usr/bin:/bin"})


def test_a_block_is_commands_with_their_lines() -> None:
    (block,) = blocks(
        "Text\n\n```console\n$ one\na\nb\n$ two\n```\n\n```json\n{}\n```\n", "console"
    )
    assert list(steps(block)) == [Step("one", "a\nb"), Step("two", "")]


def test_equal_output_passes(here: Console) -> None:
    here.check(Step("echo 'a   b'", "a b"))


def test_other_output_fails(here: Console) -> None:
    with pytest.raises(AssertionError, match="--- printed"):
        here.check(Step("echo a", "b"))


def test_more_output_fails(here: Console) -> None:
    with pytest.raises(AssertionError):
        here.check(Step("printf 'a\\nb\\n'", "a"))


def test_dots_stand_for_words_and_for_lines(here: Console) -> None:
    here.check(Step("printf 'a 1 2 c\\nx\\ny\\nz\\n'", "a … c\n…\nz"))


def test_a_failing_command_fails(here: Console) -> None:
    with pytest.raises(AssertionError):
        here.check(Step("false", "…"))


def test_an_id_stands_for_the_same_one_later(here: Console) -> None:
    here.check(Step("echo i_abcdefgh23", "i_zzzzzzzz22"))
    here.check(Step("echo i_zzzzzzzz22", "i_zzzzzzzz22"))
    assert here.run(Step("echo i_zzzzzzzz22", "")) == "i_abcdefgh\n"
    with pytest.raises(AssertionError):
        here.check(Step("echo i_bbbbbbbb22", "i_zzzzzzzz22"))
