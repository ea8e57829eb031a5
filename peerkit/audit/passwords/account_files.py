"""``/etc/shadow`` and ``/etc/passwd``, read so that no hash and no password leaves this room.

Each account becomes one flat mapping. What stands where the hash belongs becomes the name of a
scheme; a word that is no hash at all may be the password itself, so it becomes ``clear`` and
nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from peerkit.audit.passwords.wifi_files.marks import Malformed

Settings = dict[str, str]

# Prefixes of crypt(5). Each was made with mkpasswd and read back; sm3 is newer than the mkpasswd at hand.
_PREFIXES = (
    ("$y$", "yescrypt"),
    ("$gy$", "gost-yescrypt"),
    ("$7$", "scrypt"),
    ("$2a$", "bcrypt"),
    ("$2b$", "bcrypt"),
    ("$2y$", "bcrypt"),
    ("$6$", "sha512crypt"),
    ("$5$", "sha256crypt"),
    ("$md5$", "sunmd5"),
    ("$md5,", "sunmd5"),
    ("$1$", "md5crypt"),
    ("$3$", "nt"),
)
_HASH = r"[./0-9A-Za-z]"
_BSDI = re.compile(rf"_{_HASH}{{19}}")
_DES = re.compile(rf"{_HASH}{{13}}")
_SOME_SCHEME = re.compile(r"\$[a-z0-9-]{1,16}\$[^$]+\$.+")
_NAME = re.compile(r"[^\s:][^:\n]{0,255}")


def scheme(field: str) -> tuple[str, bool]:
    """The scheme of a password field of shadow(5), and whether password log-in is locked.

    ``none`` is an empty field: no password is asked for. ``impossible`` matches no password.
    """
    bare = field.lstrip("!")
    locked = bare != field
    if not bare:
        return ("impossible", True) if locked else ("none", False)
    if bare.startswith("*"):
        return "impossible", True
    for prefix, name in _PREFIXES:
        if bare.startswith(prefix):
            return name, locked
    if _BSDI.fullmatch(bare):
        return "bsdicrypt", locked
    if _DES.fullmatch(bare):
        return "descrypt", locked
    return ("unrecognised" if _SOME_SCHEME.fullmatch(bare) else "clear"), locked


def read_shadow(raw: bytes) -> list[Settings]:
    """Account, scheme and lock of each line of shadow(5)."""
    found = []
    for fields in _lines(raw, 9):
        name, locked = scheme(fields[1])
        found.append({"account": fields[0], "scheme": name, "locked": "yes" if locked else "no"})
    return found


def read_passwd(raw: bytes) -> list[Settings]:
    """Account, numbers, home and shell of each line of passwd(5); the person's name stays here.

    ``password`` is ``elsewhere`` where shadow(5) has it, else the scheme.
    """
    found = []
    for fields in _lines(raw, 7):
        name, field, uid, gid, _, home, shell = fields
        if not (uid.isdecimal() and gid.isdecimal() and uid.isascii() and gid.isascii()):
            raise Malformed("the list of accounts has a line without numbers")
        password = "elsewhere" if field == "x" else scheme(field)[0]
        entry = {"account": name, "password": password, "uid": uid, "gid": gid, "home": home, "shell": shell}
        found.append(entry)
    return found


def _lines(raw: bytes, count: int) -> list[list[str]]:
    found = []
    for line in raw.decode("utf-8", "surrogateescape").split("\n"):
        # Lines of NIS compatibility name no account of this machine.
        if not line.strip() or line[0] in "+-#":
            continue
        fields = line.split(":")
        if len(fields) != count or not _NAME.fullmatch(fields[0]):
            raise Malformed("the list of accounts has a line that cannot be understood")
        found.append(fields)
    return found


FORMS: dict[str, Callable[[bytes], list[Settings]]] = {"shadow": read_shadow, "passwd": read_passwd}
