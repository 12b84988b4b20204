"""Places of the user's own: entered once, read with ever after."""

from pathlib import Path

from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.gazetteer.imports import import_places
from corrobora.commands.coding import refusal_line
from corrobora.commands.screen import progress, say
from corrobora.errors import InputError
from corrobora.export.wording import numbered


def enter_places(file: Path, form: str | None, *, quiet: bool) -> int:
    """Enter the places of a file and tell of every line refused; the exit status."""
    if not file.is_file():
        raise InputError(f"{file}: there is no such file")
    with progress(quiet=quiet) as told:
        gazetteer = Gazetteer.open(
            lambda what, share: told(f"Building the gazetteer: {what}", share)
        )
        told("Entering places", None)
        imported = import_places(
            file, gazetteer, form=form, progress=lambda what, share: told(what, None)
        )
        for refusal in imported.refused:
            say(refusal_line(refusal))
    if not quiet:
        say(f"{numbered(imported.added, 'place', 'places')} of {file} entered in {imported.path}")
    return 1 if imported.refused else 0
