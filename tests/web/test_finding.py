"""Finding things: by actor, place, country and day; persons with what is said of them; sources."""

import csv
import io
import re

from corrobora.assemble.summary import summary
from corrobora.model import Attribution, Claim, Document, Role, Speaker, SpeakerKind, Status
from corrobora.record import decode
from corrobora.store import desk_query
from corrobora.values import ActorKind, ActorRef, PlaceCandidate
from corrobora.web.desk import Desk
from corrobora.web.index import explore
from corrobora.web.index.explore import Query
from corrobora.web.index.rows import Row
from corrobora.web.pages.incidents import assembled
from corrobora.web.views.incident import matrix
from tests.claims import Report
from tests.web.asking import Asker
from tests.web.corpus import keep
from tests.web.test_deciding import row_of

Events = tuple[str, str, str]


def added(desk: Desk, *told: tuple[Report, list[Claim]]) -> None:
    """Keep more reports, and index them."""
    documents: list[Document] = [report.document for report, _ in told]
    keep(desk.workspace, documents, [claim for _, claims in told for claim in claims])
    desk.index.catch_up()


def killing() -> tuple[Report, list[Claim]]:
    """A report on a man with a name, an age and a killer."""
    report = Report(
        "Gunmen shot dead Ilya Tarn, 34, in Orman on 9 June. Police said the gunmen fled.",
        published="2021-06-10",
        name="orman",
        publisher="Orman Post",
    )
    person = report.person("Ilya Tarn", "Ilya Tarn", "civilian", age="34")
    event = report.event("shot dead", "shooting").when("on 9 June", "2021-06-09")
    event.where("Orman", "AF", id="geo:9").who("Gunmen")
    whom = ActorRef(name="Ilya Tarn", kind=ActorKind.CIVILIAN, actor=person.id)
    event.add(Role.WHOM, whom, "Ilya Tarn").toll("Ilya Tarn", 1, 1)
    return report, [*event.claims, *person.claims]


def titles(desk: Desk, query: Query) -> list[str]:
    """The titles of what fits, in order."""
    _, fits = explore.find(desk.index, query)
    numbers = explore.all_numbers(desk.index.columns, fits, query)
    return [decode(one, Row).title for one in desk_query.records(desk.index.file, numbers)]


def test_incidents_are_found_by_who_did_it_and_where(desk: Desk, events: Events) -> None:
    added(desk, killing())
    assert titles(desk, Query(facets={"doer": ("gunmen",)})) == [
        "Shooting, Orman, Afghanistan, 9 June 2021"
    ]
    by_front = titles(desk, Query(facets={"doer": ("northern front",)}))
    assert by_front == [row_of(desk, events[0]).title]
    both = Query(facets={"doer": ("gunmen", "northern front")})
    assert len(titles(desk, both)) == 2
    assert len(titles(desk, Query(facets={"place": ("orman",)}))) == 1
    assert explore.label(desk.index.columns, "doer", "northern front") == "The Northern Front"
    assert explore.label(desk.index.columns, "country", "AF") == "Afghanistan"


def test_every_order_holds_all_and_the_export_keeps_it(desk: Desk, ask: Asker) -> None:
    added(desk, killing())
    everything = sorted(titles(desk, Query()))
    for sort in explore.SORTS:
        assert sorted(titles(desk, Query(sort=sort))) == everything, sort
    assert "Orman" in titles(desk, Query(sort="-date"))[0]
    assert "Orman" not in titles(desk, Query(sort="date"))[0]
    for sort in ("date", "-date"):
        text = ask.client.get(f"/explore/export?sort={sort}&profile=incidents&ending=.csv").text
        rows = list(csv.DictReader(io.StringIO(text)))
        at = next(at for at, row in enumerate(rows) if "Orman" in str(row))
        assert (at == 0) == (sort == "-date"), sort


def test_what_cannot_be_drawn_can_be_asked_for(desk: Desk, ask: Asker) -> None:
    report = Report("Shelling killed two in Orman.", name="undated")
    added(desk, (report, report.event("Shelling", "shelling").toll("two", 2, 2).claims))
    found, _ = explore.find(desk.index, Query())
    undated, _ = explore.find(desk.index, explore.parse({"undated": "only"}, {}, "median"))
    unmapped, _ = explore.find(desk.index, explore.parse({"mapped": "0"}, {}, "median"))
    assert undated.total == found.undated == 1
    assert unmapped.total == found.total - found.mapped == 1
    assert "without a date" in ask.page("/explore?undated=only")


