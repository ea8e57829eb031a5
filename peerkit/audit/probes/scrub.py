"""Taking secrets out of what a machine answered, before any of it is written down.

Files that are known to hold secrets never come here as they are: they are asked for with
``ReadWithoutSecrets``. This is the second fence. Values under a name that tells a secret, and texts
in the form of one (a key, a hash of a password, a password inside an address), give way to
``REMOVED``, so that the structure around them stays and readers still understand it. What looks like
a secret in a place nobody foresaw is not written: the recording says in its place that it was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from peerkit.audit.probes.machine import (
    CouldNotLook,
    FileState,
    ListFolder,
    OpenFiles,
    Output,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    Request,
)

REMOVED = "REMOVED"
NOT_WRITTEN = "not written: it looked like a secret"
# The names under which programs keep secrets, in files, in JSON and over D-Bus.
_NAMES = (
    r"(?:[\w.-]*(?:psk|passphrase|password|passwd|passwort|secret|token|api[-_]?key|private[-_]?key|preshared[-_]?key"
    r"|pre[-_]?shared[-_]?key|wep[-_]?key\d?|key_?\d|credentials?|cookie)(?:-raw|-hash|_hash|\d)?|sae[-_]pt[-_]group\d+|pin|salt|digest)"
)
_SECRET_NAME = re.compile(_NAMES, re.IGNORECASE)
# A setting about secrets that holds none.
_HARMLESS = re.compile(
    r"(?:true|false|yes|no|on|off|none|null|ask|sufficient|required|requisite|optional|default|never|always|disabled"
    r"|enabled|prohibit-password|without-password|forced-commands-only|[01])?",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    rf"""(?P<lead>(?<![\w.-])["']?{_NAMES}["']?[ \t]*(?:=|:(?=[ \t]*["'])|(?<=["']):)[ \t]*)"""
    r"""(?P<value>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s\0,;}\]"'][^\n\0,;}\]"']*)""",
    re.IGNORECASE,
)
# As in netplan's files. nsswitch.conf says ``passwd: files`` and means none.
_IN_YAML = re.compile(
    r"(?P<lead>^[ \t-]*(?:password|passphrase|psk|secret|private[-_]key)[ \t]*:[ \t]+)(?P<value>[^\s\"'#][^\n#]*)",
    re.IGNORECASE | re.MULTILINE,
)
# /proc/PID/cmdline: the word after --password, with a zero byte between them.
_IN_ARGUMENTS = re.compile(rf"(?P<lead>(?:\A|\0)-{{1,2}}{_NAMES}\0)(?P<value>[^\0]+)", re.IGNORECASE)
# <psk>x</psk>, and Windows' <keyMaterial>x</keyMaterial>: an element that is named for a secret.
_IN_XML = re.compile(
    rf"(?P<lead><(?:[\w.-]+:)?(?:{_NAMES}|key-?material)(?:\s[^<>]*)?>\s*)(?P<value><!\[CDATA\[.*?\]\]>|[^<\s][^<]*)(?=<)",
    re.IGNORECASE | re.S,
)
# A property list of Apple's: the name in one element, the value in the next.
_IN_PLIST = re.compile(rf"(?P<lead><key>{_NAMES}</key>\s*<(?:string|data)>\s*)(?P<value>[^<\s][^<]*)", re.IGNORECASE)
_FORMS = (
    # PEM: whatever is private.
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.S),
    # crypt(5): a scheme, what belongs to it, the hash.
    re.compile(r"\$(?:y|gy|7|2[aby]|6|5|1|md5|sha1|3|argon2\w+|scrypt)\$[./A-Za-z0-9$=,+-]{8,}"),
    # user:password@ inside an address.
    re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"),
    # Tokens that say by their start what they are.
    re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bxox[abprs]-[\w-]{10,}|\bsk-[\w-]{20,}"),
    re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*"),
)
# 32 bytes as hexadecimal or as base64: a ready-made key of WPA, WireGuard or LUKS.
_KEYS = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64,}(?![0-9A-Fa-f])|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?!=)")
_TOKEN = re.compile(r"[A-Za-z0-9+]{24,}={0,2}")
# In random base64 the kind of character changes at two steps of three, in words run together at one of five.
_RESTLESS = 0.45
_MARK = re.compile(r"present|encrypted|[A-Z_]{2,20}(?: [0-9a-f]{16})?")
_OF_THE_KERNEL = re.compile(r"/sys/|/proc/(?!\d+/)")
_ACCOUNT_FILES = re.compile(r"/etc/(?:passwd|shadow|group|gshadow)-?")


def scrubbed(request: Request, reply: Any) -> Any:
    """The reply without secrets; ``Refused`` in its place where something is left that looks like one."""
    try:
        clean = _cleaned_for(request, reply)
    except ValueError:
        return Refused(NOT_WRITTEN)
    random = not _names_only(request)
    looked_at = _without_network_names(clean) if isinstance(request, ReadWithoutSecrets) else clean
    return Refused(NOT_WRITTEN) if any(suspicious(text, random) for text in _texts(looked_at)) else clean


