"""Which events are compared with which: the blocks of each, under short keys."""

import hashlib

from corrobora.assemble.incidents import Assembled, ruled_apart
from corrobora.link.block import Block, blocks
from corrobora.link.retold import tellings, units


def blocks_of(assembled: Assembled) -> dict[str, list[str]]:
    """For each happening's main event the keys of its blocks; two that share one are compared."""
    documents = assembled.documents
    grouped = units(assembled.views.events, documents, ruled_apart(assembled.decisions))
    return {
        telling.subject: list(dict.fromkeys(_key(block) for block in blocks(telling)))
        for telling in tellings(grouped, documents)
    }


def _key(block: Block) -> str:
    # A set is written out in an order that differs from run to run.
    shown = repr([sorted(part) if isinstance(part, frozenset) else part for part in block])
    return hashlib.blake2b(shown.encode(), digest_size=12).hexdigest()
