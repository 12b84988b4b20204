"""When two documents tell of one happening, and when that is in doubt."""

from dataclasses import replace

from msgspec import structs

from corrobora.assemble.views import views
from corrobora.link.block import pairs
from corrobora.link.retold import tellings, units
from corrobora.link.score import Match, judge, matches
from corrobora.model import Role, Verdict
from corrobora.values import Place, Stage, Stance
from tests.claims import NOON, Report, Subjected, candidate, selwa


def telling(*events: Subjected) -> list[Match]:
    """All judgements of the pairs that blocking proposes."""
    seen = views([claim for event in events for claim in event.claims])
    documents = {event.report.document.id: event.report.document for event in events}
    return matches(pairs(tellings(units(seen.events, documents), documents)))


def joined(*events: Subjected) -> bool:
    return [match.verdict for match in telling(*events)] == [Verdict.YES]


def strike(text: str = "A raid hit Selwa on Monday.", **fields: object) -> Subjected:
    """An airstrike on Selwa on 3 May 2021, in a report of the next day."""
    published = str(fields.pop("published", "2021-05-04"))
    kind = str(fields.pop("kind", "airstrike"))
    report = Report(text, published=published)
    return report.event(text.split()[1], kind, **fields)


def placed(event: Subjected, day: str = "2021-05-03", last: str | None = None) -> Subjected:
    return event.where("Selwa", "XA", id="geo:1").when("Monday", day, last)


def test_equal_kind_day_and_place_are_one_happening() -> None:
    one = placed(strike())
    other = placed(strike("Monday air raid: bombs fell on Selwa.", kind="airstrike"))
    assert joined(one, other)


def test_every_judgement_gives_its_reasons() -> None:
    (match,) = telling(placed(strike()), placed(strike("The raid on Selwa came on Monday.")))
    assert {found.question for found in match.evidence} >= {"kind", "days", "place"}
    assert match.decision(NOON).reason.startswith("both are airstrike; both allow 2021-05-03")


def test_a_general_kind_joins_a_more_exact_one_of_its_family() -> None:
    general = placed(strike("Three killed in Selwa on Monday.", kind="killing"))
    assert joined(placed(strike()), general)


def test_two_exact_kinds_are_two_happenings() -> None:
    shelling = placed(strike("Mortar shells hit Selwa on Monday.", kind="shelling"))
    assert not joined(placed(strike()), shelling)


def test_a_general_kind_joins_nothing_of_another_family() -> None:
    protest = placed(strike("A march crossed Selwa on Monday.", kind="protest"))
    other = placed(strike("Three killed in Selwa on Monday.", kind="killing"))
    assert not joined(protest, other)


def test_days_apart_are_two_happenings() -> None:
    assert not joined(placed(strike()), placed(strike("Then Selwa again, Monday."), "2021-05-05"))


def test_neighbouring_days_join_where_one_is_the_day_of_its_own_report() -> None:
    early = placed(strike("Selwa was hit on Monday.", published="2021-05-03"), "2021-05-03")
    late = placed(strike("The raid of Monday night on Selwa.", published="2021-05-09"))
    later = placed(strike("The raid of Monday on Selwa.", published="2021-05-09"), "2021-05-04")
    assert joined(early, later)
    assert not joined(late, later)


def test_a_long_stretch_of_time_joins_nothing() -> None:
    week = placed(strike("That week Selwa was hit, Monday first."), "2021-05-01", "2021-05-07")
    assert not joined(placed(strike()), week)


def test_an_open_or_missing_day_joins_nothing() -> None:
    undated = strike("Undated raid on Selwa.").where("Selwa", "XA", id="geo:1")
    assert not joined(placed(strike()), undated)


def test_a_name_that_no_gazetteer_knows_joins_within_one_country() -> None:
    def hamlet(text: str, name: str, country: str | None) -> Subjected:
        return strike(text).where(name, country).when("Monday", "2021-05-03")

    one = hamlet("A raid hit al-Túrah on Monday.", "al-Túrah", "XA")
    assert joined(one, hamlet("The raid on Al Turah, Monday.", "Al Turah", "XA"))
    assert not joined(one, hamlet("The raid on Al Turah, Monday.", "Al Turah", "XB"))
    assert not joined(one, hamlet("The raid on Al Turah, Monday.", "Al Turah", None))


def test_two_bearers_of_one_name_are_two_places() -> None:
    other = strike("The raid on Selwa, Monday.").where("Selwa", "XA", id="geo:2")
    assert not joined(placed(strike()), other.when("Monday", "2021-05-03"))


