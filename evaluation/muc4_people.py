"""Human targets of an incident as MUC-4 fills, each with what befell it."""

import re
from dataclasses import dataclass, field

from corrobora.annotate.counts import parse_number
from corrobora.annotate.counts_numbers import exact_number
from corrobora.annotate.people import is_person_noun
from corrobora.model import Claim, Role
from corrobora.values import ActorKind, ActorRef, Outcome, Text, Toll
from evaluation.muc4_incidents import Incident, Message, opponent
from evaluation.muc4_words import known, listed, nation, people_type, tidy, words

_PEOPLE_BY_KIND = {
    ActorKind.POLICE: "LAW ENFORCEMENT",
    ActorKind.MILITARY: "ACTIVE MILITARY",
    ActorKind.STATE_FORCE: "ACTIVE MILITARY",
    ActorKind.GOVERNMENT: "GOVERNMENT OFFICIAL",
}
_EFFECTS = {
    Outcome.KILLED: "DEATH",
    Outcome.INJURED: "INJURY",
    Outcome.RELEASED: "REGAINED FREEDOM",
}
_HARMS = frozenset([*_EFFECTS, Outcome.CAPTURED])
_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]?")
# Pronouns and words that stand for someone named elsewhere tell nothing as fills.
_EMPTY = frozenset(
    "he she it they them him her we us i you who which that those these one two three four five "
    "six others other someone anyone everyone no none several many some all both his hers its "
    "their theirs dozens hundreds thousands people's result".split()
)


def full_phrase(message: Message, claim: Claim) -> str | None:
    """The words of an actor's claim, or its fullest name where the words are a pronoun."""
    value = claim.value
    quote = message.quote(claim)
    if set(words(quote)) <= _EMPTY and isinstance(value, ActorRef):
        quote = " ".join(value.name.split())
    return None if set(words(quote)) <= _EMPTY else quote


@dataclass
class Target:
    """A human target: the name or the description that the other fills refer to."""

    name: str | None = None
    descriptions: list[str] = field(default_factory=list)
    type: str = "CIVILIAN"
    number: str = "1"
    effects: list[str] = field(default_factory=list)
    nation: str | None = None
    actor: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """The filler that type, number and effect refer to."""
        return self.name or self.descriptions[0]


def people(message: Message, one: Incident) -> list[Target]:
    """The human targets, each once, with what befell them."""
    found: list[Target] = []
    for claim in one.of(Role.WHOM, Role.TOLL):
        value = claim.value
        if isinstance(value, ActorRef) and value.kind is ActorKind.OBJECT:
            continue
        if isinstance(value, Toll) and (value.high == 0 or value.outcome not in _HARMS):
            continue
        if opponent(message, claim):
            continue
        target = _place(message, found, claim)
        if target and not target.effects and claim.role is Role.WHOM and _killed(one, claim):
            target.effects.append("DEATH")
    return once(found)


def once(found: list[Target]) -> list[Target]:
    """The targets without those told again in fewer words.

    "The women" are the "two Salvadoran women", "the priests" the "six priests", and "the victim" or
    "two citizens" the one or two whose names are given.
    """
    kept: list[Target] = []
    named = [target for target in found if target.name]
    for target in found:
        if target.name is None and (
            any(_less(target, other) for other in found if other is not target)
            or _are_named(target, named)
        ):
            continue
        kept.append(target)
    return kept


def _less(target: Target, other: Target) -> bool:
    """Whether a description says less than another of the same people."""
    if other.name is not None or not _effects_fit(target, other):
        return False
    left, right = words(target.descriptions[0]), words(other.descriptions[0])
    if not left or not right or left[-1] != right[-1]:
        return False
    if target.number == other.number:
        return set(left) < set(right)
    return target.number == "PLURAL" and set(left) <= set(right)


def _are_named(target: Target, named: list[Target]) -> bool:
    """Whether those described are the ones named: as many, of the same fate, by a general word."""
    same = [other for other in named if _effects_fit(target, other)]
    general = words(target.descriptions[0])[-1:] and words(target.descriptions[0])[-1] in _GENERAL
    return bool(same) and target.number == str(len(same)) and bool(general)


