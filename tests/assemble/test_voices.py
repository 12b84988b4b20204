"""What speakers of some kinds say, and nothing else."""

import pytest

from corrobora.assemble.incidents import assemble
from corrobora.assemble.voices import said_by, speaker_kinds
from corrobora.errors import ConfigError
from corrobora.extract.reader import read
from corrobora.model import Document, Role, SpeakerKind
from corrobora.values import Toll

TEXT = (
    "A bomb exploded in Kabul on Monday. Police said the bombing killed six people. Doctors said "
    "the bombing killed nine people.\n\nRebels attacked a convoy in Kandahar. The attack wounded "
    "two drivers."
)


def test_only_what_they_say_and_what_happened_stays() -> None:
    ((document, claims, _),) = read([Document(text=TEXT)])
    everything = assemble(claims, [document], [])
    police = said_by(everything, speaker_kinds(["police"]))
    (event,) = police.views.events
    tolls = [claim.value for claim in event.of(Role.TOLL)]
    assert [toll.low for toll in tolls if isinstance(toll, Toll)] == [6]
    assert event.of(Role.WHAT) and event.of(Role.WHERE)
    assert [incident.events for incident in police.incidents] == [(event,)]
    assert len(everything.incidents) > 1


def test_no_kind_hears_everybody() -> None:
    ((document, claims, _),) = read([Document(text=TEXT)])
    everything = assemble(claims, [document], [])
    assert said_by(everything, ()) is everything
    assert not said_by(everything, [SpeakerKind.COURT]).incidents


def test_an_unknown_kind_is_told_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no kind of speaker 'priest'.*police"):
        speaker_kinds(["police", "priest"])
