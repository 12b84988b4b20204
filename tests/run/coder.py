"""`python -m tests.run.coder FOLDER SIZE JOBS`: code a corpus slowly, to be killed at it."""

import sys
from pathlib import Path

from corrobora.run import code_corpus, runner
from corrobora.store.workspace import create
from tests.run.corpus import SLOW, corpus


def main(folder: str, size: str, jobs: str) -> None:
    """Code the corpus into the workspace in `folder`."""
    with create(Path(folder)) as workspace:
        for _ in code_corpus(corpus(int(size)), workspace, SLOW, runner(SLOW, int(jobs))):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
