"""Attribution on PolNeAR: token F1 of source, cue and content.

Tokens are the matches of a word pattern; a token's label is that of most of its characters, later
attributions overwriting earlier ones. The set counts as attribution also what people want, support
or decide, so the wide reading is measured; the keys that begin with `rules_` measure the rules
alone, on which claims rest.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corrobora.annotate.mentions import Speech
from corrobora.annotate.parse import parse
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.speech_tagger import find_attributions
from corrobora.model import Document
from evaluation.data import f1, records
from evaluation.options import Options

LABELS = ("content", "source", "cue")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")

Spans = dict[str, Sequence[tuple[int, int]]]


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """Token F1 a label over all articles of the file."""
    gold = list(records(path))
    counts: Counter[str] = Counter()
    by_rules: Counter[str] = Counter()
    documents = (Document(text=record["text"], name=record["doc_id"]) for record in gold)
    for record, parsed in zip(gold, parse(documents), strict=True):
        predicted = token_labels(record["text"], [_spans(find_attributions(parsed))])
        narrow = token_labels(record["text"], [_spans(find_speeches(parsed))])
        wanted = token_labels(record["text"], record["attributions"])
        count(counts, predicted, wanted)
        count(by_rules, narrow, wanted)
        if options.errors > 0:
            options = _show(record["text"], predicted, wanted, options)
    rules = {f"rules_{name}": score for name, score in scores(by_rules).items()}
    return {"records": len(gold), **scores(counts), **rules}


def _spans(speeches: Iterable[Speech]) -> Spans:
    """All speeches as one layer: a speaker inside what another says stays a speaker."""
    told = list(speeches)
    return {
        "content": [piece for speech in told for piece in speech.content],
        "source": [speech.source for speech in told if speech.source],
        "cue": [speech.cue for speech in told if speech.rule != "quotation"],
    }


def token_labels(text: str, attributions: Iterable[Spans]) -> list[str]:
    """The label of each token of `text`, "" for none."""
    characters = [""] * len(text)
    for attribution in attributions:
        for label in LABELS:
            for start, end in attribution[label]:
                characters[start:end] = [label] * (end - start)
    labels = []
    for match in _WORD.finditer(text):
        found = Counter(characters[match.start() : match.end()])
        labels.append(found.most_common(1)[0][0])
    return labels


def count(counts: "Counter[str]", predicted: Sequence[str], wanted: Sequence[str]) -> None:
    """Add the tokens right, predicted and wanted of each label to `counts`."""
    for told, true in zip(predicted, wanted, strict=True):
        if told:
            counts[f"{told}_predicted"] += 1
        if true:
            counts[f"{true}_gold"] += 1
        if told and told == true:
            counts[f"{told}_right"] += 1


def scores(counts: "Counter[str]") -> dict[str, float]:
    """F1, precision and recall a label."""
    found = {}
    for label in LABELS:
        right, told = counts[f"{label}_right"], counts[f"{label}_predicted"]
        true = counts[f"{label}_gold"]
        found[f"{label}_f1"] = round(f1(right, told, true), 4)
        found[f"{label}_precision"] = round(right / told, 4) if told else 0.0
        found[f"{label}_recall"] = round(right / true, 4) if true else 0.0
    return found


def _show(text: str, predicted: list[str], wanted: list[str], options: Options) -> Options:
    """Print the runs of wrong tokens, as many as the options still allow."""
    left = options.errors
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words) and left > 0:
        end = place
        while end < len(words) and (predicted[end], wanted[end]) == (
            predicted[place],
            wanted[place],
        ):
            end += 1
        if predicted[place] != wanted[place]:
            said = text[words[place].start() : words[end - 1].end()]
            print(f"{predicted[place] or '-'} for {wanted[place] or '-'}: {said}", file=sys.stderr)
            left -= 1
        place = end
    return Options(options.reader, options.docs, left)
