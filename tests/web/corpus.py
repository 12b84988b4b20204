"""Workspaces with invented reports, and desks on them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corrobora.model import Claim, Document, Refusal
from corrobora.pipeline import Coded
from corrobora.store.accounts import AccountRole, Accounts
from corrobora.store.workspace import Workspace, create
from corrobora.store.write import keep_coded
from corrobora.web.desk import Desk, Options
from tests.claims import Report, selwa

PASSWORD = "a long enough one"


def keep(
    workspace: Workspace,
    documents: Iterable[Document],
    claims: Iterable[Claim],
    refusals: Iterable[Refusal] = (),
) -> None:
    """Keep reports as the rules would have read them."""
    every, refused = list(claims), list(refusals)
    for document in documents:
        own = tuple(claim for claim in every if claim.document_id == document.id)
        out = tuple(one for one in refused if one.document_id == document.id)
        keep_coded(
            workspace, Coded(document=document, claims=own, refusals=out), origins=["rules@1"]
        )


def fill(workspace: Workspace) -> tuple[str, str, str]:
    """Keep the shelling of Selwa; the ids of its three events."""
    claims, documents, events = selwa()
    keep(workspace, documents, claims)
    return events


def staff(folder: Path) -> None:
    """Give a workspace an account of each role, named like it."""
    accounts = Accounts(folder)
    for role in AccountRole:
        accounts.add(role.value, PASSWORD, role)
    accounts.close()


@contextmanager
def desk_in(folder: Path, **options: object) -> Iterator[Desk]:
    """A desk on the workspace in `folder`, made if it is missing, and closed at the end."""
    with create(folder) as workspace:
        desk = Desk(workspace, Options(person="amina", **options))  # type: ignore[arg-type]  # checked by the record
        try:
            yield desk
        finally:
            desk.close()


def hostile() -> tuple[Report, list[Claim]]:
    """A report that tries everything: markup, text that turns round, one line of 2 MB."""
    text = (
        "<script>document.title='owned'</script> & <b>Shelling</b> killed nine\u202e people "
        "in Selwa.\n" + "x" * 2_000_000
    )
    report = Report(text, published="2021-05-05", name='"><img src=x onerror=alert(1)>')
    event = report.event("Shelling", "shelling").toll("nine", 9, 9, group="<i>people</i>\u202e")
    return report, event.claims
