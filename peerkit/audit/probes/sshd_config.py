"""The settings of the SSH server as sshd_config(5) defines them: includes, first value wins, blocks under ``Match``."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from peerkit.audit.probes.machine import Garbled, Machine, Missing

CONFIG = "/etc/ssh/sshd_config"
_FOLDER = "/etc/ssh"
_DEEPEST = 16  # SERVCONF_MAX_DEPTH of OpenSSH
_LINE = re.compile(r"\s*([A-Za-z0-9]+)(?:\s*=\s*|\s+)(\S.*?)\s*")
_ALIASES = {"challengeresponseauthentication": "kbdinteractiveauthentication"}
_SWITCHES = ("passwordauthentication", "permitemptypasswords", "kbdinteractiveauthentication", "usepam")
_ROOT = ("yes", "no", "prohibit-password", "without-password", "forced-commands-only")
_MANY = ("listenaddress", "port")


@dataclass
class Settings:
    """Keywords and values in lower case, the first of each; ``lists`` holds those that add up."""

    when: str = ""
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def take(self, keyword: str, value: str) -> None:
        """Set it unless it is set already. Raises ``Garbled`` on a value that sshd would refuse."""
        known = _ROOT if keyword == "permitrootlogin" else ("yes", "no") if keyword in _SWITCHES else ()
        if known and value.lower() not in known:
            raise Garbled("the settings of the SSH server have a value it does not know, so it would not start")
        if keyword in _MANY:
            self.lists.setdefault(keyword, []).append(value.lower())
        self.values.setdefault(keyword, value.lower())


def read_files(machine: Machine, path: str = CONFIG) -> list[Settings]:
    """The settings for everyone, then those of each ``Match`` block. Raises ``CouldNotLook``."""
    blocks = [Settings()]
    _read(machine, path, blocks, blocks[0], 0)
    return _for_all(blocks)


def _for_all(blocks: list[Settings]) -> list[Settings]:
    """``Match all`` is for everyone: it overrides what stands before the blocks, and outdoes the blocks after it."""
    everyone, found = blocks[0], [blocks[0]]
    settled: dict[str, str] = {}
    for block in blocks[1:]:
        block.values = {keyword: value for keyword, value in block.values.items() if keyword not in settled}
        if block.when.lower() == "all":
            settled |= block.values
        else:
            found.append(block)
    everyone.values |= settled
    return found


def _read(machine: Machine, path: str, blocks: list[Settings], current: Settings, depth: int) -> None:
    if depth > _DEEPEST:
        raise Garbled("the settings of the SSH server include one another without end")
    for line in machine.text(path).split("\n"):
        keyword, words = _words(line)
        if keyword == "match":
            current = Settings(when=" ".join(words))
            blocks.append(current)
        elif keyword == "include":
            # A Match inside an included file ends with that file.
            for pattern in words:
                for included in _matching(machine, pattern):
                    _read(machine, included, blocks, current, depth + 1)
        elif keyword:
            current.take(_ALIASES.get(keyword, keyword), " ".join(words))


def _words(line: str) -> tuple[str, list[str]]:
    match = _LINE.fullmatch(line)
    if line.lstrip().startswith("#") or match is None:
        return "", []
    try:
        words = shlex.split(match[2], comments=True)
    except ValueError:
        raise Garbled("the settings of the SSH server have an open quote, so it would not start") from None
    return (match[1].lower(), words) if words else ("", [])


def _matching(machine: Machine, pattern: str) -> list[str]:
    path = pattern if pattern.startswith("/") else f"{_FOLDER}/{pattern}"
    folder, _, name = path.rpartition("/")
    if re.search(r"[*?\[]", folder):
        raise Garbled("the settings of the SSH server include files in a way PeerKit does not follow")
    if not re.search(r"[*?\[]", name):
        return [path]
    try:
        names = machine.folder(folder)
    except Missing:
        return []
    # Like glob(3), which hides names that start with a dot.
    return [f"{folder}/{one}" for one in sorted(names) if fnmatchcase(one, name) and not one.startswith(".")]
