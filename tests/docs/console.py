"""Console blocks of Markdown: their commands run, their output compared.

    ```console
    $ corrobora codebook
    clash
    …
    ```

A line that is only `…` stands for any lines, a `…` in a line for any words, and runs of blanks are
equal. An id (`i_r4q2fpzm`) stands for any id of its kind the first time it is met, and for the same
one in the commands and lines that follow, in the whole of a page.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b([a-z])_[a-z2-7]{8,26}\b")
_PIECE = re.compile(rf"(?P<id>{_ID.pattern})|(?P<any>…)|(?P<blank>[ \t]+)|(?P<text>.)")
# Ids are shown whole or by their first letters.
_REST = "[a-z2-7]{0,18}"
_LONGEST = 300.0


@dataclass(frozen=True)
class Step:
    """One command of a block, and the output shown for it."""

    command: str
    shown: str


def blocks(page: str, language: str) -> list[str]:
    """The contents of the page's fenced blocks in a language."""
    return [found[2] for found in _FENCE.finditer(page) if found[1] == language]


def steps(block: str) -> Iterator[Step]:
    """The commands of a console block, each with the lines below it."""
    command: str | None = None
    shown: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield Step(command, "\n".join(shown))
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command is not None:
        yield Step(command, "\n".join(shown))


@dataclass
class Console:
    """A folder in which the commands of one page run, and what the page's ids stand for."""

    folder: Path
    environment: Mapping[str, str]
    ids: dict[str, str] = field(default_factory=dict)

    def run(self, step: Step) -> str:
        """What the command printed. Raises AssertionError where it fails."""
        command = _ID.sub(lambda found: self.ids.get(found[0], found[0]), step.command)
        ended = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=dict(self.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_LONGEST,
        )
        assert ended.returncode == 0, f"$ {command}\n{ended.stdout}"
        return ended.stdout

    def check(self, step: Step) -> None:
        """Run the command and compare. Raises AssertionError with both outputs."""
        printed = self.run(step)
        same = self._same(_plain(step.shown).splitlines(), _plain(printed).splitlines())
        assert same, f"$ {step.command}\n--- shown\n{step.shown}\n--- printed\n{printed}"

    def _same(self, shown: list[str], printed: list[str]) -> bool:
        """Whether the lines are those shown; lines left out end at the first that fits again.

        Line by line, for one pattern over all of them can take for ever to fail.
        """
        at, skipping = 0, False
        for line in shown:
            if line.strip() == "…":
                skipping = True
                continue
            while at < len(printed) and not self._fits(line, printed[at]):
                if not skipping:
                    return False
                at += 1
            if at == len(printed):
                return False
            at, skipping = at + 1, False
        return skipping or at == len(printed)

    def _fits(self, shown: str, printed: str) -> bool:
        """Whether a line is the one shown; new ids are kept where it is."""
        new: dict[str, str] = {}
        pieces = [self._piece(one, new) for one in _PIECE.finditer(" ".join(shown.split()))]
        found = re.fullmatch("".join(pieces), " ".join(printed.split()))
        if found:
            self.ids.update({shown: found[name] for shown, name in new.items()})
        return found is not None

    def _piece(self, piece: re.Match[str], new: dict[str, str]) -> str:
        if piece["any"]:
            return ".*?"
        if piece["blank"]:
            return " ?"
        if piece["text"]:
            return re.escape(piece["text"])
        shown = piece["id"]
        if shown in self.ids:
            return re.escape(self.ids[shown]) + _REST
        if shown in new:
            return f"(?P={new[shown]}){_REST}"
        new[shown] = f"id{len(new)}"
        return rf"(?P<{new[shown]}>{shown[0]}_[a-z2-7]{{8}}){_REST}"


def _plain(text: str) -> str:
    """The text with no blanks at line ends, and one line end at its own."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines) if any(lines) else ""
