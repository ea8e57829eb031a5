"""The forms of files that save Wi-Fi networks, rule by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords.wifi_files import Malformed, without_secrets
from peerkit.audit.passwords.wifi_files.gkeyfile import parse, unescaped
from peerkit.audit.passwords.wifi_files.iwd import network
from peerkit.audit.passwords.wifi_files.keyfile import decoded_name
from peerkit.audit.passwords.wifi_files.supplicant import string

KEYFILE = b"[connection]\ntype=wifi\n[wifi]\nssid=%s\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=%s\n"


def read(form: str, raw: bytes, name: str = "Blue Door.psk") -> list[dict[str, str]]:
    return without_secrets(form, name, raw)


@given(ssid=st.binary(min_size=1, max_size=32))
def test_every_network_name_comes_back_from_a_keyfile(ssid: bytes) -> None:
    numbers = b"".join(b"%d;" % number for number in ssid)
    assert read("keyfile", KEYFILE % (numbers, b"x"))[1]["wifi.ssid"] == ssid.hex()


@given(ssid=st.binary(min_size=1, max_size=32))
def test_every_network_name_comes_back_from_wpa_supplicant(ssid: bytes) -> None:
    raw = b"network={\n\tssid=%s\n}\n" % ssid.hex().encode()
    assert read("wpa_supplicant", raw)[1]["ssid"] == ssid.hex()
    printf = 'P"' + "".join(f"\\x{byte:02x}" for byte in ssid) + '"'
    assert string(printf.encode()) == ssid


@given(ssid=st.text(min_size=1, max_size=8))
def test_every_utf8_name_comes_back_from_iwd(ssid: str) -> None:
    raw = ssid.encode("utf-8", "replace")
    assert network(f"={raw.hex()}.psk") == (raw, "psk")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"Home  ", b"Home  "),
        (b'"Home"', b'"Home"'),
        (b"101", b"101"),
        (b"72;111;", b"Ho"),
        (b" 72 ; 111 ; ", b"Ho"),
        (b"72;300;1;", b"72;300;1;"),
        (b"1\\\\;2\\\\;", b"1;2;"),
        (b"a\\sb\\t\\\\", b"a b\t\\"),
        (b"a\0b", b"a"),
        (b"a\\qb", b"a\\qb"),
        (b"end\\", b"end\\"),
    ],
)
def test_names_in_keyfiles(written: bytes, meant: bytes) -> None:
    assert decoded_name(written) == meant


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf[a]\nb=c",
        b"; comment\n[a]",
        b"[a] x\nb=c",
        b"[a\nb=c",
        b"b=c",
        b"[a]\nline",
        b"[a]\n=value",
        b"[\xff]\n",
    ],
)
def test_one_line_that_fits_no_rule_spoils_a_keyfile(raw: bytes) -> None:
    with pytest.raises(Malformed):
        parse(raw)


def test_groups_merge_the_last_key_counts_and_carriage_returns_go() -> None:
    assert parse(b"[a]\r\nb=1\r\n[c]\n  [a]\n b = 2 \n") == {"a": {"b": b"2 "}, "c": {}}


def test_a_value_that_is_not_utf8_is_malformed() -> None:
    with pytest.raises(Malformed):
        unescaped(b"caf\xe9")


@pytest.mark.parametrize("kind", [b"ethernet", b"802-3-ethernet", b"vpn", b"wireguard", b"bridge"])
def test_other_kinds_of_connection_are_no_network(kind: bytes) -> None:
    assert read("keyfile", b"[connection]\ntype=%s\n" % kind) == [{}]


def test_wireguards_private_key_is_a_secret_too() -> None:
    raw = b"[connection]\ntype=wireguard\n[wireguard]\nprivate-key=CANARY\nprivate-key-flags=0\n"
    assert read("keyfile", raw) == [{"secret.other": "present"}]


@pytest.mark.parametrize("flags", [b"1", b"2", b"3"])
def test_a_passphrase_left_where_nothing_needs_it(flags: bytes) -> None:
    assert read("keyfile", KEYFILE % (b"X", b"words\npsk-flags=" + flags))[0]["file.needless"] == "yes"
    assert "file.needless" not in read("keyfile", KEYFILE % (b"X", b"words\npsk-flags=0"))[0]


def test_a_passphrase_left_in_a_comment() -> None:
    raw = b'network={\n\tssid="Blue Door"\n\t#psk="CANARY words"\n\tpsk=' + b"0" * 64 + b"\n}\n"
    assert read("wpa_supplicant", raw)[0]["file.needless"] == "yes"


@pytest.mark.parametrize(
    ("block", "fine"),
    [
        (b'ssid="a"', True),
        (b'ssid="He said "hi""', True),
        (b'ssid="hash # inside"  # comment', True),
        (b'ssid="a" # "b', False),
        (b'ssid = "a"', False),
        (b'ssid="a', False),
        (b"ssid=486", False),
        (b'ssid=""', False),
        (b'ssid="' + b"x" * 33 + b'"', False),
        (b'ssid="a"\npsk="short"', False),
        (b'ssid="a"\npsk="' + b"x" * 64 + b'"', False),
        (b'ssid="a"\npsk=' + b"0" * 63, False),
        (b'ssid="a"\npsk=ext:there', True),
        (b'ssid="a"\nnetwork={', False),
    ],
)
def test_one_bad_block_spoils_a_wpa_supplicant_file(block: bytes, fine: bool) -> None:
    raw = b'network={\nssid="good"\n}\nnetwork={\n' + block + b"\n}\n"
    if fine:
        assert len(read("wpa_supplicant", raw)) == 3
    else:
        with pytest.raises(Malformed):
            read("wpa_supplicant", raw)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Home.psk", (b"Home", "psk")),
        ("Cafe Free.open", (b"Cafe Free", "open")),
        ("=486F6d65.psk", (b"Home", "psk")),
        ("Dot.Net.psk", None),
        ("=486.psk", None),
        ("=.psk", None),
        ("=zz.psk", None),
        ("=636166e9.psk", None),
        ("=" + "41" * 33 + ".psk", None),
        ("a" * 33 + ".open", None),
        ("example.hotspot", None),
        ("main.conf", None),
        (".open", None),
    ],
)
def test_names_of_iwd_files(name: str, known: tuple[bytes, str] | None) -> None:
    assert network(name) == known


NETPLAN = "network: {{renderer: {0}, wifis: {{wlan0: {{access-points: {{{1}}}}}}}}}"


@pytest.mark.parametrize(
    ("renderer", "point", "expected"),
    [
        ("networkd", '"72;111;": {}', {"wifi.ssid": b"72;111;".hex()}),
        ("NetworkManager", '"72;111;": {}', {"wifi.ssid": b"Ho".hex()}),
        ("networkd", "Home: {}", {}),
        ("networkd", "Home: {auth: {key-management: none}}", {}),
        ("networkd", "Home: {password: 12345678}", {"wifi-security.key-mgmt": "wpa-psk"}),
        ("networkd", "Home: {auth: {key-management: sae, password: x}}", {"wifi-security.key-mgmt": "sae"}),
        ("networkd", "Home: {auth: {key-management: new}}", {"wifi-security.key-mgmt": "?"}),
        ("networkd", "Home: {hidden: yes, mode: adhoc}", {"wifi.hidden": "yes", "wifi.mode": "adhoc"}),
    ],
)
def test_netplan(renderer: str, point: str, expected: dict[str, str]) -> None:
    found = read("netplan", NETPLAN.format(renderer, point).encode())[1]
    assert expected.items() <= found.items()
    if not expected:
        assert not any(key.startswith("wifi-security.") for key in found)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ESSID=plain", b"plain"),
        ('ESSID="foo\\"bar\\\\"', b'foo"bar\\'),
        ("ESSID=0x626c6168", b"blah"),
        ("ESSID='two words'", b"two words"),
        ("ESSID=0x626cxx", None),
        ("ESSID=0x" + "61" * 33, None),
        ("ESSID=two words", None),
        ('ESSID="open', None),
        ("ESSID=", None),
    ],
)
def test_names_in_ifcfg_files(line: str, name: bytes | None) -> None:
    raw = f"TYPE=Wireless\n{line}\n".encode()
    if name is None:
        with pytest.raises(Malformed):
            read("ifcfg", raw)
    else:
        assert read("ifcfg", raw)[1]["ssid"] == name.hex()
