"""One run of a checklist from the command line, with or without a person at the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import typer

from peerkit.audit.probes import for_recording, for_this_machine
from peerkit.checklists.answers import read_answers
from peerkit.checklists.engine import Run, fill_from_file, go_on_with
from peerkit.checklists.loader import Shelf
from peerkit.checklists.pathways import joined
from peerkit.cli import tell
from peerkit.cli.options import TextOrJson, interactive, paper
from peerkit.errors import ExitCode, HistoryBroken, NotFound, WrongUsage
from peerkit.history import History, now_utc
from peerkit.model.checklist import Checklist
from peerkit.model.past import OpenRun
from peerkit.model.session import Given, SessionReport, SessionVerdict, Situation
from peerkit.model.speech import say
from peerkit.readiness import Surroundings, look_again, prepare, settled, taken_for_granted
from peerkit.settings import load_settings

T = TypeVar("T")

EXIT = {
    SessionVerdict.READY: ExitCode.FINE,
    SessionVerdict.WITH_CARE: ExitCode.FINE,
    SessionVerdict.NOT_READY: ExitCode.FAILED,
    SessionVerdict.UNDECIDED: ExitCode.UNDETERMINED,
}
# Answers about a room and a mood do not keep longer than this.
RESUME_WITHIN = timedelta(hours=3)


@dataclass(frozen=True)
class Request:
    """What the command line asked for. ``function_open``: it did not say what the platform will be used for.

    ``also`` are further lists walked in the same run, and ``flags`` the options that chose them. ``save`` None leaves
    it to the list. ``recording`` is a recorded machine to ask in the place of this one; such a run is never kept.
    """

    checklist: str
    situation: Situation
    function_open: bool = False
    answers: Path | None = None
    format: TextOrJson = TextOrJson.TEXT
    kind: str = "run"
    plain: bool = False
    resume: bool = False
    save: bool | None = None
    strict: bool = False
    start_at: datetime | None = None
    also: tuple[str, ...] = ()
    flags: str = ""
    recording: str | None = None

    @property
    def again(self) -> str:
        """The command that goes on with this run."""
        return f"ready{self.flags}" if self.kind == "ready" else f"checklist run {self.checklist}"


def carry_out(request: Request) -> None:
    """Run the checklist, print how it ended, and exit with its code."""
    checklist = _list(request)
    answers = read_answers(request.answers, checklist) if request.answers else {}
    walked = request.answers is None and request.format is TextOrJson.TEXT and interactive()
    if request.resume and not walked:
        raise WrongUsage("--resume needs a terminal and a person.", "Leave out --answers and --format json.")
    keeper = Keeper(request, checklist)
    probe = for_this_machine() if request.recording is None else for_recording(request.recording)
    if request.recording is not None:
        tell(say("The device asked is recorded ({name}), not this one. Nothing is kept.", name=request.recording))
    around = Surroundings(probe, load_settings(), datetime.now().astimezone(), request.start_at, keeper.history)
    left = keeper.left_open() if request.resume else None
    situation = left.situation if left else _started(checklist, request, around)
    run = prepare(checklist, situation, around)
    if left:
        go_on_with(run, left.answers)
    fill_from_file(run, answers)
    if walked:
        _walk(run, request, around, keeper)
    report = run.report(now_utc().isoformat().replace("+00:00", "Z"), strict=request.strict)
    keeper.finish(report)
    _print(report, request)
    raise typer.Exit(EXIT[report.verdict])


def _list(request: Request) -> Checklist:
    shelf = Shelf.of_this_account()
    if not request.also:
        return shelf.load(request.checklist)
    names = (request.checklist, *request.also)
    return joined("+".join(names), [shelf.load(name) for name in names])


def _started(checklist: Checklist, request: Request, around: Surroundings) -> Situation:
    situation, function_open = taken_for_granted(checklist, request.situation, request.function_open)
    return settled(situation, around, function_open)


def _walk(run: Run, request: Request, around: Surroundings, keeper: Keeper) -> None:
    from peerkit.checklists.walk import Left, Walk
    from peerkit.cli.terminal import Keyboard
    from peerkit.render.session import render_machine_part

    sheet, keyboard = paper(request.plain), Keyboard()
    keyboard.show("\n".join(sheet.wrap(f"{run.checklist.title}. {run.checklist.when}")) + "\n\n")
    if found := tuple(result for result in run.results() if result.item.by_machine):
        keyboard.show(render_machine_part(found, sheet, will_ask=True))
    keeper.begin(run)
    walk = Walk(
        run=run,
        terminal=keyboard,
        paper=sheet,
        crisis=around.settings.crisis,
        look_again=lambda item: look_again(item, run.situation, around),
        kept=lambda item, given: keeper.keep(item.id, given),
    )
    try:
        walk.go()
    except Left:
        keyboard.show(
            "\n" + "\n".join(sheet.wrap(say("You left. {kept}", kept=keeper.place_kept(request.again)))) + "\n"
        )
        raise typer.Exit(ExitCode.UNDETERMINED) from None
    keyboard.show("\n")


def _print(report: SessionReport, request: Request) -> None:
    if request.format is TextOrJson.JSON:
        from peerkit.render.json import render_session_json

        sys.stdout.write(render_session_json(report, request.kind))
        return
    from peerkit.render.session import render_machine_part, render_session

    sheet = paper(request.plain)
    found = tuple(result for result in report.items if result.item.by_machine)
    if found and not interactive():
        sys.stdout.write(render_machine_part(found, sheet, will_ask=False) + "\n")
    sys.stdout.write(render_session(report, sheet))


class Keeper:
    """Keeps the run in the history; where that fails it says so once, and the session goes on."""

    def __init__(self, request: Request, checklist: Checklist) -> None:
        self._name = checklist.name
        wanted = not checklist.private if request.save is None else request.save
        wanted = wanted and request.recording is None
        self.history = History() if wanted else None
        self._run: int | None = None

    def left_open(self) -> OpenRun:
        """The run to go on with. Raises ``NotFound`` when there is none to resume."""
        if self.history is None:
            raise WrongUsage("A run that is not kept cannot be resumed.", "Add --save, and leave out --no-save.")
        found = self.history.last_open(self._name)
        if found is None:
            raise NotFound("There is no run to go on with.", "Start a new one without --resume.")
        if now_utc() - found.started_at > RESUME_WITHIN:
            raise NotFound("The run you left is too old: things may have changed.", "Start a new one without --resume.")
        self._run = found.id
        return found

    def begin(self, run: Run) -> None:
        """Start keeping, unless an open run goes on."""
        if self._run is None:
            self._run = self._try(lambda history: history.start(run.checklist.name, run.situation))

    def keep(self, item: str, given: Given) -> None:
        """Keep one answer."""
        number = self._run
        if number is not None:
            self._try(lambda history: history.record(number, item, given))

    def finish(self, report: SessionReport) -> None:
        """Keep how the run ended."""
        number = self._run
        if number is None:
            number = self._run = self._try(lambda history: history.start(report.checklist, report.situation))
        if number is not None:
            self._try(lambda history: history.finish(number, report))

    def place_kept(self, command: str) -> str:
        """What to say to a person who leaves."""
        if self._run is None:
            return say("Nothing was kept.")
        return say("Your place is kept. Go on with: peerkit {command} --resume", command=command)

    def _try(self, act: Callable[[History], T]) -> T | None:
        if self.history is None:
            return None
        try:
            return act(self.history)
        except HistoryBroken as error:
            tell(f"Note: this run is not kept. {error.message}", error.hint)
            self.history, self._run = None, None
            return None
