"""Asking for a password at the terminal, without showing it.

It is asked at the terminal itself, so that a pipe cannot answer: a piped password stays in the shell's history.
"""

from __future__ import annotations

import warnings

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.errors import WrongUsage
from peerkit.model.facts_passwords import Purpose


def ask_hidden(prompt: str) -> Secret:
    """A password, typed unseen. Raises ``WrongUsage`` where there is no terminal to ask at, or nothing was typed."""
    import getpass

    with warnings.catch_warnings():
        # It would warn, and then show what is typed.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            typed = getpass.getpass(f"{prompt} (it does not show): ", stream=None)
        except getpass.GetPassWarning:
            raise WrongUsage(
                "A password is typed at a terminal, never piped: a shell keeps what is typed there.",
                "Run this in a terminal window.",
            ) from None
        except EOFError:
            raise WrongUsage("Nothing was typed.", "Run it again, and type the password.") from None
    return Secret(typed)


def ask_own(twice: bool) -> Collection:
    """The password the person wants judged, such as the one they log in with; ``twice`` guards against a slip.

    Raises ``WrongUsage`` where nothing was typed, or not the same both times.
    """
    typed = ask_hidden("The password to look at")
    if not typed:
        raise WrongUsage("Nothing was typed.", "Run it again, and type the password.")
    if twice and not _same(typed, ask_hidden("Once more")):
        typed.wipe()
        raise WrongUsage("The two are not the same.", "Run it again.")
    entry = Entry(secret=typed, title="the password you typed", purpose=Purpose.LOGIN)
    return Collection(kind="typed", entries=(entry,))


def _same(first: Secret, second: Secret) -> bool:
    same = first.reveal() == second.reveal()
    second.wipe()
    return same
