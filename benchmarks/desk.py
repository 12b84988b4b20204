"""The review desk on a large workspace: every page under 20 requests at once.

    python -m benchmarks.desk make FOLDER --incidents 100000    invented reports, ten claims each
    python -m benchmarks.desk run FOLDER --seconds 10           serve it, ask it, print the times

The reports are invented from lists of words by a fixed seed. A quarter of the incidents is told by
two reports. The desk is the real command in a process of its own; so are those that ask.
"""

import argparse
import datetime as dt
import http.client
import json
import multiprocessing
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corrobora.model import (
    Attribution,
    Claim,
    Document,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Subject,
    SubjectKind,
)
from corrobora.pipeline import Coded
from corrobora.store.workspace import create
from corrobora.store.write import keep_coded
from corrobora.values import (
    ActorKind,
    ActorRef,
    AnyValue,
    Category,
    Outcome,
    Place,
    PlaceCandidate,
    Text,
    Toll,
    When,
)

AT_ONCE = 20
SYLLABLES = "ba ra ko mi ten sel du ar ne vo li sha ga por ti un me zar ol ki".split()
KINDS = {
    "shelling": "Shelling",
    "airstrike": "An air strike",
    "shooting": "A shooting",
    "bombing": "A bombing",
    "clash": "Fighting",
    "abduction": "A kidnapping",
}
DOERS = (
    ("government forces", ActorKind.STATE_FORCE),
    ("rebels", ActorKind.REBEL),
    ("militiamen", ActorKind.MILITIA),
    ("unknown gunmen", ActorKind.UNKNOWN),
)
GROUPS = (
    ("civilians", ActorKind.CIVILIAN),
    ("soldiers", ActorKind.MILITARY),
    ("children", ActorKind.CHILD),
    ("police officers", ActorKind.POLICE),
)
SAYERS = (
    ("police", SpeakerKind.POLICE),
    ("the health ministry", SpeakerKind.OFFICIAL),
    ("witnesses", SpeakerKind.WITNESS),
    ("a monitoring group", SpeakerKind.MONITOR),
)
# Pages that people open, and how often each is asked for among a hundred requests.
PAGES = {
    "desk": 14,
    "document": 20,
    "incident": 20,
    "explore": 12,
    "explore filtered": 10,
    "search": 6,
    "people": 4,
    "person": 4,
    "sources": 4,
    "history": 2,
    "reports": 2,
    "methods": 2,
}


