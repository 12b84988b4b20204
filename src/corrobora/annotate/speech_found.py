"""An attribution while it is being put together, in token indices."""

from dataclasses import dataclass, field

from corrobora.values import Stance


@dataclass(eq=False, slots=True)
class Found:
    """Cue, source and content as token indices in text order; see `mentions.Speech`.

    `quotes` tells that the content is quoted, so that the rest of its quotation belongs to it.
    `behind` is the attribution that passes this one on, where the rule knows it.
    """

    cue: list[int]
    source: list[int]
    source_token: int | None
    content: list[int]
    rule: str
    stance: Stance | None = None
    quotes: bool = False
    behind: "Found | None" = None
    _content: set[int] = field(default_factory=set)

    def content_set(self) -> set[int]:
        """The content as a set, for look-ups."""
        if len(self._content) != len(self.content):
            self._content = set(self.content)
        return self._content
