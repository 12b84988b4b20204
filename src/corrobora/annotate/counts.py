"""Counts in a parsed document: how many of whom the words say, with the bounds that they allow.

Three passes: numbers with their nouns, then people told without a number, then how each count
stands to the others of its sentence (a part, a further number, an update of an older one).
"""

from collections.abc import Sequence
from dataclasses import replace

from corrobora.annotate.counts_alone import (
    HOW,
    elliptic,
    harmed,
    people_without_noun,
    stands_alone,
)
from corrobora.annotate.counts_context import Place, is_no_count, is_share, place_of
from corrobora.annotate.counts_nouns import Counted, counted, counts_people, is_harm_noun
from corrobora.annotate.counts_numbers import (
    NO,
    NONE,
    QUANTITY,
    Amount,
    amount_words,
    parse_number,
    read_amount,
    without_range,
)
from corrobora.annotate.counts_parts import parts
from corrobora.annotate.counts_unnumbered import unnumbered
from corrobora.annotate.mentions import CountMention, Part
from corrobora.annotate.people import group_kind, is_person_noun
from corrobora.annotate.tokens import Parsed, Sentence
from corrobora.values import ActorKind

__all__ = ["find_counts", "parse_number"]

# Quantifiers that end in "of" hold it as part of themselves; heaps take it before their noun.
_TAKES_OF = frozenset({"heap", QUANTITY, "floor", "over", "up to", "under", "nearly", "about"})
# "Four forces" are four armies, "2,000 special forces" are soldiers.
_FEWEST_FORCES = 50


def find_counts(parsed: Parsed) -> list[CountMention]:
    """All counts of a document in text order.

    Numbers of people ("at least six soldiers", "12 dead"), numbers of things (`people` False), and
    people without a number: "soldiers" (rule "bare plural"), "a soldier" ("singular"), "the pair"
    ("collective"), a person's name ("named person"). Ages, dates, sums and measures are left out.
    """
    found: list[CountMention] = []
    taken: list[tuple[int, int]] = []
    for sentence in parsed.sentences:
        found += _in_sentence(parsed, sentence, taken)
    found = elliptic(parsed, found)
    found += unnumbered(parsed, taken)
    found.sort(key=lambda mention: (mention.start, mention.end))
    return parts(parsed, found)


