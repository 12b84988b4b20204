"""What the encoder is asked: the answers of each head, in the order of its columns."""

from corrobora.codebook.table import table
from corrobora.values import Outcome, Stage, Stance

KINDS = ("none", *sorted(table("codebook")["kinds"]))
STAGES = tuple(one.value for one in Stage)
STANCES = tuple(one.value for one in Stance)
TOLLS = ("none", *(one.value for one in Outcome), "figure")
# Who says what.
SAID = ("none", "source", "cue", "content")
# What police do in a sentence.
POLICE = ("KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION")
# Parts in an attack, told of a report as a whole; the last are victims described, not named.
GROUPS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon", "Described")
# Roles that words have in the event that other words name.
PAIRED = ("who", "whom", "means", "where", "when", "toll", "speaker")
# Two mentions of one event, of one actor.
SAME = ("event", "actor")

# Columns of the heads that answer of single words, side by side in one matrix.
WORDS: tuple[tuple[str, int], ...] = (
    ("kind", len(KINDS)),
    ("stage", len(STAGES)),
    ("stance", len(STANCES)),
    ("toll", len(TOLLS)),
    ("said", len(SAID)),
    ("muc", len(GROUPS)),
    ("police", len(POLICE)),
    ("gate", 1),
    ("fact", 1),
)
WIDTH = sum(width for _, width in WORDS)


def columns(head: str) -> slice:
    """The columns of a head."""
    at = 0
    for name, width in WORDS:
        if name == head:
            return slice(at, at + width)
        at += width
    raise KeyError(head)


# Ends of the ranges of distances, in pieces from the trigger, that a pair's score depends on.
DISTANCES = (-128, -64, -32, -16, -8, -3, 0, 1, 4, 9, 17, 33, 65, 129)
# Length of the vectors in which a trigger and what fills its role are compared.
PAIR_SIZE = 48
