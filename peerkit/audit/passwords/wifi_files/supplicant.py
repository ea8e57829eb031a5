"""wpa_supplicant.conf. The rules are those the real program showed.

A block starts with a line that is exactly ``network={``; blanks around ``=`` are not allowed; ``#``
starts a comment only after the last quotation mark; nothing is escaped inside quotation marks. One
bad block makes the program refuse the whole file. It also refuses settings it does not know; PeerKit
cannot know them all and reads on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerkit.audit.passwords.wifi_files.marks import (
    PRESENT,
    Malformed,
    Settings,
    mark,
    network_name,
    plain,
    whole_file,
)
from peerkit.model.authorities import authority

Block = dict[str, bytes]
_KEPT = (
    "key_mgmt", "proto", "pairwise", "scan_ssid", "disabled", "mode", "ieee80211w", "mac_addr", "eap", "mem_only_psk",
)  # fmt: skip
_SET = ("ca_path", "domain_suffix_match", "domain_match", "altsubject_match", "subject_match")
_SECRETS = (
    "password", "private_key_passwd", "private_key2_passwd", "pin", "wep_key0", "wep_key1", "wep_key2", "wep_key3",
)  # fmt: skip
_GLOBAL = ("mac_addr", "pmf")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"e": b"\x1b", b"\\": b"\\", b'"': b'"'}
_SHORTEST, _LONGEST = 8, 63  # characters of a WPA passphrase
_KEY = re.compile(rb"[0-9a-fA-F]{64}")


def read(_name: str, raw: bytes) -> list[Settings]:
    """Every network in the file, in its order. Raises ``Malformed`` where the program refuses the file."""
    overall, blocks = _blocks(raw)
    file = whole_file(raw) | {f"global.{key}": plain(_text(overall[key])) for key in _GLOBAL if key in overall}
    return [file, *(_network(block) for block in blocks if "ssid" in block)]


def _lines(raw: bytes) -> Iterator[bytes]:
    for whole in raw.split(b"\n"):
        line = whole.lstrip(b" \t\r")
        if line.startswith(b"#"):
            continue
        comment = line.find(b"#", line.rfind(b'"') + 1)
        line = (line if comment < 0 else line[:comment]).rstrip(b" \t\r")
        if line:
            yield line


def _blocks(raw: bytes) -> tuple[Block, list[Block]]:
    overall: Block = {}
    blocks: list[Block] = []
    lines = _lines(raw)
    for line in lines:
        if line == b"network={":
            blocks.append(_block(lines))
        elif line == b"cred={" or (line.startswith(b"blob-base64-") and line.endswith(b"={")):
            _skip(lines)
        else:
            key, value = _setting(line)
            overall[key] = value
    return overall, blocks


def _block(lines: Iterator[bytes]) -> Block:
    found: Block = {}
    for line in lines:
        if line == b"}":
            return found
        key, value = _setting(line)
        found[key] = value
    raise Malformed("holds a network that does not end")


def _skip(lines: Iterator[bytes]) -> None:
    if b"}" not in lines:
        raise Malformed("holds a block that does not end")


def _setting(line: bytes) -> tuple[str, bytes]:
    key, found, value = line.partition(b"=")
    if not found or not re.fullmatch(rb"[A-Za-z0-9_]+", key) or key == b"network":
        raise Malformed("holds a line that is no setting")
    return key.decode(), value


def _network(block: Block) -> Settings:
    ssid = string(block["ssid"])
    found = {"ssid": network_name(ssid)}
    found |= {key: plain(_text(block[key])) for key in _KEPT if key in block}
    found |= {key: "set" for key in _SET if key in block}
    if "ca_cert" in block:
        found["ca_cert"] = authority(_text(block["ca_cert"]))
    return found | _marks(block, ssid)


def _marks(block: Block, ssid: bytes) -> Settings:
    found = {f"secret.{key}": PRESENT for key in _SECRETS if block.get(key) and not block[key].startswith(b"ext:")}
    for key in ("psk", "sae_password"):
        value = block.get(key, b"")
        if value.startswith(b"ext:"):
            found["psk.elsewhere"] = "yes"
        elif value:
            found[f"secret.{key}"] = mark(_passphrase(key, value), ssid)
    return found


def _passphrase(key: str, value: bytes) -> bytes:
    if key == "psk" and _KEY.fullmatch(value):
        return value
    found = string(value)
    if key == "psk" and not (value.startswith(b'"') and _SHORTEST <= len(found) <= _LONGEST):
        raise Malformed("holds a passphrase that is too short or too long")
    return found


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def string(value: bytes) -> bytes:
    """A value in quotation marks, with escapes after ``P``, or in hexadecimal. Raises ``Malformed``."""
    if value.startswith(b'"'):
        end = value.rfind(b'"')
        if end == 0 or value[end + 1 :]:
            raise Malformed("holds a broken quotation")
        return value[1:end]
    if value.startswith(b'P"'):
        return _escaped(value[2 : value.rfind(b'"')] if value.count(b'"') > 1 else value[2:])
    if len(value) % 2 or not re.fullmatch(rb"[0-9a-fA-F]*", value):
        raise Malformed("holds a name that is neither quoted nor hexadecimal")
    return bytes.fromhex(value.decode())


def _escaped(value: bytes) -> bytes:
    """``printf_decode`` of wpa_supplicant: of an escape it does not know, only the backslash goes."""
    pattern = re.compile(rb"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([nrte\\\"])|(x)|)", re.DOTALL)

    def meant(match: re.Match[bytes]) -> bytes:
        number, octal, short, bare = match.groups()
        if number is not None:
            return bytes([int(number, 16)])
        if octal is not None:
            return bytes([int(octal, 8) & 0xFF])
        return b"" if bare is not None or short is None else _ESCAPES[short]

    return pattern.sub(meant, value)
