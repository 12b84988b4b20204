"""Claims of responsibility, denials and accusations: shown as such, with who says them."""

from typing import Any

from corrobora.model import Attribution, Claim, Role, Speaker, SpeakerKind
from corrobora.store import query
from corrobora.values import ActorKind, ActorRef, Stance, Text
from corrobora.web.desk import Desk
from tests.claims import Report
from tests.web.asking import Asker
from tests.web.test_deciding import row_of
from tests.web.test_finding import added

Events = tuple[str, str, str]


def blamed(desk: Desk) -> tuple[str, str]:
    """Keep a report with all three; the ids of its event and of the report."""
    report = Report(
        "Shelling killed two in Orman. Police blamed the Varn Brigade. The Varn Brigade denied it. "
        "The Kelt Front said it had fired.",
        published="2021-06-10",
    )
    event = report.event("Shelling", "shelling").where("Orman", "AF", id="geo:9")
    brigade = ActorRef(name="the Varn Brigade", kind=ActorKind.MILITIA)
    police = Speaker(name="Police", kind=SpeakerKind.POLICE, spans=(report.span("Police"),))
    itself = Speaker(
        name="The Varn Brigade",
        kind=SpeakerKind.REBEL,
        spans=(report.span("The Varn Brigade"),),
        party=True,
    )
    front = Speaker(name="the Kelt Front", spans=(report.span("The Kelt Front"),), party=True)
    event.add(
        Role.RESPONSIBILITY,
        brigade,
        "the Varn Brigade",
        attribution=Attribution(speakers=(police,)),
    )
    event.add(
        Role.RESPONSIBILITY,
        brigade,
        "The Varn Brigade",
        attribution=Attribution(speakers=(itself,)),
        stance=Stance.DENIED,
    )
    event.add(
        Role.RESPONSIBILITY,
        ActorRef(name="the Kelt Front"),
        "The Kelt Front",
        attribution=Attribution(speakers=(front,)),
    )
    added(desk, (report, event.claims))
    return event.id, report.document.id


def test_an_incident_tells_who_accuses_who_denies_and_who_owns_up(desk: Desk, ask: Asker) -> None:
    event, _ = blamed(desk)
    page = ask.page(f"/incidents/{row_of(desk, event).id}")
    panel = page.split('id="responsibility"')[1].split("</section>")[0]
    rows = panel.split("<tr>")
    hows = ("is accused", "denies", "claims r")
    of = {how: next(row for row in rows if how in row) for how in hows}
    assert "Police" in of["is accused"] and "police, authority" in of["is accused"]
    assert "party to it" in of["denies"] and "Varn Brigade" in of["denies"]
    assert "Kelt Front" in of["claims r"] and "authority" not in of["claims r"]


def test_an_incident_tells_that_nobody_has_claimed_it(desk: Desk, ask: Asker) -> None:
    report = Report("Shelling hit Orman. No group has claimed it.", published="2021-06-10")
    event = report.event("Shelling", "shelling").where("Orman", "AF", id="geo:9")
    words = "No group has claimed it"
    event.add(Role.RESPONSIBILITY, Text(text=words), words)
    added(desk, (report, event.claims))
    page = ask.page(f"/incidents/{row_of(desk, event.id).id}")
    panel = page.split('id="responsibility"')[1].split("</section>")[0]
    assert words in panel and "unclaimed" in panel


def test_a_report_shows_how_each_stands_to_the_deed_and_who_says_so(desk: Desk, ask: Asker) -> None:
    _, report = blamed(desk)
    page = ask.page(f"/documents/{report}")
    cards = page.split('aria-label="Events in this report"')[1]
    for how in ("is accused", "denies responsibility", "claims responsibility"):
        assert f'<span class="answers">{how}</span>' in cards, how
    assert "(police, authority)" in cards and "(rebel, party to it)" in cards


def test_a_name_lists_what_it_is_held_responsible_for(desk: Desk, ask: Asker) -> None:
    blamed(desk)
    assert "Varn Brigade" in ask.page("/people?role=responsibility")
    page = ask.page("/people/varn%20brigade")
    section = page.split('id="responsibility"')[1].split("</section>")[0]
    assert "is accused" in section and "denies responsibility" in section


def test_a_person_says_who_speaks(desk: Desk, ask: Asker) -> None:
    event, report = blamed(desk)
    send = f"/documents/{report}/claims"
    fields: dict[str, Any] = {"subject": event, "role": "responsibility", "quote": "The Kelt Front"}
    page = ask.send(send, **fields, speaker="Police")
    assert page.count("(police, authority)") == 2, "one whom the reader knows is known"
    page = ask.send(send, **fields, speaker="Nobody There", answers=422)
    assert "does not name" in page
    made = persons_claims(desk, report)
    assert [one.attribution.speakers[0].name for one in made] == ["Police"]


def persons_claims(desk: Desk, report: str) -> list[Claim]:
    """The claims of a report that a person made."""
    claims = query.claims_in_force(desk.workspace, [report])
    return [one for one in claims if one.origin.startswith("review:")]
