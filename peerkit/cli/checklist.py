"""``peerkit checklist``: list, show, run and check checklists; look at past runs, or remove them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from peerkit.cli.checklist_check import check
from peerkit.cli.checklist_export import export
from peerkit.cli.checklist_new import new
from peerkit.cli.options import (
    AnswersFile,
    Format,
    FunctionChoice,
    Minutes,
    People,
    Plain,
    PlatformId,
    Resume,
    Save,
    Strict,
    TextOrJson,
    interactive,
    paper,
)
from peerkit.errors import ExitCode, WrongUsage
from peerkit.model.condition import Condition
from peerkit.model.function import Function

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True,
    help="List, show and run checklists; look at past runs.",
)  # fmt: skip
app.command()(export)
app.command()(new)
app.command()(check)
Name = Annotated[str, typer.Argument(help="The checklist's name, such as pre-call.")]


@app.command("list")
def list_(plain: Plain = False) -> None:
    """The checklists there are, your organisation's own included."""
    from peerkit.checklists.loader import Shelf
    from peerkit.render.checklist import render_list

    lists = Shelf.of_this_account()
    found, broken = lists.load_all()
    sys.stdout.write(render_list(found, paper(plain)))
    if broken:
        from peerkit.cli import tell

        for file in broken:
            tell(f"{file} has mistakes and is left out.", f"See them with: peerkit checklist check {file}")
        raise typer.Exit(ExitCode.COULD_NOT_RUN)


@app.command()
def show(name: Name, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Every item of a checklist, with its reason and what helps."""
    from peerkit.checklists.loader import Shelf

    checklist = Shelf.of_this_account().load(name)
    if output is TextOrJson.JSON:
        from peerkit.render.json import render_checklist_json

        sys.stdout.write(render_checklist_json(checklist))
        return
    from peerkit.render.checklist import render_checklist

    sys.stdout.write(render_checklist(checklist, paper(plain)))


@app.command()
def run(
    name: Name,
    function: FunctionChoice = None,
    platform: PlatformId = None,
    people: People = None,
    minutes: Minutes = None,
    when: Annotated[
        list[Condition] | None, typer.Option("--when", metavar="CONDITION", help="What holds, such as sharing.")
    ] = None,
    when_not: Annotated[
        list[Condition] | None, typer.Option("--when-not", metavar="CONDITION", help="What does not hold.")
    ] = None,
    answers: AnswersFile = None,
    output: Format = TextOrJson.TEXT,
    strict: Strict = False,
    resume: Resume = False,
    save: Save = None,
    plain: Plain = False,
) -> None:
    """Walk through a checklist, one item at a time."""
    from peerkit.cli.run import Request, carry_out
    from peerkit.model.session import Situation

    told: dict[Condition, bool | None] = {**dict.fromkeys(when_not or (), False), **dict.fromkeys(when or (), True)}
    carry_out(
        Request(
            checklist=name,
            situation=Situation(platform, function or Function.VIDEO_1TO1, None, people, told, minutes),
            function_open=function is None,
            answers=answers,
            format=output,
            plain=plain,
            resume=resume,
            save=save,
            strict=strict,
        )
    )


@app.command()
def history(
    count: Annotated[int, typer.Option("--last", min=1, max=1000, metavar="N", help="How many runs to show.")] = 10,
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """The last runs, and the items that most often got a no."""
    from peerkit.history import History

    past = History()
    runs, items = past.latest(count), past.failing_items(5)
    if output is TextOrJson.JSON:
        from peerkit.render.history import render_history_json

        sys.stdout.write(render_history_json(runs, items))
        return
    from peerkit.render.history import render_history

    sys.stdout.write(render_history(runs, items, paper(plain)))


@app.command()
def purge(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove all past runs for good."""
    from peerkit.history import History

    if not yes and not interactive():
        raise WrongUsage("This removes all past runs for good.", "Say --yes to do it without being asked.")
    if not yes and not typer.confirm("Remove all past runs for good?"):
        typer.echo("Nothing was removed.")
        return
    removed = History().purge()
    typer.echo("1 run was removed." if removed == 1 else f"{removed} runs were removed.")
