"""The printed table of incidents: one row of short plain words an incident."""

from collections.abc import Iterable

from corrobora.assemble.answers import Answer
from corrobora.assemble.summary import Summary
from corrobora.export.rows import sources_words
from corrobora.export.wording import listed, responsibility_words, toll_words, value_words
from corrobora.model import Record, Role
from corrobora.values import Outcome, Stage, Stance, When

# More names than these are counted instead of named.
NAMED = 2

COLUMNS = (
    "id",
    "kind",
    "date",
    "place",
    "who",
    "whom",
    "killed",
    "injured",
    "stance",
    "speakers",
    "sources",
)


class Row(Record, frozen=True, kw_only=True):
    """An incident's row; empty is unknown. `killed` and `injured` are "12", "12–17", "12+"."""

    id: str
    kind: str
    date: str
    place: str
    who: str
    whom: str
    killed: str
    injured: str
    stance: str
    speakers: str
    sources: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of COLUMNS."""
        return tuple(str(getattr(self, column)) for column in COLUMNS)


def rows(summaries: Iterable[Summary]) -> list[Row]:
    """The rows of the table, in the order of the summaries."""
    return [row(one) for one in summaries]


def row(told: Summary) -> Row:
    """The row of one incident."""
    return Row(
        id=told.incident.id[:10],
        kind=_first(told.answer(Role.WHAT)),
        date=_date(told.answer(Role.WHEN)),
        place=_first(told.answer(Role.WHERE)),
        who=_names(told.answer(Role.WHO)) or _accused(told.answer(Role.RESPONSIBILITY)),
        whom=_names(told.answer(Role.WHOM)),
        killed=toll_words(told.toll(Outcome.KILLED)),
        injured=toll_words(told.toll(Outcome.INJURED)),
        stance=_certainty(told),
        speakers=_some(list(told.speakers)),
        sources=sources_words(told),
    )


def _first(answer: Answer) -> str:
    return value_words(answer.value) if answer.value else ""


def _date(answer: Answer) -> str:
    when = answer.value
    known = isinstance(when, When) and (when.first or when.last or when.month)
    return _first(answer) if known else ""


def _names(answer: Answer) -> str:
    return _some([value_words(value) for value in answer.values])


def _accused(answer: Answer) -> str:
    """Who is said to have done it, with how, where no claim names a doer."""
    return _some(list(dict.fromkeys(responsibility_words(claim) for claim in answer.claims)))


def _some(names: list[str]) -> str:
    shown = listed(names[:NAMED])
    more = len(names) - NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _certainty(told: Summary) -> str:
    """Stance and, where it did not simply happen, stage; and whether anything is contradicted."""
    words = [told.stance.value]
    if told.stage is not Stage.HAPPENED:
        words.append(told.stage.value)
    denied = any(one.denied for one in told.answers) or any(one.denied for one in told.tolls)
    if denied and told.stance is not Stance.DENIED:
        words.append("in part denied")
    return ", ".join(words)
