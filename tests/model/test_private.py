"""Text from outside: made harmless, kept apart, and put behind pseudonyms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.model.private import PrivateKind, printable, private, redact, reveal


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"Blue Door", "Blue Door"),
        ("Café 日本".encode(), "Café 日本"),
        (b"\x1b[2J[red]<script>=cmd()\n", "\\x1b[2J[red]<script>=cmd()\\n"),
        (b"caf\xe9", "caf\\xe9"),
        (b"a\\x1b", "a\\\\x1b"),
        ("a\u202eb\u200bc", "a\\u202eb\\u200bc"),
        ("\u009b31m", "\\x9b31m"),
        ("\U000e0041", "\\U000e0041"),
        ("\ue000network:x\ue001", "\\ue000network:x\\ue001"),
        (b" edge ", "\\x20edge\\x20"),
        (b"  ", "\\x20\\x20"),
        ("a\xa0b", "a\\xa0b"),
        ("a\u3000b\u2003c d", "a\\u3000b\\u2003c d"),
        (b"", ""),
        ("x" * 201, "x" * 200 + "..."),
    ],
)
def test_printable(raw: bytes | str, shown: str) -> None:
    assert printable(raw) == shown


@given(st.binary(max_size=32), st.binary(max_size=32))
def test_two_names_never_print_alike(one: bytes, other: bytes) -> None:
    assert (printable(one) == printable(other)) is (one == other)


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_what_is_printed_is_one_harmless_line(raw: bytes | str) -> None:
    shown = printable(raw)
    assert len(shown.splitlines()) <= 1
    assert all(ord(char) >= 0x20 and not 0x7F <= ord(char) < 0xA0 for char in shown)
    shown.encode()  # raises where a half of a pair is left


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_mark_cannot_be_forged_from_outside(outside: str, other: str) -> None:
    message = f"You are on {private(PrivateKind.NETWORK, outside)} and {private(PrivateKind.PATH, other)}."
    assert reveal(message) == f"You are on {printable(outside)} and {printable(other)}."
    hidden = redact(message, "salt")
    assert hidden.startswith("You are on network-")
    assert len(hidden) == len("You are on network-abcdef and path-abcdef.")


PATHS = {
    "/home/robin/.config/kscreenlockerrc may not be read by this account": "/home/account-",
    "/home/robin is not there": "/home/account-",
    "the folder (/var/home/robin)": "(/var/home/account-",
    "/media/robin/stick": "/media/account-",
    "/Users/robin/Library": "/Users/account-",
    "/etc/NetworkManager/system-connections/robin's own.nmconnection could not": "/system-connections/network-",
    "/var/lib/iwd/robin at home.psk could not": "/var/lib/iwd/network-",
    "/var/lib/connman/wifi_0011_robin_managed_psk/settings": "/var/lib/connman/network-",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_name_in_a_path_is_replaced_where_nobody_marked_it(path: str) -> None:
    hidden = redact(path, "salt")
    assert "robin" not in hidden
    assert PATHS[path] in hidden
    assert reveal(path) == path


def test_an_account_has_one_pseudonym_marked_or_not() -> None:
    text = (
        f"{private(PrivateKind.ACCOUNT, 'robin')} in /home/{private(PrivateKind.ACCOUNT, 'robin')}/x and /home/robin/x"
    )
    name = redact(private(PrivateKind.ACCOUNT, "robin"), "salt")
    assert redact(text, "salt") == f"{name} in /home/{name}/x and /home/{name}/x"


def test_other_paths_stay() -> None:
    text = "/etc/shadow, /home and /etc/NetworkManager/NetworkManager.conf; /home/"
    assert redact(text, "salt") == text


def test_a_pseudonym_is_the_same_for_one_salt_and_tells_nothing() -> None:
    text = f"{private(PrivateKind.NETWORK, b'Blue Door')} {private(PrivateKind.NETWORK, b'Blue Door')}"
    first, second = redact(text, "salt").split()
    assert first == second
    assert redact(text, "other salt").split()[0] != first
    assert "Blue" not in redact(text, "salt")
