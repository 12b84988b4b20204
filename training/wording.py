"""Train the table of how common words are in reports.

    python -m training.wording TEXTS.jsonl… --to src/corrobora/data/trained/words_en.txt.gz

Each file holds one JSON object a line with `text`, or `sentences`, and perhaps `title`. Texts on
one incident (`incident_id`) count once, so that nobody's name becomes a common word. A word is kept
if at least ten incidents or texts have it.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

from corrobora.link.wording import frequencies

LEAST = 10


def main() -> int:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--to", required=True, type=Path)
    given = parser.parse_args()
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in given.texts:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                text = record.get("text") or " ".join(map(str, record["sentences"]))
                key = str(path), str(record.get("incident_id", number))
                groups[key].append(f"{record.get('title') or ''} {text}")
    counts = frequencies(groups.values())
    kept = sorted(word for word, count in counts.items() if count >= LEAST)
    rows = (f"{word}\t{max(1, round(10_000 * counts[word] / len(groups)))}" for word in kept)
    given.to.write_bytes(gzip.compress("\n".join(rows).encode("utf-8"), mtime=0))
    print(f"{len(kept)} words of {len(groups)} groups", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
