"""Who is let in, what each role may do, and what browsers are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corrobora.errors import ConfigError, InputError, StoreError
from corrobora.store.accounts import AccountRole, Accounts
from corrobora.web.desk import Desk, check_host
from corrobora.web.fetch import judged, public
from tests.web.asking import Asker
from tests.web.conftest import client_of
from tests.web.corpus import PASSWORD, desk_in, staff
from tests.web.test_deciding import claim_with, row_of

Events = tuple[str, str, str]


@pytest.fixture
def team(events: Events, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an account of each role, named like it."""
    staff(tmp_path / "w")
    with desk_in(tmp_path / "w", host="0.0.0.0", logins_a_minute=30) as desk:
        yield desk


def test_strangers_reach_no_desk_without_accounts() -> None:
    for host in ("0.0.0.0", "::", "10.0.0.5", "desk.example"):
        with pytest.raises(ConfigError, match="accounts"):
            check_host(host, accounts=False)
        check_host(host, accounts=True)
    for host in ("127.0.0.1", "::1", "localhost"):
        check_host(host, accounts=False)


def test_a_page_under_another_name_is_refused(ask: Asker) -> None:
    response = ask.client.get("/", headers={"host": "attacker.example"})
    assert response.status_code == 403


def test_every_answer_tells_browsers_to_load_nothing_from_elsewhere(ask: Asker) -> None:
    for address in ("/", "/explore", "/static/desk.css", "/nowhere", "/api/v1/incidents"):
        headers = ask.client.get(address).headers
        assert "default-src 'self'" in headers["content-security-policy"], address
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_form_without_its_token_changes_nothing(desk: Desk, ask: Asker) -> None:
    claim = claim_with(desk, "Thirty")
    response = ask.client.post(f"/claims/{claim.id}/verdict", data={"verdict": "no"})
    assert response.status_code == 403
    assert "Rejected" not in ask.page(f"/documents/{claim.document_id}")


def test_without_a_session_there_is_only_the_login(team: Desk) -> None:
    with client_of(team) as client:
        assert (
            client.get("/explore", follow_redirects=False).headers["location"].startswith("/login")
        )
        assert client.get("/api/v1/incidents").status_code == 401
        assert client.get("/static/desk.css").status_code == 200


@pytest.mark.parametrize(
    ("role", "verdict", "status", "accounts"),
    [
        ("reader", 403, 403, 403),
        ("coder", 200, 403, 403),
        ("reviewer", 200, 200, 403),
        ("admin", 200, 200, 200),
    ],
)
def test_each_role_may_do_what_those_before_it_may(
    team: Desk, events: Events, role: str, verdict: int, status: int, accounts: int
) -> None:
    with client_of(team) as client:
        ask = Asker(client)
        ask.send("/login", name=role, password=PASSWORD, next="/")
        claim = claim_with(team, "Thirty")
        ask.send(f"/claims/{claim.id}/verdict", answers=verdict, verdict="yes")
        incident = row_of(team, events[0]).id
        ask.send(f"/incidents/{incident}/note", answers=verdict, note="seen")
        ask.send(f"/pairs/{events[0]}/{events[1]}", answers=status, verdict="unsure")
        ask.send("/accounts", answers=accounts, name="new", password=PASSWORD, role="reader")
        page = ask.page(f"/incidents/{incident}")
        assert ("Split: take events out" in page) == (status == 200)


def test_a_wrong_password_starts_no_session_and_many_are_stopped(
    events: Events, tmp_path: Path
) -> None:
    accounts = Accounts(tmp_path / "w")
    accounts.add("amina", PASSWORD, AccountRole.ADMIN)
    accounts.close()
    with desk_in(tmp_path / "w", logins_a_minute=3) as desk, client_of(desk) as client:
        ask = Asker(client)
        ask.send("/login", answers=401, name="amina", password="wrong")
        ask.send("/login", answers=401, name="nobody", password=PASSWORD)
        ask.send("/login", answers=401, name="amina", password="wrong again")
        ask.send("/login", answers=429, name="amina", password=PASSWORD)


def test_after_logging_in_nobody_is_sent_elsewhere(team: Desk) -> None:
    with client_of(team) as client:
        for target in ("//attacker.example", "https://attacker.example", "/\\attacker.example"):
            token = client.get("/login").text.split('_csrf_token" value="')[1].split('"')[0]
            fields = {"name": "coder", "password": PASSWORD, "next": target, "_csrf_token": token}
            answer = client.post("/login", data=fields, follow_redirects=False)
            assert answer.headers["location"] == "/"


def test_accounts_keep_no_password_and_one_admin(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    accounts.add("amina", PASSWORD, AccountRole.ADMIN)
    with pytest.raises(StoreError, match="12 characters"):
        accounts.add("jonas", "short", AccountRole.READER)
    with pytest.raises(StoreError, match="admin has to stay"):
        accounts.change("amina", AccountRole.READER, True)
    token = accounts.log_in("amina", PASSWORD)
    assert token is not None and accounts.of_session(token) is not None
    accounts.log_out(token)
    assert accounts.of_session(token) is None
    accounts.close()
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert PASSWORD.encode() not in content and token.encode() not in content


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "100.64.0.1", "240.0.0.1", "ff02::1", "no address",
    ],
)  # fmt: skip
def test_addresses_inside_the_house_are_not_fetched_from(address: str) -> None:
    assert not public(address)


def test_a_number_that_is_this_machine_is_seen_through() -> None:
    with pytest.raises(InputError, match="no public address"):
        judged("2130706433", 80)
    assert public("93.184.216.34") and public("2606:2800:220:1::1")
