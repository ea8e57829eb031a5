"""The list of often used passwords."""

from __future__ import annotations

import pytest

from peerkit.audit.passwords.often_used import list_name, often_used
from peerkit.audit.passwords.secret import Secret


@pytest.mark.parametrize("password", ["123456", "password", "PassWord", "qwertyuiop", "trustno1", "12345678987654321"])
def test_what_everybody_uses_is_on_it(password: str) -> None:
    assert often_used(Secret(password))


@pytest.mark.parametrize("password", ["", " password", "password ", "dwindle-ozone-lapel", "p", "\ud800", "1" * 10_000])
def test_what_is_not_on_it(password: str) -> None:
    assert not often_used(Secret(password))


def test_its_name_tells_how_long_it_is() -> None:
    assert list_name() == "a list of 30,000 often used passwords"