def _effects_fit(target: Target, other: Target) -> bool:
    return not target.effects or set(target.effects) <= set(other.effects)


# Words that take up somebody named: they say nothing of their own.
_GENERAL = frozenset(
    "victim victims person persons people man men woman women citizen citizens leader leaders "
    "colleague individual individuals clergyman priest priests technician technicians engineer "
    "engineers peasant peasants missionary missionaries couple brother brothers official "
    "politician hostage hostages foreigners members member".split()
)


def _killed(one: Incident, claim: Claim) -> bool:
    """Whether a target's claim belongs to a telling that is a killing by its own words."""
    told = [c for c in one.of(Role.WHAT) if c.subject == claim.subject]
    done = one.stage == "ACCOMPLISHED"
    return done and any(
        (c.rule or "").startswith(("trigger:killing", "trigger:exec")) for c in told
    )


def _place(message: Message, found: list[Target], claim: Claim) -> Target | None:
    """The target that a claim is about, which it adds to or makes; None where it names nobody."""
    span = (claim.spans[0].start, claim.spans[0].end)
    value = claim.value
    actor = value.actor if isinstance(value, ActorRef) else None
    same = next(
        (
            t
            for t in found
            if (actor and t.actor == actor)
            or any(span[0] < end and start < span[1] for start, end in t.spans)
        ),
        None,
    )
    target = same or _target(message, claim)
    if target is None:
        return None
    if same is None:
        twin = next(
            (t for t in found if t.name and target.name and known([t.name], target.name)), None
        )
        if twin is None:
            twin = next(
                (t for t in found if not t.name and t.descriptions == target.descriptions), None
            )
        if twin is not None and (target.name or twin.number == target.number):
            target = twin
        else:
            found.append(target)
    target.spans.append(span)
    target.actor = target.actor or actor
    if isinstance(value, Toll):
        effect = _EFFECTS.get(value.outcome)
        if effect and effect not in target.effects:
            target.effects.append(effect)
        if target.name is None:
            target.number = _amount(message.quote(claim), value.low, value.high) or target.number
    return target


def _amount(phrase: str, low: int | None, high: int | None) -> str | None:
    """A number of people as the keys write it; None where the words give a bare plural.

    "Some 50" is ~50 and "more than 50" is 50-: the number said stands, not the bounds it leaves.
    """
    if low is not None and low == high:
        return str(low)
    said = [n for word in words(phrase) if (n := exact_number(word)) is not None]
    if len(said) == 1 and high is not None:
        return f"~{said[0]}"
    if said and high is None:
        return f"{said[0]} -"
    return f"{low} - {high}" if len(said) > 1 else None


def _target(message: Message, claim: Claim) -> Target | None:
    value = claim.value
    phrase = full_phrase(message, claim)
    if phrase is None:
        return None
    kind = value.kind if isinstance(value, ActorRef) else getattr(value, "group_kind", None)
    details = _details(message, value.actor) if isinstance(value, ActorRef) else {}
    is_name = (claim.rule or "").endswith(("person-name", "named person")) or _person(
        message, claim
    )
    if is_name:
        fullest = value.name if isinstance(value, ActorRef) else phrase
        name = without_titles(message, claim, tidy(fullest))
        titles = [tidy(t) for t in details.get("title", [])]
        leading = tidy(phrase)[: -len(name)].strip() if tidy(phrase).endswith(name) else ""
        if leading and not any(leading in t or t in leading for t in titles):
            titles.append(leading)
        said = " ".join([phrase, *titles, *details.get("member", [])])
        type_ = people_type(" ".join([*titles, leading])) or _PEOPLE_BY_KIND.get(
            kind or ActorKind.UNKNOWN, "CIVILIAN"
        )
        return Target(
            name=name,
            descriptions=list(dict.fromkeys(t for t in titles if t))[:1],
            type=type_,
            nation=nation(" ".join([said, *details.get("nation", [])])),
        )
    described = _GATHERED.sub("", phrase)
    description = description_of(described)
    if not description or not _of_people(description):
        return None
    return Target(
        descriptions=[description],
        type=people_type(description) or _PEOPLE_BY_KIND.get(kind or ActorKind.UNKNOWN, "CIVILIAN"),
        number=counted(described),
        nation=nation(phrase),
    )


