"""The names that reports have had so far, in little memory."""

import hashlib
from array import array

_START = 1 << 10


class Names:
    """A set of names that can only grow, kept as 64-bit digests in an open table.

    A corpus of ten million reports takes 270 MB here at most, in a set of Python objects over a
    gigabyte. Two of ten million names share a digest with a probability of 3 in a million.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * _START))
        self._count = 0

    def add(self, name: str) -> bool:
        """Take a name in. Whether it was new."""
        # 0 marks a free place.
        digest = int.from_bytes(hashlib.blake2b(_bytes(name), digest_size=8).digest()) or 1
        place = self._place(self._table, digest)
        if self._table[place]:
            return False
        self._table[place] = digest
        self._count += 1
        if 3 * self._count > 2 * len(self._table):
            self._grow()
        return True

    @staticmethod
    def _place(table: "array[int]", digest: int) -> int:
        """Where `digest` stands in the table, or the free place where it belongs."""
        mask = len(table) - 1
        place = digest & mask
        while table[place] and table[place] != digest:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._table)))
        for digest in self._table:
            if digest:
                larger[self._place(larger, digest)] = digest
        self._table = larger


def _bytes(name: str) -> bytes:
    # File names on Linux may be any bytes, which Python carries as surrogates.
    return name.encode("utf-8", errors="surrogateescape")
