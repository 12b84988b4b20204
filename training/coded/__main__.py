"""Check coded reports in the short form, and lay them out in the gold's form.

    python -m training.coded FILE… [--docs FOLDER] [--to FOLDER] [--bare FILE]

FILE holds JSON Lines. Where a record has no `text`, it is read from `DOCS/DOC_ID.txt`. With --to,
`docs/` and `coded/` are written as the gold has them, with --bare one file of records without any
word of their texts. Ends with status 1 where a record is faulty.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from training.coded.form import bare, coded, faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, and write what is right."""
    parser = argparse.ArgumentParser(prog="python -m training.coded", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--bare", type=Path)
    given = parser.parse_args(arguments)
    wrong = right = 0
    lines = []
    for file in given.files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                print(f"{file.name}:{number}: {error}")
                wrong += 1
                continue
            text = record.get("text")
            if text is None:
                text = (given.docs / f"{record['doc_id']}.txt").read_text(encoding="utf-8")
            found = list(faults(record, text))
            for fault in found:
                print(f"{file.name}:{number}: {fault}")
            wrong += bool(found)
            if found:
                continue
            right += 1
            lines.append(json.dumps(bare(coded(record, text)), separators=(",", ":")))
            if given.to:
                for folder in ("docs", "coded"):
                    (given.to / folder).mkdir(parents=True, exist_ok=True)
                (given.to / "docs" / f"{record['doc_id']}.txt").write_text(text, encoding="utf-8")
                form = json.dumps(coded(record, text), ensure_ascii=False, indent=1)
                (given.to / "coded" / f"{record['doc_id']}.json").write_text(form + "\n")
    if given.bare:
        given.bare.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{right} right, {wrong} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
