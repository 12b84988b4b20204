"""Tables of rules from data/: TOML files, loaded once, the same object for the same name."""

import functools
import tomllib
from importlib.resources import files
from typing import Any

from corrobora.errors import ConfigError


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The table in data/NAME.toml, for example `table("lexicons/en/times")`. Raises ConfigError."""
    path = files("corrobora").joinpath("data", *f"{name}.toml".split("/"))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"there is no table data/{name}.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"data/{name}.toml cannot be read: {error}") from error
