"""The stored passwords of one person: every source that was asked for, joined, judged and wiped.

Secrets pass through here inside their collections; only the room ``passwords`` ever opens one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.audit.passwords.engines import Engine
from peerkit.audit.passwords.entry import Collection
from peerkit.audit.probes.base import Probe
from peerkit.errors import NotFound, PeerkitError, UnreadableFile, VaultLocked
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_passwords import PasswordsSeen
from peerkit.model.facts_wifi import SavedWifi, Unseen
from peerkit.model.settings import Settings

if TYPE_CHECKING:
    from peerkit.audit.passwords.engines import Watcher
    from peerkit.audit.passwords.sources import Ask

_SUDO = "Run again with sudo; --file and --ask work there, too."
_DELETE = {
    OS.LINUX: "Delete it: rm FILE, and empty the rubbish bin if it was ever there.",
    OS.MACOS: "Delete it: move it to the bin, then choose Finder, Empty Bin.",
    OS.WINDOWS: "Delete it: select it and press Shift and Delete.",
}
_HONEST = (
    "On an SSD nobody can promise that it is gone: traces may stay until the space is used again, and backups and "
    "cloud folders may have copies. An encrypted disk is what guards those."
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which sources to look at; with none of them, the system's keyring. ``files`` may hold folders of ``pass``.

    ``key_file`` opens KeePass vaults beside their password.
    """

    ask: bool = False
    twice: bool = False
    files: tuple[Path, ...] = ()
    service: str | None = None
    user: str | None = None
    breached: Path | None = None
    key_file: Path | None = None
    engine: Engine = Engine.AUTO

    @property
    def keyring(self) -> bool:
        """Whether the system's keyring is among the sources: a file or a typed password says nothing of it."""
        return self.service is not None or not (self.ask or self.files)


class Broken(Exception):
    """PeerKit made a mistake while it held secrets. The text is the kind of error and nothing of what it said."""


@dataclass(frozen=True)
class Person:
    """How the person at the terminal is told something and asked for a vault's password.

    ``may_unlock``: whether somebody is there to answer when the system asks for the keyring's password.
    """

    say: Callable[[str], None]
    ask: Ask
    may_unlock: bool


def look_at(
    wanted: Wanted, person: Person, probe: Probe, settings: Settings, progress: Watcher | None = None
) -> PasswordsSeen:
    """Read every source, judge, and wipe, whatever happens. Raises ``PeerkitError`` where a source cannot be read."""
    from peerkit.audit.passwords.unspillable import no_core_files

    no_core_files()
    failed: Broken
    try:
        return _look_at(wanted, person, probe, settings, progress)
    except (PeerkitError, OSError):
        raise
    except Exception as error:  # noqa: BLE001  # what it says may quote a secret; where it happened may not
        failed = Broken(type(error).__name__).with_traceback(error.__traceback__)
    raise failed


def _look_at(
    wanted: Wanted, person: Person, probe: Probe, settings: Settings, progress: Watcher | None
) -> PasswordsSeen:
    from contextlib import ExitStack

    from peerkit.audit.passwords.judging import judge
    from peerkit.audit.passwords.leaks import Leaks
    from peerkit.audit.passwords.personal import personal_words
    from peerkit.audit.passwords.wifi_kept import keeping

    personal = personal_words(settings.personal, settings.organisation or "")
    with ExitStack() as stack:
        # Opened first: nobody should unlock a vault only to hear that the file of leaked ones is none.
        leaks = stack.enter_context(Leaks.open(wanted.breached)) if wanted.breached else None
        kept = stack.enter_context(keeping())
        collections: list[Collection] = []
        stack.callback(_wipe, collections)
        _gather(wanted, person, collections)
        unseen = _wifi_unseen(probe)
        collections.append(kept.collection())
        if unseen:
            collections.append(Collection(kind="saved Wi-Fi networks", unseen=(unseen,)))
        seen = judge(collections, personal, leaks=leaks, engine=wanted.engine, progress=progress)
        return replace(seen, keyring_asked=wanted.keyring)