def test_a_province_is_no_place_of_a_happening() -> None:
    def wide(text: str) -> Subjected:
        event = strike(text).where("Tessel", "XA", id="geo:9", radius_km=120.0)
        return event.when("Monday", "2021-05-03")

    assert not joined(wide("A raid hit Tessel on Monday."), wide("The raid on Tessel, Monday."))


def test_a_name_that_a_town_and_its_province_bear_is_the_town() -> None:
    def named(text: str, *features: str) -> Subjected:
        found = tuple(
            structs.replace(candidate(f"geo:{feature}", "Tessel", score, "XA"), feature=feature)
            for feature, score in zip(features, (0.6, 0.35), strict=False)
        )
        place = Place(name="Tessel", candidates=found, radius_km=100.0)
        return strike(text).add(Role.WHERE, place, "Tessel").when("Monday", "2021-05-03")

    one = named("A raid hit Tessel on Monday.", "ADM1", "PPL")
    assert joined(one, named("The raid on Tessel, Monday.", "ADM1", "PPL"))
    assert not joined(one, named("The raid on Tessel, Monday.", "ADM1"))


def test_a_common_noun_is_no_place_beyond_its_document() -> None:
    def market(text: str) -> Subjected:
        return strike(text).where("the market", "XA").when("Monday", "2021-05-03")

    one = market("A raid hit the market on Monday.")
    assert not joined(one, market("The raid on the market, Monday."))


def test_what_did_not_happen_yet_is_joined_by_no_machine_and_a_denial_is() -> None:
    for told, found in (({"stage": Stage.PLANNED}, False), ({"stance": Stance.DENIED}, True)):
        other = placed(strike("The raid on Selwa, Monday.", **told))
        assert joined(placed(strike()), other) is found
    ongoing = placed(strike("The raid on Selwa since Monday.", stage=Stage.ONGOING))
    assert joined(placed(strike()), ongoing)


def test_events_of_one_document_are_never_compared() -> None:
    report = Report("A raid hit Selwa on Monday; another strike hit Selwa.", "2021-05-04")
    events = [placed(report.event(word, "airstrike")) for word in ("raid", "strike")]
    assert telling(*events) == []


def test_a_tie_between_events_of_one_report_is_a_doubt() -> None:
    report = Report("A blast hit Selwa on Monday; an explosion hit Selwa.", "2021-05-04")
    events = [placed(report.event(word, "airstrike")) for word in ("blast", "explosion")]
    lone = placed(strike("The raid on Selwa came on Monday."))
    claims = [claim for event in (*events, lone) for claim in event.claims]
    known = {one.report.document.id: one.report.document for one in (events[0], lone)}
    told = tellings(units(views(claims).events, known), known)
    # As if the report were about both.
    found = matches(pairs([replace(one, main=True) for one in told]))
    assert [match.verdict for match in found] == [Verdict.UNSURE, Verdict.UNSURE]
    assert {match.evidence[-1].grade for match in found} == {"tie"}


def test_of_two_that_agree_as_well_the_one_that_the_report_is_mainly_about_is_joined() -> None:
    report = Report("A blast hit Selwa on Monday; an explosion hit Selwa.", "2021-05-04")
    events = [placed(report.event(word, "airstrike")) for word in ("blast", "explosion")]
    found = telling(*events, placed(strike("The raid on Selwa came on Monday.")))
    verdicts = {match.verdict for match in found if events[0].id in (match.left, match.right)}
    assert verdicts == {Verdict.YES}


def test_of_two_rivals_the_better_agreeing_is_joined() -> None:
    report = Report("Monday: one raid killed six in Selwa; another strike, two.", "2021-05-04")
    six = placed(report.event("raid", "airstrike")).toll("six", 6, 6)
    two = placed(report.event("strike", "airstrike")).toll("two", 2, 2)
    lone = placed(strike("The raid on Selwa, Monday: six dead.")).toll("six", 6, 6)
    verdicts = {
        frozenset((match.left, match.right)): match.verdict for match in telling(six, two, lone)
    }
    assert verdicts[frozenset((six.id, lone.id))] is Verdict.YES
    assert verdicts[frozenset((two.id, lone.id))] is Verdict.UNSURE


def test_judging_does_not_hang_on_the_order_of_the_pair() -> None:
    claims, documents, _ = selwa()
    known = {document.id: document for document in documents}
    found = tellings(units(views(claims).events, known), known)
    for left in found:
        for right in found:
            if left is not right:
                assert judge(left, right) == judge(right, left)
