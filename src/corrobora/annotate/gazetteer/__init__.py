"""The gazetteer: names of places in, their bearers out."""

from corrobora.annotate.gazetteer.build import Progress
from corrobora.annotate.gazetteer.entry import Entry, Kind, Match
from corrobora.annotate.gazetteer.lookup import Gazetteer, cache_folder

__all__ = ["Entry", "Gazetteer", "Kind", "Match", "Progress", "cache_folder"]
