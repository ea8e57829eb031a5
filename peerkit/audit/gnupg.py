"""Opening one file with GnuPG. Its agent alone asks for the passphrase, and keeps it: PeerKit never sees that one."""

from __future__ import annotations

import os
from pathlib import Path

from peerkit.audit.passwords.sources.pass_store import Undecryptable
from peerkit.audit.probes import command
from peerkit.audit.probes.machine import CouldNotLook, Missing, TooSlow

# The first file may have to wait for a person at the agent's window; the others follow at once.
FIRST_LIMIT, LIMIT = 120.0, 15.0
LARGEST = 1024 * 1024
# Where the agent finds its keys, and the screen or terminal to ask on.
_PASSED_ON = ("DISPLAY", "GNUPGHOME", "GPG_TTY", "WAYLAND_DISPLAY", "XAUTHORITY")
# Homebrew's and GPGTools' own places; only an account that is not the administrator trusts them.
_MAC_FOLDERS = ("/opt/homebrew/bin", "/usr/local/bin", "/usr/local/MacGPG2/bin")
_SETTINGS = ("gpg.conf", "gpg-agent.conf", "common.conf")
_ARGUMENTS = (
    "--batch", "--quiet", "--no-tty", "--status-fd", "2",
    # Never online: a signature in the file must not make GnuPG look for a key.
    "--disable-dirmngr", "--no-auto-key-retrieve",
    # Nothing is changed: neither the keys' trust nor the seed of random numbers.
    "--no-auto-check-trustdb", "--no-random-seed-file", "--lock-never",
    "--decrypt", "--",
)  # fmt: skip
# Words of GnuPG's status lines (its doc/DETAILS), what they mean, and whether all files will share the fate.
_REASONS = (
    ("NO_SECKEY", "the key for it is not on this device", "Look at it where its key is.", False),
    ("No secret key", "the key for it is not on this device", "Look at it where its key is.", False),
    ("canceled", "the passphrase was not given", "Run again, and type it when asked.", True),
    ("Timeout", "nobody typed the passphrase in time", "Run again, and type it when asked.", True),
    ("pinentry", "there is no window or terminal in which to ask for the passphrase",
     "Run it in a terminal after: export GPG_TTY=$(tty)", True),
    ("Inappropriate ioctl", "there is no terminal in which to ask for the passphrase",
     "Run it in a terminal after: export GPG_TTY=$(tty)", True),
    ("Bad passphrase", "the passphrase was wrong", "Run again.", True),
    ("No pinentry", "the program that asks for the passphrase is not installed",
     "Install pinentry, or open one entry with pass first.", True),
)  # fmt: skip


class GnuPG:
    """Decrypts files with the gpg of this system, one at a time."""

    def __init__(self) -> None:
        self._opened_one = False
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        self._folders = command.SYSTEM_FOLDERS if root else (*command.SYSTEM_FOLDERS, *_MAC_FOLDERS)

    def __call__(self, path: Path) -> bytearray:
        """What is in the file. Raises ``Undecryptable``, which quotes nothing of it."""
        if _is_anothers(_home()):
            why = "GnuPG's settings are open to another account, and PeerKit runs as administrator"
            raise Undecryptable(why, "Run it again without sudo.", final=True)
        limit = LIMIT if self._opened_one else FIRST_LIMIT
        try:
            argv = ("gpg", *_ARGUMENTS, str(path.absolute()))
            code, raw, told = command.run_raw(argv, _environment(), limit, LARGEST, self._folders)
        except Missing:
            raise Undecryptable("GnuPG is not installed", "Install it, for example: gnupg", final=True) from None
        except TooSlow:
            why = "GnuPG gave no answer in time"
            raise Undecryptable(why, "Run again, and type the passphrase when asked.", final=True) from None
        except CouldNotLook as reason:
            raise Undecryptable(reason.unknown.reason, reason.unknown.hint) from None
        if code == 0:
            self._opened_one = True
            return bytearray(raw)
        raise _why(told.decode("utf-8", "replace"))


def _why(told: str) -> Undecryptable:
    for word, reason, hint, final in _REASONS:
        if word.lower() in told.lower():
            return Undecryptable(reason, hint, final=final)
    return Undecryptable("GnuPG could not decrypt it", "Try it yourself: pass show NAME")


def _home() -> Path:
    return Path(os.environ.get("GNUPGHOME") or Path.home() / ".gnupg")


def _is_anothers(home: Path) -> bool:
    """Whether the administrator would follow somebody else's settings: they name a program to run (gpg-agent(1))."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    places = [place for place in (home, *map(home.joinpath, _SETTINGS)) if place.exists()]
    return any(place.stat().st_uid != 0 or place.stat().st_mode & 0o022 for place in places)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    if "GPG_TTY" not in kept and hasattr(os, "ttyname") and os.isatty(2):
        kept["GPG_TTY"] = os.ttyname(2)
        kept.setdefault("TERM", os.environ.get("TERM", "dumb"))
    return command.clean_environment() | kept
