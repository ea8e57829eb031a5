"""D-Bus replies as plain data: variants are unwrapped by their type, never by their looks."""

from __future__ import annotations

from typing import Any

import pytest

from peerkit.audit.probes.bus import _complete_types, _plain


@pytest.mark.parametrize(
    ("signature", "types"),
    [
        ("", []),
        ("s", ["s"]),
        ("sa{sv}", ["s", "a{sv}"]),
        ("a(ss)uay", ["a(ss)", "u", "ay"]),
        ("aa{s(iv)}v", ["aa{s(iv)}", "v"]),
    ],
)
def test_complete_types(signature: str, types: list[str]) -> None:
    assert _complete_types(signature) == types


@pytest.mark.parametrize(
    ("kind", "value", "plain"),
    [
        ("(ss)", ("1025-65535", "tcp"), ["1025-65535", "tcp"]),
        ("a(ss)", [("80", "tcp")], [["80", "tcp"]]),
        ("v", ("s", "text"), "text"),
        ("v", ("v", ("u", 7)), 7),
        ("a{sv}", {"Ssid": ("ay", b"caf\xe9"), "Mode": ("u", 2)}, {"Ssid": b"caf\xe9", "Mode": 2}),
        ("a{sa{sv}}", {"wifi": {"ssid": ("ay", b"x")}}, {"wifi": {"ssid": b"x"}}),
        ("av", [("s", "a"), ("b", True)], ["a", True]),
        ("(sv)", ("s", ("as", ["x"])), ["s", ["x"]]),
    ],
)
def test_plain(kind: str, value: Any, plain: Any) -> None:
    assert _plain(kind, value) == plain
