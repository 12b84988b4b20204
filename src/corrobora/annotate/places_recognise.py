"""Where a text names places: known names, names after place prepositions, names beside kind words.

The parser's tagger is one witness among several: it misses villages and takes towns for people.
Each possible name gathers points for and against; what stays under the mark is no mention.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corrobora.annotate.case import in_capitals
from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind, Match
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.places_words import Words, words
from corrobora.annotate.tokens import Parsed, Token

LONGEST_NAME = 6
# Points that a name needs. Calibrated by hand on two visible toponym sets.
MARK = 2.0
MARK_CAPITALS = 2.5

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|ez|es|ed|er|ul|ou|de|la|le|los|las)$")
_ARTICLE_JOINED = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|ez|es)[-–'][A-Z]")
_INNER = frozenset(
    "- – ' ’ 's ’s . / of the de del la las los el al ez az as ar an en le les du".split()
)
_ELIDED = re.compile(r"^[dl]['’][A-Z]")
_DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[A-Z][A-Z.'’/ -]{2,40}?)"
    r"(?:, (?P<outer>[A-Z][\w.'’ -]{1,30}?))?,?"
    r"(?: \(|\s*[—–:]|\s+--? |, \d| \d\d? [A-Z])"
)
_PLACE_LABELS = frozenset(("GPE", "LOC"))


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


class _Reader:
    """One document's reading."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.tokens: Sequence[Token] = parsed.tokens
        self.gazetteer = gazetteer
        self.words: Words = words()
        self.capitals = [
            in_capitals(parsed.text[paragraph.start : paragraph.end])
            for paragraph in parsed.paragraphs
        ]
        self.shout = [
            self.capitals[parsed.sentences[token.sentence].paragraph] for token in self.tokens
        ]
        self.surnames = self._surnames()
        self.datelines = self._datelines()

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
                candidate = self._known(at, longest[0])
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

    def _spans(self) -> Iterator[tuple[int, int, str]]:
        """All runs of tokens that could be a known name, with their folded form."""
        text = self.parsed.text
        for at, token in enumerate(self.tokens):
            if not self._starts(at):
                continue
            stop = min(at + LONGEST_NAME, self.parsed.sentences[token.sentence].last)
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
            return token.text[:1].isalpha() and token.pos in ("PROPN", "NOUN", "ADJ", "X", "VERB")
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
            return token.text[:1].isalpha()
        return (
            token.text[:1].isupper()
            or bool(_ARTICLE_JOINED.match(token.text))
            or bool(_ELIDED.match(token.text))
            or (token.text.isalpha() and at > 0 and self.tokens[at - 1].text in ("-", "–", "'"))
        )

    def _tagged_end(self, at: int) -> int | None:
        """The end of a run that the tagger calls a place and that begins here, or None."""
        token = self.tokens[at]
        if token.entity not in _PLACE_LABELS or not self._starts(at) or self.shout[at]:
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
        if at + 2 > len(self.tokens) or not self.tokens[at].text[:1].isupper():
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

    def _in_organisation(self, last: int) -> bool:
        """Whether the capitalised words that follow name an organisation of the place."""
        if self.tokens[last - 1].entity == "PERSON":
            return False
        for token in self.tokens[last : last + 5]:
            if not _glued(token):
                return False
            if token.text in self.words.organisations:
                return True
        return False

    # -- judging

    def _found(self, first: int, last: int, points: float, rule: str) -> Found:
        name = self.parsed.words(first, last)
        return Found(first, last, name, self.gazetteer.lookup(name), points, rule)

    def _known(self, first: int, last: int) -> Found | None:
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
        if self._in_organisation(last) and not self.shout[first]:
            rule = "place.organisation"
            points = max(points, 0.0) + max(0.0, self._tag_points(first, last)) + 1.6
            points += self._before(first)
        else:
            # "Near Palmyra": whatever the tagger says, people are seldom near, in or outside.
            sure = max(self._before(first), self._after(last)) >= 1.5
            points += max(self._tag_points(first, last), -0.5 if sure else -9.0)
        if self.shout[first]:
            points += self._before(first) * 1.3 + self._after(last)
            points -= 1.0 if single and len(folded) < 5 else 0.0
        elif rule == "place.known":
            points += self._before(first) + self._after(last) + self._neighbours(first, last)
        if first in self.datelines:
            points, rule = points + 3.0, "place.dateline"
        return Found(first, last, name, bearers, points, rule)

    def _in_place(self, first: int) -> bool:
        before = self.tokens[first - 1].lower if first else ""
        return before in ("in", "near", "outside") and self.tokens[first].entity in _PLACE_LABELS

    def _weight_of(self, bearers: Sequence[Entry]) -> float:
        """What the gazetteer says: a country's name is hardly anything else."""
        best = -1.0
        for entry in bearers:
            size = 0.6 * math.log10(max(1.0, entry.population / 1000))
            points = {
                Kind.COUNTRY: 3.0,
                Kind.REGION: 2.5,
                Kind.ADMIN1: 0.8 + size / 2,
                Kind.ADMIN2: 0.4,
                Kind.PLACE: size,
            }[entry.kind]
            best = max(best, points - (0.0 if entry.match is Match.MAIN else 0.7))
        return best

    def _tag_points(self, first: int, last: int) -> float:
        labels = [token.entity for token in self.tokens[first:last]]
        label = max(set(labels), key=labels.count)
        points = {"GPE": 2.5, "LOC": 2.3, "FAC": 0.8, "NORP": 0.0, "": -0.2, "PRODUCT": -0.3}.get(
            label, -1.0
        )
        if label == "PERSON":
            points = -1.5 if last - first > 1 or self._alone(first, last) else -3.0
        if label == "ORG":
            points = 0.3 if self._alone(first, last) else -0.7
        return points

    def _alone(self, first: int, last: int) -> bool:
        """Whether the tagged name reaches no further than the run."""
        label = self.tokens[first].entity
        before = first and self.tokens[first - 1].entity == label
        after = last < len(self.tokens) and self.tokens[last].entity == label
        return not before and not after

    def _before(self, first: int) -> float:
        at = first - 1
        sentence = self.tokens[first].sentence
        while at >= 0 and self.tokens[at].sentence == sentence:
            lower = self.tokens[at].lower
            if lower in ("the", "of") or lower in self.words.directions:
                at -= 1
                continue
            break
        if at < 0 or self.tokens[at].sentence != sentence:
            return 0.0
        lower = self.tokens[at].lower
        of = any(token.lower == "of" for token in self.tokens[at + 1 : first])
        if lower in self.words.kinds and of:
            return 2.0
        if self.tokens[at].text in self.words.titles:
            return -3.0
        if lower in self.words.weak:
            return 0.6
        if lower in self.words.prepositions:
            return 1.5
        return 1.0 if self.tokens[first - 1].lower in self.words.directions else 0.0

    def _after(self, last: int) -> float:
        if last >= len(self.tokens):
            return 0.0
        token = self.tokens[last]
        if token.text[:1].islower():
            pair = self.parsed.words(last, min(last + 2, len(self.tokens))).lower()
            kind = self.words.kinds.get(pair) or self.words.kinds.get(token.lower)
            if kind in ("admin1", "admin2") or (kind and ("camp" in pair or "airport" in pair)):
                return 1.8
            if kind:
                return 1.0
        if token.text in self.words.people:
            return 1.0
        if token.text == "," and last + 1 < len(self.tokens):
            if self._abbreviation(last + 1):
                return 3.0
            for following in self.tokens[last + 1 : last + 4]:
                if following.entity in _PLACE_LABELS:
                    return 0.8
                if following.lower not in self.words.directions and following.lower != "in":
                    break
        return 0.0

    def _neighbours(self, first: int, last: int) -> float:
        points = 0.0
        name = self.tokens[last - 1].lower
        if last == first + 1 and name in self.surnames and self._before(first) < 1.0:
            points -= 2.5
        before = self.tokens[first - 1] if first else None
        inside = before is not None and before.sentence == self.tokens[first].sentence
        if before and inside and _glued(before) and before.lower not in self.words.prepositions:
            if before.text in self.words.titles:
                points -= 2.0
            elif not (before.lower in self.words.directions or before.lower in self._nations):
                points -= 1.5 if before.entity in ("PERSON", "ORG", "FAC") else 0.7
        after = self.tokens[last] if last < len(self.tokens) else None
        if after and after.sentence == self.tokens[first].sentence and _glued(after):
            if after.text in self.words.organisations or after.text in self.words.people:
                points -= 0.3
            elif after.entity == "PERSON" and self.tokens[last - 1].entity == "PERSON":
                points -= 2.0
            elif after.entity not in _PLACE_LABELS:
                points -= 0.7
        return points

    @property
    def _nations(self) -> dict[str, tuple[str, ...]]:
        return self.words.demonyms

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
        if self.shout[at] or token.tag not in ("NNP", "NNPS") or not self._starts(at):
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
        if label in ("ORG", "NORP", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"):
            return None
        before, after = self._before(at), self._after(end)
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

    def _abbreviation(self, at: int) -> int | None:
        """The end of a state's abbreviation that begins here, or None."""
        token = self.tokens[at]
        if not token.text[:1].isupper() or self.shout[at]:
            return None
        for last in (at + 2, at + 1):
            if last > len(self.tokens):
                continue
            words_ = self.parsed.words(at, last)
            if words_ not in self.words.abbreviations:
                continue
            after_comma = at >= 2 and self.tokens[at - 1].text == ","
            dotted = words_.count(".") >= 2 or words_ in ("NSW",)
            if after_comma and self.tokens[at - 2].text[:1].isupper():
                return last
            if dotted and len(words_) > 2:
                return last
        return None

    # -- the document as a whole

    def _surnames(self) -> set[str]:
        """Last words of people's full names in the document."""
        found = set()
        for at in range(1, len(self.tokens)):
            token, before = self.tokens[at], self.tokens[at - 1]
            ends = at + 1 >= len(self.tokens) or self.tokens[at + 1].entity != "PERSON"
            if token.entity == before.entity == "PERSON" and ends:
                found.add(token.lower)
        return found

    def _datelines(self) -> set[int]:
        """Token indices inside the datelines that open the first paragraphs."""
        found: set[int] = set()
        for paragraph in self.parsed.paragraphs[:4]:
            match = _DATELINE.match(self.parsed.text[paragraph.start : paragraph.end])
            if match and match["place"].upper() == match["place"]:
                end = match.end("outer") if match["outer"] else match.end("place")
                inside = self.parsed.tokens_in(
                    paragraph.start + match.start("place"), paragraph.start + end
                )
                found.update(inside)
        return found

    def _settle(self, found: list[Found]) -> list[Found]:
        """Those over the mark; a name well borne out once needs less the next time."""
        sure = {fold(one.name) for one in found if one.points >= MARK + 1.0}
        kept = []
        for at, one in enumerate(found):
            mark = MARK_CAPITALS if self.shout[one.first] else MARK
            again = 1.5 if fold(one.name) in sure else 0.0
            beside = 1.2 if self._listed(found, at) else 0.0
            if one.points + again + beside >= mark:
                kept.append(one)
        return kept

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


def _glued(token: Token) -> bool:
    """Whether a neighbour looks like part of the same larger name."""
    return token.text[:1].isupper() and token.tag in ("NNP", "NNPS") and token.text.isalpha()
