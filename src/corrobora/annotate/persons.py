"""Names of persons: found by capitals, ranks, posts, first names and what the parser labels.

The parser's own labels miss bare surnames and take units for people; a surname is therefore
carried through the document, and a rank or a post before a name outweighs the label.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.people import person_noun
from corrobora.annotate.tokens import Parsed, Token

_NOUNS = ("NNP", "NNPS")
_NO_PERSON = frozenset(
    ["GPE", "LOC", "FAC", "ORG", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"]
)
_LONGEST = 7


@dataclass(slots=True)
class PersonName:
    """A person's name: phrase from `first`, ranks and name from `ranked`, the name from `bare`.

    All are token indices, `last` exclusive. `sex` is what titles and first names hint at.
    """

    first: int
    ranked: int
    bare: int
    last: int
    sex: str | None

    @property
    def head(self) -> int:
        """The last token of the name."""
        return self.last - 1


def name_words(parsed: Parsed, name: PersonName) -> list[str]:
    """The words of a name in lower case without particles and marks."""
    particles = actor_words().particles
    return [
        token.lower
        for token in parsed.tokens[name.bare : name.last]
        if token.text[0].isalnum() and token.lower not in particles
    ]


def find_person_names(parsed: Parsed, taken: set[int]) -> list[PersonName]:
    """The persons' names of a document in text order; tokens in `taken` name something else."""
    runs = list(_runs(parsed, taken))
    sure: list[PersonName] = []
    open_: list[PersonName] = []
    for run in runs:
        found = _cut(parsed, run)
        if found is None:
            continue
        (sure if _is_person(parsed, found) else open_).append(found)
    words = {
        word
        for name in sure
        if len(name_words(parsed, name)) > 1 or name.first < name.bare
        for word in name_words(parsed, name)
    }
    for name in open_:
        own = name_words(parsed, name)
        known = own and (set(own) <= words or (len(own) <= 3 and own[-1] in words))
        if known and len(own) <= 3 and not _place_like(parsed, name):
            sure.append(name)
    sure.sort(key=lambda name: name.first)
    return sure


def _place_like(parsed: Parsed, name: PersonName) -> bool:
    """Whether a name stands where a place does: "in Sirte"."""
    token = parsed.tokens[name.head]
    above = parsed.tokens[token.head]
    placing = ("in", "into", "near", "at", "outside", "around", "through", "via", "inside")
    return token.dep == "pobj" and above.lower in placing


def _name_like(token: Token, taken: set[int]) -> bool:
    if token.index in taken or token.entity in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if not token.text[0].isalpha() or token.lower in actor_words().never:
        return False
    if token.tag in _NOUNS:
        return True
    labelled = token.entity == "PERSON" and token.tag.startswith(("NN", "FW", "JJ"))
    return labelled and token.text[0].isupper() and not person_noun(token.lower)


def _runs(parsed: Parsed, taken: set[int]) -> Iterable[tuple[int, int]]:
    """Runs of name-like tokens with particles, hyphens, initials and ranks' full stops inside."""
    words = actor_words()
    tokens, at = parsed.tokens, 0
    while at < len(tokens):
        if not _name_like(tokens[at], taken) and not _leading_particle(parsed, at, taken):
            at += 1
            continue
        end = at + 1
        limit = parsed.sentences[tokens[at].sentence].last
        while end < limit:
            token, before = tokens[end], tokens[end - 1]
            if _name_like(token, taken):
                end += 1
                continue
            after = end + 1 < limit and (
                _name_like(tokens[end + 1], taken) or tokens[end + 1].lower in words.particles
            )
            stop = token.text == "." and (
                before.lower in words.ranks or before.lower in words.titles or len(before.text) == 1
            )
            glue = token.text in ("-", "'", "’") and token.start == before.end
            if after and (stop or glue or token.lower in words.particles):
                end += 1
                continue
            break
        while end > at and not _name_like(tokens[end - 1], taken):
            end -= 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _leading_particle(parsed: Parsed, at: int, taken: set[int]) -> bool:
    """Whether a name begins with a particle: "al-Baghdadi", "abu Omar"."""
    token = parsed.tokens[at]
    if token.lower not in ("al", "el", "abu", "umm", "bin", "ibn") or at + 1 >= len(parsed.tokens):
        return False
    following = at + 2 if parsed.tokens[at + 1].text == "-" else at + 1
    return following < len(parsed.tokens) and _name_like(parsed.tokens[following], taken)


