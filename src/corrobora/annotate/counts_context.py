"""Numbers that count no people: ages, dates, times, money, measures, names with a figure in them.

Each test looks at the tokens around a number and answers for that one reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.annotate.counts_numbers import Amount, amount_words
from corrobora.annotate.people import is_person_noun
from corrobora.annotate.tokens import Parsed, Token

_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")

# Ages run to about here; a larger figure between commas is something else.
_OLDEST = 110


@dataclass(frozen=True, slots=True)
class Place:
    """A number in its sentence: tokens `[first, last)`, `core` behind the modifiers."""

    parsed: Parsed
    first: int
    core: int
    last: int
    begin: int
    end: int

    @property
    def tokens(self) -> Sequence[Token]:
        """All tokens of the document."""
        return self.parsed.tokens

    def before(self, back: int = 1) -> Token | None:
        """The token `back` places before the number, within the sentence."""
        at = self.first - back
        return self.tokens[at] if at >= self.begin else None

    def after(self, on: int = 0) -> Token | None:
        """The token `on` places behind the number, within the sentence."""
        at = self.last + on
        return self.tokens[at] if at < self.end else None

    @property
    def figures(self) -> bool:
        """Whether the number stands in figures."""
        return self.tokens[self.core].text[:1].isdigit()


def place_of(parsed: Parsed, amount: Amount, begin: int, end: int) -> Place:
    """Where `amount`, read over the sentence `[begin, end)`, stands among the tokens."""
    return Place(parsed, begin + amount.first, begin + amount.core, begin + amount.last, begin, end)


def is_share(place: Place) -> bool:
    """Whether the number is a percentage or a fraction: "40 %", "two-thirds", "one in five"."""
    after, next_one = place.after(), place.after(1)
    if after is None:
        return False
    shares = amount_words("measures", "shares")
    if after.lower in shares and not (after.lower == "half" and place.figures):
        return True
    if after.text == "-" and next_one is not None and next_one.lower in shares:
        return True
    if after.lower == "in" and next_one is not None and next_one.pos == "NUM":
        return next_one.entity not in ("DATE", "TIME") and not _year(next_one)
    return after.lower == "out" and next_one is not None and next_one.lower == "of"


def is_no_count(place: Place, amount: Amount) -> bool:
    """Whether the number is an age, a date, a time, money, a measure or part of a name."""
    return (
        _attached(place)
        or _money(place)
        or _date(place, amount)
        or _clock(place)
        or _age(place, amount)
        or _measure(place)
        or _label(place)
        or _dialled(place, amount)
        or _list_number(place)
    )


def _attached(place: Place) -> bool:
    """Whether a hyphen, slash or letter ties the number to what is no count: "F-16", "9/11"."""
    before, second = place.before(), place.before(2)
    core = place.tokens[place.core]
    if before is not None and before.end == core.start and place.first == place.core:
        tied = before.text in ("-", "/", ".", "#", ":", "_", "+", "–", "*")
        if tied and second is not None and second.end == before.start:
            return True
        if before.text in ("#", "/", ":", "_") or before.text.isalnum():
            return True
    after, next_one = place.after(), place.after(1)
    last = place.tokens[place.last - 1]
    if after is None or after.start != last.end:
        return False
    if after.text in ("/", ":", "_") or after.tag == "POS":
        return True
    if after.text in ("-", "–") and next_one is not None and next_one.start == after.end:
        return next_one.lower not in amount_words("strong")
    return after.text.isalnum() and after.lower not in ("k", "m", "bn", "mn")


def _money(place: Place) -> bool:
    currency = amount_words("measures", "currency")
    before, after = place.before(), place.after()
    if before is not None and before.lower in currency:
        return True
    core = place.tokens[place.core]
    if place.core > place.begin and place.tokens[place.core - 1].lower in currency:
        return True
    return (core.entity == "MONEY" and (after is None or not is_person_noun(after.lower))) or (
        after is not None and _singular(after.lower) in currency
    )


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == 4 and 1900 <= int(token.text) <= 2100


def _date(place: Place, amount: Amount) -> bool:
    """Whether the number is a day of a month or a year."""
    months = amount_words("time_units", "months")
    before, after = place.before(), place.after()
    if not place.figures:
        return False
    for near in (before, place.before(2) if before is not None and before.text == "." else None):
        if (
            near is not None
            and near.lower.rstrip(".") in months
            and (near.lower != "may" or near.text != "may")
        ):
            day, second = amount.low or 0, place.before(2)
            dated = second is not None and second.pos == "NUM" and day < 100
            return day <= 31 or dated or _year(place.tokens[place.core])
    if after is not None and after.lower in months and after.text[:1].isupper():
        return (amount.low or 0) <= 31
    if not _year(place.tokens[place.core]) or place.last - place.core > 1:
        return False
    # A bare 2014 is a year unless a noun for people follows it or a modifier bounds it.
    if place.core != place.first:
        return place.tokens[place.core].entity == "DATE" and not _people_ahead(place)
    return not _people_ahead(place)


def _people_ahead(place: Place) -> bool:
    """Whether a noun for people stands within the next four words."""
    for on in range(4):
        token = place.after(on)
        if token is None or token.pos in ("ADP", "VERB", "AUX", "PUNCT", "DET"):
            return False
        if is_person_noun(token.lower):
            return True
    return False


def _clock(place: Place) -> bool:
    after, core = place.after(), place.tokens[place.core]
    if after is not None and after.lower in amount_words("time_units", "clock"):
        return place.figures or core.entity == "TIME"
    before = place.before()
    at_time = before is not None and before.lower in (
        "at",
        "by",
        "around",
        "until",
        "after",
        "before",
    )
    # "At 1835" is a time whatever the parser takes it for.
    if at_time and _CLOCK.match(core.text) and not _people_ahead(place):
        return not _harm(after)
    if core.entity != "TIME" or not place.figures or not at_time:
        return False
    return not _people_ahead(place) and not _harm(after)


def _harm(token: Token | None) -> bool:
    return token is not None and token.lower in amount_words("harm_words")


def _age(place: Place, amount: Amount) -> bool:
    """Whether the number is an age: "aged 12", "Robinson, 25,", "children under 14"."""
    years, before = amount.high, place.before()
    if before is None:
        return False
    if _said_age(place, before):
        return True
    if years is None or years > _OLDEST or not place.figures:
        return False
    return _listed_age(place) or (_closed(place) and _age_of_person(place, before))


def _said_age(place: Place, before: Token) -> bool:
    """Whether the words call the number an age, or bound people by it."""
    marks, second = amount_words("ages", "before"), place.before(2)
    if before.lower in marks:
        return True
    if second is not None and second.lower in marks:
        return before.lower in ("between", "of", "and", ",", "from")
    bounded = place.tokens[place.first].lower in ("under", "over", "above", "below")
    return bounded and _closed(place) and is_person_noun(before.lower)


def _closed(place: Place) -> bool:
    """Whether no noun can follow the number."""
    after = place.after()
    if after is None or after.text in (",", ".", ";", ")", "]", "–", "—", "-"):
        return True
    return after.lower in ("and", "from", "was", "is", "who")


def _age_of_person(place: Place, before: Token) -> bool:
    """Whether the number is set off behind a person: "Robinson, 25,", "the guide, who is 61"."""
    second = place.before(2)
    if second is None:
        return False
    if before.lower in ("is", "was", "turned"):
        return second.lower in ("who", "he", "she") or second.entity == "PERSON"
    if place.first != place.core or before.text not in (",", "("):
        return False
    if second.entity == "PERSON":
        return True
    after = place.after()
    ends = before.text == "," and after is not None and after.text == "."
    return not ends and (
        second.tag == "NNP" or (second.tag == "NN" and is_person_noun(second.lower))
    )


def _listed_age(place: Place) -> bool:
    """Whether the number is in a list of ages: "aged 9, 12 and 14", "two men, 25 and 30, …"."""
    tokens, first, last = place.tokens, place.first, place.last
    while first - 1 >= place.begin and _in_list(tokens[first - 1]):
        first -= 1
    while last < place.end and _in_list(tokens[last]):
        last += 1
    if first == place.begin:
        return False
    if last < place.end and tokens[last].lower in ("year", "years", "month", "months"):
        return True
    before = tokens[first - 1]
    if before.lower in amount_words("ages", "before"):
        return True
    if before.lower == "of" and first - 2 >= place.begin:
        return tokens[first - 2].lower in ("age", "ages")
    # At least two figures, set off on both sides, behind the people whose ages they are.
    ages = sum(tokens[at].text.isdigit() for at in range(first, last))
    set_off = tokens[first].text in (",", "–", "—", "(") and tokens[last - 1].text in (
        ",",
        "–",
        "—",
    )
    words = any(
        tokens[at].pos == "NUM" and not tokens[at].text.isdigit() for at in range(first, last)
    )
    people = before.entity == "PERSON" or (before.tag == "NNS" and is_person_noun(before.lower))
    closing = last == place.end or tokens[last].text in (".", ")", ";") or set_off
    opening = tokens[first].text in (",", "–", "—", "(")
    return ages >= 2 and not words and people and opening and closing


def _in_list(token: Token) -> bool:
    return token.lower in ("and", ",", "or", "to", "–", "—", "(") or token.pos == "NUM"


def _measure(place: Place) -> bool:
    """Whether the number measures time, length, weight or the like."""
    held = amount_words("measures") | amount_words("time_units")
    for on in range(3):
        token = place.after(on)
        if token is None:
            return False
        if token.lower in held or _singular(token.lower) in held:
            # "killing 12 Monday": a day's name behind a number is when, not what.
            return not (token.tag == "NNP" and _days_name(token)) and token.lower != "may"
        if token.pos not in ("ADJ", "ADV", "NUM") and token.lower not in ("more", "of", "the"):
            return False
        if token.lower in amount_words("harm_words"):
            return False
    return False


def _days_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower[-1:] != "s"


def _label(place: Place) -> bool:
    """Whether a figure is part of a name: "Route 9", "Gate 4", "called 911"."""
    before, core = place.before(), place.tokens[place.core]
    if place.first != place.core or _people_ahead(place):
        return False
    if not place.figures:
        # "Regional One" is a name; "LEAVES ONE DEAD" is none.
        capital = core.text.istitle() and before is not None and before.text.istitle()
        return capital and before is not None and before.pos == "PROPN" and not _harm(place.after())
    if before is None or _harm(place.after()):
        return False
    if before.text == "." and (second := place.before(2)) is not None and second.lower == "no":
        return True
    if before.lower in amount_words("labels") or core.text == "911":
        return True
    return (
        before.pos == "PROPN"
        and before.entity not in ("PERSON", "DATE")
        and place.after() is not None
        and (
            place.after().pos in ("PUNCT", "PROPN", "ADP")  # type: ignore[union-attr]
        )
    )


def _dialled(place: Place, amount: Amount) -> bool:
    """Whether the figures are a telephone number: "(830) 257-8181"."""
    before, after = place.before(), place.after()
    if not place.figures or before is None:
        return False
    digits = place.tokens[place.core].text.isdigit()
    if digits and before.text == "(" and after is not None and after.text == ")":
        return (amount.high or 0) <= 9999
    written = place.tokens[place.last - 1].text
    return amount.rule == "range" and before.text == ")" and len(written) == 4


def _list_number(place: Place) -> bool:
    """Whether the figure numbers a line or a page: "1. Introduction", "2) Aims"."""
    if place.first != place.begin or not place.figures:
        return False
    after = place.after()
    alone = place.last == place.end
    return alone or (after is not None and after.text in (".", ")") and place.last + 1 <= place.end)
