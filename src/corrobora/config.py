"""Settings: a file, then the environment, then the command line; the later wins.

The file is `corrobora.toml` in the user's folder of settings; each setting has an environment
variable of the same name in capitals, after `CORROBORA_`. Nothing reads the environment but
`load_settings`, which the command line calls once.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from corrobora.errors import ConfigError

APPLICATION = "corrobora"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be set outside the command line.

    `jobs` is how many processes read (1 reads in this process). `policy` names how one answer is
    chosen from an incident's claims. `min_confidence` leaves claims out of the views that the
    reader itself trusts less. `workspace` is used where a command names none. `reader`
    names what reads the reports.
    """

    jobs: int = 1
    policy: str = "median"
    min_confidence: float = 0.0
    workspace: str | None = None
    reader: str = "both"

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise ValueError("`jobs` is at least 1")
        if not 0 <= self.min_confidence <= 1:
            raise ValueError("`min_confidence` is in 0..1")


def settings_file() -> Path:
    """Where the user's settings stand, whether or not there are any."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION) / "corrobora.toml"


def load_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings of `file` and `environment`, by default the user's.

    Raises ConfigError for an unknown setting or a value that is none.
    """
    file = settings_file() if file is None else file
    environment = os.environ if environment is None else environment
    given: dict[str, Any] = {}
    if file.is_file():
        try:
            given = msgspec.toml.decode(file.read_bytes(), type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise ConfigError(f"{file}: is no TOML: {error}") from error
    for name in Settings.__struct_fields__:
        variable = f"{APPLICATION.upper()}_{name.upper()}"
        if variable in environment:
            given[name] = environment[variable]
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"settings ({file} and CORROBORA_…): {error}") from error
