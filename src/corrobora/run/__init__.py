"""How a corpus is coded: here, or in a pool of processes."""

from corrobora.pipeline import Reader
from corrobora.run.corpus import Done, Runner, code_corpus

__all__ = ["Done", "Runner", "code_corpus", "runner"]


def runner(reader: Reader, jobs: int) -> Runner:
    """What reads documents with `reader`: this process for one job, else a pool of `jobs`."""
    if jobs == 1:
        return reader.code
    from corrobora.run.pool import Pool

    return Pool(reader, jobs)
