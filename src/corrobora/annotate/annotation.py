"""A parsed document to an annotated one: the only composition of the finders of mentions."""

from corrobora.annotate.actors import find_actors
from corrobora.annotate.counts import find_counts
from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.mentions import Annotated
from corrobora.annotate.places import find_places
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.times import find_times
from corrobora.annotate.tokens import Parsed
from corrobora.annotate.triggers import find_triggers


def annotate(parsed: Parsed, gazetteer: Gazetteer) -> Annotated:
    """The document with every mention that the finders know, each list in text order."""
    actors, entities = find_actors(parsed)
    return Annotated(
        parsed=parsed,
        counts=find_counts(parsed),
        times=find_times(parsed),
        places=find_places(parsed, gazetteer),
        actors=actors,
        entities=entities,
        speeches=find_speeches(parsed),
        triggers=find_triggers(parsed),
    )
