"""Which workspace was used last, so that a command need not be told again."""

from pathlib import Path

from corrobora.config import APPLICATION, Settings
from corrobora.errors import StoreError


def remember(folder: Path) -> None:
    """Note the workspace just used."""
    from platformdirs import user_state_path

    try:
        file = user_state_path(APPLICATION, ensure_exists=True) / "last-workspace"
        file.write_text(str(folder.resolve()), encoding="utf-8")
    except OSError:
        return  # a comfort only: a home that cannot be written stops no work


def chosen(named: Path | None, settings: Settings) -> Path:
    """The workspace named, else the one set, else the one last used. Raises StoreError."""
    if named is not None:
        return named
    if settings.workspace:
        return Path(settings.workspace).expanduser()
    from platformdirs import user_state_path

    file = user_state_path(APPLICATION) / "last-workspace"
    try:
        return Path(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise StoreError(
            "no workspace is named and none was used before; say --in WORKSPACE, "
            "or name the reports after the id"
        ) from error
