"""Reports with what people said of them, as word pieces with labels and cut into windows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corrobora.annotate.encoder_heads import (
    GROUPS,
    KINDS,
    PAIRED,
    POLICE,
    SAID,
    STAGES,
    STANCES,
    TOLLS,
)
from corrobora.annotate.encoder_windows import Pieces, Window, pieces_of, windows
from corrobora.annotate.sentences import sentences
from corrobora.annotate.text import paragraphs, plain
from corrobora.model import Document

IGNORED = -100
Labels = dict[str, np.ndarray[Any, np.dtype[Any]]]

_SLOTS = {"who": "who", "whom": "whom", "means": "means", "tolls": "toll"}
_SINGLE = {"where": "where", "when": "when", "speaker_quote": "speaker"}


@dataclass
class Example:
    """A report: its pieces, labels by head over all N pieces, and labels of ranges and pairs.

    `units` are ranges of pieces with 0/1 answers of a head; `pairs` of trigger pieces, role and
    pieces that fill it (with pieces that are neither right nor wrong); `same` pairs of mentions
    with 1 where they speak of one thing.
    """

    name: str
    text: str
    pieces: Pieces
    labels: Labels = field(default_factory=dict)
    units: list[tuple[str, int, int, list[int]]] = field(default_factory=list)
    pairs: list[tuple[list[int], int, list[int], list[int]]] = field(default_factory=list)
    same: list[tuple[int, list[int], list[int], int]] = field(default_factory=list)
    weight: float = 1.0

    def windows(self) -> list[Window]:
        """The windows of the report."""
        return list(windows(self.pieces, self.text))


def blank(tokenizer: Any, name: str, text: str) -> Example:
    """A report without labels."""
    document = Document(text=text, name=name)
    even = plain(text)
    parts = [s for p in paragraphs(document) for s in sentences(even, p.start, p.end)]
    return Example(name, text, pieces_of(tokenizer, even, parts))


def _none(example: Example, shape: tuple[int, ...] = ()) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Labels of 0 where a word begins, ignored elsewhere."""
    opens = example.pieces.opens
    found = np.full((len(opens), *shape), IGNORED, np.int16)
    found[opens] = 0
    return found


def add_coded(example: Example, coded: dict[str, Any]) -> Example:
    """Labels from a report's coded form: kinds, stages, stances, tolls, roles and the gate."""
    pieces = example.pieces
    n = len(pieces.ids)
    kind, toll = _none(example), _none(example)
    stage, stance = np.full(n, IGNORED, np.int16), np.full(n, IGNORED, np.int16)
    telling = np.zeros(n, np.bool_)
    for event in coded["events"]:
        trigger = pieces.inside(event["trigger"]["start"], event["trigger"]["end"])
        if not trigger or event["kind"] not in KINDS:
            continue
        kind[trigger] = KINDS.index(event["kind"])
        stage[trigger] = STAGES.index(event.get("stage", "happened"))
        stance[trigger] = STANCES.index(event.get("stance", "certain"))
        telling[trigger] = True
        for role, quotes in _quotes(event):
            at = PAIRED.index(role)
            filled = sorted({p for q in quotes for p in pieces.inside(q["start"], q["end"])})
            doubtful = sorted({p for q in quotes for p in _elsewhere(example, q)} - set(filled))
            telling[filled] = True
            example.pairs.append((trigger, at, filled, doubtful))
        for one in event.get("tolls", ()):
            toll[pieces.inside(one["start"], one["end"])] = TOLLS.index(one["outcome"])
    for one in coded.get("figures", ()):
        words = pieces.inside(one["start"], one["end"])
        toll[words] = TOLLS.index("figure")
        telling[words] = True
    example.labels |= {"kind": kind, "toll": toll, "stage": stage, "stance": stance}
    for first, last in pieces.parts:
        example.units.append(("gate", first, last, [int(telling[first:last].any())]))
    return example


