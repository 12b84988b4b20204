"""Number words and their bounds, without a sentence around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.counts_numbers import exact_number, parse_number

UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int, joint: str) -> str:
    """A number below a thousand million in English words; `joint` is "and" or nothing."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        unit = f"-{UNITS[number % 10]}" if number % 10 else ""
        return TENS[number // 10] + unit
    for scale, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= scale:
            head = f"{in_words(number // scale, joint)} {name}"
            rest = number % scale
            if not rest:
                return head
            glue = f" {joint} " if joint and rest < 100 else " "
            return head + glue + in_words(rest, joint)
    raise AssertionError(number)


@given(st.integers(0, 999_999_999), st.sampled_from(["", "and"]))
def test_a_number_written_in_words_is_read_back(number: int, joint: str) -> None:
    assert exact_number(in_words(number, joint)) == number


@given(st.integers(0, 999_999_999))
def test_a_number_in_figures_is_read_back_with_and_without_commas(number: int) -> None:
    assert exact_number(str(number)) == number
    assert exact_number(f"{number:,}") == number


@given(st.integers(1, 9_999), st.integers(1, 9), st.sampled_from(["thousand", "million"]))
def test_a_decimal_needs_a_scale(whole: int, tenth: int, scale: str) -> None:
    value = {"thousand": 1_000, "million": 1_000_000}[scale]
    assert exact_number(f"{whole}.{tenth} {scale}") == whole * value + tenth * value // 10
    assert exact_number(f"{whole}.{tenth}") is None


@given(st.integers(1, 999_999))
def test_modifiers_open_or_close_the_bounds(number: int) -> None:
    words = in_words(number, "and")
    assert parse_number(f"at least {words}") == (number, None)
    assert parse_number(f"more than {words}") == (number + 1, None)
    assert parse_number(f"up to {words}") == (0, number)
    assert parse_number(f"fewer than {words}") == (0, number - 1)


@given(st.integers(1, 10_000_000))
def test_an_estimate_holds_its_number_and_reaches_ten_per_cent_either_side(number: int) -> None:
    bounds = parse_number(f"about {number:,}")
    assert bounds is not None
    low, high = bounds
    assert low is not None
    assert high is not None
    assert low <= number <= high
    assert abs(low - number * 0.9) <= 0.5
    assert abs(high - number * 1.1) <= 0.5
    assert parse_number(f"nearly {number:,}") == (low, number)


@given(st.integers(1, 5_000), st.integers(1, 5_000))
def test_a_range_is_read_however_it_is_written(low: int, step: int) -> None:
    high = low + step
    for words in (f"between {low} and {high}", f"from {low} to {high}"):
        assert parse_number(words) == (low, high)
    if not 1900 <= low <= 2100:
        assert parse_number(f"{low} to {high}") == (low, high)
        assert parse_number(f"{low}-{high}") == (low, high)


@given(st.text(max_size=60))
def test_any_words_are_read_without_failing_and_bounds_are_in_order(words: str) -> None:
    bounds = parse_number(words)
    if bounds and bounds[0] is not None and bounds[1] is not None:
        assert 0 <= bounds[0] <= bounds[1]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("dozens", 24, None),
        ("scores", 40, None),
        ("hundreds", 200, None),
        ("thousands", 2_000, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("millions", 2_000_000, None),
        ("several", 3, None),
        ("a number of", 3, None),
        ("a large number of", 3, None),
        ("many", 3, None),
        ("a few", 3, None),
        ("a handful", 3, None),
        ("a couple", 2, 2),
        ("a pair of", 2, 2),
        ("both", 2, 2),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("two dozen", 24, 24),
        ("several dozen", 36, None),
        ("a few hundred", 300, None),
        ("several thousand", 3_000, None),
        ("a couple of hundred", 200, 200),
        ("a hundred", 100, 100),
        ("half a million", 500_000, 500_000),
        ("over half a million", 500_001, None),
        ("two and a half million", 2_500_000, 2_500_000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("two to three million", 2_000_000, 3_000_000),
        ("more than a dozen", 13, None),
        ("approximately two dozen", 22, 26),
        ("some 50", 45, 55),
        ("an estimated 500 or so", 450, 550),
        ("about 15", 13, 17),
        ("40-odd", 36, 44),
        ("20 or more", 20, None),
        ("no fewer than seven", 7, None),
        ("no more than 500", 0, 500),
        ("as many as 20", 0, 20),
        ("under 20", 0, 19),
        ("as few as 5,000", 5_000, None),
        ("close to 2 million", 1_800_000, 2_000_000),
        ("at least another 12", 12, None),
        ("at least several hundred", 300, None),
        ("12 or 13", 12, 13),
        ("dozens, if not hundreds", 24, None),
        ("all four", 4, 4),
        ("a further seven", 7, 7),
        ("no one", 0, 0),
        ("no casualties", 0, 0),
        ("a", 1, 1),
    ],
)
def test_words_of_number_have_the_bounds_of_the_guideline(
    words: str, low: int | None, high: int | None
) -> None:
    assert parse_number(words) == (low, high)


@pytest.mark.parametrize("words", ["", "the village", "10th", "soldiers fled", "007", "3.7"])
def test_words_without_a_count_have_no_bounds(words: str) -> None:
    assert parse_number(words) is None
