"""What pages show of dates, places and notes, worked out without a page."""

import datetime as dt

from corrobora.values import Place
from corrobora.web import words
from corrobora.web.views.prose import prose
from corrobora.web.views.spans import Mark, cut
from corrobora.web.views.timeline import WIDTH, timeline


def month(year: int, number: int) -> int:
    """A month as the timeline counts them."""
    return year * 12 + number - 1


def test_a_place_is_told_with_its_country_by_name_once() -> None:
    assert words.where(Place(name="Selwa", country="AF")) == "Selwa, Afghanistan"
    assert words.where(Place(name="Afghanistan", country="AF")) == "Afghanistan"
    assert words.where(Place(name="the UK", country="GB")) == "the UK"
    assert words.where(Place(name="Selwa", country="XA")) == "Selwa, XA"
    assert words.where(Place(name="Selwa")) == "Selwa"


def test_one_report_is_no_reports() -> None:
    assert words.counted(1, "report") == "1 report"
    assert words.counted(2000, "report") == "2,000 reports"


def test_a_few_old_incidents_do_not_press_the_others_flat() -> None:
    recent = [(month(2016, 1) + at, 5) for at in range(24)]
    drawn = timeline([(month(1800, 3), 2), *recent])
    assert drawn is not None and drawn.unit == "month"
    earlier = drawn.bars[0]
    assert (earlier.name, earlier.n, earlier.before) == ("before 2016", 2, "2015-12-31")
    assert sum(bar.n for bar in drawn.bars) == 122, "nothing is left out"
    assert min(bar.width for bar in drawn.bars) > 16


def test_many_old_incidents_keep_their_place() -> None:
    drawn = timeline([(month(1990, 1), 40), (month(2016, 1), 60)])
    assert drawn is not None and drawn.unit == "year"
    assert [bar.name for bar in drawn.bars] == ["1990", "2016"]


def test_what_has_no_date_stands_in_a_bar_of_its_own() -> None:
    drawn = timeline([(month(2016, 1), 3)], undated=900)
    assert drawn is not None
    last = drawn.bars[-1]
    assert last.hatched and last.n == 900 and not last.after and not last.before
    assert last.x + last.width <= WIDTH
    assert last.height <= 92, "the bar stays within the chart"
    assert timeline([], undated=900) is None


def test_bars_stand_for_whole_months_and_years() -> None:
    drawn = timeline([(month(2016, 2), 1)])
    assert drawn is not None
    bar = drawn.bars[0]
    assert dt.date.fromisoformat(bar.before) - dt.date.fromisoformat(bar.after) == dt.timedelta(28)


def test_notes_are_cut_into_parts() -> None:
    parts = prose(
        "# Notes\n\nSee [the list](https://list.example) in `here`.\n\n- one\n  goes on\n- two\n\n"
        "| a | b |\n|---|---|\n| 1 | <b> |\n"
    )
    assert [part.kind for part in parts] == ["heading", "text", "list", "table"]
    assert parts[1].rows == (("See the list (https://list.example) in here.",),)
    assert parts[2].rows == (("one goes on",), ("two",))
    assert parts[3].rows == (("a", "b"), ("1", "<b>"))


def marks(*told: tuple[int, int, str]) -> list[Mark]:
    """Marks from start to end in a role, each of a claim of its own."""
    return [Mark(start=a, end=b, role=role, ids=(f"c_{role}",), tag=role) for a, b, role in told]


def test_overlapping_spans_lie_in_lanes_of_their_own() -> None:
    text = "At least nine staff members of Selwa hospital died."
    whom, toll, where = (0, 45, "whom"), (0, 27, "toll"), (31, 45, "where")
    [block] = cut(text, 0, marks(toll, where, whom))
    lanes = {role: lane for piece in block.pieces for lane, role, _ in piece.lanes}
    assert lanes == {"whom": 0, "toll": 1, "where": 1}, "what does not overlap shares a lane"
    assert "".join(piece.text for piece in block.pieces) == text
    [first] = [piece for piece in block.pieces if piece.start == 0]
    assert set(first.ids) == {"c_whom", "c_toll"}, "pointing at it lights both"


def test_what_finds_no_lane_keeps_its_tag() -> None:
    text = "nine staff members"
    told = marks((0, 18, "whom"), (0, 17, "toll"), (0, 16, "who"), (0, 15, "what"))
    [block] = cut(text, 0, told)
    assert len(block.pieces[0].lanes) == 3
    assert "what" in block.pieces[0].tag and "c_what" in block.pieces[0].ids


def test_a_line_of_two_million_letters_is_laid_out_in_parts() -> None:
    blocks = cut("x" * 2_000_000, 0, [])
    assert max(len(piece.text) for block in blocks for piece in block.pieces) <= 6000
    assert sum(len(piece.text) for block in blocks for piece in block.pieces) == 2_000_000
