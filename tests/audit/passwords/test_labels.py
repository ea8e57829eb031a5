"""Labels people read: no password in one, whoever's it is, and addresses without what they carry along."""

import pytest

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.judging import judge
from peerkit.audit.passwords.labels import Labels, bare
from peerkit.audit.passwords.secret import Secret

LABELS = Labels(Secret(text) for text in ("Canary-99", "1234", "zoom", "Straße7", "p@ss w0rd!", "ab", ""))


@pytest.mark.parametrize(
    "text",
    [
        "old: canary-99x", "CANARY-99", "x.example/?pw=Canary%2D99", "card 1234", "pin:1234", "STRASSE7 b",
        "p@ss w0rd! for all", "\uff23anary-99", "Zoom", "robin/zoom", "it is own-1",
    ],
)  # fmt: skip
def test_a_label_that_holds_any_password_is_not_shown(text: str) -> None:
    assert LABELS.safe(text, "own-1") == ""


@pytest.mark.parametrize("text", ["Gmail", "zoomed in", "year 12345", "about", "Canary-9", "robin@example.org", ""])
def test_what_is_alike_by_chance_stays(text: str) -> None:
    assert LABELS.safe(text, "own-1") == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://robin:pw@x.example:8443/login?token=t#f", "https://x.example:8443/login"),
        ("see HTTPS://a@b@x.example?reset=1 there", "see HTTPS://x.example there"),
        ("android://hash==@org.example.app/", "android://org.example.app/"),
        ("what is this?", "what is this?"),
    ],
)
def test_addresses_lose_what_they_carry(text: str, left: str) -> None:
    assert bare(text) == left


def test_what_is_left_of_a_label_still_tells_which_entry_it_is() -> None:
    first = Entry(secret=Secret("river-canary-9"), title="Bank", site="https://t:x@bank.example/?s=1", user="robin")
    second = Entry(secret=Secret("stone-canary-7"), title="the bank's is River-Canary-9", user="robin")
    seen = judge([Collection(kind="pass", entries=(first, second))])
    one, two = seen.passwords
    assert (one.title, one.site, one.label_hidden) == ("Bank", "https://bank.example/", False)
    assert (two.title, two.label_hidden) == ("", True)
    assert two.label.startswith("entry 2 of ")
    assert "robin" in two.label
    assert "canary" not in repr(seen).lower()


def test_ten_thousand_labels_and_passwords_take_a_moment() -> None:
    """Each label against each password would be a hundred million comparisons."""
    labels = Labels(Secret(f"sunshine{number}") for number in range(10_000))
    assert sum(bool(labels.safe(f"Site number {number}", "own-1")) for number in range(10_000)) == 10_000
