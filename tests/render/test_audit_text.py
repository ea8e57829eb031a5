"""The audit as text: read whole, worst first, harmless and within its width."""

from __future__ import annotations

import pytest

from peerkit.render.audit_text import render_audit
from peerkit.render.paper import Paper
from tests.render.audit_report import DARK, FINE, NASTY, REPORT, hostile

WHOLE = """\
Audit of this machine
Ubuntu 24.04.3 LTS (linux), known here as machine-1a2b3c. Made at
2026-11-21T10:40:00Z.
2 failed, 1 not checked, 1 check broke, 1 fine, 1 does not apply

What failed, worst first
[high] disk-encrypted
    The disk is not encrypted.
    Seen: ext4 on /dev/sda2 (/proc/mounts)
    What to do:
    - Ask IT for help.
    - Install again with encryption.

[low] saved-wifi-modern: Café
    The saved Wi-Fi Café asks for no password.

What could not be checked, and why
[check broke] guest-account-off
    This check broke (KeyError).

[not checked] screen-locks
    No desktop answered
    To find out:
    - Run this again in your own session.

What is fine
  firewall-on: The firewall is on.

What does not apply, or is waived
  swap-encrypted: There is no swap.

2 failed, 1 not checked, 1 check broke, 1 fine, 1 does not apply
Guidance, not legal advice. There is no total score on purpose: read what
failed, and what was not checked.
"""


def test_read_whole() -> None:
    assert render_audit(REPORT, Paper(80)) == WHOLE


def test_what_was_not_checked_is_never_left_out() -> None:
    assert "What could not be checked, and why" in render_audit(DARK, Paper(80))
    assert "What could not be checked" not in render_audit(FINE, Paper(80))


@pytest.mark.parametrize("nasty", NASTY, ids=repr)
def test_hostile_texts_do_nothing_to_the_terminal(nasty: str) -> None:
    shown = render_audit(hostile(nasty), Paper(80))
    assert all(char.isprintable() for char in shown.replace("\n", "")), shown


@pytest.mark.parametrize("width", [60, 80, 200])
def test_plain_text_fits_its_width(width: int) -> None:
    assert max(map(len, render_audit(REPORT, Paper(width)).splitlines())) <= width
