"""Leaving out of a recording what tells who and where somebody is, and what no reader needs.

Names of people, e-mail addresses, serial numbers, the name and id of the machine give way to nothing;
addresses of adapters and access points, by which a home can be found on a map, to made-up ones that are
the same wherever the same address stood. Names of accounts and networks stay: findings speak of them.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import replace
from typing import Any

from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    Clock,
    Environ,
    FileState,
    Output,
    ReadFile,
    ReadWithoutSecrets,
    Request,
    RunCommand,
    Signature,
    WhoAmI,
)
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry

REMOVED = "REMOVED"
# The same for one run, and told to nobody: a made-up address leads nowhere.
_KEY = secrets.token_bytes(16)
# What these say of people is needed, is a number, or is not of their making.
_AS_IT_IS = (Changed, Clock, Environ, FileState, ReadWithoutSecrets, Signature, WhoAmI)
_NAME = (
    r"(?:[\w.-]*[._-])?(?:(?:product|device|board)?serial(?:[._-]?(?:number|short))?|real[._-]?name|gecos|e-?mail"
    r"|(?:anonymous-)?identity|host[._-]?name|user[._-]?name|process\.(?:user|host)|(?:machine|boot|unique)[._-]?id|cookie)"
)
_TELLING = re.compile(_NAME, re.IGNORECASE)
_IN_JSON = re.compile(rf'("{_NAME}"\s*:\s*)"(?:[^"\\]|\\.)*"', re.IGNORECASE)
_SERIAL_FILE = re.compile(r".*/(?:[a-z_]*serial(?:_number)?|product_uuid|machine-id)")
_PAIR = "[0-9A-Fa-f]{2}"
_HARDWARE = re.compile(rf"(?<![0-9A-Fa-f]){_PAIR}([:_-])(?:{_PAIR}\1){{4}}{_PAIR}(?![:_-]?[0-9A-Fa-f])")
_HARDWARE_NAMES = re.compile(r"(?:perm)?hwaddress|bssid|seen-bssids|peer|address", re.IGNORECASE)
_BYTES_OF_ADDRESS = 6
_ID = re.compile(r"(?<![\w=])[0-9a-f]{32}(?!\w)")  # machine-id(5), and all ids made like it
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+([A-Za-z]{2,24})(?![\w-])")
# The part of a Windows account's id that is the machine's or the organisation's own; the last number tells the account.
_SID = re.compile(r"(S-1-(?:5-21|12-1))-(\d+-\d+-\d+)(?=-\d)")
# A unit of systemd may look like an address: getty@tty1.service.
_UNITS = {
    "automount", "conf", "device", "mount", "path", "scope", "service", "slice", "socket", "swap", "target", "timer",
}  # fmt: skip
# A line of passwd(5); its fifth field is the person's name, room and telephone, its sixth a folder.
_PERSON = re.compile(r"^([^:\n]*:[^:\n]*:\d+:\d+:)[^:\n]+(:/[^:\n]*:[^:\n]*)$", re.MULTILINE)
# Names of accounts, which may look like e-mail addresses, stand in these.
_ACCOUNTS = ("/etc/group", "/etc/passwd", "getent", "id", "passwd", "pgrep")
_KERNEL = ("/proc/", "/sys/")
_GROUPS = {
    "connection": ("type", "autoconnect", "timestamp"),
    "802-11-wireless": None,
    "802-11-wireless-security": None,
    "802-1x": None,
}


def unnamed(request: Request, reply: Any) -> Any:
    """The reply without what tells who and where somebody is."""
    if isinstance(request, _AS_IT_IS):
        return reply
    if isinstance(request, BusCall):
        return _of_bus(request, reply)
    if isinstance(request, ReadRegistry | AskNative):
        return _cleaned(reply)
    if isinstance(request, ReadFile) and isinstance(reply, bytes):
        return _of_file(request.path, reply)
    if isinstance(request, RunCommand) and isinstance(reply, Output):
        accounts = request.argv[:1] and request.argv[0] in _ACCOUNTS
        return replace(reply, stdout=_text(reply.stdout, mail=not accounts), stderr=_text(reply.stderr, mail=True))
    return reply


def _of_file(path: str, raw: bytes) -> bytes:
    if _SERIAL_FILE.fullmatch(path):
        return REMOVED.encode()
    if path.startswith(_KERNEL):  # tables in hexadecimal
        return raw
    text = raw.decode("utf-8", "surrogateescape")
    return _text(text, mail=path not in _ACCOUNTS).encode("utf-8", "surrogateescape")


def _text(text: str, *, mail: bool) -> str:
    text = _PERSON.sub(r"\1\2", text)
    text = _IN_JSON.sub(r'\1""', text)
    text = _HARDWARE.sub(lambda found: _made_up(found[0], found[1]), text)
    text = _SID.sub(lambda found: f"{found[1]}-{_numbers(found[2])}", text)
    text = _ID.sub(lambda found: _digest(found[0], 16), text)
    return _MAIL.sub(_without_mail, text) if mail else text


def _without_mail(found: re.Match[str]) -> str:
    return found[0] if found[1] in _UNITS else REMOVED


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.lower().encode(), key=_KEY, digest_size=size).hexdigest()


def _numbers(text: str) -> str:
    digits = _digest(text, 12)
    return "-".join(str(int(digits[at : at + 8], 16)) for at in (0, 8, 16))


def _made_up(address: str, between: str) -> str:
    """An address of hardware that nobody has: the first byte says that it is a local one."""
    digits = _digest(re.sub(r"[:_-]", "", address), _BYTES_OF_ADDRESS - 1)
    return between.join(["02", *(digits[at : at + 2] for at in range(0, len(digits), 2))])


def _of_bus(call: BusCall, reply: Any) -> Any:
    if not isinstance(reply, list):
        return reply
    if call.member == "Get" and call.arguments:
        # One property by name; that of an account's name may look like an e-mail address.
        return [_value(call.arguments[-1], value) for value in reply] if _tells(call.arguments[-1]) else reply
    if call.member == "GetSettings" and call.name == "org.freedesktop.NetworkManager":
        reply = [_connection(value) if isinstance(value, dict) else value for value in reply]
    return [_cleaned(value) for value in reply]


def _tells(name: str) -> bool:
    return name.lower() not in ("username", "user-name") and _TELLING.fullmatch(name) is not None


def _connection(told: dict[Any, Any]) -> dict[Any, Any]:
    """What matters of a saved connection: of one that is no Wi-Fi, only its kind."""
    found: dict[Any, Any] = {}
    for group, kept in _GROUPS.items():
        values = told.get(group)
        if isinstance(values, dict):
            found[group] = {key: value for key, value in values.items() if kept is None or key in kept}
    return found


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value, mail=True)
    if isinstance(value, dict):
        return {_cleaned(key): _value(key, entry) for key, entry in value.items()}
    return list(map(_cleaned, value)) if isinstance(value, list) else value


def _value(name: Any, value: Any) -> Any:
    """A value under a name."""
    if not isinstance(name, str):
        return _cleaned(value)
    if _TELLING.fullmatch(name):
        return "" if isinstance(value, str) else b"" if isinstance(value, bytes) else _cleaned(value)
    if isinstance(value, bytes) and len(value) == _BYTES_OF_ADDRESS and _HARDWARE_NAMES.fullmatch(name):
        return bytes.fromhex(_made_up(value.hex(":"), ":").replace(":", ""))
    return _cleaned(value)
