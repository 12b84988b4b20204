"""What holds for the attributions of any text, however broken its marks and words."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrobora.annotate.modality import modality
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.speech_tagger import find_attributions
from corrobora.annotate.tokens import Parsed

Parse = Callable[..., Parsed]

_WORDS = st.sampled_from(
    [
        *"police said that two men were killed according to the report of".split(),
        *"reportedly denied it is believed and while a militia citing quoted".split(),
        *"as saying to attack will may not he added , . ” “ : ?".split(),
        "\n\n",
    ]
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join).filter(str.strip)
_FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_FEW
@given(text=_TEXTS)
def test_spans_lie_in_the_text_and_chains_end(parse_text: Parse, text: str) -> None:
    parsed = parse_text(text)
    speeches = find_speeches(parsed)
    for speech in speeches:
        spans = [speech.cue, *speech.content, *([speech.source] if speech.source else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(speech.content) == sorted(speech.content)
        outer, steps = speech.quoted_by, 0
        while outer is not None:
            outer, steps = speeches[outer].quoted_by, steps + 1
            assert steps <= len(speeches)


@_FEW
@given(text=_TEXTS)
def test_every_token_has_a_modality(parse_text: Parse, text: str) -> None:
    parsed = parse_text(text)
    speeches = find_speeches(parsed)
    for token in parsed.tokens:
        found = modality(parsed, token.index, speeches)
        assert (found.cue is None) == (found.rule == "plain")


@_FEW
@given(text=_TEXTS)
def test_the_wide_reading_keeps_to_the_text(parse_text: Parse, text: str) -> None:
    for speech in find_attributions(parse_text(text)):
        spans = [speech.cue, *speech.content, *([speech.source] if speech.source else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