def make(folder: Path, incidents: int) -> None:
    """Invent the workspace; prints how large it is."""
    chance = random.Random(20261125)
    towns = [_town(chance, at) for at in range(max(50, incidents // 60))]
    begun = time.monotonic()
    claims = reports = 0
    with create(folder) as workspace:
        for number in range(incidents):
            for coded in _incident(chance, number, towns):
                keep_coded(workspace, coded, origins=["rules@1"])
                claims += len(coded.claims)
                reports += 1
            if number % 5000 == 0:
                print(f"{number:,} incidents, {claims:,} claims", flush=True)
    taken = time.monotonic() - begun
    print(f"{incidents:,} incidents, {reports:,} reports, {claims:,} claims in {taken:.0f} s")


def run(folder: Path, seconds: float) -> None:
    """Serve the workspace, ask it from 20 sides at once, print a line a page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "corrobora.cli", "serve", str(folder), "--port", str(port)]
    begun = time.monotonic()
    server = subprocess.Popen([*command, "--quiet"])
    try:
        _wait(port)
        print(f"ready after {time.monotonic() - begun:.0f} s", flush=True)
        addresses = _addresses(port)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            times = pool.apply(_ask, (port, addresses, seconds))
    finally:
        server.terminate()
        server.wait(20)
    print(f"{'page':<18}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}")
    for page in PAGES:
        taken = sorted(times[page])
        if taken:
            p95 = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
            print(f"{page:<18}{len(taken):>7}{statistics.median(taken):>9.0f}{p95:>9.0f}")
    whole = sum(len(one) for one in times.values())
    print(f"{whole / seconds:.0f} answers a second, {AT_ONCE} at once")


def _ask(port: int, addresses: dict[str, list[str]], seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every answer, by page."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds

    def ask(seed: int) -> None:
        chance = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < until:
            page = chance.choices(list(PAGES), list(PAGES.values()))[0]
            address = chance.choice(addresses[page])
            begun = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{address}: {answer.status}")
            times[page].append((time.perf_counter() - begun) * 1000)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(times)


def _addresses(port: int) -> dict[str, list[str]]:
    """Many addresses of each page, so that nothing is asked from a cache."""
    chance = random.Random(7)
    incidents: list[str] = []
    documents: list[str] = []
    for _ in range(12):
        page = chance.randrange(1, 400)
        found = json.loads(_get(port, f"/api/v1/incidents?page={page}"))
        last = max(1, found["total"] // 50)
        if not found["incidents"]:
            found = json.loads(_get(port, f"/api/v1/incidents?page={1 + page % last}"))
        incidents += [one["id"] for one in found["incidents"]]
    for incident in incidents[:120]:
        documents += re.findall(r"/documents/(d_\w+)", _get(port, f"/incidents/{incident}"))
    people = re.findall(r'href="(/people/[^"]+)"', _get(port, "/people"))
    days = [dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3600)) for _ in range(60)]
    words = [
        "market",
        "school",
        "checkpoint",
        "village",
        "road",
        *(_name(chance) for _ in range(40)),
    ]
    return {
        "desk": ["/", "/?kind=toll", "/?kind=low", "/?whose=nobody", "/?kind=join"],
        "document": [f"/documents/{one}" for one in dict.fromkeys(documents)],
        "incident": [f"/incidents/{one}" for one in incidents],
        "explore": ["/explore", *(f"/explore?page={at}" for at in range(2, 40))],
        "explore filtered": [
            f"/explore?kind={chance.choice(list(KINDS))}&after={day}&harm=killed" for day in days
        ],
        "search": [f"/explore?q={word}" for word in words],
        "people": [f"/people?number={at}" for at in range(1, 12)],
        "person": people,
        "sources": ["/sources", "/sources?role=speaker"],
        "history": ["/history"],
        "reports": [f"/reports?number={at}" for at in range(1, 30)],
        "methods": ["/methods"],
    }


def _get(port: int, address: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    return connection.getresponse().read().decode()


def _wait(port: int) -> None:
    for _ in range(36_000):
        try:
            _get(port, "/static/icon.svg")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the desk did not open")


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randrange(2, 4))).capitalize()


def _town(chance: random.Random, number: int) -> tuple[str, PlaceCandidate]:
    name = _name(chance)
    country = chance.choice("AF SY YE UA IQ SO ML NG MM SD".split())
    candidate = PlaceCandidate(
        id=f"invented:{number}",
        name=name,
        country=country,
        latitude=round(chance.uniform(-20, 50), 4),
        longitude=round(chance.uniform(-15, 100), 4),
        score=round(chance.uniform(0.3, 1.0), 2),
        feature="PPL",
    )
    return name, candidate


def _incident(
    chance: random.Random, number: int, towns: list[tuple[str, PlaceCandidate]]
) -> Iterator[Coded]:
    """The reports of one incident, coded."""
    kind = chance.choice(list(KINDS))
    town = chance.choice(towns)
    day = dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3650))
    killed = chance.randrange(1, 30)
    doer, group = chance.choice(DOERS), chance.choice(GROUPS)
    spot = chance.choice("market school checkpoint village road hospital bridge mosque".split())
    for telling in range(2 if number % 4 == 0 else 1):
        yield _report(
            chance,
            (number, telling),
            _Told(kind, town, day, killed + telling * chance.randrange(3), doer, group, spot),
        )


class _Told:
    def __init__(
        self,
        kind: str,
        town: tuple[str, PlaceCandidate],
        day: dt.date,
        killed: int,
        doer: tuple[str, ActorKind],
        group: tuple[str, ActorKind],
        spot: str,
    ) -> None:
        self.kind = kind
        self.town = town
        self.day = day
        self.killed = killed
        self.doer = doer
        self.group = group
        self.spot = spot


def _report(chance: random.Random, name: tuple[int, int], told: _Told) -> Coded:
    sayer, sayer_kind = chance.choice(SAYERS)
    person = f"{_name(chance)} {_name(chance)}"
    victim = f"{_name(chance)} {_name(chance)}"
    wounded = chance.randrange(1, 60)
    date = f"{told.day.day} {told.day:%B} {told.day.year}"
    lead = KINDS[told.kind]
    head = f"{lead} in {told.town[0]}: {told.killed} killed"
    text = (
        f"{head}\n{lead} at the {told.spot} in {told.town[0]} on {date} killed {told.killed} "
        f"{told.group[0]} and wounded {wounded}, {sayer} said.\n"
        f"{person}, who lives nearby, blamed {told.doer[0]}. {victim} was among the dead.\n"
        f"The blast was heard from afar, and mortars were used, neighbours of {person} told us."
    )
    document = Document(
        text=text,
        name=f"report-{name[0]}-{name[1]}",
        headline_end=len(head),
        publisher=chance.choice(
            ("Daily Orvane", "Tessel Radio", "Meridian Wire", "The Selwa Post")
        ),
        published=told.day + dt.timedelta(days=1 + name[1]),
    )

    def span(words: str, after: int = len(head)) -> Span:
        at = text.index(words, after)
        return Span(document_id=document.id, start=at, end=at + len(words))

    subject = Subject(kind=SubjectKind.EVENT, anchor=span(lead))
    said = Attribution(speakers=(Speaker(name=sayer, kind=sayer_kind, spans=(span(sayer),)),))
    blamed = Attribution(speakers=(Speaker(name=person, spans=(span(person),)),))
    place = Place(
        name=told.town[0],
        country=told.town[1].country,
        candidates=(told.town[1],),
        radius_km=5.0,
    )
    group, group_kind = told.group
    values: list[tuple[Role, AnyValue, str, Attribution]] = [
        (Role.WHAT, Category(code=told.kind), lead, said),
        (Role.WHERE, place, told.town[0], said),
        (Role.WHEN, When(first=told.day, last=told.day), date, said),
        (
            Role.TOLL,
            Toll(
                outcome=Outcome.KILLED,
                low=told.killed,
                high=told.killed,
                group=group,
                group_kind=group_kind,
            ),
            f"{told.killed} {group}",
            said,
        ),
        (
            Role.TOLL,
            Toll(outcome=Outcome.INJURED, low=wounded, high=wounded),
            f"wounded {wounded}",
            said,
        ),
        (Role.WHOM, ActorRef(name=group, kind=group_kind), group, said),
        (Role.WHO, ActorRef(name=told.doer[0], kind=told.doer[1]), told.doer[0], blamed),
        (Role.WHOM, ActorRef(name=victim, kind=ActorKind.CIVILIAN), victim, Attribution()),
    ]
    if name[1] == 0:
        values.append((Role.MEANS, Text(text="mortars"), "mortars", Attribution()))
    claims = tuple(
        Claim(
            subject=subject,
            role=role,
            value=value,
            spans=(span(words),),
            attribution=voice,
            origin="rules@1",
            confidence=round(chance.uniform(0.4, 1.0), 2),
        )
        for role, value, words, voice in values
    )
    return Coded(document=document, claims=claims)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("--incidents", type=int, default=100_000)
    running = commands.add_parser("run")
    running.add_argument("folder", type=Path)
    running.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    if given.command == "make":
        make(given.folder, given.incidents)
    else:
        run(given.folder, given.seconds)


if __name__ == "__main__":
    main()
