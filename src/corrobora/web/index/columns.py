"""The incidents as columns in memory, so that any combination of filters is counted at once.

Slots are only added: an incident that came out anew gets a new slot, and its old one dies.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from corrobora.assemble.policies import POLICIES
from corrobora.link.names import fold
from corrobora.model import SpeakerKind, Status
from corrobora.values import ActorKind, Outcome
from corrobora.web.index.rows import Row

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

# A number that nobody gives, and a bound left open; a day that is not known.
NONE = -1

# Facets with several values an incident are sets of bits.
BITS = {
    "harm": [outcome.value for outcome in Outcome] + ["no number given"],
    "victim": [kind.value for kind in ActorKind],
    "actor": [kind.value for kind in ActorKind],
    "speaker": ["own_voice"] + [kind.value for kind in SpeakerKind],
}
STATUSES = [status.value for status in Status]
INDEPENDENCE = ["1", "2", "3 or more"]

_NUMBERS = (
    "number first last month status kind country place origins reports contradictions "
    "killed_low killed_high killed_largest injured_low harm victim actor speaker"
).split() + [f"best_{policy}" for policy in POLICIES]
_REALS = ("latitude", "longitude", "radius")

# Facets of names, of which there may be thousands, show the most frequent.
MOST_NAMES = 80


class Names:
    """Names under running codes; spellings that fold alike are one, written as first met."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._keys: list[str] = []
        self._shown: list[str] = []

    def add(self, name: str) -> int:
        """The code of a name, a new one where it is new."""
        key = fold(name)
        code = self._codes.setdefault(key, len(self._keys))
        if code == len(self._keys):
            self._keys.append(key)
            self._shown.append(name)
        return code

    def codes(self, keys: Iterable[str]) -> list[int]:
        """The codes of those of the folded names that are known."""
        return [self._codes[key] for key in keys if key in self._codes]

    def shown(self, key: str) -> str:
        """A folded name as it is written; itself where it is not known."""
        code = self._codes.get(key)
        return key if code is None else self._shown[code]

    def counted(self, codes: Ints) -> list[tuple[str, int]]:
        """The folded names that stand most often in `codes`, the most frequent first."""
        counts = np.bincount(codes, minlength=len(self._keys))
        most = np.argsort(-counts, kind="stable")[:MOST_NAMES]
        found = [(self._keys[code], int(counts[code])) for code in most if counts[code]]
        return sorted(found, key=lambda one: (-one[1], one[0]))


class Columns:
    """The columns of all incidents, alive and dead."""

    def __init__(self) -> None:
        self.size = 0
        self.kinds: dict[str, int] = {}
        self.countries: dict[str, int] = {}
        self.places = Names()
        self.doers = Names()
        # An incident has several doers: a slot and a code each.
        self._doing: list[npt.NDArray[np.int64]] = [np.zeros(1024, dtype=np.int64) for _ in "sc"]
        self._doings = 0
        self._arrays: dict[str, npt.NDArray[Any]] = {
            **{name: np.zeros(1024, dtype=np.int64) for name in _NUMBERS},
            **{name: np.zeros(1024, dtype=np.float64) for name in _REALS},
            "alive": np.zeros(1024, dtype=np.bool_),
        }

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self._arrays[name][: self.size]

    def add(self, number: int, row: Row) -> None:
        """Give an incident a slot; numbers come in rising order."""
        at = self.size
        if at == len(self._arrays["alive"]):
            self._arrays = {
                name: np.concatenate([array, np.zeros_like(array)])
                for name, array in self._arrays.items()
            }
        self.size += 1
        for name, value in self._values(number, row).items():
            self._arrays[name][at] = value
        for name in dict.fromkeys(row.who):
            self._note_doer(at, self.doers.add(name))

    @property
    def doing(self) -> tuple[Ints, Ints]:
        """Slots and codes of doers, a pair for each doer of an incident."""
        return self._doing[0][: self._doings], self._doing[1][: self._doings]

    def kill(self, numbers: Iterable[int]) -> None:
        """Take incidents out."""
        slots = self.slots(numbers)
        self["alive"][slots] = False

    def slots(self, numbers: Iterable[int]) -> Ints:
        """The slots of those of `numbers` that have one."""
        wanted = np.fromiter(numbers, dtype=np.int64)
        at = np.searchsorted(self["number"], wanted)
        inside = at < self.size
        at, wanted = at[inside], wanted[inside]
        found: Ints = at[self["number"][at] == wanted]
        return found

    def mask(self, numbers: Iterable[int]) -> Mask:
        """Which slots belong to `numbers`."""
        found = np.zeros(self.size, dtype=np.bool_)
        found[self.slots(numbers)] = True
        return found

    def _note_doer(self, slot: int, code: int) -> None:
        at = self._doings
        slots, codes = (array[:at] for array in self._doing)
        if bool((codes[slots.searchsorted(slot) :] == code).any()):
            return
        if at == len(self._doing[0]):
            self._doing = [np.concatenate([one, np.zeros_like(one)]) for one in self._doing]
        self._doing[0][at], self._doing[1][at] = slot, code
        self._doings += 1

    def _values(self, number: int, row: Row) -> dict[str, Any]:
        harm = row.outcomes or ("no number given",)
        return {
            "alive": True,
            "number": number,
            "first": _ordinal(row.first),
            "last": _ordinal(row.last),
            "month": row.month or 0,
            "status": STATUSES.index(row.status),
            "kind": self.kinds.setdefault(row.kind or "not said", len(self.kinds)),
            "country": self.countries.setdefault(row.country or "not settled", len(self.countries)),
            "place": self.places.add(row.place or "not said"),
            "origins": row.origins,
            "reports": row.reports,
            "contradictions": row.contradictions,
            "killed_low": _count(row.killed.low),
            "killed_high": _count(row.killed.high),
            "killed_largest": _count(row.killed.largest),
            "injured_low": _count(row.injured.low),
            "harm": _bits("harm", harm),
            "victim": _bits("victim", row.victim_kinds),
            "actor": _bits("actor", row.who_kinds),
            "speaker": _bits("speaker", row.speaker_kinds),
            **{f"best_{one}": _count(row.killed.best.get(one)) for one in POLICIES},
            "latitude": np.nan if row.latitude is None else row.latitude,
            "longitude": np.nan if row.longitude is None else row.longitude,
            "radius": np.nan if row.radius_km is None else row.radius_km,
        }


def counted_codes(codes: Ints, names: dict[str, int]) -> list[tuple[str, int]]:
    """How often each name of a facet with one value stands in `codes`, the most frequent first."""
    counts = np.bincount(codes, minlength=len(names))
    found = [(name, int(counts[code])) for name, code in names.items() if counts[code]]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def counted_bits(bits: Ints, names: list[str]) -> list[tuple[str, int]]:
    """How often each name of a facet with several values stands in `bits`, the most frequent first.

    Of those that stand equally often the order of `names` is kept.
    """
    found = [(name, int(np.count_nonzero(bits & (1 << at)))) for at, name in enumerate(names)]
    return sorted((one for one in found if one[1]), key=lambda one: -one[1])


def load(columns: Columns, rows: Iterable[tuple[int, str]], decode: Callable[[str], Row]) -> None:
    """Give a slot to every kept row."""
    for number, record in rows:
        columns.add(number, decode(record))


def _bits(facet: str, names: Iterable[str]) -> int:
    known = BITS[facet]
    return sum(1 << known.index(name) for name in set(names) if name in known)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else NONE


def _count(number: int | None) -> int:
    return NONE if number is None else number
