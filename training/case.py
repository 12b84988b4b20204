"""Train the table of natural case: which form each word has inside a sentence.

    python -m training.case TEXTS.jsonl… \
        --to src/corrobora/data/trained/case_en.txt.gz

Each file holds one JSON object a line with the field `text`. For every word that stands inside a
sentence, the form that it has most often is kept; a word that is not in the table is most likely a
name. The table holds words alone, in alphabetical order, and no running text.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from corrobora.annotate.case import in_capitals

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENING = re.compile(r"(?:^|[.!?:;\"“”‘’'(\[\n—–-])\s*$")
# A word that is lower at least this often is lower ("house", though "the House" is frequent);
# one that is hardly ever lower ("Bush") keeps its most frequent form.
LOWER_SHARE = 0.25


def count(paths: list[Path]) -> dict[str, Counter[str]]:
    """Word in lower case -> how often it stands in which form inside a sentence."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line).get("text", "").split("\n"):
                    if in_capitals(paragraph) or not re.search(r"[a-z] [a-z]", paragraph):
                        continue
                    for match in WORD.finditer(paragraph):
                        before = paragraph[max(0, match.start() - 3) : match.start()]
                        if match.start() and not OPENING.search(before):
                            forms[match.group().lower()][match.group()] += 1
    return forms


def main() -> int:
    """Count, choose and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--to", required=True, type=Path)
    given = parser.parse_args()
    chosen = []
    for lower, found in sorted(count(given.texts).items()):
        form, times = found.most_common(1)[0]
        if found[lower] >= LOWER_SHARE * found.total():
            chosen.append(lower)
        elif times > 1:
            chosen.append(form)
    given.to.parent.mkdir(parents=True, exist_ok=True)
    with given.to.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("\n".join(chosen).encode("utf-8"))
    print(f"{len(chosen)} words, {given.to.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
