"""What speaks for and against a run of words as a place's name: gazetteer, tagger, neighbours."""

import math
import re
from collections.abc import Sequence

from corrobora.annotate.case import in_capitals
from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind, Match
from corrobora.annotate.places_words import Words, words
from corrobora.annotate.tokens import Parsed, Token

PLACE_LABELS = frozenset(("GPE", "LOC"))
_DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[A-Z][A-Z.'’/ -]{2,40}?)"
    r"(?:, (?P<outer>[A-Z][\w.'’ -]{1,30}?))?,?"
    r"(?: \(|\s*[—–:]|\s+--? |, \d| \d\d? [A-Z])"
)


# "30 km north of", "12 miles from": only a place can follow.
_DISTANCE = re.compile(
    r"\b(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\.? (?:to the )?"
    r"(?:(?:north|south)?[ -]?(?:north|south|east|west) )?(?:of|from|outside|away from) $",
    re.IGNORECASE,
)
_DISTANCE_REACH = 40


class Witnesses:
    """One document's words, heard for and against each possible name. Points are added up."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.tokens: Sequence[Token] = parsed.tokens
        self.gazetteer = gazetteer
        self.words: Words = words()
        self.capitals = [
            _in_capitals(parsed.text[paragraph.start : paragraph.end])
            for paragraph in parsed.paragraphs
        ]
        self.shout = [
            self.capitals[parsed.sentences[token.sentence].paragraph] for token in self.tokens
        ]
        self.surnames = self._surnames()
        self.datelines = self._datelines()

    def _in_organisation(self, last: int) -> bool:
        """Whether the capitalised words that follow name an organisation of the place."""
        if self.tokens[last - 1].entity == "PERSON":
            return False
        for token in self.tokens[last : last + 5]:
            if not glued(token):
                return False
            if token.text in self.words.organisations:
                return True
        return False

    def _in_place(self, first: int) -> bool:
        before = self.tokens[first - 1].lower if first else ""
        return before in ("in", "near", "outside") and self.tokens[first].entity in PLACE_LABELS

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
        start = self.tokens[first].start
        if _DISTANCE.search(self.parsed.text[max(0, start - _DISTANCE_REACH) : start]):
            return 2.5
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
        kind = self.words.kinds.get(lower if self.shout[at] else self.tokens[at].text)
        if kind and of:
            # "The village of", with a small letter: a capital would begin a title ("Department").
            return 3.0 if kind in ("admin1", "admin2", "place") else 1.5
        if of and lower in self.words.deeds:
            return self.words.deeds[lower]
        if lower == "on" and at and self.tokens[at - 1].lemma in self.words.deeds_on:
            return self.words.deeds_on[self.tokens[at - 1].lemma]
        if self.tokens[at].pos == "VERB" and self.tokens[at].lemma in self.words.verbs and not of:
            return 2.0 if self.tokens[at].lemma in self.words.sure_verbs else 0.8
        if self.tokens[at].text in self.words.titles:
            return -3.0
        if lower in self.words.weak:
            return 0.6
        if lower in self.words.sure:
            return 2.0
        if lower in self.words.prepositions:
            return 1.5
        return 1.0 if self.tokens[first - 1].lower in self.words.directions else 0.0

    def _after(self, last: int) -> float:
        if last >= len(self.tokens):
            return 0.0
        token = self.tokens[last]
        if token.text[:1].islower() or self.shout[last]:
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
                if following.entity in PLACE_LABELS:
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
        if before and inside and glued(before) and before.lower not in self.words.prepositions:
            if before.text in self.words.titles:
                points -= 2.0
            elif not (before.lower in self.words.directions or before.lower in self._nations):
                points -= 1.5 if before.entity in ("PERSON", "ORG", "FAC") else 0.7
        after = self.tokens[last] if last < len(self.tokens) else None
        if after and after.sentence == self.tokens[first].sentence and glued(after):
            if after.text in self.words.organisations or after.text in self.words.people:
                points -= 0.3
            elif after.entity == "PERSON" and self.tokens[last - 1].entity == "PERSON":
                points -= 2.0
            elif after.entity not in PLACE_LABELS:
                points -= 0.7
        return points

    @property
    def _nations(self) -> dict[str, tuple[str, ...]]:
        return self.words.demonyms

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


def glued(token: Token) -> bool:
    """Whether a neighbour looks like part of the same larger name."""
    return token.text[:1].isupper() and token.tag in ("NNP", "NNPS") and token.text.isalpha()


def _in_capitals(paragraph: str) -> bool:
    """As `in_capitals`, but most paragraphs are told by their first words."""
    head = paragraph[:80]
    return 2 * sum(map(str.islower, head)) < len(head) and in_capitals(paragraph)