def test_a_bar_leads_to_as_many_as_it_says(desk: Desk, ask: Asker) -> None:
    report = Report("Fighting went on from April to June 2021 in Orman.", published="2021-07-01")
    event = report.event("Fighting", "clash").when("from April to June 2021", "2021-04-01")
    long = event.when("from April to June 2021", "2021-04-01", "2021-06-30")
    added(desk, (report, long.claims))
    page = ask.raw("/explore")
    bars = re.findall(r'<a href="(/explore\?[^"]*)" aria-label="[A-Z][a-z]+ 2021: (\d+)">', page)
    assert bars
    for address, n in bars:
        shown = ask.page(address.replace("&amp;", "&"))
        assert f"<b>{n} incident" in shown, address


def test_a_named_victim_is_listed_with_who_says_so(desk: Desk, ask: Asker) -> None:
    added(desk, killing())
    page = ask.page("/people?role=victim")
    assert "Ilya Tarn" in page and "killed" in page
    assert "Northern Front" not in page
    person = ask.page("/people/ilya%20tarn")
    assert "Named victim" in person and "age" in person
    assert "Claim(" not in person, "records are told in words"
    assert "the report’s own voice" in person
    assert re.search(r"<mark>Ilya Tarn</mark>", person), "the words are shown"


def test_a_name_is_listed_once_with_all_that_it_is_named_as(desk: Desk, ask: Asker) -> None:
    report = Report("The Northern Front was attacked in Orman on 9 June.", published="2021-06-10")
    event = report.event("attacked", "clash").where("Orman", "AF").when("on 9 June", "2021-06-09")
    added(desk, (report, event.whom("The Northern Front", "rebel").claims))
    page = ask.page("/people")
    assert page.count(">The Northern Front<") == 1
    assert "#who" in page and "#whom" in page


def test_names_alike_are_shown_as_a_hint(desk: Desk, ask: Asker) -> None:
    report = Report("Col. Ilya Tarnov and Ilia Tarn fled Orman on 9 June.", published="2021-06-10")
    event = report.event("fled", "displacement").who("Ilia Tarn").when("on 9 June", "2021-06-09")
    added(desk, killing(), (report, event.claims))
    page = ask.page("/people/ilya%20tarn")
    assert "by the name alone" in page and "Ilia Tarn" in page and "Tarnov" not in page


def test_neither_descriptions_nor_the_other_side_are_hints(desk: Desk, ask: Asker) -> None:
    told = []
    for at, (name, kind) in enumerate(
        [
            ("Orman Army", "state_force"),
            ("The Army of Orman", "military"),
            ("Free Orman Army", "rebel"),
            ("Orman army deserters", "unknown"),
        ]
    ):
        report = Report(f"On day {at} {name} shelled Kelt.", published="2021-06-10")
        told.append((report, report.event("shelled", "shelling").who(name, kind).claims))
    added(desk, *told)
    hinted = ask.page("/people/orman%20army").split("Names like it")[1]
    assert "The Army of Orman" in hinted
    assert "Free Orman" not in hinted and "deserters" not in hinted


def test_agencies_and_copies_are_sources(desk: Desk, ask: Asker) -> None:
    text = (
        "ORMAN (Reuters) - Shelling of the market in Orman killed nine people on 9 June, the mayor "
        "said. Residents carried the wounded to the hospital, and the shelling went on all night."
    )
    copies = []
    for name in ("The Post", "The Globe"):
        address = f"https://{name[4:].lower()}.example/selwa"
        report = Report(text, published="2021-06-10", url=address, publisher=name)
        event = report.event("Shelling", "shelling").where("Orman", "AF", id="geo:9")
        copies.append((report, event.when("9 June", "2021-06-09").toll("nine", 9, 9).claims))
    added(desk, *copies)
    assert "Reuters" in ask.page("/sources?role=agency")
    page = ask.page("/sources?role=origin")
    assert "The Globe and The Post" in page
    assert "counted as one origin" in ask.page("/people/globe%20and%20the%20post").casefold()


def test_the_desk_asks_by_country_and_its_counts_agree(desk: Desk, ask: Asker) -> None:
    report, claims = killing()
    unsure = [
        Claim(**{f: getattr(c, f) for f in c.__struct_fields__} | {"confidence": 0.4})
        if c.role is Role.TOLL
        else c
        for c in claims
    ]
    added(desk, (report, unsure))
    everything, there = ask.page("/"), ask.page("/?area=AF")
    assert "1 killed" in there and "Afghanistan" in there
    assert "XA" not in there.split('class="queue"')[1]
    n = re.search(r'Afghanistan</bdi></a><span class="n">(\d+)', everything)
    assert n is not None and there.count('class="worth"') == int(n[1])