def _cut(parsed: Parsed, run: tuple[int, int]) -> PersonName | None:
    """The run divided into what leads to the name and the name, or None where no name is left."""
    words = actor_words()
    start, end = run
    tokens = parsed.tokens
    lead = start
    for at in range(start, end - 1):
        lower = tokens[at].lower.rstrip(".")
        if lower in words.ranks or lower in words.posts or lower in words.titles:
            lead = at + 1
    of_post = _behind_of_post(parsed, start)
    if of_post is not None:
        while lead < end - 1 and tokens[lead].lower in words.departments:
            lead += 1
    while lead < end - 1 and (tokens[lead].text == "." or tokens[lead].lower in words.demonyms):
        lead += 1
    last = tokens[end - 1].lower
    thing = last in words.things - words.things_and_surnames
    if thing or last in words.bodies or end - lead > _LONGEST:
        return None
    if person_noun(last) and last not in words.first_names and end - lead == 1:
        return None
    ranked, sex = lead, None
    at = lead - 1
    while at >= 0 and _joined(parsed, at, lead):
        lower = tokens[at].lower.rstrip(".")
        if tokens[at].text == "." and at and _abbreviates(tokens[at - 1]):
            at -= 1
            continue
        if lower in words.titles:
            sex = words.titles[lower] or sex
        elif lower in words.ranks and _is_rank(parsed, at, ranked):
            ranked = at
        else:
            break
        at -= 1
    first = _phrase_start(parsed, min(ranked, at + 1, lead))
    if of_post is not None and lead > start:
        first = _phrase_start(parsed, of_post)
    sex = sex or words.first_names.get(tokens[lead].lower)
    return PersonName(first=first, ranked=ranked, bare=lead, last=end, sex=sex)


def _joined(parsed: Parsed, left: int, right: int) -> bool:
    """Whether two tokens are of one sentence; a cut after a rank's full stop is no cut."""
    tokens = parsed.tokens
    if tokens[left].sentence == tokens[right].sentence:
        return True
    cut = parsed.sentences[tokens[right].sentence].first
    near = tokens[left].sentence + 1 == tokens[right].sentence
    return near and cut >= 2 and tokens[cut - 1].text == "." and _abbreviates(tokens[cut - 2])


def _behind_of_post(parsed: Parsed, start: int) -> int | None:
    """The post's token where a run stands behind "of": "Secretary of [State Mara Voss]"."""
    if start < 2 or parsed.tokens[start - 1].lower not in ("of", "for"):
        return None
    post = parsed.tokens[start - 2]
    return post.index if post.lower in actor_words().posts else None


def _abbreviates(token: Token) -> bool:
    words = actor_words()
    return token.lower in words.ranks or token.lower in words.titles


def _is_rank(parsed: Parsed, at: int, ranked: int) -> bool:
    """Whether the rank word at a token is a rank here and not a post ("secretary general")."""
    token = parsed.tokens[at]
    before = parsed.tokens[at - 1].lower if at else ""
    if before in ("secretary", "attorney", "inspector", "director", "police"):
        return False
    if token.lower in actor_words().weak_ranks:
        follows = parsed.tokens[at + 1].lower.rstrip(".")
        return follows in actor_words().ranks and follows not in actor_words().weak_ranks
    return token.text[0].isupper()


def _phrase_start(parsed: Parsed, at: int) -> int:
    """The first token of the words that lead to a name: "a 57-year-old convict soldier Sgt."."""
    tokens = parsed.tokens
    first = at
    if first == 0 or not _joined(parsed, first - 1, at):
        return first
    before = tokens[first - 1]
    words = actor_words()
    leads = (
        before.tag in ("NN", "NNP", "JJ")
        and (
            person_noun(before.lower) is not None
            or before.lower in words.posts
            or before.lower in words.status
            or before.lower in words.ranks
        )
    ) or (before.tag in ("JJ", "VBN") and (before.lower in words.demonyms or before.lower == "old"))
    if not leads:
        return first
    while first > 0 and _joined(parsed, first - 1, at):
        token = tokens[first - 1]
        if token.tag in ("DT", "PRP$"):
            return first - 1
        if not token.tag.startswith(("JJ", "NN", "HYPH", "CD", "VBN", "VBG", "POS")):
            return first
        if token.tag == "NNS" and token.index != at - 1 and "old" not in token.lower:
            return first
        if token.tag in ("VBG", "VBN") and token.dep not in ("amod", "compound"):
            return first
        if at - first > 12:
            return first
        first -= 1
    return first


