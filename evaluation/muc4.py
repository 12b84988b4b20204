"""MUC-4: templates of incidents against those filled by people, slot by slot and in five roles."""

import sys
from pathlib import Path
from typing import Any

from corrobora.model import Document
from evaluation.data import records
from evaluation.muc4_model import Template, template
from evaluation.muc4_roles import five_roles, gold_roles, role_fillers, roles_of
from evaluation.muc4_scorer import score
from evaluation.muc4_templates import templates
from evaluation.options import Options
from evaluation.reading import read_all


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """`all_slots`, `slots` and `template`; `five_roles`; `ree` over whole messages."""
    gold = list(records(path))
    documents = [Document(text=record["text"], name=record["docid"]) for record in gold]
    coding = read_all(documents, options.reader)
    told = [
        [template(one) for one in templates(document, claims)]
        for document, claims in zip(documents, coding, strict=True)
    ]
    return {"records": len(gold), **scores(gold, told, options.errors)}


def scores(
    gold: list[dict[str, Any]], told: list[list[Template]], errors: int = 0
) -> dict[str, Any]:
    """The scores of the templates told for each record of the data."""
    keys = [[template(one) for one in record["templates"]] for record in gold]
    roles = [
        (
            [gold_roles(one) for one in record.get("roles", ())],
            [roles_of(one) for one in templates_of],
        )
        for record, templates_of in zip(gold, told, strict=True)
    ]
    for record, key, response in list(zip(gold, keys, told, strict=True))[:errors]:
        _show(record["docid"], key, response)
    return {
        **score(zip(keys, told, strict=True)),
        "five_roles": five_roles(roles),
        "ree": role_fillers(roles),
    }


def _show(name: str, keys: list[Template], responses: list[Template]) -> None:
    for label, templates_of in (("key", keys), ("told", responses)):
        for one in templates_of:
            fills = {slot: [f.choices[0].value for f in found] for slot, found in one.slots.items()}
            print(f"{name} {label}: {fills}", file=sys.stderr)
