"""Where Windows keeps passwords for programs: the Credential Manager, sealed with the log-in (DPAPI).

Microsoft: CNG DPAPI and Credential Manager. Only whether its folders are there is looked at.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, FileState, Machine, Missing
from peerkit.audit.probes.windows.asking import require_own_settings
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_privacy import Keyring, KeyringFile, KeyringForm

_FOLDERS = (("LOCALAPPDATA", "Microsoft\\Vault"), ("LOCALAPPDATA", "Microsoft\\Credentials"))


def read_keyring(machine: Machine) -> Keyring:
    """The Credential Manager's folders. Raises ``CouldNotLook`` where none could be looked for."""
    require_own_settings(machine)
    found, missing = [], 0
    for variable, below in _FOLDERS:
        path = f"{machine.environ(variable)}\\{below}"
        try:
            if machine.answer(FileState(path)).kind == "folder":
                found.append(KeyringFile(path, KeyringForm.ENCRYPTED))
        except Missing:
            missing += 1
    if not found and missing < len(_FOLDERS):
        raise CouldNotLook("the folders of the Credential Manager could not be looked at")
    if not found:
        raise Missing("the folders of the Credential Manager are not where Windows keeps them")
    evidence = (Evidence(f"{len(found)} folders, sealed with the log-in (DPAPI)", "Credential Manager"),)
    return Keyring(files=tuple(found), service="Credential Manager", evidence=evidence)


READERS: dict[type[Fact], Reader] = {Keyring: read_keyring}
