"""Judged passwords as literals, and what the checks say of them."""

from __future__ import annotations

from typing import Any

from peerkit.model.check import Check
from peerkit.model.facts_passwords import LengthClass, PasswordsSeen, SeenPassword, Strength
from peerkit.model.finding import Status, Verdict
from peerkit.model.private import redact, reveal


def stored(title: str = "Bank", **more: Any) -> SeenPassword:
    """A password with nothing wrong with it, but for what ``more`` says."""
    fine: dict[str, Any] = {"strength": Strength.STRONG, "magnitude": 15, "length": LengthClass.ENOUGH, "kinds": 2}
    return SeenPassword(number=1, source="Bitwarden, JSON", title=title, **(fine | more))


def verdicts(check: Check, *passwords: SeenPassword, **more: Any) -> list[Verdict]:
    """Every verdict of the check, each message looked at for harm."""
    fact: dict[str, Any] = {"distinct": len(passwords), "engine": "zxcvbn", "looked_up_in": ("a list",)}
    found = check(PasswordsSeen(passwords=passwords, **(fact | more)))
    said = [found] if isinstance(found, Verdict) else list(found)
    for verdict in said:
        shown = reveal(verdict.message)
        assert shown.isprintable()
        assert shown[-1] in ".?"
        assert "Bank" not in redact(verdict.message + verdict.subject, "salt")
    return said


def statuses(check: Check, *passwords: SeenPassword, **more: Any) -> list[Status]:
    return [verdict.status for verdict in verdicts(check, *passwords, **more)]


def told(check: Check, *passwords: SeenPassword, **more: Any) -> str:
    """All messages in one text, as the owner reads them."""
    return "\n".join(reveal(verdict.message) for verdict in verdicts(check, *passwords, **more))
