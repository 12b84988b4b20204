"""What people fill in, read into records; what cannot be one is told in a sentence."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import structs

from corrobora.codebook.table import table
from corrobora.errors import CorroboraError
from corrobora.model import (
    OWN_VOICE,
    Attribution,
    Claim,
    Document,
    Role,
    Span,
    Speaker,
    Subject,
    SubjectKind,
)
from corrobora.store.accounts import User
from corrobora.values import (
    ActorKind,
    ActorRef,
    AnyValue,
    Category,
    Outcome,
    Place,
    Precision,
    Quantity,
    Stage,
    Stance,
    Text,
    Toll,
    When,
)

Form = Mapping[str, Any]


class FormError(CorroboraError):
    """Something filled in that cannot be used, and what would be right."""


def field(form: Form, name: str, most: int = 500) -> str:
    """A field without spaces at its ends, "" where it is missing. Raises FormError if too long."""
    value = form.get(name, "")
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > most:
        raise FormError(f"{name} is longer than {most} letters")
    return text


def whole(form: Form, name: str) -> int | None:
    """A whole number, None where the field is empty."""
    text = field(form, name, 20).replace(",", "").replace(" ", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise FormError(f"{name}: {text!r} is no whole number")
    return int(text)


def date(form: Form, name: str) -> dt.date | None:
    """A day, None where the field is empty."""
    text = field(form, name, 20)
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise FormError(f"{name}: {text!r} is no date; write it as 2015-10-03") from None


def choice(form: Form, name: str, kind: type[Any], default: Any) -> Any:
    """One of the words of an enumeration, `default` where the field is empty."""
    text = field(form, name, 40)
    if not text:
        return default
    try:
        return kind(text)
    except ValueError:
        raise FormError(f"{name}: there is no {text!r}") from None


def span(form: Form, document: Document) -> Span:
    """The words that were selected, or that were typed as they stand in the report."""
    start, end = whole(form, "start"), whole(form, "end")
    quote = form.get("quote", "")
    if start is not None and end is not None:
        if not start < end <= len(document.text):
            raise FormError("the words are not in the report")
        return Span(document_id=document.id, start=start, end=end)
    if not isinstance(quote, str) or not quote.strip():
        raise FormError("a claim stands on words of the report: select them, or type them")
    at = document.text.find(quote.strip())
    if at < 0:
        raise FormError(f"the report does not say “{quote.strip()[:80]}”, letter for letter")
    return Span(document_id=document.id, start=at, end=at + len(quote.strip()))


SHAPES = {
    Role.WHAT: "kind",
    Role.WHO: "actor",
    Role.WHOM: "actor",
    Role.RESPONSIBILITY: "actor",
    Role.WHERE: "place",
    Role.WHEN: "when",
    Role.TOLL: "toll",
    Role.AMOUNT: "quantity",
    Role.ACTOR_TYPE: "actor_type",
}


def shape(role: Role, old: AnyValue | None = None) -> str:
    """What a value is made of: as the old one is, else as values of the role are."""
    if isinstance(old, Category):
        return SHAPES.get(role, "code")
    if old is None:
        return SHAPES.get(role, "text")
    return str(type(old).__struct_config__.tag)


def value(form: Form, role: Role, said: str, old: AnyValue | None = None) -> AnyValue:
    """The value of a role; what is not filled in is taken from the words, or stays unknown."""
    made_of = shape(role, old)
    name = field(form, "name") or said
    if made_of == "toll":
        return _toll(form)
    if made_of == "when":
        return _when(form)
    if made_of == "place":
        return _place(form, said, old)
    if made_of == "actor":
        kind = choice(form, "actor_kind", ActorKind, ActorKind.UNKNOWN)
        return ActorRef(name=name, kind=kind, actor=getattr(old, "actor", None))
    if made_of in ("kind", "actor_type", "code"):
        return _category(form, role)
    if made_of == "quantity":
        return Quantity(low=whole(form, "low"), high=whole(form, "high"), what=name)
    return Text(text=name)


def said_by(
    form: Form, document: Document, known: Iterable[Claim], old: Attribution
) -> Attribution:
    """Who says it: one who speaks in the report's `known` claims, or is named by words of it.

    `old` where the field is missing or as it was, the document's own voice where it is empty.
    """
    name = field(form, "speaker", 200)
    nearest = old.speakers[0].name if old.speakers else ""
    if not isinstance(form.get("speaker"), str) or name == nearest:
        return old
    if not name:
        return OWN_VOICE
    for claim in known:
        for speaker in claim.attribution.speakers:
            if speaker.name == name:
                return Attribution(speakers=(speaker,))
    at = document.text.find(name)
    if at < 0:
        raise FormError(f"the report does not name “{name[:80]}”, letter for letter")
    words = Span(document_id=document.id, start=at, end=at + len(name))
    return Attribution(speakers=(Speaker(name=" ".join(name.split()), spans=(words,)),))


def new_claim(
    form: Form,
    document: Document,
    subject: Subject | None,
    user: User,
    known: Sequence[Claim] = (),
) -> Claim:
    """The claim that a person makes on words of a report; without `subject`, of a new event."""
    words = span(form, document)
    said = " ".join(document.quote(words).split())
    if not said:
        raise FormError("a claim stands on words of the report, not on spaces")
    role = choice(form, "role", Role, None)
    if subject is None:
        role = Role.WHAT
        subject = Subject(kind=SubjectKind.EVENT, anchor=words)
    if role is None:
        raise FormError("choose what the words tell: who, whom, where …")
    return Claim(
        subject=subject,
        role=role,
        value=value(form, role, said),
        spans=(words,),
        attribution=said_by(form, document, known, OWN_VOICE),
        stance=choice(form, "stance", Stance, Stance.CERTAIN),
        stage=choice(form, "stage", Stage, Stage.HAPPENED),
        origin=user.origin,
    )


def corrected(
    form: Form, old: Claim, document: Document, user: User, known: Sequence[Claim] = ()
) -> Claim:
    """The claim that a person puts in another's place: value, speaker, stance or words differ."""
    spans = old.spans
    if field(form, "start") or field(form, "quote", 5000):
        spans = (span(form, document),)
    said = " ".join(document.quote(spans[0]).split())
    better = Claim(
        subject=old.subject,
        role=old.role,
        value=value(form, old.role, said, old.value),
        spans=spans,
        attribution=said_by(form, document, known, old.attribution),
        stance=choice(form, "stance", Stance, old.stance),
        stage=choice(form, "stage", Stage, old.stage),
        origin=user.origin,
    )
    if better.id == old.id:
        raise FormError("nothing was changed")
    return better


