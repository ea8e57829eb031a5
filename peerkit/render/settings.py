"""The settings as text and as JSON; network names are shown only to the person at the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from peerkit.model.private import printable
from peerkit.model.settings import Settings, Span
from peerkit.render.json import dumps
from peerkit.render.paper import Paper, Tone

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def render_settings(settings: Settings, file: str, paper: Paper) -> str:
    """What is set; ``file`` is empty when there is no settings file yet."""
    lines = [paper.paint("Your settings", Tone.STRONG)]
    lines += paper.wrap(f"File: {file}" if file else "There is no file yet. Make one with: peerkit settings edit")
    lines += ["", *_block(paper, "Organisation", [settings.organisation] if settings.organisation else [])]
    lines += _block(paper, "Trusted Wi-Fi", [printable(name) for name in sorted(settings.trusted_wifi or ())])
    lines += _block(paper, "Work hours", _hours(settings))
    lines += _block(paper, "Crisis card", _crisis(settings))
    lines += _block(paper, "Approved apps", sorted(settings.approved_platforms or ()))
    lines += _block(paper, "Banned apps", sorted(settings.banned_platforms))
    lines += _block(
        paper, "Signed BAAs", [f"{baa.platform}, signed on {baa.signed_on}" for baa in settings.signed_baas]
    )
    if settings.audit.severity or settings.audit.waivers:
        lines += _block(paper, "Audits", _audits(settings))
    if settings.personal:
        lines += _block(paper, "Words about you", ["They are set. They help to judge passwords, and are not shown."])
    return "\n".join(lines) + "\n"


def _block(paper: Paper, title: str, entries: list[str]) -> list[str]:
    lines = [f"{title}:" if entries else f"{title}: nothing set"]
    for entry in entries:
        lines += paper.wrap(entry, "    ", "  ")
    return lines


def _hours(settings: Settings) -> list[str]:
    hours = settings.work_hours or {}
    return [
        f"{_DAYS[day]} " + ", ".join(f"{start:%H:%M} to {end:%H:%M}" for start, end in hours[day])
        for day in sorted(hours)
        if hours[day]
    ]


def _audits(settings: Settings) -> list[str]:
    changed = [f"{check} counts as {severity.value}" for check, severity in sorted(settings.audit.severity.items())]
    return changed + [f"{w.check} is waived until {w.until}: {w.reason}" for w in settings.audit.waivers]


def _crisis(settings: Settings) -> list[str]:
    card = settings.crisis
    entries = [f"Emergency: {card.local_emergency}", f"Someone to talk to: {card.lifeline}"]
    entries += [f"Supervisor: {card.supervisor}"] if card.supervisor else []
    return entries + card.text.strip().splitlines()


def render_settings_json(settings: Settings) -> str:
    """The settings as ``peerkit.settings/1``; a network name that is not text is given in hex."""
    trusted, approved = settings.trusted_wifi, settings.approved_platforms
    document = {
        "schema": "peerkit.settings/1",
        "organisation": settings.organisation,
        "trusted_wifi": None if trusted is None else [_name(name) for name in sorted(trusted)],
        "work_hours": None if settings.work_hours is None else _hours_by_day(settings.work_hours),
        "crisis": asdict(settings.crisis),
        "approved_platforms": None if approved is None else sorted(approved),
        "banned_platforms": sorted(settings.banned_platforms),
        "signed_baas": [asdict(baa) for baa in settings.signed_baas],
        "audit": {
            "severity": [
                {"check": check, "severity": severity.value}
                for check, severity in sorted(settings.audit.severity.items())
            ],
            "waivers": [asdict(waiver) for waiver in settings.audit.waivers],
        },
    }
    return dumps(document)


def _hours_by_day(hours: Mapping[int, tuple[Span, ...]]) -> dict[str, list[str]]:
    return {
        _DAYS[day].lower(): [f"{start:%H:%M}-{end:%H:%M}" for start, end in spans]
        for day, spans in sorted(hours.items())
    }


def _name(raw: bytes) -> str | dict[str, str]:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return {"hex": raw.hex()}
