"""The API: its description is true, whatever is asked, and it decides as the pages do."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from corrobora.web.app import create_app
from corrobora.web.desk import Desk
from tests.web.asking import Asker
from tests.web.test_deciding import claim_with, row_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
Events = tuple[str, str, str]


def test_every_answer_is_as_the_description_says(desk: Desk) -> None:
    app = create_app(desk)
    here = {"host": "127.0.0.1"}
    described = schemathesis.openapi.from_asgi("/api/schema/openapi.json", app, headers=here)
    for operation in described.get_all_operations():

        @settings(
            max_examples=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def run(case: Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS, headers=here)

        assert isinstance(operation, Ok)
        given(case=operation.ok().as_strategy())(run)()


def test_an_incident_is_told_with_its_claims(desk: Desk, ask: Asker, events: Events) -> None:
    row = row_of(desk, events[0])
    told = ask.client.get(f"/api/v1/incidents/{row.id}").json()
    assert told["killed_low"] == row.killed.low
    quotes = [q for e in told["events"] for c in e["claims"] for q in c["quotes"]]
    assert "at least nine people" in quotes
    listed = ask.client.get("/api/v1/incidents", params={"q": "hospital"}).json()
    assert listed["total"] == 1


def test_a_verdict_by_the_api_moves_the_answer_and_needs_the_token(
    desk: Desk, ask: Asker, events: Events
) -> None:
    claim = claim_with(desk, "at least nine people")
    address = f"/api/v1/claims/{claim.id}/verdict"
    ask.page("/")
    assert ask.client.post(address, json={"verdict": "no"}).status_code == 403
    token = ask.client.cookies.get("corrobora-csrf")
    assert token is not None
    headers = {"x-csrftoken": token}
    answer = ask.client.post(address, json={"verdict": "no", "seen": ""}, headers=headers)
    assert answer.status_code == 200
    assert row_of(desk, events[0]).killed.low == 11
    stale = ask.client.post(address, json={"verdict": "yes", "seen": ""}, headers=headers)
    assert stale.status_code == 409
