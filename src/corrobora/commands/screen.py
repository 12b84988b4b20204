"""Where output goes: results to standard output, everything else to standard error.

Standard output that is no terminal gets no colours and no line breaks of our own.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

# A table in a file or a pipe is as wide as its content; this is above any.
PIPE_WIDTH = 10_000

Told = Callable[[str, float | None], None]


def out() -> Console:
    """The console of results."""
    piped = not sys.stdout.isatty()
    return Console(width=PIPE_WIDTH if piped else None, highlight=False, emoji=False)


def err() -> Console:
    """The console of everything else."""
    return Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def program() -> str:
    """How this program can be called from here: by its name, or by its path where it must be."""
    if shutil.which("corrobora"):
        return "corrobora"
    path = Path(sys.argv[0])
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def say(line: str) -> None:
    """One line on standard error, whatever its characters."""
    err().print(line, markup=False, soft_wrap=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Told]:
    """A function that shows what is being done, and the share done, None where it is not known.

    Nothing is shown where `quiet`, or where nobody watches standard error.
    """
    if quiet or not err().is_terminal:
        yield lambda what, share: None
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TimeElapsedColumn(),
        console=err(),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)

        def told(what: str, share: float | None) -> None:
            known = share is not None
            bar.update(
                task,
                description=what,
                total=1.0 if known else None,
                completed=share if share is not None else 0.0,
            )

        yield told
