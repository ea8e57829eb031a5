"""The system's keyring: the only module that talks to ``keyring``, and to ``secretstorage``, which it brings.

Only the Secret Service (GNOME, and KDE in its place) lets a program list what it keeps: one query over D-Bus.
The others give an entry whose service and user name one knows.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.patience import OutOfPatience, within
from peerkit.audit.passwords.secret import Secret
from peerkit.errors import VaultLocked
from peerkit.model.facts_passwords import BackendKind, Purpose
from peerkit.model.facts_wifi import Unseen
from peerkit.model.private import PrivateKind, private

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretstorage import Item

T = TypeVar("T")
# Long enough for a person to type a password at the system's own prompt; nothing else takes this long.
PROMPT_LIMIT = 90.0
LIMIT = 10.0
_LONGEST = 1024
_LOCKED = "it is locked"
_KINDS = (
    ("keyrings.alt.file.PlaintextKeyring", BackendKind.PLAIN_TEXT),
    ("keyrings.alt.Gnome", BackendKind.SYSTEM),
    ("keyrings.alt.file.EncryptedKeyring", BackendKind.ENCRYPTED_FILE),
    ("keyrings.cryptfile", BackendKind.ENCRYPTED_FILE),
    ("keyring.backends.null", BackendKind.FORGETS),
    ("keyring.backends.fail", BackendKind.MISSING),
    ("keyring.backends.SecretService", BackendKind.SYSTEM),
    ("keyring.backends.libsecret", BackendKind.SYSTEM),
    ("keyring.backends.kwallet", BackendKind.SYSTEM),
    ("keyring.backends.macOS", BackendKind.SYSTEM),
    ("keyring.backends.Windows", BackendKind.SYSTEM),
)
_WELL_KNOWN = ("keyring.backends.", "keyrings.alt.", "keyrings.cryptfile.")
_LISTABLE = ("keyring.backends.SecretService", "keyring.backends.libsecret")
_EXPORT = {
    "keyring.backends.macOS": (
        "macOS lets no program list the passwords in the keychain",
        "In the app Passwords choose File, Export, and look at that file with --file.",
    ),
    "keyring.backends.Windows": (
        "Windows lets no program read the passwords that others saved",
        "Export them from your browser or password program, and look at that file with --file.",
    ),
    "keyring.backends.fail": ("no keyring works in this session", "Run this in the session of your desktop."),
    "keyring.backends.null": ("the keyring in use keeps nothing", "Look at the export of your password program."),
    "keyring.backends.kwallet": (
        "KWallet has no list that PeerKit can read",
        "Look at one entry with --service and --user, or at the export of your password program with --file.",
    ),
}
_ELSE = ("this keyring has no list that PeerKit can read", "Look at one entry with --service and --user.")
_MACOS_KEYCHAIN = Path("/System/Library/Frameworks/Security.framework")
# A saved Wi-Fi passphrase that NetworkManager keeps in the keyring (its nm-applet's schema).
_WIFI = {"setting-name": "802-11-wireless-security", "setting-key": "psk"}


class NoKeyring(Exception):
    """The keyring could not be asked; the text says why, and ``hint`` what would help."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def backend_in_use() -> tuple[str, BackendKind]:
    """Which back-end programs get, and what becomes of a password there. Raises ``NoKeyring``. Nothing is opened.

    Of several in a chain it is the first: that is the one a new password goes to.
    """
    name = next(iter(_chained(_name(_backend()))), "keyring.backends.fail.Keyring")
    return name, kind_of(name)


def kind_of(name: str) -> BackendKind:
    """What becomes of a password handed to the back-end of this name."""
    return next((kind for start, kind in _KINDS if name.startswith(start)), BackendKind.UNRECOGNISED)


def read_one(service: str, user: str) -> Collection:
    """The entry of this service and user. Raises ``NoKeyring``, ``VaultLocked``; the collection may be empty."""
    backend = _backend()

    def ask() -> Entry | None:
        found = backend.get_password(service, user)
        return None if found is None else Entry(secret=Secret(found), title=service, site=service, user=user)

    entry = _patiently(PROMPT_LIMIT, ask)
    return Collection(kind="the keyring", entries=() if entry is None else (entry,))


def read_all(unlock: bool, say: Callable[[str], None]) -> Collection:
    """Every entry, where the back-end can list them; else what to do instead, as something unseen.

    A locked collection is unlocked where ``unlock`` is true: the system asks its owner, once. ``say`` is told
    before it does. Raises ``NoKeyring``; ``VaultLocked`` where everything stayed locked.
    """
    names = _chained(_name(_backend()))
    shut = tuple(_cannot_list(name) for name in names if not name.startswith(_LISTABLE))
    if len(shut) == len(names):
        return Collection(kind="the keyring", unseen=shut)
    found = _patiently(PROMPT_LIMIT + LIMIT * 6, lambda: _listed(unlock, say))
    return replace(found, unseen=(*found.unseen, *shut))


def _cannot_list(name: str) -> Unseen:
    why, hint = next((told for start, told in _EXPORT.items() if name.startswith(start)), _ELSE)
    return Unseen(f"every password in {name}", why, hint)


