"""``peerkit ready``: the checklist of the minutes before a call."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

import typer

from peerkit.cli.options import (
    AnswersFile,
    Format,
    FunctionChoice,
    Minutes,
    People,
    Plain,
    PlatformId,
    Recording,
    Resume,
    Save,
    Strict,
    TextOrJson,
)
from peerkit.errors import WrongUsage
from peerkit.model.condition import Condition
from peerkit.model.function import Function

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Borrowed = Annotated[bool, typer.Option("--borrowed", help="They use a device that is not theirs.")]
FirstMeeting = Annotated[bool, typer.Option("--first-meeting", help="You meet this person the first time.")]
Group = Annotated[bool, typer.Option("--group", help="You lead a group.")]
# What an option adds to the questions before a call; each of these pathways begins with those.
PATHWAYS = {"--first-meeting": "first-session", "--borrowed": "borrowed-session", "--group": "group"}


@app.command()
def ready(
    platform: PlatformId = None,
    function: FunctionChoice = None,
    policy: Annotated[
        str | None, typer.Option(metavar="P", help="The setting: hipaa, part2, peer-run, anonymous or your own.")
    ] = None,
    people: People = None,
    minutes: Minutes = None,
    start_at: Annotated[str | None, typer.Option(metavar="HH:MM", help="When the session should start.")] = None,
    sharing: Annotated[bool, typer.Option("--sharing", help="You will share your screen.")] = False,
    others_nearby: Annotated[
        bool | None, typer.Option("--others-nearby/--alone", help="Is anyone at home or near?", show_default=False)
    ] = None,
    borrowed: Borrowed = False,
    first_meeting: FirstMeeting = False,
    group: Group = False,
    answers: AnswersFile = None,
    output: Format = TextOrJson.TEXT,
    strict: Strict = False,
    resume: Resume = False,
    save: Save = None,
    recording: Recording = None,
    plain: Plain = False,
) -> None:
    """Is it safe and kind to start this session now?

    The machine answers what it can, with what it saw; you answer the rest, one key each. It takes about two minutes.
    """
    from peerkit.cli.run import Request, carry_out
    from peerkit.model.session import Situation

    told: dict[Condition, bool | None] = {Condition.SHARING: sharing, Condition.OTHERS_NEARBY: others_nearby}
    chosen = {"--first-meeting": first_meeting, "--borrowed": borrowed, "--group": group}
    first, *also = [PATHWAYS[flag] for flag, said in chosen.items() if said] or ["pre-call"]
    carry_out(Request(
        checklist=first,
        also=tuple(also),
        flags=" ".join(["", *(flag for flag, said in chosen.items() if said)]),
        situation=Situation(platform, function or Function.VIDEO_1TO1, policy, people, told, minutes),
        function_open=function is None,
        answers=answers,
        format=output,
        kind="ready",
        plain=plain,
        resume=resume,
        save=save,
        recording=recording,
        strict=strict,
        start_at=_moment(start_at),
    ))  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    """Today at that time, in local time."""
    if text is None:
        return None
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"{text!r} is not a time of day.", "Write it as in 14:30.") from None
    return datetime.now().astimezone().replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