def _in_sentence(
    parsed: Parsed, sentence: Sentence, taken: list[tuple[int, int]]
) -> list[CountMention]:
    """The counts with a number in one sentence; the tokens that they use go to `taken`."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    words = [token.lower.replace("’", "'") for token in tokens]
    found: list[CountMention] = []
    at = 0
    while at < len(words):
        amount = read_amount(words, at)
        if amount is None:
            at += 1
            continue
        if amount.rule == "range" and _is_change(parsed, sentence.first, amount, words):
            amount = without_range(words, amount) or amount
        place = place_of(parsed, amount, sentence.first, sentence.last)
        mention, last = _mention(place, amount)
        if mention is not None:
            found.append(mention)
            first = parsed.token_at(mention.start)
            taken.append((place.first if first is None else first, last))
        at = max(amount.last, last - sentence.first) if mention else _past(amount, words)
    return found


def _past(amount: Amount, words: Sequence[str]) -> int:
    """Where to read on behind an amount that counts nothing."""
    # "no" and "some" may stand before a number of their own: "some of the six".
    return amount.first + 1 if not words[amount.core][0].isdigit() else amount.last


def _is_change(parsed: Parsed, begin: int, amount: Amount, words: Sequence[str]) -> bool:
    """Whether "from 12 to 14" tells a change: "rose from 12 to 14", "revised from 12 to 14"."""
    if words[amount.core] != "from":
        return False
    before = parsed.tokens[begin : begin + amount.core]
    changing = amount_words("update_verbs")
    return any(token.lemma in changing or token.lower in changing for token in before[-4:])


def _mention(place: Place, amount: Amount) -> tuple[CountMention | None, int]:
    """The mention of a number and the end of its tokens; None where it counts nothing."""
    if amount.rule in (NO, NONE):
        return _nobody(place, amount)
    if is_share(place):
        return _thing(place, amount, "share"), place.last
    if is_no_count(place, amount):
        return None, place.last
    sized = _sized(place, amount)
    if sized is not None:
        return sized
    family = _family(place, amount)
    if family is not None:
        return family, place.last
    phrase = counted(place.parsed, place.last, partitive=amount.rule in _TAKES_OF)
    return _counted(place, amount, phrase)


def _counted(place: Place, amount: Amount, phrase: Counted) -> tuple[CountMention | None, int]:
    tokens, noun = place.tokens, phrase.noun
    if (
        noun is not None
        and not phrase.further
        and _bare_heap(place)
        and not counts_people(tokens[noun])
    ):
        bare = Counted(None, place.last, place.last)
        return _built(place, amount, bare, people=True), place.last
    if noun is None:
        if not stands_alone(place, amount, phrase):
            return None, place.last
        people = people_without_noun(place, amount, phrase)
        end = phrase.inner or max(place.last, phrase.last)
        return _built(place, amount, phrase, people=people), end
    head = tokens[noun]
    if _measures(head.lower):
        return None, place.last
    if amount.rule == QUANTITY and not _quantity_fits(place, amount, noun):
        return None, place.last
    people = counts_people(head) or head.lower in ("old", "olds", "population")
    if head.lower == "forces" and amount.high is not None and amount.high < _FEWEST_FORCES:
        people = False
    return _built(place, amount, phrase, people=people), phrase.inner or phrase.last


def _bare_heap(place: Place) -> bool:
    """Whether a heap stands without its "of": "millions cower in fear" counts no cower."""
    after = place.after()
    heap = place.tokens[place.last - 1].lower in amount_words("plural_scales")
    return heap and (after is None or after.lower != "of")


def _measures(word: str) -> bool:
    held = amount_words("time_units") | amount_words("measures")
    return word in held or (word.endswith("s") and word[:-1] in held)


def _quantity_fits(place: Place, amount: Amount, noun: int) -> bool:
    """Whether "some", "many", "both" really count the noun."""
    tokens = place.tokens
    word, head = tokens[place.core].lower, tokens[noun]
    before = place.before()
    if before is not None and before.lower in HOW:
        return False
    if word == "both" and tokens[place.core].dep in ("preconj", "cc:preconj", "cc"):
        return False
    return head.tag in ("NNS", "NNPS") or head.lower in ("people", "police", "others", "troops")


def _nobody(place: Place, amount: Amount) -> tuple[CountMention | None, int]:
    """ "no one", "no casualties", "no women or children": none."""
    if amount.rule == NONE:
        phrase = counted(place.parsed, place.last, partitive=True)
        noun = phrase.noun
        if noun is None:
            bare = Counted(None, place.last, place.last)
            if not harmed(place):
                return None, place.last
            return _built(place, amount, bare, people=True), place.last
        people = is_person_noun(place.tokens[noun].lower)
        return _built(place, amount, phrase, people=people), phrase.last
    phrase = counted(place.parsed, place.last, partitive=False)
    if phrase.noun is None:
        return None, place.last
    head = place.tokens[phrase.noun].lower
    if not is_person_noun(head) and not is_harm_noun(head):
        return None, place.last
    if place.tokens[place.core].lower == "without" and not is_harm_noun(head):
        return None, place.last
    return _built(place, amount, phrase, people=True), phrase.last


def _sized(place: Place, amount: Amount) -> tuple[CountMention, int] | None:
    """ "a 300-strong column", "a five-man patrol": the size of a body of people."""
    dash, size = place.after(), place.after(1)
    if dash is None or size is None or dash.text != "-" or size.start != dash.end:
        return None
    if size.lower not in amount_words("strong") or amount.high == 1:
        return None
    last = place.last + 2
    while (
        last < place.end
        and place.tokens[last].pos in ("ADJ", "NOUN", "PROPN")
        and last < place.last + 6
    ):
        last += 1
    group = place.parsed.words(place.last + 2, last) if last > place.last + 2 else None
    kind = group_kind(group) if group else None
    mention = _record(place, amount, (place.last + 2, None), (group, kind))
    return replace(mention, rule=f"size: {amount.rule}"), last


def _family(place: Place, amount: Amount) -> CountMention | None:
    """ "a family of four" is four people, "a mother of two" has two children."""
    of, noun = place.before(), place.before(2)
    if of is None or noun is None or of.lower != "of":
        return None
    after = place.after()
    if after is not None and after.lower == "of":
        return None
    if (
        after is not None
        and after.pos in ("NOUN", "ADJ", "NUM")
        and after.lower not in (amount_words("harm_words"))
    ):
        return None
    if noun.lower in amount_words("family_of", "parents"):
        mention = _record(place, amount, (place.last, None), ("children", ActorKind.CHILD))
        return replace(mention, rule="parent of", part=Part.PART)
    if noun.lower not in amount_words("family_of", "family"):
        return None
    first = noun.index
    while first > place.begin and place.tokens[first - 1].pos in ("ADJ", "DET", "NOUN"):
        first -= 1
    kind = group_kind(noun.lower)
    mention = _record(place, amount, (place.last, noun.index), (noun.text, kind))
    return replace(mention, start=place.tokens[first].start, rule="family of")


def _thing(place: Place, amount: Amount, rule: str) -> CountMention:
    mention = _record(place, amount, (place.last, None), (None, None))
    return replace(mention, people=False, rule=rule)


def _built(place: Place, amount: Amount, phrase: Counted, *, people: bool) -> CountMention:
    """The mention of a number with the phrase that it counts."""
    parsed, end = place.parsed, max(place.last, phrase.last)
    group, kind = None, None
    if phrase.noun is not None:
        group = parsed.words(phrase.first, phrase.last)
        noun = place.tokens[phrase.noun].lower
        if people and (is_person_noun(noun) or noun in ("old", "olds")):
            kind = group_kind(_with_body(parsed, phrase))
            if phrase.noun >= phrase.last:
                kind = group_kind(f"{group} {noun}")
    mention = _record(place, amount, (end, phrase.noun), (group, kind))
    further = amount.further or phrase.further
    part = Part.PART if phrase.pronoun else Part.FURTHER if further else Part.WHOLE
    return replace(mention, people=people, part=part)


def _with_body(parsed: Parsed, phrase: Counted) -> str:
    """The words of a phrase with the body behind "of": "members of the Taliban"."""
    last, tokens = phrase.last, parsed.tokens
    if last + 1 < len(tokens) and tokens[last].lower == "of":
        last += 1
        while last < len(tokens) and tokens[last].pos in ("DET", "PROPN", "ADJ", "NOUN", "PRON"):
            last += 1
    return parsed.words(phrase.first, last)


def _record(
    place: Place,
    amount: Amount,
    ends: tuple[int, int | None],
    group: tuple[str | None, ActorKind | None],
) -> CountMention:
    """A mention from the number's first token to token `ends[0]`, whose noun is `ends[1]`."""
    tokens = place.tokens
    return CountMention(
        start=tokens[place.first].start,
        end=tokens[ends[0] - 1].end,
        number_start=tokens[place.first].start,
        number_end=tokens[place.last - 1].end,
        low=amount.low,
        high=amount.high,
        noun=ends[1],
        group=group[0],
        group_kind=group[1],
        people=True,
        rule=amount.rule,
    )
