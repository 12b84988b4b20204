"""The codebook's kinds on the terminal."""

from rich.text import Text

from corrobora.codebook.table import table
from corrobora.commands.screen import out


def show_kinds() -> None:
    """Print every kind of event with its definition and an example."""
    for code, kind in table("codebook")["kinds"].items():
        out().print(Text(code, style="bold"))
        out().print(Text(f"  {kind['definition']}"))
        out().print(Text(f"  “{kind['example']}”", style="dim"))
