"""The passwords people use most, as leaks have shown them: what can be known without the big file.

The list is the one inside zxcvbn (MIT licence; data/passwords.txt of github.com/dropbox/zxcvbn, counted in leaks that
were public by 2016). It is loaded with zxcvbn anyway, so PeerKit ships no second copy. What is not on it may still
have leaked.
"""

from __future__ import annotations

from peerkit.audit.passwords.guessing import most_used
from peerkit.audit.passwords.secret import Secret


def list_name() -> str:
    """What the list is called for people: "a list of 30,000 often used passwords"."""
    return f"a list of {len(most_used()):,} often used passwords"


def often_used(secret: Secret) -> bool:
    """Whether the password is on the list, in whichever case its letters are."""
    return secret.reveal().lower() in most_used()
