"""What the machine PeerKit runs on is called, the id its maker gave it, and who runs PeerKit.

Each system keeps these in another place; what one system lacks is asked for by name, so that this
module imports on all of them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from peerkit.audit.probes import command
from peerkit.audit.probes.machine import CouldNotLook, Missing
from peerkit.model.check import OS

_OS_RELEASE = ("/etc/os-release", "/usr/lib/os-release")
MAC_VERSION = "/System/Library/CoreServices/SystemVersion.plist"
_MACHINE_ID = "/etc/machine-id"
_PLATFORM_UUID = re.compile(r'"IOPlatformUUID" = "([0-9A-F-]{36})"')


def release_of(system: OS) -> str:
    """The system and its version in one line."""
    if system is OS.WINDOWS:
        import platform

        return f"Windows {platform.release()} ({platform.version()})"
    return _mac_release() if system is OS.MACOS else _linux_release()


def _linux_release() -> str:
    for path in _OS_RELEASE:
        try:
            lines = Path(path).read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith("PRETTY_NAME="):
                return line.partition("=")[2].strip().strip("\"'")
    if hasattr(os, "uname"):
        system = os.uname()
        return f"{system.sysname} {system.release}"
    return "Linux"


def _mac_release() -> str:
    from peerkit.audit.probes.macos import plists

    try:
        told = plists.parse(Path(MAC_VERSION).read_bytes(), MAC_VERSION)
        return f"{told['ProductName']} {told['ProductVersion']}"
    except (OSError, KeyError, CouldNotLook):
        return "macOS"


def id_of(system: OS) -> bytes:
    """The id the system gave itself when it was installed; empty where there is none. Never shown or kept as it is."""
    try:
        if system is OS.LINUX:
            return Path(_MACHINE_ID).read_bytes().strip()
        if system is OS.MACOS:
            # ioreg(8): the hardware's own id, which every account may read.
            told = command.run(("ioreg", "-rd1", "-c", "IOPlatformExpertDevice"))
            found = _PLATFORM_UUID.search(told.stdout)
            return found[1].encode() if found else b""
    except (OSError, CouldNotLook):
        pass
    return b""


def account() -> tuple[int, str, str]:
    """User id, name and home of the account PeerKit runs as. Raises ``Missing``.

    Windows knows no user id; 1 stands for "not the administrator of all".
    """
    if not hasattr(os, "getuid"):
        name, home = os.environ.get("USERNAME", ""), os.environ.get("USERPROFILE", "")
        if not name or not home:
            raise Missing("the environment does not name the account")
        return 1, name, home
    from importlib import import_module

    pwd = import_module("pwd")  # a type checker for Windows knows nothing of what is in it
    uid = os.getuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Missing("this account has no entry in the list of accounts") from None
    return uid, str(entry.pw_name), os.environ.get("HOME", str(entry.pw_dir))
