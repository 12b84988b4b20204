"""The command line: what can be asked for, and how it ends.

Exit status: 0; 1 where anything was refused or an error is told in one line; 2 for usage. What a
command needs is imported inside it, so that `--help` answers at once.
"""

import datetime as dt
import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from corrobora import __version__
from corrobora.errors import CorroboraError

app = typer.Typer(
    name="corrobora",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read reports of armed conflict and political violence into a sourced event dataset.",
)
places_app = typer.Typer(no_args_is_help=True, help="Places of your own, beside the gazetteer.")
app.add_typer(places_app, name="places")
accounts_app = typer.Typer(no_args_is_help=True, help="Who may log in to a workspace's desk.")
app.add_typer(accounts_app, name="accounts")

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Reports: .txt .md .html .pdf .jsonl .jsonl.gz .csv, folders of these, - for "
        "standard input.",
    ),
]
To = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write to FILE, by its ending: .jsonl .csv .geojson."),
]
Profile = Annotated[
    str | None,
    typer.Option(
        help="What is written: incidents, claims (each with its words), coded, people or victims."
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The reports' date of publication, YYYY-MM-DD."),
]
Policy = Annotated[
    str | None,
    typer.Option(
        help="How one number is chosen where sources differ: lowest, median, highest, latest, "
        "most_independent, official_only, exclude_parties, range."
    ),
]
Jobs = Annotated[int | None, typer.Option(min=1, help="How many processes read.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Leave out claims that the reader is less sure of."),
]
Read = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="What reads: both, rules or learned.")
]
SpeakerKinds = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Show only what speakers of this kind say: official, military, police, rebel, media, "
        "agency, witness, medic, ngo, monitor, un, court …; may be given several times.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress, no summary; errors are still told.")
]
Into = Annotated[
    Path | None,
    typer.Option(metavar="WORKSPACE", help="Keep everything in this folder; made if missing."),
]
In = Annotated[
    Path | None,
    typer.Option("--in", metavar="WORKSPACE", help="The workspace; the last one used if not said."),
]

By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who decides; your name on this machine.")
]
Reason = Annotated[str, typer.Option(help="Why, in a few words; kept with the decision.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"corrobora {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_version, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def code(
    paths: Paths,
    to: To = None,
    profile: Profile = None,
    into: Into = None,
    published: Published = None,
    policy: Policy = None,
    jobs: Jobs = None,
    reader: Read = None,
    min_confidence: MinConfidence = None,
    speaker_kind: SpeakerKinds = None,
    quiet: Quiet = False,
) -> None:
    """Code reports and print the incidents that they tell of.

    Without --into nothing is kept but what --to writes.
    """
    from corrobora.commands.session import Session, Wanted, code_and_show, targets

    date = _date(published)
    session = Session.of(
        policy=policy,
        jobs=jobs,
        reader=reader,
        min_confidence=min_confidence,
        quiet=quiet,
        speaker_kinds=speaker_kind or (),
    )
    wanted = Wanted(paths=paths, published=date, into=into, targets=targets(to, profile))
    raise typer.Exit(code_and_show(session, wanted))


@app.command()
def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or its first letters.")],  # noqa: A002
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID] [PATH...]",
            help="A second event, to see why the two are one happening or not; reports to code "
            "for it, else a workspace.",
        ),
    ] = None,
    workspace: In = None,
    published: Published = None,
    policy: Policy = None,
    reader: Read = None,
    min_confidence: MinConfidence = None,
    speaker_kind: SpeakerKinds = None,
    quiet: Quiet = False,
) -> None:
    """Show the claims under an incident, the words under a claim, or why two are joined."""
    from corrobora.commands.session import Session, Wanted, explain_id

    date = _date(published)
    session = Session.of(
        policy=policy,
        reader=reader,
        min_confidence=min_confidence,
        quiet=quiet,
        speaker_kinds=speaker_kind or (),
    )
    wanted = Wanted(paths=paths or [], published=date, into=workspace)
    raise typer.Exit(explain_id(session, wanted, id))


@app.command()
def decide(
    word: Annotated[str, typer.Argument(metavar="WORD", help="same, different, right or wrong.")],
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Two events or incidents; or one claim.")
    ],
    workspace: In = None,
    by: By = None,
    reason: Reason = "",
    quiet: Quiet = False,
) -> None:
    """Say that two events are the same or different, or that a claim is right or wrong."""
    from corrobora.commands.decide import Asked
    from corrobora.commands.decide import decide as decide_on
    from corrobora.commands.session import Session

    session = Session.of(quiet=quiet)
    raise typer.Exit(decide_on(session, Asked(workspace, by, reason), word, ids))