def _without_network_names(reply: Any) -> Any:
    """Settings of networks but for their names: one of 32 bytes has the form of a key, and is none."""
    if not isinstance(reply, list):
        return reply
    return [{key: text for key, text in entry.items() if key.rpartition(".")[2] != "ssid"} for entry in reply]


def _cleaned_for(request: Request, reply: Any) -> Any:
    """The reply with every known secret replaced. Raises ``ValueError`` where marks hold more than marks."""
    if isinstance(reply, CouldNotLook):
        return reply
    if isinstance(request, ReadWithoutSecrets):
        if not all(
            _MARK.fullmatch(mark) for entry in reply for key, mark in entry.items() if key.startswith("secret.")
        ):
            raise ValueError
        return reply
    if isinstance(request, ReadFile) and isinstance(reply, bytes):
        text = reply.decode("utf-8", "surrogateescape")
        text = _without_hashes(text) if _ACCOUNT_FILES.fullmatch(request.path) else text
        return without_secrets(text).encode("utf-8", "surrogateescape")
    return _cleaned(reply)


def _names_only(request: Request) -> bool:
    """Whether the reply is made of names and numbers of the kernel, which are random letters by nature.

    A volume of LVM is known by 38 of them, a commit of ostree by 64 digits, a disk by its serial number.
    """
    if isinstance(request, ReadFile):
        return _OF_THE_KERNEL.match(request.path) is not None
    return isinstance(request, ListFolder | ReadLink | FileState | OpenFiles)


def without_secrets(text: str) -> str:
    """Text with every known secret replaced."""
    for form in _FORMS:
        text = form.sub(REMOVED, text)
    for place in (_ASSIGNED, _IN_YAML, _IN_ARGUMENTS, _IN_XML, _IN_PLIST):
        text = place.sub(_removed, text)
    return text


def suspicious(text: str, random: bool = True) -> bool:
    """Whether a text still holds something that looks like a secret; ``random``: long random words too."""
    rest = text.replace(REMOVED, "")
    if any(form.search(rest) for form in _FORMS):
        return True
    return random and bool(_KEYS.search(rest) or any(_random(found[0]) for found in _TOKEN.finditer(rest)))


def _random(token: str) -> bool:
    kinds = ["d" if char.isdigit() else "u" if char.isupper() else "l" for char in token.rstrip("=")]
    steps = sum(first != second for first, second in pairwise(kinds))
    return set(kinds) == {"d", "u", "l"} and steps > _RESTLESS * len(kinds)


def _removed(found: re.Match[str]) -> str:
    value = found["value"]
    quote = value[0] if value[0] in "\"'" else ""
    return found[0] if _HARMLESS.fullmatch(value.strip("\"' \t")) else f"{found['lead']}{quote}{REMOVED}{quote}"


def _without_hashes(text: str) -> str:
    """Lines of passwd(5), shadow(5) or group(5) without the hash, and without the person's own name."""
    lines = []
    for line in text.split("\n"):
        fields = line.split(":")
        if len(fields) > 1 and fields[1].strip("!*x"):
            fields[1] = REMOVED
        if len(fields) == 7:
            fields[4] = ""
        lines.append(":".join(fields))
    return "\n".join(lines)


def _cleaned(reply: Any) -> Any:
    if isinstance(reply, str):
        return without_secrets(reply)
    if isinstance(reply, Output):
        return Output(reply.exit, without_secrets(reply.stdout), without_secrets(reply.stderr))
    if isinstance(reply, dict):
        return {key: _entry(key, value) for key, value in reply.items()}
    if isinstance(reply, list | tuple) and type(reply) in (list, tuple):
        return type(reply)(map(_cleaned, reply))
    return reply


def _entry(key: Any, value: Any) -> Any:
    named = isinstance(key, str) and _SECRET_NAME.fullmatch(key)
    if not named or isinstance(value, bool | int | float):
        return _cleaned(value)
    if isinstance(value, str):
        return value if _HARMLESS.fullmatch(value) else REMOVED
    return REMOVED.encode() if isinstance(value, bytes) else [] if isinstance(value, list) else {}


def _texts(reply: Any) -> Iterator[str]:
    if isinstance(reply, str):
        yield reply
    elif isinstance(reply, bytes):
        yield reply.decode("utf-8", "surrogateescape")
    elif isinstance(reply, CouldNotLook):
        yield from (reply.unknown.reason, reply.unknown.hint)
    elif isinstance(reply, Output):
        yield from (reply.stdout, reply.stderr)
    elif isinstance(reply, dict):
        for key, value in reply.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(reply, list | tuple):
        for value in reply:
            yield from _texts(value)
