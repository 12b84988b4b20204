"""A reader without a parser, so that commands can be tried in a blink."""

import re
from collections.abc import Iterable, Iterator

from corrobora.model import (
    Attribution,
    Claim,
    Document,
    Refusal,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Subject,
    SubjectKind,
)
from corrobora.pipeline import Reader
from corrobora.values import AnyValue, Category, Outcome, Precision, Toll, When

ORIGIN = "rules@1"


def read(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim], list[Refusal]]]:
    """An event where the text says "shell", its toll where it says "N people were killed"."""
    for document in documents:
        yield document, list(_claims(document)), []


def _claims(document: Document) -> Iterator[Claim]:
    trigger = re.search("shell", document.text)
    if trigger is None:
        return
    subject = Subject(kind=SubjectKind.EVENT, anchor=_span(document, trigger))
    police = re.search("police said", document.text)
    said = Attribution()
    if police:
        speaker = Speaker(name="police", kind=SpeakerKind.POLICE, spans=(_span(document, police),))
        said = Attribution(speakers=(speaker,))

    def claim(role: Role, value: AnyValue, words: re.Match[str]) -> Claim:
        return Claim(
            subject=subject,
            role=role,
            value=value,
            spans=(_span(document, words),),
            attribution=said,
            origin=ORIGIN,
            confidence=0.8,
        )

    yield claim(Role.WHAT, Category(code="shelling"), trigger)
    day = document.published
    if day is not None:
        time = When(first=day, last=day, precision=Precision.DAY, anchor=day)
        yield claim(Role.WHEN, time, trigger)
    toll = re.search(r"(\d+) people were killed", document.text)
    if toll:
        number = int(toll[1])
        value = Toll(outcome=Outcome.KILLED, low=number, high=number)
        yield claim(Role.TOLL, value, toll)


def _span(document: Document, words: re.Match[str]) -> Span:
    return Span(document_id=document.id, start=words.start(), end=words.end())


READER = Reader(read, (ORIGIN,))