@app.command()
def undo(
    decision: Annotated[
        str, typer.Argument(metavar="[DECISION]", help="The id of one of yours; else your last.")
    ] = "",
    workspace: In = None,
    by: By = None,
    reason: Reason = "",
    quiet: Quiet = False,
) -> None:
    """Undo your last decision, or the one named; it stays on record, with the undoing."""
    from corrobora.commands.decide import Asked, take_back
    from corrobora.commands.session import Session

    asked = Asked(workspace, by, reason)
    raise typer.Exit(take_back(Session.of(quiet=quiet), asked, decision))


@app.command()
def export(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="By its ending: .jsonl .csv .geojson.")],
    profile: Profile = None,
    policy: Policy = None,
    min_confidence: MinConfidence = None,
    speaker_kind: SpeakerKinds = None,
    quiet: Quiet = False,
) -> None:
    """Write all that a workspace holds to a file."""
    from corrobora.commands.session import Session, export_workspace

    session = Session.of(
        policy=policy,
        min_confidence=min_confidence,
        quiet=quiet,
        speaker_kinds=speaker_kind or (),
    )
    export_workspace(session, workspace, to, profile)


@app.command()
def demo(
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REPORTS...]", help="Code these instead of the bundled reports."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Code the bundled reports on real incidents, from text to table to files."""
    from corrobora.commands.demo import run_demo
    from corrobora.commands.session import Session

    raise typer.Exit(run_demo(Session.of(quiet=quiet), reports or []))


@app.command()
def serve(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE")],
    host: Annotated[str, typer.Option(help="Other than this machine needs accounts.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8320,
    name: Annotated[
        str | None, typer.Option(help="Who signs decisions where there are no accounts.")
    ] = None,
    fetch_addresses: Annotated[
        bool, typer.Option(help="Let reports be fetched from the network by their addresses.")
    ] = False,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name the desk is reached under.")
    ] = None,
    secure: Annotated[bool, typer.Option(help="Cookies over HTTPS alone; behind a proxy.")] = False,
    policy: Policy = None,
    quiet: Quiet = False,
) -> None:
    """Open the review desk of a workspace in a browser."""
    from corrobora.commands import serve as serving
    from corrobora.commands.session import Session
    from corrobora.web.desk import Options

    session = Session.of(policy=policy, quiet=quiet)
    options = Options(
        host=host,
        port=port,
        person=name or serving.local_person(),
        policy=session.settings.policy,
        fetch_addresses=fetch_addresses,
        allowed_hosts=tuple(allow_host or ()),
        secure_cookies=secure,
    )
    serving.serve(session, workspace, options)


@accounts_app.command("add")
def add_account(
    workspace: Annotated[Path, typer.Argument(metavar="WORKSPACE")],
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Option(help="reader, coder, reviewer or admin.")] = "reviewer",
    password: Annotated[
        str | None,
        typer.Option(envvar="CORROBORA_PASSWORD", help="Asked for where it is not given."),
    ] = None,
) -> None:
    """Let somebody log in to the desk; from the first account on, everybody has to."""
    from corrobora.commands.serve import add_account as add

    add(workspace, name, role, password)


@places_app.command("import")
def import_places(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A GeoNames dump, KATOTTG, or a CSV table.")
    ],
    form: Annotated[
        str | None,
        typer.Option(help="geonames, katottg or csv; the file's first line tells if not said."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Enter the places of a file; reports are read with them from then on."""
    from corrobora.commands.places import enter_places

    raise typer.Exit(enter_places(file, form, quiet=quiet))


@app.command()
def codebook() -> None:
    """Print the kinds of event with their definitions."""
    from corrobora.commands.kinds import show_kinds

    show_kinds()


def _date(given: str | None) -> dt.date | None:
    if given is None:
        return None
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(
            f"{given!r} is no date; write it as 2015-10-03", param_hint="--published"
        ) from error


def main() -> None:
    """Run the command line, and tell every error of ours in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows ASCII only shows the codes of other letters; nothing breaks.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="corrobora")
    except CorroboraError as error:
        typer.echo(f"corrobora: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        _end_quietly()


def _end_quietly() -> None:
    # Who reads our output (`| head`) has gone. The interpreter would complain once more when it
    # flushes standard output at its end: give it another.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


if __name__ == "__main__":
    main()
