"""A folder of files that save networks: whose they are, who may read them, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.machine import (
    CouldNotLook,
    FileState,
    Garbled,
    Machine,
    Missing,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    State,
)
from peerkit.model.facts_wifi import SavedNetwork, SecretFile, Unseen
from peerkit.model.private import PrivateKind, printable, private

Settings = dict[str, str]
SUDO = "Run again with sudo."
OTHERS_MAY_WRITE, OTHERS_MAY = 0o022, 0o077
_MOST_FILES = 5000


@dataclass(frozen=True)
class Store:
    """Where a program keeps its networks, one file or several in a folder.

    ``takes`` tells which names in the folder concern it, ``loads`` which of these the program
    reads; ``inner`` is appended where each name is a folder. ``networks`` makes networks of the
    settings in a file.
    """

    label: str
    folder: str
    form: str
    networks: Callable[[Machine, str, list[Settings]], Iterable[SavedNetwork]]
    takes: Callable[[str], bool] = lambda _name: True
    loads: Callable[[str, State | None], bool] = lambda _name, _state: True
    inner: str = ""


def read_store(machine: Machine, store: Store) -> Found:
    """Everything in the folder. Raises ``CouldNotLook`` where there is no folder, or it is closed."""
    names = [name for name in machine.folder(store.folder) if store.takes(name)]
    if len(names) > _MOST_FILES:
        raise Garbled(f"{store.folder} holds {len(names)} files")
    loose = _others_may_write(machine, store.folder)
    networks: list[SavedNetwork] = []
    files: list[SecretFile] = []
    unseen: list[Unseen] = []
    closed = 0
    for name in names:
        path = f"{store.folder}/{name}{store.inner}"
        state = state_of(machine, path)
        if state is not None and state.kind != "file":
            continue
        settings = _settings(machine, path, store.form)
        if isinstance(settings, list):
            networks += store.networks(machine, path, settings) if store.loads(name, state) else ()
        elif store.loads(name, state):
            closed += settings is None
            unseen += [settings] if settings is not None else []
        if state is not None:
            files.append(_file(path, state, settings, loose))
    if closed:
        what = f"{closed} {'file' if closed == 1 else 'files'} of {store.label} in {store.folder}"
        unseen.append(Unseen(what, "this account may not read what is in it" if closed == 1 else CLOSED, SUDO))
    return Found(f"{store.label}, {store.folder}", tuple(networks), tuple(files), tuple(unseen))


CLOSED = "this account may not read what is in them"


def _file(path: str, state: State, settings: list[Settings] | Unseen | None, loose: bool) -> SecretFile:
    if not isinstance(settings, list):
        return SecretFile(path, state.mode, state.uid, None, loose_folder=loose)
    secret = any(key.startswith("secret.") for entry in settings for key in entry)
    needless = any("file.needless" in entry for entry in settings)
    return SecretFile(path, state.mode, state.uid, secret, needless, loose)


def _settings(machine: Machine, path: str, form: str) -> list[Settings] | Unseen | None:
    """The settings; why not, where the file is not sound; None where this account may not read it."""
    try:
        found: list[Settings] = machine.answer(ReadWithoutSecrets(path, form))
    except Refused:
        return None
    except Missing:
        return [{}]
    except CouldNotLook as reason:
        why = printable(str(reason).rpartition(path)[2].strip(), 100)
        return Unseen(f"The file {private(PrivateKind.PATH, path)}", why, "Open it in an editor, or save it anew.")
    return found


def state_of(machine: Machine, path: str) -> State | None:
    """Whose file it is, a link followed once; None where that cannot be seen."""
    try:
        state: State = machine.answer(FileState(path))
        if state.kind == "link":
            target = str(machine.answer(ReadLink(path)))
            whole = target if target.startswith("/") else f"{path.rpartition('/')[0]}/{target}"
            state = machine.answer(FileState(whole))
    except CouldNotLook:
        return None
    return state


def _others_may_write(machine: Machine, folder: str) -> bool:
    state = state_of(machine, folder)
    return state is not None and bool(state.mode & OTHERS_MAY_WRITE)
