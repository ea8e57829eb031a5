"""A made-up machine of files: folders are told from their paths, secrets are taken out as on a live one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from peerkit.audit.checks import load_check
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import accounts, autologin, keyring_store, pam, privacy, shadow, sshd
from peerkit.audit.probes.live import secrets_left_out
from peerkit.audit.probes.machine import (
    SIGNATURES,
    FileState,
    ListFolder,
    Machine,
    Missing,
    Output,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Request,
    RunCommand,
    Signature,
    State,
)
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Unknown
from peerkit.model.finding import Finding
from tests.fake_machine import FakeMachine

READERS = {
    need: reader
    for module in (accounts, autologin, keyring_store, pam, privacy, shadow, sshd)
    for need, reader in module.READERS.items()
}
PASSWD = (
    "root:x:0:0:root:/root:/bin/bash\n"
    "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
    "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
    "robin:x:1000:1000:Robin CANARYNAME,,,:/home/robin:/bin/bash\n"
)
GROUP = "root:x:0:\nsudo:x:27:\nusers:x:100:\nrobin:x:1000:\n"
Content = bytes | str | Exception


class AuditProbe(Probe):
    readers = READERS


class Tree(FakeMachine):
    """Files by path; ``links`` and ``states`` by path; anything else by request."""

    def __init__(
        self,
        files: Mapping[str, Content] | None = None,
        *,
        links: Mapping[str, str] | None = None,
        folders: Mapping[str, Iterable[str]] | None = None,
        states: Mapping[str, State] | None = None,
        replies: Mapping[Request, Any] | None = None,
    ) -> None:
        super().__init__(replies)
        self.files = {"/etc/passwd": PASSWD, "/etc/group": GROUP, **(files or {})}
        self.links, self.states = dict(links or {}), dict(states or {})
        self.folders = {path: tuple(names) for path, names in (folders or {}).items()}

    def answer(self, request: Request) -> Any:
        if request in self.replies:
            return super().answer(request)
        match request:
            case ReadFile(path):
                return self._bytes(path)
            case ReadWithoutSecrets(path):
                return secrets_left_out(request, self._bytes(path))
            case Signature(path):
                start = self._bytes(path)
                return next((name for magic, name in SIGNATURES.items() if start.startswith(magic)), "")
            case ListFolder(path):
                return self._listed(path)
            case ReadLink(path) if path in self.links:
                return self.links[path]
            case FileState(path) if path in self.states:
                return self.states[path]
        return super().answer(request)

    def _bytes(self, path: str) -> bytes:
        content = self.files.get(path, Missing(f"{path} is not there"))
        if isinstance(content, Exception):
            raise content
        return content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content

    def _listed(self, path: str) -> list[str]:
        start = f"{path.rstrip('/')}/"
        known = (*self.files, *self.links, *self.states)
        names = {name[len(start) :].partition("/")[0] for name in known if name.startswith(start)}
        names |= set(self.folders.get(path, ()))
        if not names and path not in self.folders:
            raise Missing(f"{path} is not there")
        return sorted(names)


def read(need: type[Fact], machine: Machine) -> Any:
    """The fact, or ``Unknown``."""
    try:
        return AuditProbe(machine).get(need)
    finally:
        machine.close()


def known(need: type[Fact], machine: Machine) -> Any:
    """The fact; not ``Unknown``."""
    fact = read(need, machine)
    assert not isinstance(fact, Unknown), fact
    return fact


def judged(check: str, machine: Machine) -> tuple[Finding, ...]:
    """What a check makes of the machine."""
    try:
        return judge(load_check(check), AuditProbe(machine), OS.LINUX)
    finally:
        machine.close()


def verdicts(check: str, machine: Machine) -> list[str]:
    """Just the statuses, in order."""
    return [finding.status.value for finding in judged(check, machine)]


def command(*argv: str, out: str = "", code: int = 0, err: str = "") -> dict[Request, Any]:
    """A command and how it ends."""
    return {RunCommand(argv): Output(code, out, err)}
