"""The child process that reads one PDF: bytes on standard input, JSON on standard output.

It gives itself limits of memory and time before it looks at the file; nothing it can do to itself
reaches the program that started it.
"""

import io
import json
import logging
import sys
import warnings
from typing import Any


def main() -> None:
    """Read standard input under the limits given: memory, seconds, characters."""
    memory, seconds, characters = (int(argument) for argument in sys.argv[1:4])
    content = sys.stdin.buffer.read()
    _limit(memory, seconds)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        found = _found(content, characters)
    except MemoryError:
        found = {"problem": f"is a PDF that needs more than {memory:,} bytes of memory"}
    except RecursionError:
        found = {"problem": "is a broken PDF: it is nested without end"}
    # The library raises whatever comes on broken files; this process ends right after.
    except Exception as error:
        found = {"problem": f"is a broken PDF: {type(error).__name__}: {str(error)[:200]}"}
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the time-out of the parent holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _found(content: bytes, characters: int) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        # Many files are locked against changes only and open without a password.
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            return {"problem": "is an encrypted PDF; save it without its password first"}
    pages: list[list[tuple[str, float, float]]] = []
    count = 0
    for page in reader.pages:
        lines = _lines(page)
        count += sum(len(text) for text, _, _ in lines)
        if count > characters:
            return {"problem": f"is a PDF with more than {characters:,} characters of text"}
        pages.append(lines)
    if not pages:
        return {"problem": "is a PDF without pages"}
    return {"pages": pages, **_information(reader)}


def _information(reader: Any) -> dict[str, Any]:
    """What the file says of itself; a broken part of it is passed over."""
    found: dict[str, Any] = {}
    for key, name in (("title", "/Title"), ("author", "/Author"), ("created", "/CreationDate")):
        try:
            value = (reader.metadata or {}).get(name)
        except Exception:
            continue
        if value is not None and (words := " ".join(str(value).split())):
            found[key] = words[2:10] if key == "created" and words[:2] == "D:" else words[:1000]
    return found


def _lines(page: Any) -> list[tuple[str, float, float]]:
    """The lines of a page in the order of its text: words, height, size of the letters."""
    lines: list[tuple[str, float, float]] = []
    under_way: list[str] = []
    place: tuple[float, float] | None = None

    def close() -> None:
        nonlocal place
        words = "".join(under_way)
        under_way.clear()
        if words.strip() and place is not None:
            lines.append((words, *place))
        place = None

    def take(text: str, current: Any, matrix: Any, _font: Any, size: Any) -> None:
        nonlocal place
        for part in text.splitlines(keepends=True):
            words = part.rstrip("\r\n")
            if words.strip() and place is None:
                # The text's matrix in the page's: only upright text is measured.
                y = float(matrix[4] * current[1] + matrix[5] * current[3] + current[5])
                scale = abs(float(matrix[3] * current[3])) or 1.0
                place = (y, abs(float(size or 0)) * scale)
            under_way.append(words)
            if words != part:
                close()

    page.extract_text(visitor_text=take)
    close()
    return lines


if __name__ == "__main__":
    main()
