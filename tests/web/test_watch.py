"""Who else has a page open, and what was decided since: told, and forgotten again."""

from corrobora.web.desk import Desk
from corrobora.web.presence import OPEN_FOR, Presence
from tests.web.asking import Asker
from tests.web.test_deciding import row_of

Events = tuple[str, str, str]


def test_nobody_is_told_of_himself_and_who_left_is_forgotten() -> None:
    time = [0.0]
    presence = Presence(lambda: time[0])
    assert presence.look("incidents/i_1", "w1", "amina") == []
    assert presence.look("incidents/i_1", "w2", "jonas") == ["amina"]
    assert presence.look("incidents/i_1", "w1", "amina") == ["jonas"]
    assert presence.look("incidents/i_2", "w1", "amina") == []
    time[0] = OPEN_FOR + 1
    assert presence.look("incidents/i_1", "w1", "amina") == []


def test_what_was_decided_since_is_told(desk: Desk, ask: Asker, events: Events) -> None:
    incident = row_of(desk, events[1]).id
    address = f"/watch/incidents/{incident}?window=w1"
    assert ask.client.get(address).json()["acts"] == []
    ask.send(f"/incidents/{incident}/status", status="confirmed")
    told = ask.client.get(address).json()["acts"]
    assert [(one["by"], one["said"]) for one in told] == [("amina", "set confirmed")]
    assert ask.client.get("/watch/incidents/i_none").status_code == 404
