"""The passwords people use most, as leaks have shown them: what can be known without the big file."""

from __future__ import annotations

from peerkit.audit.passwords.secret import Secret


def list_name() -> str:
    """What the list is called for people: "a list of 30,000 often used passwords"."""
    raise NotImplementedError


def often_used(secret: Secret) -> bool:
    """Whether the password is on the list, in whichever case its letters are."""
    raise NotImplementedError(secret)
