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
        pattern, names = self._pattern(step.shown)
        found = re.fullmatch(pattern, _plain(printed))
        assert found, f"$ {step.command}\n--- shown\n{step.shown}\n--- printed\n{printed}"
        self.ids.update({shown: found[name] for shown, name in names.items()})

    def _pattern(self, shown: str) -> tuple[str, dict[str, str]]:
        """A pattern for the printed lines, and the group of each id that is new."""
        new: dict[str, str] = {}
        lines = []
        for line in _plain(shown).splitlines():
            if line.strip() == "…":
                lines.append(r"(?:.*\n)*?")
            else:
                lines.append("".join(self._piece(one, new) for one in _PIECE.finditer(line)) + "\n")
        return "".join(lines), new

    def _piece(self, piece: re.Match[str], new: dict[str, str]) -> str:
        if piece["any"]:
            return ".*?"
        if piece["blank"]:
            return " *"
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