_GATHERED = re.compile(
    r"^(?:AN? |THE )?(?:\w+ )?(?:GROUP|NUMBER|COMMUNITY|SERIES) OF\s+", re.IGNORECASE
)


def _of_people(description: str) -> bool:
    """Whether a description is of people: an embassy or a pole is a physical target."""
    head = description.split(" OF ")[0].split(" WHO ")[0].split(",")[0].split()[-1].lower()
    return is_person_noun(head) or head in _BODIES


_BODIES = frozenset(
    "group family families crew personnel police staff security corps patrol guard troops army "
    "population community unit squad command jesuits wounded dead injured victims".split()
)

# Rules of the reader that find actors by other words than their names.
_UNNAMED = ("pronoun", "people-noun")


def _person(message: Message, claim: Claim) -> bool:
    """Whether the actor of a pronoun or a description is a named person."""
    value = claim.value
    if not isinstance(value, ActorRef) or not (claim.rule or "").endswith(_UNNAMED):
        return False
    if tidy(value.name) in tidy(message.quote(claim)):
        return False
    first = value.name.split()[0].lower()
    if first in ("the", "a", "an", "his", "her", "their", "some", "several", "two", "three"):
        return False
    name = next((c for c in message.actors.get(value.actor or "", []) if c.role is Role.NAME), None)
    return name is not None and message.named(name)


def _details(message: Message, actor: str | None) -> dict[str, list[str]]:
    """What the message tells of an actor: titles, memberships, nationalities."""
    found: dict[str, list[str]] = {}
    kinds = {
        Role.POSITION: "title",
        Role.RANK: "title",
        Role.STATUS: "title",
        Role.MEMBER_OF: "member",
        Role.NATIONALITY: "nation",
    }
    for claim in message.actors.get(actor or "", []):
        if claim.role in kinds and isinstance(claim.value, Text):
            found.setdefault(kinds[claim.role], []).append(message.quote(claim))
    return found


def without_titles(message: Message, claim: Claim, name: str) -> str:
    """A name without the titles before it: the words that are no names in natural case."""
    value = claim.value
    actor = value.actor if isinstance(value, ActorRef) else None
    titles = " ".join(_details(message, actor).get("title", [])).upper().split()
    tokens = name.split()
    while len(tokens) > 1 and (tokens[0] in titles or tokens[0].strip(".") in _TITLES):
        tokens = tokens[1:]
    return " ".join(tokens)


_TITLES = frozenset(
    "MR MRS MS MISS DR MSGR MONSIGNOR FATHER BISHOP ARCHBISHOP SENATOR DEPUTY PRESIDENT MINISTER "
    "GENERAL GEN COLONEL COL CAPTAIN CAPT MAJOR MAJ LIEUTENANT LT SERGEANT SGT CORPORAL JUDGE "
    "MAYOR GOVERNOR COMMANDER ENGINEER PRIEST REVEREND REV ATTORNEY JOURNALIST PROFESSOR LEADER "
    "AMBASSADOR SPOKESMAN COMRADE CITIZEN".split()
)


def description_of(phrase: str) -> str:
    """A description without its number and articles."""
    tokens = tidy(_BRACKETS.sub("", phrase)).split()
    while len(tokens) > 1 and (parse_number(tokens[0]) is not None or tokens[0] in _QUANTITY):
        tokens = tokens[1:]
    found = " ".join(tokens)
    empty = set(words(found)) <= _EMPTY | listed("harm") or set(found.split()) <= _TITLES
    return "" if empty or parse_number(found) is not None else found


_QUANTITY = frozenset("OF A SOME MORE THAN ABOUT OVER NEARLY ANOTHER OTHER SEVERAL MANY".split())


def counted(phrase: str) -> str:
    """The number that a phrase says: digits, PLURAL for an unnumbered plural, or 1."""
    number = parse_number(phrase)
    amount = _amount(phrase, *number) if number is not None else None
    if amount is not None:
        return amount
    head = tidy(phrase).split(" OF ")[0].split()[-1]
    many = (head[-1] == "S" and head[-2:] != "SS") or head.endswith(("MEN", "PEOPLE", "CHILDREN"))
    return "PLURAL" if many else "1"
