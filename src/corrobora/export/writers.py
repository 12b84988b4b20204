"""Writers: each turns what the pass shows it into one file of one profile and ending."""

from collections.abc import Callable, Mapping
from typing import IO, Any, Protocol

import msgspec

from corrobora.assemble.incidents import Assembled
from corrobora.assemble.summary import Summary
from corrobora.assemble.views import Views
from corrobora.export.cells import CsvRows
from corrobora.export.coded import coded
from corrobora.export.coded_form import encode_coded
from corrobora.export.geojson import feature
from corrobora.export.incident_json import incident_object
from corrobora.export.people import (
    PEOPLE_COLUMNS,
    VICTIM_COLUMNS,
    people_rows,
    victim_rows,
)
from corrobora.export.rows import CLAIM_COLUMNS, INCIDENT_COLUMNS, claim_row, incident_row
from corrobora.model import Document, Record

Documents = Mapping[str, Document]


class Told(Record, frozen=True, kw_only=True):
    """One document as the pass shows it, with the incident of each of its events."""

    document: Document
    views: Views
    incidents: Mapping[str, str]


class Writer(Protocol):
    """Is shown every incident once, every document once, the whole, and then that it is over."""

    def incident(self, summary: Summary, documents: Documents) -> None:
        """Take note of an incident."""

    def document(self, told: Told) -> None:
        """Take note of a document."""

    def whole(self, assembled: Assembled) -> None:
        """Take note of what lies across documents: people."""

    def end(self) -> None:
        """Write what closes the file."""


class _Writer:
    """A writer that writes nothing, for those that care for one kind of thing only."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream

    def incident(self, summary: Summary, documents: Documents) -> None:
        """Pass over an incident."""

    def document(self, told: Told) -> None:
        """Pass over a document."""

    def whole(self, assembled: Assembled) -> None:
        """Pass over the whole."""

    def end(self) -> None:
        """Close nothing."""

    def line(self, value: Any) -> None:
        """Write one line of JSON."""
        self.stream.write(_json(value) + "\n")


class IncidentsJsonLines(_Writer):
    """One JSON object an incident, with its claims."""

    def incident(self, summary: Summary, documents: Documents) -> None:
        """Write an incident."""
        self.line(incident_object(summary, documents))


class IncidentsCsv(_Writer):
    """One row an incident."""

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(stream)
        self.rows = CsvRows(stream, INCIDENT_COLUMNS)

    def incident(self, summary: Summary, documents: Documents) -> None:
        """Write an incident."""
        self.rows.add(incident_row(summary, documents))


class IncidentsGeoJson(_Writer):
    """One feature collection, one feature an incident, each on a line of its own."""

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(stream)
        self.before = '{"type":"FeatureCollection","features":[\n'

    def incident(self, summary: Summary, documents: Documents) -> None:
        """Write an incident."""
        self.stream.write(self.before + _json(feature(summary, documents)))
        self.before = ",\n"

    def end(self) -> None:
        """Close the collection."""
        start = self.before if self.before.startswith("{") else "\n"
        self.stream.write(start + "]}\n")


class ClaimsJsonLines(_Writer):
    """One JSON object a claim, flat as the row, what is unknown left null."""

    def document(self, told: Told) -> None:
        """Write the claims of a document in text order."""
        for row in _claim_rows(told):
            self.line(row)


class ClaimsCsv(_Writer):
    """One row a claim."""

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(stream)
        self.rows = CsvRows(stream, CLAIM_COLUMNS)

    def document(self, told: Told) -> None:
        """Write the claims of a document in text order."""
        for row in _claim_rows(told):
            self.rows.add(row)


class CodedJsonLines(_Writer):
    """One JSON object a document, in the coders' form."""

    def document(self, told: Told) -> None:
        """Write a document."""
        self.stream.write(encode_coded(coded(told.document, told.views)).decode() + "\n")


class PeopleJsonLines(_Writer):
    """One JSON object a person or group."""

    def whole(self, assembled: Assembled) -> None:
        """Write the people."""
        for row in people_rows(assembled):
            self.line(row)


class PeopleCsv(_Writer):
    """One row a person or group."""

    def whole(self, assembled: Assembled) -> None:
        """Write the people."""
        rows = CsvRows(self.stream, PEOPLE_COLUMNS)
        for row in people_rows(assembled):
            rows.add(row)


class VictimsJsonLines(_Writer):
    """One JSON object a named victim of an incident."""

    def whole(self, assembled: Assembled) -> None:
        """Write the victims."""
        for row in victim_rows(assembled):
            self.line(row)


class VictimsCsv(_Writer):
    """One row a named victim of an incident."""

    def whole(self, assembled: Assembled) -> None:
        """Write the victims."""
        rows = CsvRows(self.stream, VICTIM_COLUMNS)
        for row in victim_rows(assembled):
            rows.add(row)


# Profile -> ending -> the writer.
WRITERS: Mapping[str, Mapping[str, Callable[[IO[str]], Writer]]] = {
    "incidents": {
        ".csv": IncidentsCsv,
        ".jsonl": IncidentsJsonLines,
        ".geojson": IncidentsGeoJson,
    },
    "claims": {".csv": ClaimsCsv, ".jsonl": ClaimsJsonLines},
    "coded": {".jsonl": CodedJsonLines},
    "people": {".csv": PeopleCsv, ".jsonl": PeopleJsonLines},
    "victims": {".csv": VictimsCsv, ".jsonl": VictimsJsonLines},
}


def _claim_rows(told: Told) -> list[dict[str, Any]]:
    seen = told.views
    wrong = {claim.id for claim in seen.rejected}
    claims = [c for view in (*seen.events, *seen.figures, *seen.actors) for c in view.claims]
    claims += seen.rejected
    claims.sort(key=lambda claim: (claim.spans[0], claim.id))
    return [
        dict(
            claim_row(claim, told.document, told.incidents.get(claim.subject.id), claim.id in wrong)
        )
        for claim in claims
    ]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
