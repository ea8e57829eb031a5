"""One stored password and where it belongs, as every source of passwords hands it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from peerkit.audit.passwords.secret import Secret
from peerkit.model.facts_passwords import Purpose as Purpose
from peerkit.model.facts_wifi import Unseen

# More than any screen shows; a file may give a label of a megabyte to each entry.
LONGEST_LABEL = 500


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """A password with what its source says of it; texts are raw, as the source has them,
    cut to ``LONGEST_LABEL`` characters.

    ``title`` is the name the owner gave it, ``site`` an address or a service, ``user`` the name that goes with
    it; each may be empty. ``second_factor`` is true where the entry keeps a one-time code beside the password,
    None where the source cannot tell.
    """

    secret: Secret = field(repr=False)
    title: str = ""
    site: str = ""
    user: str = ""
    purpose: Purpose = Purpose.ACCOUNT
    second_factor: bool | None = None

    def __post_init__(self) -> None:
        for name in ("title", "site", "user"):
            object.__setattr__(self, name, getattr(self, name)[:LONGEST_LABEL])


@dataclass(frozen=True, kw_only=True, eq=False)
class Collection:
    """What one source gave: ``kind`` names it for people ("Bitwarden, JSON"), ``unseen`` what it would not show.

    ``exported`` is true for a file of clear text that the person should delete afterwards.
    """

    kind: str
    entries: tuple[Entry, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    exported: bool = False

    def wipe(self) -> None:
        """Wipe every secret."""
        wipe_all(self.entries)


def wipe_all(entries: Iterable[Entry]) -> None:
    """Wipe the secrets of entries that are no longer needed."""
    for entry in entries:
        entry.secret.wipe()
