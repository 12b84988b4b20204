"""Particulars that the text gives of a person."""

from corrobora.annotate.coreference import Cluster
from corrobora.annotate.mentions import Attribute
from corrobora.annotate.tokens import Parsed


def details(parsed: Parsed, cluster: Cluster) -> list[Attribute]:
    """The particulars of one person, in text order, each with its own words."""
    return []
