"""Where a text names places: known names, names after place prepositions, names beside kind words.

The parser's tagger is one witness among several: it misses villages and takes towns for people.
Each possible name gathers points for and against; what stays under the mark is no mention.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind, Match
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.places_witness import PLACE_LABELS, Witnesses, glued
from corrobora.annotate.tokens import Parsed

LONGEST_NAME = 6
LONGEST_CAPITALS = 4
# Points that a name needs. Calibrated by hand on two visible toponym sets.
MARK = 2.0
MARK_CAPITALS = 2.5

# What the country of a name lends, where the text names it.
_OF_NAMED = 0.8

# What "the village of" lends, which outweighs any tag.
_KIND_OF = 3.0

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|ez|es|ed|er|ul|ou|de|la|le|los|las)$")
_ARTICLE_JOINED = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|ez|es)[-–'][A-Z]")
_INNER = frozenset(
    "- – ' ’ 's ’s . / of the de del la las los el al ez az as ar an en le les du".split()
)
# What the tagger may take names for where all is in capitals.
_NOMINAL = frozenset(("PROPN", "NOUN", "ADJ", "X", "VERB"))
_ELIDED = re.compile(r"^[dl]['’][A-Z]")


@dataclass(slots=True)
class Found:
    """A possible name of a place: tokens `[first, last)`, and what speaks for it.

    `bearers` are the gazetteer's entries of the name, `points` the sum for and against.
    """

    first: int
    last: int
    name: str
    bearers: tuple[Entry, ...]
    points: float
    rule: str


def names(parsed: Parsed, gazetteer: Gazetteer) -> list[Found]:
    """The names of places in text order, none overlapping another."""
    reader = _Reader(parsed, gazetteer)
    return reader.read()


def _of_named(one: Found, countries: set[str]) -> float:
    """What it lends to a name that it is borne in a country that the text names.

    A single word counts only where it is borne in no other country: "Lincoln" is many things.
    """
    borne = {entry.country for entry in one.bearers}
    several = one.last - one.first > 1
    return _OF_NAMED if borne & countries and (several or len(borne) == 1) else 0.0


class _Reader(Witnesses):
    """One document's reading."""

    # -- candidates

    def read(self) -> list[Found]:
        spans = list(self._spans())
        known = self.gazetteer.known({folded for _, _, folded in spans})
        by_first: dict[int, list[tuple[int, str]]] = {}
        for first, last, folded in spans:
            if folded in known:
                by_first.setdefault(first, []).append((last, folded))
        found: list[Found] = []
        at = 0
        while at < len(self.tokens):
            if at not in by_first and self._small(at):
                at += 1
                continue
            end = self._abbreviation(at)
            if end:
                found.append(self._found(at, end, 4.0, "place.abbreviation"))
                at = end
                continue
            if self._nation(at):
                at = self._nation(at)
                continue
            road = self._road(at)
            if road:
                found.append(Found(at, road, self.parsed.words(at, road), (), 4.0, "place.road"))
                at = road
                continue
            longest = max(by_first.get(at, ()), default=None)
            tagged = self._tagged_end(at)
            if longest and (tagged is None or tagged <= longest[0] or self._partly(at, tagged)):
                candidate = self._known(at, longest[0], found[-1] if found else None)
            elif tagged is not None:
                candidate = self._unknown(at, tagged)
            else:
                candidate = self._after_preposition(at, found[-1] if found else None)
            if candidate:
                found.append(candidate)
                at = candidate.last
            else:
                at += 1
        return self._settle(found)

    def _small(self, at: int) -> bool:
        """Whether a word is in small letters and no article: no name begins with it."""
        text = self.tokens[at].text
        return not (self.shout[at] or text[:1].isupper() or _ARTICLE.match(text) or "-" in text)

    def _spans(self) -> Iterator[tuple[int, int, str]]:
        """All runs of tokens that could be a known name, with their folded form."""
        text = self.parsed.text
        for at, token in enumerate(self.tokens):
            if not self._starts(at):
                continue
            longest = LONGEST_CAPITALS if self.shout[at] else LONGEST_NAME
            stop = min(at + longest, self.parsed.sentences[token.sentence].last)
            for last in range(at + 1, stop + 1):
                end = self.tokens[last - 1]
                if self._ends(last - 1):
                    words_ = text[token.start : end.end]
                    if len(words_) > 1:
                        yield at, last, fold(words_)
                elif end.lower not in _INNER and not _ARTICLE.match(end.lower):
                    break

    def _starts(self, at: int) -> bool:
        token = self.tokens[at]
        if self.shout[at]:
            return token.text[:1].isalpha() and token.pos in _NOMINAL
        if token.text[:1].isupper():
            return True
        if _ARTICLE_JOINED.match(token.text):
            return True
        if token.text in ("U.S.", "US$"):
            return token.text == "U.S."
        following = self.tokens[at + 1 : at + 3]
        return bool(
            _ARTICLE.match(token.text)
            and len(following) == 2
            and following[0].text in ("-", "–")
            and following[1].text[:1].isupper()
        )

    def _ends(self, at: int) -> bool:
        token = self.tokens[at]
        if self.shout[at]:
            return token.text[:1].isalpha() and token.pos in _NOMINAL
        return (
            token.text[:1].isupper()
            or bool(_ARTICLE_JOINED.match(token.text))
            or bool(_ELIDED.match(token.text))
            or (token.text.isalpha() and at > 0 and self.tokens[at - 1].text in ("-", "–", "'"))
        )

    def _tagged_end(self, at: int) -> int | None:
        """The end of a run that the tagger calls a place and that begins here, or None."""
        token = self.tokens[at]
        if token.entity not in PLACE_LABELS or not self._starts(at) or self.shout[at]:
            return None
        if token.lower == "the" or "$" in token.text:
            return None
        before = self.tokens[at - 1] if at else None
        inside = before and before.entity == token.entity and before.sentence == token.sentence
        if inside and before and before.text[:1].isupper() and before.lower != "the":
            return None
        end = at + 1
        while end < len(self.tokens):
            following = self.tokens[end]
            if following.entity != token.entity or following.sentence != token.sentence:
                break
            if not (self._ends(end) or following.lower in _INNER):
                break
            end += 1
        while end > at + 1 and not self._ends(end - 1):
            end -= 1
        return end

    def _partly(self, at: int, tagged: int) -> bool:
        """Whether a longer tagged run is several names ("Manbij, Syria") or a name and more."""
        last = self.tokens[tagged - 1].text
        more = last in self.words.people or last in self.words.organisations
        return more or any(token.text in (",", "/", "and") for token in self.tokens[at:tagged])

    def _nation(self, at: int) -> int:
        """The end of a nationality of two words that begins here ("Sri Lankan"), or 0."""
        if at + 2 > len(self.tokens) or self.tokens[at].lower not in self.words.people_starts:
            return 0
        return at + 2 if fold(self.parsed.words(at, at + 2)) in self.words.demonyms else 0

    def _road(self, at: int) -> int:
        """The end of the name of a street or road that begins here, or 0."""
        token = self.tokens[at]
        if not token.text[:1].isupper() or self.shout[at] or token.lower in ("a", "an", "the"):
            return 0
        end = at
        while end < len(self.tokens) and end - at < 4 and self.tokens[end].text[:1].isupper():
            if self.tokens[end].sentence != token.sentence:
                return 0
            word = self.tokens[end].text
            following = self.tokens[end + 1] if end + 1 < len(self.tokens) else None
            if word in self.words.roads_numbered and following and following.text.isdigit():
                return end + 2
            if end > at and word in self.words.roads_named:
                return end + 1
            end += 1
        return 0

    # -- judging

    def _found(self, first: int, last: int, points: float, rule: str) -> Found:
        name = self.parsed.words(first, last)
        return Found(first, last, name, self.gazetteer.lookup(name), points, rule)

    def _known(self, first: int, last: int, previous: Found | None = None) -> Found | None:
        """A name that the gazetteer knows, with the points for its being a place here."""
        name = self.parsed.words(first, last)
        folded = fold(name)
        single = last == first + 1
        if single and folded in self.words.never:
            return None
        if len(folded) <= 3 and not name.replace(".", "").isupper():
            return None
        if single and folded in self.words.demonyms and not self._in_place(first):
            return None
        bearers = self.gazetteer.lookup(name)
        points, rule = self._weight_of(bearers), "place.known"
        if not single and any(entry.match is Match.MAIN for entry in bearers):
            points += 0.5
        if self._in_organisation(last) and not self.shout[first]:
            rule = "place.organisation"
            points = max(points, 0.0) + max(0.0, self._tag_points(first, last)) + 1.6
            points += self._before(first)
        else:
            # "Near Palmyra": whatever the tagger says, people are seldom near, in or outside.
            sure = max(self._before(first), self._after(last)) >= 1.5
            points = max(points, 0.0) if sure else points
            if self._joined(first, previous):
                sure, points = True, max(points, 0.0) + 1.0
            points += max(self._tag_points(first, last), -0.5 if sure else -9.0)
        if self.shout[first]:
            points += self._before(first) * 1.3 + self._after(last)
            points -= 1.0 if single and len(folded) < 5 else 0.0
        elif rule == "place.known":
            points += self._before(first) + self._after(last) + self._neighbours(first, last)
        if first in self.datelines:
            points, rule = points + 3.0, "place.dateline"
        return Found(first, last, name, bearers, points, rule)

    def _joined(self, first: int, previous: Found | None) -> bool:
        """Whether "and" joins the name to a place beyond doubt."""
        return (
            previous is not None
            and previous.points >= MARK + 1.5
            and first - previous.last == 1
            and self.tokens[previous.last].lower in ("and", "or")
        )

    def _unknown(self, first: int, last: int) -> Found | None:
        """A name that the tagger calls a place and the gazetteer does not know."""
        name = self.parsed.words(first, last)
        folded = fold(name)
        if folded in self.words.demonyms or (last == first + 1 and folded in self.words.never):
            return None
        for at in range(first + 1, last):
            # "Nazi Germany", "Roman Syria": the tail is the place.
            tail = self.gazetteer.lookup(self.parsed.words(at, last))
            if any(entry.kind is Kind.COUNTRY for entry in tail):
                return self._known(at, last)
        points = self._tag_points(first, last) + self._before(first) + self._after(last) - 0.7
        points += self._neighbours(first, last)
        return Found(first, last, name, (), points, "place.tagged")

    def _after_preposition(self, at: int, previous: Found | None) -> Found | None:
        """An unknown capitalised name where only a place can stand ("in Harasivka and Orle")."""
        token = self.tokens[at]
        if self.shout[at]:
            return self._after_kind(at)
        if token.tag not in ("NNP", "NNPS") or not self._starts(at):
            return None
        if token.lower in self.words.prepositions:
            # "Near Mosul, …": the preposition that opens a sentence is no part of the name.
            return None
        end = at
        while end < len(self.tokens) and self.tokens[end].sentence == token.sentence:
            part = self.tokens[end]
            hyphen = part.text in ("-", "–") and end > at
            if not hyphen and not (part.tag in ("NNP", "NNPS") and self._ends(end)):
                break
            end += 1
        while end > at and not self._ends(end - 1):
            end -= 1
        if end == at or token.lower in self.words.never:
            return None
        label = token.entity
        before, after = self._before(at), self._after(end)
        other = label in ("ORG", "NORP", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")
        if other and before < _KIND_OF:
            return None
        if previous and at - previous.last == 1 and self.tokens[at - 1].lower in ("and", "or"):
            before = max(before, 0.8)
        name = self.parsed.words(at, end)
        points = before + after + {"GPE": 2.5, "LOC": 2.3, "FAC": 0.8, "PERSON": -1.0}.get(label, 0)
        if max(before, after) >= 1.5:
            points += 0.5 if label == "PERSON" else 0.0
            points += 1.0 if points < MARK and self.gazetteer.likely(name) else 0.0
        if fold(name) in self.words.demonyms:
            return None
        if points < 0:
            return None
        return Found(at, end, name, (), points, "place.preposition")

    def _after_kind(self, at: int) -> Found | None:
        """In capitals, an unknown name of one word after "the village of" and the like."""
        token = self.tokens[at]
        before = self._before(at)
        if before < 3.0 or token.pos not in ("PROPN", "NOUN", "ADJ", "X") or len(token.text) < 3:
            return None
        if token.lower in self.words.kinds or token.lower in self.words.never:
            return None
        name = self.parsed.words(at, at + 1)
        return Found(at, at + 1, name, (), before, "place.preposition")

    def _settle(self, found: list[Found]) -> list[Found]:
        """Those over the mark; a name well borne out once needs less the next time."""
        sure = {fold(one.name) for one in found if one.points >= MARK + 1.0}
        named = {
            entry.country
            for one in found
            if one.points >= MARK + 1.0
            for entry in one.bearers[:1]
            if entry.kind is Kind.COUNTRY
        }
        kept = []
        for at, one in enumerate(found):
            mark = MARK_CAPITALS if self.shout[one.first] else MARK
            again = 1.5 if fold(one.name) in sure else 0.0
            beside = 1.2 if self._listed(found, at) else 0.0
            if one.points + again + beside + _of_named(one, named) >= mark:
                kept.append(one)
        return sorted(kept + self._again(kept), key=lambda one: one.first)

    def _again(self, kept: list[Found]) -> list[Found]:
        """The further mentions of names that proved to be places and no gazetteer knows."""
        times = Counter(fold(one.name) for one in kept if not one.bearers)
        names = {
            tuple(token.text for token in self.tokens[one.first : one.last])
            for one in kept
            if not one.bearers and (one.points >= MARK + 1.0 or times[fold(one.name)] > 1)
        }
        taken = {at for one in kept for at in range(one.first, one.last)}
        found: list[Found] = []
        for name in names:
            for first, token in enumerate(self.tokens):
                last = first + len(name)
                if token.text != name[0] or taken & set(range(first, last)):
                    continue
                if tuple(part.text for part in self.tokens[first:last]) == name and not (
                    self._inside_name(first, last)
                ):
                    found.append(
                        Found(first, last, self.parsed.words(first, last), (), MARK, "place.again")
                    )
                    taken |= set(range(first, last))
        return found

    def _inside_name(self, first: int, last: int) -> bool:
        """Whether the words beside a run belong to the same name: "Gen. Orle", "Orle Brigade"."""
        before = self.tokens[first - 1] if first else None
        after = self.tokens[last] if last < len(self.tokens) else None
        if self.parsed.words(first, last).lower() in self.surnames:
            return True
        sentence = self.tokens[first].sentence
        return any(
            near is not None and near.sentence == sentence and glued(near)
            for near in (before, after)
        )

    def _listed(self, found: list[Found], at: int) -> bool:
        """Whether a name stands in a row with a sure place: "Suda, Orle and Kavna"."""
        for near in (at - 1, at + 1):
            if not 0 <= near < len(found) or found[near].points < MARK:
                continue
            left, right = found[min(at, near)], found[max(at, near)]
            between = [token.lower for token in self.tokens[left.last : right.first]]
            if between in ([","], ["and"], [",", "and"], ["or"]):
                return True
        return False