def lead_words(parsed: Parsed, name: PersonName) -> Sequence[Token]:
    """The tokens that lead to a name."""
    return parsed.tokens[name.first : name.bare]


def _is_person(parsed: Parsed, name: PersonName) -> bool:
    words = actor_words()
    tokens = parsed.tokens
    own = tokens[name.bare : name.last]
    lead = [token.lower.rstrip(".") for token in lead_words(parsed, name)]
    led = any(
        word in words.ranks
        or word in words.titles
        or word in words.posts
        or word in words.status
        or person_noun(word) is not None
        for word in lead
    )
    if own[-1].lower in words.things:
        surname = own[-1].lower in words.things_and_surnames
        if not surname or own[0].lower not in words.first_names:
            return False
    if led and (name.first < name.bare) and _leads_directly(parsed, name):
        return True
    labels = [token.entity for token in own]
    if _apposed_person(parsed, name):
        return True
    if len(own) == 1 and _acronym_like(parsed, own[0]):
        return False
    proper = [token for token in own if token.text[0].isupper()]
    if not proper:
        return False
    known_first = own[0].lower in words.first_names
    if len(proper) > 1 and known_first and labels[-1] not in ("FAC", "LAW", "EVENT"):
        return True
    if age_after(parsed, name.last) is not None:
        return True
    if len(own) == 1 and _place_like(parsed, name):
        return False
    if labels[-1] == "PERSON" or (labels.count("PERSON") * 2 > len(labels)):
        return own[-1].tag in _NOUNS
    return _relative_who(parsed, name) and not (set(labels) & _NO_PERSON)


def _leads_directly(parsed: Parsed, name: PersonName) -> bool:
    """Whether the word right before the name is one that goes before persons."""
    at = name.bare - 1
    if parsed.tokens[at].text == ".":
        at -= 1
    words = actor_words()
    lower = parsed.tokens[at].lower
    if parsed.tokens[at].tag == "POS" or at < name.first:
        return False
    named = parsed.tokens[name.last - 1].entity in ("GPE", "FAC", "LOC")
    if named and parsed.tokens[at].tag not in ("NNP",):
        return False
    return (
        lower in words.ranks
        or lower in words.titles
        or lower in words.posts
        or lower in words.status
        or person_noun(lower) is not None
    )


def _apposed_person(parsed: Parsed, name: PersonName) -> bool:
    """Whether an apposition says that the name is a person's: "Brandt, a judge,"."""
    for at in parsed.tokens[name.head].children:
        token = parsed.tokens[at]
        if token.dep == "appos" and at > name.head and token.tag == "NN":
            return person_noun(token.lower) is not None
    return False


def _acronym_like(parsed: Parsed, token: Token) -> bool:
    """Whether a lone word in capitals stands among words that are not."""
    if not token.text.isupper() or not 2 <= len(token.text) <= 6:
        return False
    sentence = parsed.sentences[token.sentence]
    return any(c.islower() for c in parsed.text[sentence.start : sentence.end])


def _relative_who(parsed: Parsed, name: PersonName) -> bool:
    at = name.last
    if at < len(parsed.tokens) and parsed.tokens[at].text == ",":
        at += 1
    return at < len(parsed.tokens) and parsed.tokens[at].lower in ("who", "whose")


def age_after(parsed: Parsed, at: int) -> int | None:
    """The token of an age that stands behind a name: ", 25," or "(25)" or ", aged 25"; or None."""
    tokens = parsed.tokens
    if at + 1 >= len(tokens) or tokens[at].text not in (",", "(", "["):
        return None
    number = at + 1
    if tokens[number].lower in ("aged", "age") and number + 1 < len(tokens):
        number += 1
    token = tokens[number]
    if not (token.text.isdigit() and 0 < int(token.text) < 120 and token.start > tokens[at].start):
        return None
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    ends = following is None or following.text in (",", ")", "]", ".", ";", ":", "—", "–")
    if tokens[number - 1].lower in ("aged", "age"):
        ends = True
    return number if ends else None