def kinds() -> list[str]:
    """The codes of the kinds of event."""
    return list(table("codebook")["kinds"])


def _toll(form: Form) -> Toll:
    low, high = whole(form, "low"), whole(form, "high")
    if low is None and high is None:
        raise FormError("a toll has a number: at least, at most, or both")
    if low is not None and high is not None and low > high:
        raise FormError(f"at least {low} and at most {high} do not go together")
    return Toll(
        outcome=choice(form, "outcome", Outcome, Outcome.KILLED),
        low=low,
        high=high,
        group=field(form, "group") or None,
        group_kind=choice(form, "actor_kind", ActorKind, None),
    )


def _when(form: Form) -> When:
    first, last = date(form, "first"), date(form, "last")
    if first is None and last is None:
        raise FormError("a time has a first day, a last day, or both")
    last = last or (first if form.get("one_day", "1") else None)
    if first and last and first > last:
        raise FormError("the first day is after the last")
    precision = Precision.DAY if first == last else Precision.RANGE
    return When(first=first, last=last, precision=precision)


def _place(form: Form, said: str, old: AnyValue | None) -> Place:
    name = field(form, "name") or said
    chosen = field(form, "candidate", 80)
    if isinstance(old, Place) and (chosen or name == old.name):
        # A bearer that a person chose is beyond the gazetteer's doubt, the others fall away.
        candidates = tuple(
            structs.replace(one, score=1.0) for one in old.candidates if one.id == chosen
        )
        country = candidates[0].country if candidates else old.country
        kept = candidates or old.candidates
        return structs.replace(old, name=name, country=country, candidates=kept)
    return Place(name=name)


def _category(form: Form, role: Role) -> Category:
    code = field(form, "code", 60)
    if role is Role.WHAT and code not in kinds():
        raise FormError("choose the kind of event")
    if role is Role.ACTOR_TYPE:
        choice(form, "code", ActorKind, ActorKind.UNKNOWN)
    if not code:
        raise FormError("a code is missing")
    return Category(code=code)


__all__ = [
    "Form",
    "FormError",
    "choice",
    "corrected",
    "date",
    "field",
    "kinds",
    "new_claim",
    "said_by",
    "span",
    "value",
    "whole",
]
