"""A part of a large workspace: the incidents that some reports tell of, found by the desk's index.

The index follows what is added to a workspace, and looks only at what the new reports can touch.
With it a few reports more cost seconds, however many are there. A small workspace needs none.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corrobora.assemble.incidents import Assembled, assemble, grouped_as
from corrobora.commands.screen import progress
from corrobora.model import Same
from corrobora.store import desk, desk_query, query, tail
from corrobora.store.workspace import Workspace

if TYPE_CHECKING:
    from corrobora.web.index.follow import Index

# Up to so many reports are assembled anew more quickly than an index is opened.
LARGE = 3000

# Of a person's decisions so many are looked at for the last that is not undone.
_RECENT = 100


@contextmanager
def indexed(workspace: Workspace, policy: str, *, quiet: bool) -> "Iterator[Index | None]":
    """The index of a workspace, brought up to date; None for one that needs none."""
    if workspace.folder is None:
        yield None
        return
    kept = desk.made_by(workspace.folder)
    if kept is None and query.count_documents(workspace) <= LARGE:
        yield None
        return
    from corrobora.web.index.follow import MADE_BY, Index

    # The desk's rows hold answers under its own policy, on which no incident hangs.
    made_by, _, kept_policy = (kept or "").partition(" ")
    with progress(quiet=quiet) as told:
        index = Index(workspace, kept_policy if made_by == MADE_BY else policy, told)
    try:
        yield index
    finally:
        index.close()


def part(workspace: Workspace, index: "Index", documents: Collection[str]) -> Assembled:
    """What the documents and the whole of their incidents come to, as in the whole workspace."""
    incidents = set(desk_query.events_in(index.file, documents).values())
    subjects = desk_query.subjects_of(index.file, incidents)
    home = desk_query.incidents_of(index.file, subjects)
    own = {*documents, *tail.documents_of_subjects(workspace, tuple(subjects))}
    claims = list(query.claims_in_force(workspace, own))
    about = {claim.id for claim in claims} | {claim.subject.id for claim in claims}
    decisions = desk_query.rulings_about(index.file, about)
    return grouped_as(assemble(claims, query.documents(workspace, own), decisions), home)


def part_with(workspace: Workspace, index: "Index", beginnings: Collection[str]) -> Assembled:
    """The part of a workspace that holds all things whose ids begin so."""
    documents: set[str] = set()
    for beginning in beginnings:
        documents |= set(query.documents_with(workspace, beginning))
        subjects = desk_query.subjects_beginning(index.file, beginning)
        documents |= set(tail.documents_of_subjects(workspace, tuple(subjects)))
    return part(workspace, index, documents)


def part_decided(workspace: Workspace, index: "Index", by: str, wanted: str = "") -> Assembled:
    """What a person's last decisions are about, with all decisions there are.

    Also what all was decided at the instant of the decision whose id begins `wanted`.
    """
    own = [one for one in query.decisions(workspace) if one.by == by]
    named = {one.at for one in own if wanted and one.id.startswith(wanted)}
    asked = [*own[-_RECENT:], *(one for one in own if one.at in named)]
    pairs = [one for one in asked if isinstance(one, Same)]
    subjects = tuple(dict.fromkeys(side for one in pairs for side in (one.left, one.right)))
    found = part(workspace, index, tail.documents_of_subjects(workspace, subjects))
    return found.under(tuple(query.decisions(workspace)))


__all__ = ["LARGE", "indexed", "part", "part_decided", "part_with"]