def test_a_contradiction_is_answered_at_the_desk_by_a_status(desk: Desk, ask: Asker) -> None:
    told = []
    for name, words, n in (("one", "three", 3), ("two", "thirty", 30)):
        report = Report(
            f"An air strike killed {words} at the mill of Orman on 9 June, {name} said.",
            published="2021-06-10",
            name=name,
        )
        event = report.event("air strike", "airstrike").where("Orman", "AF", id="geo:9")
        told.append((report, event.when("on 9 June", "2021-06-09").toll(words, n, n)))
    added(desk, *((report, event.claims) for report, event in told))
    subject = told[0][1].id
    row = row_of(desk, subject)
    assert row.reports == 2, "the two are one incident"
    page = ask.page("/?kind=toll")
    assert "lowest" in page and "Contested" in page
    ask.send(f"/incidents/{row.id}/status", status="contested", back="/", reason="two counts")
    assert row_of(desk, subject).status == Status.CONTESTED
    assert "which number of killed" not in ask.page("/?kind=toll")


def test_a_place_is_chosen_at_the_desk(desk: Desk, ask: Asker) -> None:
    report = Report("Shelling killed two in Orman on 9 June.", published="2021-06-10", name="two")
    event = report.event("Shelling", "shelling").when("on 9 June", "2021-06-09").toll("two", 2, 2)
    event.where("Orman", "AF", id="geo:1", score=0.4)
    place = event.claims[-1].value
    bearers = (*place.candidates, _candidate("geo:2", "Orman", 0.3))  # type: ignore[union-attr]
    fields = {f: getattr(place, f) for f in place.__struct_fields__} | {"candidates": bearers}
    old = event.claims.pop()
    value = type(place)(**fields)
    event.claims.append(
        Claim(**{f: getattr(old, f) for f in old.__struct_fields__} | {"value": value})
    )
    added(desk, (report, event.claims))
    page = ask.page("/?kind=place")
    claim = re.search(r'action="/claims/([^/]+)/correct"', page)
    assert claim is not None and "geo:2" in page
    ask.send(f"/claims/{claim[1]}/correct", name="Orman", candidate="geo:2", back="/")
    row = row_of(desk, event.id)
    assert (row.latitude, row.settled) == (30.0, 1.0)
    assert "which place is it" not in ask.page("/?kind=place")


def _candidate(ident: str, name: str, score: float) -> PlaceCandidate:
    return PlaceCandidate(
        id=ident, name=name, country="AF", latitude=30.0, longitude=60.0, score=score
    )


def test_reports_are_found_by_their_words(ask: Asker) -> None:
    assert "Thirty" not in ask.page("/reports")
    page = ask.page("/reports?words=hospital")
    listed = page.split("<caption>")[1]
    assert "1 report that hold" in listed
    assert "No report holds" in ask.page("/reports?words=earthquake")


def test_history_is_filtered_by_day(ask: Asker, events: Events) -> None:
    ask.send(f"/pairs/{events[0]}/{events[1]}", verdict="unsure")
    assert "unsure" in ask.page("/history?since=2020-01-01")
    assert "Nothing of this kind" in ask.page("/history?until=2020-01-01")
    assert "unsure" in ask.page("/history?since=nonsense")


def test_methods_tell_how_well_the_readers_do(ask: Asker) -> None:
    page = ask.page("/methods")
    assert "events found" in page and "two people" in page
    assert "<h4>" in page and "## " not in page


def test_a_speaker_of_whom_one_report_knows_the_kind_is_one_origin(desk: Desk) -> None:
    told = []
    for name, kind in (("one", SpeakerKind.OTHER), ("two", SpeakerKind.NGO)):
        report = Report(
            f"Shelling killed nine in Orman on 9 June, Open Wards said, wrote {name}.",
            published="2021-06-10",
            name=name,
        )
        voice = Attribution(
            speakers=(Speaker(name="Open Wards", kind=kind, spans=(report.span("Open Wards"),)),)
        )
        event = report.event("Shelling", "shelling").where("Orman", "AF", id="geo:9")
        event.when("on 9 June", "2021-06-09").toll("nine", 9, 9, attribution=voice)
        told.append((report, event))
    added(desk, *((report, event.claims) for report, event in told))
    row = row_of(desk, told[0][1].id)
    whole, incident = assembled(desk, row.id)
    compared = matrix(summary(whole, incident, "median"), whole.documents)
    assert [(name, n) for _, name, n in compared.origins if name] == [("Open Wards", 2)]
