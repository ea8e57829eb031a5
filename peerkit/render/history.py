"""Past runs as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from peerkit.model.past import FailingItem, PastRun
from peerkit.model.session import SessionVerdict
from peerkit.model.speech import say
from peerkit.render.json import dumps
from peerkit.render.paper import Paper, Tone, safe
from peerkit.render.words import VERDICTS

_WORDS = {verdict.value: words for verdict, (words, _) in VERDICTS.items() if isinstance(verdict, SessionVerdict)}


def render_history(runs: Sequence[PastRun], items: Sequence[FailingItem], paper: Paper) -> str:
    """The last runs, newest first, in local time; then what most often got a no."""
    if not runs:
        return say("There are no past runs.") + "\n"
    lines = [paper.paint(say("Last runs"), Tone.STRONG)]
    wide = min(32, max(16, *(len(safe(run.checklist)) for run in runs), 0))
    for run in runs:
        when = run.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        ended = _WORDS.get(run.verdict or "")
        told = say(ended) if ended else say("left before the end")
        lines.append(f"  {when}  {safe(run.checklist):<{wide}}  {told}")
    if items:
        lines += ["", paper.paint(say("Most often a no"), Tone.STRONG)]
        lines += [
            f"  {safe(item.item)}: " + say("{number} of {count}", number=item.times_no, count=item.times)
            for item in items
        ]
    return "\n".join(lines) + "\n"


def render_history_json(runs: Sequence[PastRun], items: Sequence[FailingItem]) -> str:
    """The same as ``peerkit.history/1``."""
    return dumps(
        {
            "schema": "peerkit.history/1",
            "runs": [
                {
                    "checklist": run.checklist,
                    "started_at": run.started_at.isoformat().replace("+00:00", "Z"),
                    "ended_at": run.ended_at.isoformat().replace("+00:00", "Z") if run.ended_at else None,
                    "verdict": run.verdict,
                }
                for run in runs
            ],
            "most_often_no": [{"item": item.item, "times_no": item.times_no, "times": item.times} for item in items],
        }
    )
