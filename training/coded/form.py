"""Coded reports in a short form for people to write, and the gold's form made of it.

A record holds `doc_id`, `published`, `events`, `figures`, and either `text` or, where the text is
another's and lies in the data, `sha256` of it. Words are given as a quote of the text, of which
the first place is meant; or as a quote with some words around it, those meant between brackets
`⟦ ⟧`; or, where the text is another's, as `[start, end]`.

An event: `kind`, `trigger`, `stage` and `stance` (left out: happened, certain), `who` and `whom`
lists of `[words, name, type]` (and, of a doer, `stance`, the words of the speaker, his name),
`means` a list of words, `where` `[words, name, country]`, `when` `[words, first, last]`, `speaker`
`[words, name]`, `tolls` lists of `[words, outcome, low, high, group, group type]` (and the words of
the speaker or null, his name or null, stance). A figure: `[words, low, high, what]` (and the same).
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from corrobora.annotate.encoder_heads import KINDS, STAGES, STANCES, TOLLS

Words = str | Sequence[int]
Form = dict[str, Any]

DOERS = frozenset(
    "state_force rebel militia terrorist police government civilian criminal coalition unknown"
    " military journalist aid_worker prisoner child fighter object".split()
)


def span(text: str, words: Words) -> tuple[int, int]:
    """Where words stand, in code points; `ValueError` where they do not."""
    if not isinstance(words, str):
        start, end = words
        if 0 <= start < end <= len(text):
            return start, end
        raise ValueError(f"{words} lies outside the text")
    before, opened, rest = words.partition("⟦")
    inner, _, after = rest.partition("⟧")
    if not opened:
        before, inner, after = "", words, ""
    at = text.find(before + inner + after)
    if at < 0 or not inner:
        raise ValueError(f"not in the text: {words!r}")
    return at + len(before), at + len(before) + len(inner)


def _quoted(text: str, words: Words, **values: Any) -> Form:
    start, end = span(text, words)
    return {"quote": text[start:end], **values, "start": start, "end": end}


def _said(text: str, given: Sequence[Any]) -> Form:
    """Speaker and stance from the end of a toll, a figure or a doer."""
    words, name, stance = [*given, None, None, None][:3]
    found: Form = {}
    if words is not None:
        quoted = _quoted(text, words)
        found = {"speaker": name or quoted["quote"], "speaker_quote": quoted}
    return found | {"stance": _one_of(stance or "certain", STANCES)}


def _one_of(value: str, known: Sequence[str] | frozenset[str]) -> str:
    if value not in known:
        raise ValueError(f"unknown: {value!r}")
    return value


def _actor(text: str, words: Words, name: str | None, kind: str, *said: Any) -> Form:
    quoted = _quoted(text, words)
    found = {"quote": quoted["quote"], "name": name or quoted["quote"], "type": kind}
    _one_of(kind, DOERS)
    if said:
        stance, *speaker = said
        found |= _said(text, [*[*speaker, None, None][:2], stance])
    return found | {"start": quoted["start"], "end": quoted["end"]}


def _number(low: Any, high: Any) -> Form:
    if not isinstance(low, int) or not (high is None or (isinstance(high, int) and high >= low)):
        raise ValueError(f"no range: {low!r} {high!r}")
    return {"low": low, "high": high}


def _event(text: str, given: Form) -> Form:
    found: Form = {
        "kind": _one_of(given["kind"], KINDS[1:]),
        "trigger": _quoted(text, given["trigger"]),
        "stage": _one_of(given.get("stage", "happened"), STAGES),
        "stance": _one_of(given.get("stance", "certain"), STANCES),
    }
    for role in ("who", "whom"):
        if given.get(role):
            found[role] = [_actor(text, *one) for one in given[role]]
    if given.get("means"):
        found["means"] = [_quoted(text, words) for words in given["means"]]
    if given.get("where"):
        words, name, country = [*given["where"], None][:3]
        place = _quoted(text, words)
        place["name"] = name or place["quote"]
        found["where"] = place | ({"country": country} if country else {})
    if given.get("when"):
        words, first, last = given["when"]
        if datetime.date.fromisoformat(first) > datetime.date.fromisoformat(last):
            raise ValueError(f"ends before it begins: {given['when']}")
        found["when"] = _quoted(text, words, first=first, last=last)
    if given.get("speaker"):
        words, name = [*given["speaker"], None][:2]
        quoted = _quoted(text, words)
        found |= {"speaker": name or quoted["quote"], "speaker_quote": quoted}
    if given.get("tolls"):
        found["tolls"] = [_toll(text, *one) for one in given["tolls"]]
    unknown = set(given) - set(_KEYS)
    if unknown:
        raise ValueError(f"unknown: {sorted(unknown)}")
    return found


_KEYS = "kind trigger stage stance who whom means where when speaker tolls".split()


def _toll(
    text: str, words: Words, outcome: str, low: Any, high: Any, group: str, kind: str, *said: Any
) -> Form:
    values = {"outcome": _one_of(outcome, TOLLS[1:]), **_number(low, high), "group": group}
    _one_of(kind, DOERS)
    return _quoted(text, words, **values, group_type=kind, **_said(text, said))


def _figure(text: str, words: Words, low: Any, high: Any, what: str, *said: Any) -> Form:
    return _quoted(text, words, **_number(low, high), what=what, **_said(text, said))


def coded(record: Form, text: str) -> Form:
    """The record in the gold's form; `ValueError`, naming the place, where it cannot be."""
    found: Form = {"doc_id": record["doc_id"], "published": record.get("published")}
    for slot, made in (("events", _event), ("figures", lambda t, one: _figure(t, *one))):
        found[slot] = []
        for number, one in enumerate(record.get(slot, ()), 1):
            try:
                found[slot].append(made(text, one))
            except (ValueError, TypeError, KeyError) as error:
                raise ValueError(f"{record['doc_id']}: {slot} {number}: {error}") from None
    return found


