"""Where passwords are kept: the log-in keychain, which is always encrypted with the account's password.

Only the first bytes of the file are looked at; a keychain in a file starts with ``kych``. Saved passwords of
iCloud lie in another store, which the chip of the Mac guards (Apple Platform Security, "Keychain data protection").
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine, Missing, Signature
from peerkit.audit.probes.macos.session import account_asked_about
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_privacy import Keyring, KeyringFile, KeyringForm
from peerkit.model.private import PrivateKind, private

_FILES = ("login.keychain-db", "login.keychain")
KEYCHAIN = "macos-keychain"


def read_keyring(machine: Machine) -> Keyring:
    """The keychain of the account asked about. Raises ``CouldNotLook``."""
    uid, _, home = machine.whoami()
    name = account_asked_about(machine)
    home = f"/Users/{name}" if uid == 0 and name else home
    for file in _FILES:
        path = f"{home}/Library/Keychains/{file}"
        try:
            form = machine.answer(Signature(path))
        except Missing:
            continue
        if not isinstance(form, str):
            raise Garbled("the first bytes of the keychain could not be understood")
        found = KeyringFile(path, KeyringForm.ENCRYPTED if form == KEYCHAIN else KeyringForm.UNRECOGNISED)
        seen = Evidence(f"{private(PrivateKind.PATH, path)} {found.form.value}", "first bytes of the file")
        return Keyring(files=(found,), evidence=(seen,))
    raise Missing(
        "the log-in keychain of this account is not in its usual place", "Open Keychain Access and look there."
    )


READERS: dict[type[Fact], Reader] = {Keyring: read_keyring}