def _wipe(collections: list[Collection]) -> None:
    for collection in collections:
        collection.wipe()


def _gather(wanted: Wanted, person: Person, collections: list[Collection]) -> None:
    """Read the sources one after the other into the list, so that what was read is wiped when the next one fails."""
    from peerkit.audit.passwords.asked import ask_own

    if wanted.ask:
        collections.append(ask_own(wanted.twice))
    for path in wanted.files:
        collections.append(_told_apart(_of_path(path, person, wanted.key_file), collections))
    if wanted.service is not None:
        collections.append(_of_keyring_entry(wanted.service, wanted.user or ""))
    if not collections:
        collections.append(_of_keyring(person))


def _told_apart(collection: Collection, before: list[Collection]) -> Collection:
    """The collection under a name of its own, so that "entry 3 of" means one entry."""
    same = sum(other.kind.partition(" (no. ")[0] == collection.kind for other in before)
    return replace(collection, kind=f"{collection.kind} (no. {same + 1})") if same else collection


def _of_path(path: Path, person: Person, key_file: Path | None) -> Collection:
    from peerkit.audit.passwords.sources import pass_store, read_file

    if not path.is_dir():
        return _or_none_found(read_file(path, person.ask, key_file))
    if not pass_store.is_store(path):
        raise UnreadableFile(
            f"{path} is a folder, but no store of pass.", "Give the file of an export, or the folder ~/.password-store."
        )
    from peerkit.audit.gnupg import GnuPG

    return pass_store.read(path, GnuPG())


def _or_none_found(collection: Collection) -> Collection:
    """An export without one password is more likely not whole than empty: that is no "all is well"."""
    if any(entry.secret for entry in collection.entries):
        return collection
    none = Unseen(f"passwords of {collection.kind}", "none was found in that file", "Export them all once more.")
    return replace(collection, unseen=(*collection.unseen, none))


def _of_keyring_entry(service: str, user: str) -> Collection:
    from peerkit.audit.passwords.sources.system_keyring import NoKeyring, read_one

    try:
        found = read_one(service, user)
    except NoKeyring as reason:
        raise _could_not(reason.reason, reason.hint) from None
    if not found.entries:
        raise NotFound(
            "The keyring has no entry for that service and user name.", "Leave both out to look at all that it has."
        )
    return found


def _could_not(reason: str, hint: str) -> PeerkitError:
    return VaultLocked(f"{reason}.", hint)


def _of_keyring(person: Person) -> Collection:
    from peerkit.audit.passwords.sources.system_keyring import NoKeyring, read_all

    try:
        return read_all(person.may_unlock, person.say)
    except NoKeyring as error:
        reason = error.reason[:1].lower() + error.reason[1:]
        return Collection(kind="the keyring", unseen=(Unseen("the passwords in the keyring", reason, error.hint),))


def _wifi_unseen(probe: Probe) -> Unseen | None:
    """Has the saved Wi-Fi read, so that its passphrases are kept in their room; what stayed hidden, or None."""
    found = probe.get(SavedWifi)
    if isinstance(found, Unknown):
        return None
    hidden = [network for network in found.networks if network.kept is None and network.grade is None]
    if not hidden and not any(entry.hint == "Run again with sudo." for entry in found.unseen):
        return None
    return Unseen("the passphrases of saved Wi-Fi networks", "only the administrator may see them", _SUDO)


def farewell(seen: PasswordsSeen, system: OS) -> tuple[str, ...]:
    """What to tell after a file of clear text was read: delete it, how, and what deleting cannot promise."""
    if not seen.exported:
        return ()
    files = "This file holds" if len(seen.exported) == 1 else "These files hold"
    return (
        f"{files} your passwords as plain text: {', '.join(seen.exported)}.",
        _DELETE[system],
        _HONEST,
    )
