"""Every error that Corrobora raises on purpose, in one tree.

CorroboraError
├── ConfigError        a setting, lexicon or codebook that cannot be used
├── InputError         a file or line that is no report: bad, empty, encrypted, unreadable
├── RecordError        a record that breaks its own invariant
├── GazetteerError     the gazetteer cannot be built or read
└── StoreError         a workspace that cannot be opened or written
"""


class CorroboraError(Exception):
    """Anything that Corrobora tells its user in one line."""


class ConfigError(CorroboraError):
    """A setting, lexicon or codebook that cannot be used."""


class InputError(CorroboraError):
    """A file or line that cannot be read as a report."""


class RecordError(CorroboraError, ValueError):
    """A record that breaks its own invariant.

    Also a ValueError, so that msgspec reports it with the path in the decoded data.
    """


class GazetteerError(CorroboraError):
    """A gazetteer that cannot be built or read."""


class StoreError(CorroboraError):
    """A workspace that cannot be opened, read or written."""
