"""Numbers whose noun is left out: "six were killed", "12 dead", "three in the north".

The words around such a number, or the counts before it, say whether it counts people.
"""

from collections.abc import Sequence
from dataclasses import replace

from corrobora.annotate.counts_context import Place
from corrobora.annotate.counts_nouns import Counted
from corrobora.annotate.counts_numbers import QUANTITY, Amount, amount_words
from corrobora.annotate.mentions import CountMention
from corrobora.annotate.tokens import Parsed

# "How many", "so many", "this many" ask or compare; they count nothing by themselves.
HOW = frozenset({"how", "so", "as", "too", "this", "that"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


def stands_alone(place: Place, amount: Amount, phrase: Counted) -> bool:
    """Whether a number without a noun may count people: "six were killed", "one of them"."""
    if phrase.pronoun or phrase.further:
        return True
    before, after = place.before(), place.after()
    core = place.tokens[place.last - 1]
    words = {token.lower for token in (before, after) if token is not None}
    if core.lower == "one" or place.tokens[place.core].lower == "one":
        if before is not None and before.lower in (
            "no",
            "the",
            "this",
            "that",
            "for",
            "any",
            "every",
        ):
            return False
        return harmed(place) and "another" not in words
    if amount.rule == QUANTITY:
        if before is not None and before.lower in HOW:
            return False
        if after is not None and after.lower in ("who", "to"):
            return place.tokens[place.core].lower in ("many", "several", "some")
        head = place.tokens[place.core]
        if after is not None and after.pos == "ADV":
            after = place.after(1)
        return head.dep in _SUBJECTS and after is not None and after.pos in ("VERB", "AUX")
    return True


def people_without_noun(place: Place, amount: Amount, phrase: Counted) -> bool:
    """Whether a number whose noun is left out counts people."""
    if phrase.pronoun and place.tokens[phrase.last - 1].lower == "which":
        return harmed(place)
    if phrase.pronoun or phrase.further or harmed(place) or _tolled(place):
        return True
    head = place.tokens[place.last - 1]
    before, after = place.before(), place.after()
    if after is not None and after.lower in ("who", "whose"):
        return True
    # "They were murdered in their thousands."
    if (
        before is not None
        and before.lower == "their"
        and head.lower in amount_words("plural_scales")
    ):
        return True
    if head.dep in _SUBJECTS and after is not None and after.pos in ("VERB", "AUX", "ADV"):
        return (
            not place.figures
            or after.pos != "VERB"
            or after.lemma in amount_words("harm_words", "verbs")
        )
    return False


def harmed(place: Place) -> bool:
    """Whether the words around a number without noun say what befell those counted."""
    harm, verbs = amount_words("harm_words"), amount_words("harm_words", "verbs")
    for on in range(5):
        token = place.after(on)
        if token is None:
            break
        if token.lower in harm or (token.lemma in verbs and token.pos == "VERB"):
            return True
        if token.pos not in ("AUX", "ADV", "PART", "ADP", "ADJ") or token.lower in ("of", "by"):
            break
    for back in range(1, 5):
        token = place.before(back)
        if token is None:
            break
        if token.lemma in verbs and (token.pos == "VERB" or token.lower in harm):
            return True
        if token.pos not in ("ADV", "CCONJ", "DET", "NUM") and token.lower not in (",", "and"):
            break
    at = place.tokens[place.last - 1]
    if at.dep in ("dobj", "nsubj", "nsubjpass"):
        head = place.tokens[at.head]
        return head.lemma in verbs or head.lower in harm
    return False


def _tolled(place: Place) -> bool:
    """Whether a noun like "toll" or "population" says what a number without noun counts."""
    tolls = amount_words("toll_nouns", "toll") | amount_words("toll_nouns", "crowd")
    return any(
        token.lemma in tolls or token.lower in tolls
        for token in place.tokens[place.begin : place.first]
    )


def elliptic(parsed: Parsed, found: Sequence[CountMention]) -> list[CountMention]:
    """`found` with numbers whose noun stands earlier: "five men in May and three in June"."""
    read: list[CountMention] = []
    people_until = -1
    for mention in found:
        at = parsed.token_at(mention.start)
        sentence = parsed.tokens[at].sentence if at is not None else -1
        near = people_until >= 0 and sentence - people_until <= 1
        alone = mention.noun is None and not mention.people and mention.rule != "share"
        if alone and near and not _names_on(parsed, mention):
            mention = replace(mention, people=True)
        elif _of_things(parsed, mention) and read and read[-1].noun and not read[-1].people:
            mention = replace(mention, people=False)
        if mention.people:
            people_until = sentence
        read.append(mention)
    return read


def _names_on(parsed: Parsed, mention: CountMention) -> bool:
    """Whether a name, number or colon follows at once: "104 Elm Drive", "homicides: 3"."""
    at = parsed.tokens_in(mention.start, mention.end)
    following = parsed.tokens[at[-1] + 1 : at[-1] + 2]
    before = parsed.tokens[at[0] - 1].text if at[0] else ""
    return before == ":" or any(token.pos in ("PROPN", "NUM", "SYM") for token in following)


def _of_things(parsed: Parsed, mention: CountMention) -> bool:
    """Whether the mention is of "them", who may be things told just before: "some of them"."""
    last = parsed.text[mention.start : mention.end].lower().rsplit(" ", 1)[-1]
    return mention.noun is None and last in ("them", "those", "these", "which")
