"""Markdown: front matter as fields, markup flattened to paragraphs."""

import html
import re
from collections.abc import Iterator

from corrobora.errors import InputError
from corrobora.ingest.compose import Report, compose, refusal
from corrobora.ingest.decode import decoded
from corrobora.ingest.fields import NAMES, NO_FIELDS, Fields, beside, from_words, said
from corrobora.ingest.opened import whole
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.ingest.plain import media_type
from corrobora.model import Refusal

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[-: \t|]*)?$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")

_INLINE = (
    (re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\s]{0,2000}(?:[ \t][^()\n]{0,500})?\))?"), ""),
    (re.compile(r"\[\^[^\]\s]{1,50}\]"), ""),
    (
        re.compile(
            r"\[([^\[\]\n]{1,1000})\]"
            r"(?:\([^()\s]{0,2000}(?:[ \t][^()\n]{0,500})?\)|\[[^\[\]\n]{0,200}\])"
        ),
        r"\1",
    ),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>\n]{0,500})?/?>"), ""),
    (re.compile(r"`{1,2}([^`\n]{1,1000})`{1,2}"), r"\1"),
    (re.compile(r"(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~([^~\n]{1,2000})~~"), r"\1"),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile(r"\0([0-9]{1,3});")
_COMMENT_END = "-->"


def read(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The report in a Markdown file; a first heading, or the front matter's title, heads it."""
    try:
        with source.open() as file:
            original = whole(file, options.limits.report_bytes)
        words, encoding = decoded(original, encoding=options.encoding)
        front, body = front_matter(words)
        fields, grounds = beside(source.path, options.limits.meta_bytes), "the file beside it"
        matter = from_words(front)
        if fields == NO_FIELDS:
            fields, grounds = matter, "the front matter"
    except InputError as error:
        yield refusal(source.shown, error)
        return
    text, heading = flattened(body)
    found = Fields(title=heading) if heading and not matter.heading() else matter
    report = Report(
        text,
        original,
        media_type("text/markdown", encoding),
        fields,
        grounds,
        found,
        apart=matter.heading() is not None,
    )
    yield from compose(report, source, options)


def front_matter(words: str) -> tuple[dict[str, str], str]:
    """The fields between the first two lines of `---`, and the text after them.

    Only `key: value` lines are read; `date`, which most site makers write, is the publication's.
    """
    rows = words.splitlines(keepends=True)
    if not rows or rows[0].rstrip() != "---":
        return {}, words
    found: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=1):
        if row.rstrip() in ("---", "..."):
            return found, "".join(rows[number + 1 :])
        key, colon, value = row.partition(":")
        key = key.lower()
        key = "published" if key == "date" and "published" not in found else key
        if colon and key in NAMES and (value := _unquoted(value.strip())):
            found[key] = value
    return {}, words


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return said(re.split(r"\s#", value, maxsplit=1)[0]) or ""


def flattened(words: str) -> tuple[str, str | None]:
    """The paragraphs of a Markdown text, blank lines between, and its first heading.

    The heading is only given where nothing stands before it.
    """
    blocks = _Blocks()
    for line in _without_comments(words).splitlines():
        blocks.take(line)
    blocks.close()
    heading = blocks.found[0] if blocks.headed and blocks.found else None
    return "\n\n".join(blocks.found), heading


def _without_comments(words: str) -> str:
    """`words` without `<!-- … -->`; one that is never ended is left as it is."""
    parts, start = [], 0
    while (begin := words.find("<!--", start)) >= 0:
        end = words.find(_COMMENT_END, begin + 4)
        if end < 0:
            break
        parts.append(words[start:begin])
        start = end + len(_COMMENT_END)
    return "".join([*parts, words[start:]])


def _hidden(match: re.Match[str]) -> str:
    """A sign that a backslash keeps from being markup, behind a NUL, which no text holds."""
    return f"\0{ord(match[1])};"


def _shown(words: str) -> str:
    return _HIDDEN.sub(lambda match: chr(int(match[1])), words)


class _Blocks:
    """The paragraphs so far and the lines of the one under way."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.headed = False
        self._lines: list[str] = []
        self._fence: str | None = None

    def take(self, line: str) -> None:
        """Read one line."""
        if self._in_fence(line):
            return
        quote = _QUOTE.match(line)
        line = line[quote.end() :] if quote else line
        if _UNDERLINE.match(line) and self._lines:
            self.close(heading=True)
        elif not line.strip() or _RULE.match(line) or _TABLE_RULE.match(line):
            self.close()
        elif heading := _HEADING.match(line):
            self.close()
            self._lines = [re.sub(r"[ \t]+#+[ \t]*$", "", line[heading.end() :])]
            self.close(heading=True)
        elif _DEFINITION.match(line):
            self.close()
        elif item := _ITEM.match(line):
            self.close()
            self._lines = [line[item.end() :]]
        elif line.lstrip().startswith("|"):
            self.close()
            self._lines = [line.strip().strip("|")]
            self.close()
        else:
            self._lines.append(line)

    def close(self, *, heading: bool = False) -> None:
        """End the paragraph under way."""
        words = _ESCAPED.sub(_hidden, " ".join(line.strip() for line in self._lines))
        self._lines = []
        for pattern, put in _INLINE:
            words = pattern.sub(put, words)
        words = " ".join(_shown(html.unescape(words)).split())
        if words:
            self.headed = self.headed or (heading and not self.found)
            self.found.append(words)

    def _in_fence(self, line: str) -> bool:
        """Whether `line` is a fence, or stands within two; such lines are kept as they are."""
        fence = _FENCE.match(line)
        if self._fence is None:
            if fence is None:
                return False
            self.close()
            self._fence = fence[1]
            return True
        if fence and fence[1].startswith(self._fence):
            self._fence = None
        elif line.strip():
            self.found.append(line.strip())
        return True
