"""The guided tour on the screen: notes for the trainer, set apart from what the room sees."""

from __future__ import annotations

import json
from collections.abc import Mapping

from peerkit.model.speech import ENGLISH, say, spoken
from peerkit.model.tour import Stop, Tour
from peerkit.render.paper import Paper, Tone, safe


def render_opening(tour: Tour, paper: Paper) -> str:
    """What the trainer reads first."""
    count = say("{count} stops, about {minutes} minutes.", count=len(tour.stops), minutes=tour.minutes)
    return "\n".join([paper.paint(safe(tour.title), Tone.STRONG), *paper.wrap(f"{count} {tour.before}")]) + "\n"


def render_notes(stop: Stop, number: int, tour: Tour, paper: Paper) -> str:
    """The speaking notes of a stop, before its command runs."""
    minutes = say("1 minute") if stop.minutes == 1 else say("{count} minutes", count=stop.minutes)
    place = say("{number} of {count}", number=number, count=len(tour.stops))
    lines = ["", paper.rule(f"{place}: {stop.title} ({minutes})")]
    lines += [line for said in stop.say for line in paper.wrap(said, "  ", f"{say('Say:')} ")]
    if stop.run:
        lines += ["", *paper.wrap(say("Now: {command}", command=command(stop)))]
    return "\n".join(lines) + "\n"


def render_after(stop: Stop, paper: Paper) -> str:
    """What to point at once the command has run, and what to ask the room."""
    lines = [line for look in stop.look for line in paper.wrap(look, "  ", f"{say('Point at:')} ")]
    lines += paper.wrap(stop.ask, "  ", f"{say('Ask the room:')} ")
    return "\n".join(lines) + "\n"


def command(stop: Stop) -> str:
    """The command as a person would type it."""
    language = () if spoken().language == ENGLISH else ("--lang", spoken().language)
    return " ".join(("peerkit", *stop.run, *language))


def shortened(text: str, stop: Stop, paper: Paper) -> str:
    """A command's output, cut where the stop shows the beginning only."""
    lines = text.rstrip("\n").split("\n")
    if stop.first is None or len(lines) <= stop.first:
        return text
    left = say(
        "... and {count} more lines. To see them all: {command}", count=len(lines) - stop.first, command=command(stop)
    )
    return "\n".join([*lines[: stop.first], *paper.wrap(left)]) + "\n"


def render_tour_json(tour: Tour) -> str:
    """The tour as data (schema ``peerkit.tour/1``)."""
    told: Mapping[str, object] = {
        "schema": "peerkit.tour/1",
        "title": tour.title,
        "before": tour.before,
        "minutes": tour.minutes,
        "stops": [
            {
                "title": stop.title,
                "minutes": stop.minutes,
                "say": list(stop.say),
                "run": list(stop.run),
                "look": list(stop.look),
                "ask": stop.ask,
                "practices": list(stop.practices),
            }
            for stop in tour.stops
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
