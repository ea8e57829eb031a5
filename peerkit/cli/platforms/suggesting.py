"""What ``recommend`` and ``scenario run`` share: recommend, report, and end with 3 where nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from peerkit.cli.platforms.options import Form, Report, give
from peerkit.errors import ExitCode
from peerkit.grounds import Grounds
from peerkit.model.policy import Policy
from peerkit.model.recommendation import Needs, Scenario

SHOWN = 5


@dataclass(frozen=True)
class Showing:
    """How the report is to be given."""

    form: Form
    plain: bool
    output: Path | None
    whole: bool
    hint: str = ""
    scenario: Scenario | None = None


def suggest(found: Grounds, policy: Policy, needs: Needs, showing: Showing) -> None:
    """Print what fits; what would help where nothing does."""
    from peerkit.model.function import Function
    from peerkit.render.platform_recommend import recommend_blocks, recommend_rows, render_recommend_json
    from peerkit.scoring.recommending import recommend
    from peerkit.scoring.relaxing import relaxed

    question = (found.catalogue, policy, found.today, found.overlay, needs)
    answer = recommend(*question)
    easier = {} if answer.suggestions else {one.need: one.fits for one in relaxed(*question)}
    case = found.case(needs.function or Function.VIDEO_1TO1, policy, needs.people, needs.minutes)
    give(
        Report(
            lambda: recommend_blocks(
                answer,
                case,
                found.catalogue,
                hint=showing.hint,
                easier=easier,
                top=None if showing.whole else SHOWN,
                scenario=showing.scenario,
            ),
            lambda: render_recommend_json(answer, case, found.catalogue, easier),
            lambda: recommend_rows(answer),
        ),
        showing.form,
        showing.plain,
        showing.output,
    )
    if not answer.suggestions:
        raise typer.Exit(ExitCode.UNDETERMINED)
