"""Who else looks at a page: remembered for moments only, and written nowhere."""

import threading
import time
from collections.abc import Callable

# A page says every few seconds that it is open; after this long it is not.
OPEN_FOR = 25.0


class Presence:
    """Who has which thing open; `now` tells the seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._open: dict[str, dict[str, tuple[str, float]]] = {}

    def look(self, thing: str, window: str, name: str) -> list[str]:
        """Note that somebody looks at a thing in a window; the names of the others who do.

        Somebody with two windows is told of the other one, too: what is typed there can collide.
        """
        with self._lock:
            now = self._now()
            looking = self._open.setdefault(thing, {})
            looking[window] = name, now
            for other in [w for w, (_, seen) in looking.items() if now - seen > OPEN_FOR]:
                del looking[other]
            for empty in [t for t, windows in self._open.items() if _over(windows, now)]:
                del self._open[empty]
            return sorted({who for w, (who, _) in looking.items() if w != window})


def _over(windows: dict[str, tuple[str, float]], now: float) -> bool:
    return all(now - seen > OPEN_FOR for _, seen in windows.values())