def _quotes(event: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for slot, role in _SLOTS.items():
        yield role, event.get(slot) or []
    for slot, role in _SINGLE.items():
        yield role, [event[slot]] if event.get(slot) else []


def _elsewhere(example: Example, quote: dict[str, Any]) -> Iterator[int]:
    """Pieces of other places where the words or the name of an actor stand."""
    for words in {quote.get("quote", ""), quote.get("name", "")}:
        if len(words) > 2:
            for match in re.finditer(re.escape(words), example.text):
                yield from example.pieces.inside(match.start(), match.end())


def muc4(tokenizer: Any, record: dict[str, Any], coded: dict[str, Any] | None) -> Example:
    """A message with its roles, and what the rules read in it."""
    example = blank(tokenizer, f"muc4:{record['docid']}", record["text"])
    found = _none(example, (len(GROUPS),))
    spans: list[list[int]] = []
    for template in record["roles"]:
        for role in GROUPS[:-1]:
            for entity in template.get(role, ()):
                mentions = [words for m in entity for words in _occurrences(example, m[0])]
                for words in mentions:
                    found[words, GROUPS.index(role)] = 1
                spans += mentions[:4]
                example.same += [(1, a, b, 1) for a in mentions[:3] for b in mentions[:3] if a < b]
    for template in record["templates"]:
        for fill in template["slots"]["hum_description"]:
            for one in fill["any_of"]:
                for words in _occurrences(example, one["value"]):
                    found[words, -1] = 1
    example.labels["muc"] = found
    if coded is not None:
        add_coded(example, coded)
        example.weight = 0.5
    return example


def _occurrences(example: Example, words: str) -> list[list[int]]:
    """The pieces of each place where words stand, whatever their case, line breaks and brackets."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
    pattern = pattern.replace(r"\(", r"[\[(]").replace(r"\)", r"[\])]")
    found = re.finditer(pattern, example.text, re.IGNORECASE)
    pieces = (example.pieces.inside(m.start(), m.end()) for m in found)
    return [one for one in pieces if one]


def polnear(tokenizer: Any, record: dict[str, Any]) -> Example:
    """An article with the words of its attributions."""
    example = blank(tokenizer, f"polnear:{record['doc_id']}", record["text"])
    found = _none(example)
    for one in record["attributions"]:
        for role in ("content", "source", "cue"):
            for start, end in one[role]:
                found[example.pieces.inside(start, end)] = SAID.index(role)
    example.labels["said"] = found
    return example


def _word_offsets(words: Sequence[str]) -> list[int]:
    """Where words that one space parts begin, and where one after them would."""
    return np.cumsum([0, *(len(word) + 1 for word in words)]).tolist()


def factuality(tokenizer: Any, records: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """Sentences with the judgement whether their predicates happened, some to an example."""
    sentences: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        sentences[record["sentence_id"]].append(record)
    groups = list(sentences.values())
    for start in range(0, len(groups), 5):
        chunk = groups[start : start + 5]
        text = "\n\n".join(group[0]["sentence"] for group in chunk)
        example = blank(tokenizer, f"uw:{start}", text)
        values = np.full(len(example.pieces.ids), np.nan, np.float32)
        base = 0
        for group in chunk:
            offsets = _word_offsets(group[0]["sentence"].split(" "))
            for record in group:
                at = base + int(offsets[record["token_start"]])
                end = base + int(offsets[record["token_end"]]) - 1
                values[example.pieces.inside(at, end)[:1]] = record["value"]
            base += len(group[0]["sentence"]) + 2
        example.labels["fact"] = values
        yield example


def police(tokenizer: Any, records: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """Articles with what each sentence says that police did."""
    articles: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        articles[record["doc_id"]].append(record)
    for name, article in articles.items():
        texts = [one["sentence"] for one in article]
        ranges, at = [], 0
        for text in texts:
            ranges.append((at, at + len(text)))
            at += len(text) + 1
        text = "\n".join(texts)
        pieces = pieces_of(tokenizer, plain(text), ranges)
        example = Example(f"police:{name}", text, pieces)
        for one, (first, last) in zip(article, pieces.parts, strict=True):
            if last > first:
                answers = [int(label in one["labels"]) for label in POLICE]
                example.units.append(("police", first, last, answers))
        yield example


def chains(tokenizer: Any, record: dict[str, Any], coded: dict[str, Any]) -> Example:
    """An article of ECB+ with pairs of mentions of one event or one actor, and of two."""
    text = "\n\n".join(record["sentences"])
    example = blank(tokenizer, f"ecbplus:{record['doc_id']}", text)
    bases = np.cumsum([0, *(len(s) + 2 for s in record["sentences"])])
    found: dict[int, list[tuple[str, list[int]]]] = {0: [], 1: []}
    for mention in record["mentions"]:
        words = record["sentences"][mention["sentence"]].split(" ")
        offsets = _word_offsets(words)
        base = int(bases[mention["sentence"]])
        spots = [
            p
            for token in mention["tokens"]
            for p in example.pieces.inside(
                base + int(offsets[token]), base + int(offsets[token]) + len(words[token])
            )
        ]
        sort = {"ACT": 0, "HUM": 1}.get(mention["type"][:3])
        if spots and sort is not None and mention["chain"]:
            found[sort].append((mention["chain"], spots))
    for sort, mentions in found.items():
        for i, (one, a) in enumerate(mentions):
            for other, b in mentions[i + 1 :]:
                example.same.append((sort, a, b, int(one == other)))
    add_coded(example, coded)
    example.weight = 0.5
    return example
