"""Who passes on whom: "X said it, citing Y" and "X quoted Y as saying"."""

from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_spans import noun_phrase
from corrobora.annotate.tokens import Parsed


def cite(parsed: Parsed, outer: Found, found: list[Found]) -> None:
    """Let "X said it, citing Y" end with Y as the nearer speaker, passed on by X."""
    token = parsed.tokens[outer.cue[-1]]
    cited = parsed.child(token.index, "dobj")
    if cited is None:
        return
    main = next((at for at in found if at is not outer and token.head in at.cue), None)
    if main is None and parsed.tokens[token.index - 1].text == ",":
        # "Local media, quoting residents, reported": an insertion behind the speaker.
        main = next((at for at in found if at is not outer and at.source_token == token.head), None)
    if main is None and parsed.tokens[token.index - 1].text == ",":
        # The parser hangs the citing on what is said; the comma shows that it is the speaker's.
        around = (at for at in found if at is not outer and token.index in at.content and at.source)
        main = next(around, None)
    if main is not None:
        aside = set(parsed.subtree(token.index))
        main.content = [at for at in main.content if at not in aside]
        outer.source, outer.source_token = noun_phrase(parsed, cited), cited
        outer.content, outer.behind, outer.rule = list(main.content), main, "citing"


def quoted_as_saying(parsed: Parsed, inner: Found, found: list[Found]) -> None:
    """Let "X quoted Y as saying" have Y say it, passed on by X."""
    tokens = parsed.tokens
    for at in reversed(found):
        quoting = next((cue for cue in at.cue if tokens[cue].lemma in ("quote", "cite")), None)
        if at is inner or quoting is None or inner.cue[0] not in at.content:
            continue
        cited = parsed.child(quoting, "dobj")
        if cited is not None:
            inner.source, inner.source_token = noun_phrase(parsed, cited), cited
            inner.behind = at
        return
