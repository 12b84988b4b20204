"""Write docs/codebook.md from the program's codebook: `python -m docs.codebook`."""

from collections import defaultdict
from pathlib import Path

from corrobora.codebook.table import table
from corrobora.values import Outcome

PAGE = Path(__file__).with_suffix(".md")

_HEAD = """\
# Codebook

<!-- Made from src/corrobora/data/codebook.toml by `python -m docs.codebook`; edit that file. -->

An event is a physical act of political violence or deprivation of liberty, or an act directly
related to one, that a report presents as a particular happening or a particular series of
happenings, whether it is asserted, alleged, denied, attempted or planned. Each event has exactly
one kind. `corrobora codebook` prints this list; what else is coded of an event is in
[reference.md](reference.md#roles).

## Kinds

A *general* kind gives way to a more exact one that the same telling also names. The *tolls* are
the outcomes of people that an event of the kind can have.

| kind | definition | example | tolls |
|---|---|---|---|
"""
_FAMILIES = """
## Families

Kinds of one family may be names for one happening: one report's *killing* is another's *bombing*.
Kinds that share no family are not, and the program joins no two events of such kinds.

| family | kinds |
|---|---|
"""
_USUAL = (Outcome.KILLED, Outcome.INJURED, Outcome.MISSING)


def page() -> str:
    """The page as it should stand."""
    kinds = table("codebook")["kinds"]
    families: dict[str, list[str]] = defaultdict(list)
    lines = []
    for code, kind in kinds.items():
        general = " *(general)*" if kind.get("general") else ""
        tolls = ", ".join(kind.get("outcomes", [outcome.value for outcome in _USUAL]))
        lines.append(
            f"| `{code}`{general} | {kind['definition']} | “{kind['example']}” | {tolls} |\n"
        )
        for family in kind["family"]:
            families[family].append(f"`{code}`")
    members = [f"| {name} | {', '.join(codes)} |\n" for name, codes in families.items()]
    return _HEAD + "".join(lines) + _FAMILIES + "".join(members)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