def bare(found: Form) -> Form:
    """A coded report in the short form without a word of its text: ranges in place of quotes."""

    def at(quoted: Form) -> list[int]:
        return [quoted["start"], quoted["end"]]

    def said(one: Form) -> list[Any]:
        speaker = one.get("speaker_quote")
        return [at(speaker) if speaker else None, None, one["stance"]]

    def actor(one: Form) -> list[Any]:
        speaker = said(one) if "stance" in one else []
        return [at(one), None, one["type"], *([speaker[2], speaker[0]] if speaker else [])]

    def event(one: Form) -> Form:
        short: Form = {"kind": one["kind"], "trigger": at(one["trigger"])}
        short |= {slot: one[slot] for slot in ("stage", "stance")}
        short |= {role: [actor(a) for a in one[role]] for role in ("who", "whom") if role in one}
        if "means" in one:
            short["means"] = [at(words) for words in one["means"]]
        if "where" in one:
            short["where"] = [at(one["where"]), None, one["where"].get("country")]
        if "when" in one:
            short["when"] = [at(one["when"]), one["when"]["first"], one["when"]["last"]]
        if "speaker_quote" in one:
            short["speaker"] = [at(one["speaker_quote"])]
        if "tolls" in one:
            short["tolls"] = [
                [at(t), t["outcome"], t["low"], t["high"], "", t["group_type"], *said(t)]
                for t in one["tolls"]
            ]
        return short

    figures = [[at(f), f["low"], f["high"], "", *said(f)] for f in found["figures"]]
    events = [event(one) for one in found["events"]]
    return {"doc_id": found["doc_id"], "published": found["published"], "events": events} | (
        {"figures": figures} if figures else {}
    )


def faults(record: Form, text: str) -> Iterator[str]:
    """What is wrong with a record, a line each."""
    for slot in ("events", "figures"):
        for one in record.get(slot, ()):
            try:
                coded({"doc_id": record["doc_id"], slot: [one]}, text)
            except ValueError as error:
                yield f"{error} in {str(one)[:90]}"