def _listed(unlock: bool, say: Callable[[str], None]) -> Collection:
    import secretstorage

    connection = secretstorage.dbus_init()
    # None of its calls has a time limit of its own.
    plain_call = connection.send_and_get_reply
    connection.send_and_get_reply = lambda message: plain_call(message, timeout=LIMIT)
    entries: list[Entry] = []
    unseen: list[Unseen] = []
    asked = False
    try:
        for collection in secretstorage.get_all_collections(connection):
            if collection.is_locked() and unlock and not asked:
                asked = True
                say("The keyring is locked. Your system asks you for its password.")
                _unlock(collection)
            if collection.is_locked():
                name = private(PrivateKind.ACCOUNT, collection.get_label() or "without a name")
                unseen.append(Unseen(f"the keyring {name}", _LOCKED, "Log in with your password, or unlock it."))
                continue
            entries += _entries(collection.get_all_items(), unseen)
    finally:
        connection.close()
    if unseen and not entries and all(found.reason == _LOCKED for found in unseen):
        raise VaultLocked("The keyring is locked.", "Unlock it: log in with your password, then run this again.")
    # The daemon tells them in another order each time; two reports of one keyring should not differ for it.
    entries.sort(key=lambda entry: (entry.site, entry.title, entry.user))
    return Collection(kind="the keyring", entries=tuple(entries), unseen=tuple(unseen))


def _unlock(collection: Any) -> None:
    try:
        collection.unlock(timeout=PROMPT_LIMIT)
    except TimeoutError:
        return


def _entries(items: Iterator[Item], unseen: list[Unseen]) -> Iterator[Entry]:
    data = 0
    for item in items:
        if item.is_locked():
            unseen.append(Unseen("an entry of the keyring", _LOCKED, "Log in with your password."))
            continue
        raw = item.get_secret()
        attributes = item.get_attributes()
        if _is_data(raw):
            data += 1
            continue
        yield _entry(raw.decode("utf-8"), item.get_label(), attributes)
    if data:
        what = f"{data} {'entry' if data == 1 else 'entries'} of the keyring"
        unseen.append(Unseen(what, "they hold data of programs, not passwords", ""))


def _is_data(raw: bytes) -> bool:
    """Programs also keep keys and settings there: long, of several lines, or no text."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return len(raw) > _LONGEST or "\n" in text.strip("\n") or "\0" in text


def _entry(password: str, label: str, attributes: dict[str, str]) -> Entry:
    wifi = all(attributes.get(key) == value for key, value in _WIFI.items())
    site = attributes.get("service") or attributes.get("server") or attributes.get("domain") or ""
    user = attributes.get("username") or attributes.get("user") or attributes.get("account") or ""
    # What the library keyring writes itself only repeats the two.
    title = "" if label == f"Password for '{user}' on '{site}'" else label
    return Entry(
        secret=Secret(password), title=title, site=site, user=user, purpose=Purpose.WIFI if wifi else Purpose.ACCOUNT
    )


def _backend() -> Any:
    """The back-end that ``keyring`` chooses. Raises ``NoKeyring``."""
    _refuse_strangers_settings()
    # Its log would quote whatever a broken back-end says.
    logging.getLogger("keyring").disabled = True
    if not _MACOS_KEYCHAIN.exists():
        # Else its part for macOS looks for Apple's libraries with a compiler, which PATH finds and which writes files.
        sys.modules.setdefault("keyring.backends.macOS.api", None)  # type: ignore[arg-type]  # "not to be imported"
    import keyring

    backend: Any = _patiently(LIMIT, keyring.get_keyring)
    return backend


def _refuse_strangers_settings() -> None:
    """An account's keyring settings name Python code to load: the administrator runs nobody else's."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    chosen = os.environ.get("PYTHON_KEYRING_BACKEND", "")
    if chosen and not chosen.startswith(_WELL_KNOWN):
        raise NoKeyring(
            "The environment names a keyring PeerKit does not know, and PeerKit runs as administrator",
            "Run it again without PYTHON_KEYRING_BACKEND.",
        )
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    own = settings / "python_keyring"
    places = [place for place in (Path.home(), settings, own, own / "keyringrc.cfg") if place.exists()]
    if any(place.stat().st_uid != 0 or place.stat().st_mode & 0o022 for place in places):
        raise NoKeyring(
            "The keyring is the account's own, and PeerKit runs as administrator", "Run it again without sudo."
        )


def _patiently(seconds: float, call: Callable[[], T]) -> T:
    """What the call returns. Raises ``NoKeyring`` or ``VaultLocked``; no word of a back-end's own comes through."""
    failed: Exception
    try:
        return within(seconds, call)
    except (NoKeyring, VaultLocked):
        raise
    except OutOfPatience:
        failed = NoKeyring("The keyring gave no answer in time", "Is its window waiting for you? Then run this again.")
    except Exception as error:  # noqa: BLE001  # back-ends raise whatever they like, and may quote what they keep
        if type(error).__name__ in ("KeyringLocked", "LockedException", "PromptDismissedException"):
            failed = VaultLocked("The keyring is locked.", "Unlock it: log in with your password, then run this again.")
        else:
            failed = NoKeyring(
                f"The keyring could not be asked ({type(error).__name__})", "Run this in the session of your desktop."
            )
    raise failed from None


def _name(backend: Any) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _chained(name: str) -> tuple[str, ...]:
    """The back-ends behind a name: those of the chain where it is one."""
    if not name.startswith("keyring.backends.chainer"):
        return (name,)
    return tuple(_name(backend) for backend in _backend().backends)
