"""Hypothesis strategies for every record that is kept."""

import datetime as dt
import string

from hypothesis import strategies as st

from corrobora import model, values

# Surrogates are no code points of any text that can be encoded.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
names = words.filter(lambda text: bool(text.strip()))
maybe_words = st.none() | words
dates = st.dates()
moments = st.datetimes(timezones=st.just(dt.UTC))
shares = st.floats(0, 1)
counts = st.none() | st.integers(0, 10**9)
document_ids = st.text(string.ascii_lowercase, min_size=26, max_size=26).map("d_{}".format)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int | None, int | None]:
    """A low and a high bound, either of them open, never crossed."""
    low, high = draw(counts), draw(counts)
    if low is not None and high is not None:
        return min(low, high), max(low, high)
    return low, high


documents = st.builds(
    model.Document,
    text=names,
    name=st.text(max_size=10),
    url=maybe_words,
    publisher=maybe_words,
    author=maybe_words,
    title=maybe_words,
    published=st.none() | dates,
    published_grounds=maybe_words,
    published_candidates=st.lists(
        st.builds(model.DateCandidate, date=dates, grounds=words), max_size=2
    ).map(tuple),
    retrieved=st.none() | moments,
    original_sha256=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
)


def spans(document_id: st.SearchStrategy[str] = document_ids) -> st.SearchStrategy[model.Span]:
    """Spans in documents of these ids."""
    return st.builds(
        lambda document, start, length: model.Span(
            document_id=document, start=start, end=start + length
        ),
        document_id,
        st.integers(0, 10_000),
        st.integers(1, 200),
    )


places = st.builds(
    values.Place,
    name=names,
    relation=maybe_words,
    country=st.none() | st.text(string.ascii_uppercase, min_size=2, max_size=2),
    candidates=st.lists(
        st.builds(
            values.PlaceCandidate,
            id=words,
            name=words,
            country=words,
            latitude=st.floats(-90, 90),
            longitude=st.floats(-180, 180),
            score=shares,
            admin1=maybe_words,
        ),
        max_size=2,
    ).map(tuple),
    precision=st.none() | st.integers(1, 7),
    radius_km=st.none() | st.floats(0, 1000),
)
times = st.builds(
    lambda first, last, month, precision, anchor: values.When(
        first=min(first, last) if first and last else first,
        last=max(first, last) if first and last else last,
        month=month,
        precision=precision,
        anchor=anchor,
    ),
    st.none() | dates,
    st.none() | dates,
    st.none() | st.integers(1, 12),
    st.sampled_from(values.Precision),
    st.none() | dates,
)
tolls = st.builds(
    lambda outcome, bound, group, kind: values.Toll(
        outcome=outcome, low=bound[0], high=bound[1], group=group, group_kind=kind
    ),
    st.sampled_from(values.Outcome),
    bounds(),
    maybe_words,
    st.none() | st.sampled_from(values.ActorKind),
)
quantities = st.builds(
    lambda bound, what: values.Quantity(low=bound[0], high=bound[1], what=what), bounds(), words
)
claim_values = st.one_of(
    st.builds(values.Category, code=words),
    st.builds(
        values.ActorRef,
        name=names,
        kind=st.sampled_from(values.ActorKind),
        actor=maybe_words,
    ),
    places,
    times,
    tolls,
    quantities,
    st.builds(values.Text, text=words),
)


@st.composite
def claims(
    draw: st.DrawFn, document_id: str | None = None, origin: str | None = None
) -> model.Claim:
    """Claims on any document, or on that of `document_id`, of any origin or of `origin`."""
    here = spans(st.just(document_id or draw(document_ids)))
    speakers = st.builds(
        model.Speaker,
        name=names,
        kind=st.sampled_from(model.SpeakerKind),
        spans=st.lists(here, max_size=2).map(tuple),
        party=st.none() | st.booleans(),
    )
    return draw(
        st.builds(
            model.Claim,
            subject=st.builds(model.Subject, kind=st.sampled_from(model.SubjectKind), anchor=here),
            role=st.sampled_from(model.Role),
            value=claim_values,
            spans=st.lists(here, min_size=1, max_size=3).map(tuple),
            attribution=st.builds(
                model.Attribution,
                speakers=st.lists(speakers, max_size=2).map(tuple),
                cue=st.none() | here,
            ),
            stance=st.sampled_from(values.Stance),
            stage=st.sampled_from(values.Stage),
            origin=st.just(origin) if origin else words,
            rule=maybe_words,
            confidence=shares,
        )
    )


refusals = st.builds(
    model.Refusal,
    reason=words,
    document_id=st.none() | document_ids,
    claim=st.none() | claims(),
    source=maybe_words,
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two different subjects' ids, the smaller first."""
    left, right = sorted(draw(st.lists(words, min_size=2, max_size=2, unique=True)))
    return left, right


_judged = {"by": words, "at": moments, "reason": st.text(max_size=20)}
_scored = {"verdict": st.sampled_from(model.Verdict), "score": st.none() | shares}

decisions = st.one_of(
    pairs().flatmap(
        lambda pair: st.builds(
            model.Same, left=st.just(pair[0]), right=st.just(pair[1]), **_scored, **_judged
        )
    ),
    st.builds(model.Right, claim=words, **_scored, **_judged),
    st.builds(model.SetStatus, subject=words, status=st.sampled_from(model.Status), **_judged),
    st.builds(model.Note, about=words, **_judged),
)
