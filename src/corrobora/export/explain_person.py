"""A person across reports in words, and why two actors are one person to the program or two."""

from collections.abc import Iterator, Mapping

from corrobora.assemble.incidents import Assembled
from corrobora.assemble.people import Person, bearers, people
from corrobora.errors import InputError
from corrobora.export.explain import Line, Style, find, line
from corrobora.export.explain_pair import ruling_lines
from corrobora.export.rows import source_words
from corrobora.link.persons import Bearer, judge_persons
from corrobora.model import Actor, Role, Verdict

_VERDICTS = {
    Verdict.YES: "one person or group",
    Verdict.UNSURE: "a question for a person",
    Verdict.NO: "not to be taken for one",
}
_DETAILS = (Role.AGE, Role.SEX, Role.RANK, Role.ORIGIN, Role.RESIDENCE, Role.POSITION)


def is_person(wanted: str) -> bool:
    """Whether an id, or its beginning, is a person's."""
    return wanted.startswith("p_")


def person_of(assembled: Assembled, wanted: str) -> Person:
    """The person whose id begins so. Raises InputError for none or several."""
    found = [one for one in people(assembled) if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise InputError(f"{len(found) or 'no'} persons have an id that begins {wanted!r}")
    return found[0]


def explain_person(assembled: Assembled, wanted: str) -> list[Line]:
    """Who stands under the person id that begins so. Raises InputError for none or several."""
    return list(_person(assembled, person_of(assembled, wanted)))


def explain_actors(assembled: Assembled, one: str, other: str) -> list[Line]:
    """How two actors, or the closest actors of two persons, were judged.

    Raises InputError where an id names no actor and no person, or one that goes by no name.
    """
    ours, theirs = _actors(assembled, one), _actors(assembled, other)
    pairs = [(a, b) for a in ours for b in theirs if a != b]
    if not pairs:
        raise InputError("both ids name one actor")
    known = {bearer.subject: bearer for bearer in bearers(assembled)}

    def closeness(pair: tuple[Actor, Actor]) -> float:
        a, b = (known.get(actor.subject.id) for actor in pair)
        return judge_persons(a, b).score if a and b else -1.0

    return _compared(assembled, known, *max(pairs, key=closeness))


def _actors(assembled: Assembled, wanted: str) -> tuple[Actor, ...]:
    if is_person(wanted):
        return person_of(assembled, wanted).actors
    found = find(assembled, wanted)
    if not isinstance(found, Actor):
        raise InputError(f"{wanted!r} is neither an actor nor a person")
    return (found,)


def _compared(
    assembled: Assembled, known: Mapping[str, Bearer], left: Actor, right: Actor
) -> list[Line]:
    ours, theirs = (known.get(one.subject.id) for one in (left, right))
    if ours is None or theirs is None:
        raise InputError(
            "who goes by no name is nobody in particular: only named actors are linked"
        )
    together = any({left, right} <= set(person.actors) for person in people(assembled))
    match = judge_persons(ours, theirs)
    shown = "are one person or group" if together else "are two"
    lines = [
        line(0, (f"{left.subject.id} and {right.subject.id} ", Style.HEADING), (shown, Style.VALUE))
    ]
    for one in (ours, theirs):
        source = source_words(one.document, assembled.documents)
        lines.append(line(1, (one.name, Style.VALUE), (f"  {source}", Style.MUTED)))
    lines += ruling_lines(assembled, left, right, _VERDICTS)
    verdict = f"{match.score:.0%}: {_VERDICTS[match.verdict]}"
    lines.append(line(1, ("the program: ", Style.LABEL), (verdict, Style.VALUE)))
    for found in sorted(match.evidence, key=lambda one: -abs(one.points)):
        points = f"{found.points:+.1f}  "
        lines.append(line(2, (points, Style.MUTED), (found.reason, Style.PLAIN)))
    return lines


def _person(assembled: Assembled, person: Person) -> Iterator[Line]:
    yield line(0, (f"{person.name} ", Style.HEADING), (person.id, Style.MUTED))
    for role in _DETAILS:
        told = person.told(role)
        if told:
            yield line(1, (f"{role.value}: ", Style.LABEL), ("; ".join(told), Style.VALUE))
    for actor in person.actors:
        names = "; ".join(dict.fromkeys(getattr(c.value, "text", "") for c in actor.of(Role.NAME)))
        source = source_words(actor.subject.anchor.document_id, assembled.documents)
        yield line(
            1,
            (actor.subject.id, Style.MUTED),
            (f"  {names}", Style.VALUE),
            (f"  {source}", Style.MUTED),
        )


__all__ = ["explain_actors", "explain_person", "is_person", "person_of"]
