"""Xfce's own screen saver, over D-Bus and in the files xfconf writes."""

import pytest

from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.audit.probes.machine import BusCall, Garbled, ReadFile, Refused, TooSlow
from peerkit.model.facts import ScreenLock, Unknown
from peerkit.model.finding import Status
from tests.audit.probes.linux.desktop import desktop, pgrep, read
from tests.audit.probes.linux.samples import samples

NAME = "org.xfce.Xfconf"
FOLDER = "xfce4/xfconf/xfce-perchannel-xml"
SAVER, POWER = "xfce4-screensaver", "xfce4-power-manager"
LATE = {"/saver/idle-activation/delay": 10, "/lock/saver-activation/delay": 10}


def call(channel):
    return BusCall("session", NAME, "/org/xfce/Xfconf", NAME, "GetAllProperties", "ss", (channel, "/"))


def on_bus(saver=None, power=None):
    return desktop("XFCE") | pgrep(SAVER) | {call(SAVER): [saver or {}], call(POWER): [power or {}]}


def in_files(saver=None, power=None, folder="/home/robin/.config"):
    files = {SAVER: saver, POWER: power}
    found = {ReadFile(f"{folder}/{FOLDER}/{name}.xml"): text for name, text in files.items() if text is not None}
    return desktop("XFCE") | pgrep(SAVER) | found


def xml(*properties):
    """A channel as xfconf writes it: nested, and declared as XML 1.1."""
    body = "".join(
        "".join(f'<property name="{part}" type="empty">' for part in path.split("/")[1:-1])
        + f'<property name="{path.rsplit("/", 1)[1]}" type="{kind}" value="{value}"/>'
        + "</property>" * (path.count("/") - 1)
        for path, kind, value in properties
    )
    return f'<?xml version="1.1" encoding="UTF-8"?>\n<channel name="x" version="1.0">{body}</channel>\n'.encode()


@pytest.mark.parametrize(
    ("saver", "power", "after"),
    [
        ({}, {}, 300),
        ({"/saver/idle-activation/delay": 10}, {}, 600),
        (LATE, {}, 1200),
        ({"/saver/idle-activation/delay": 0}, {}, 60),
        ({"/lock/enabled": False}, {}, None),
        ({"/saver/enabled": False}, {}, None),
        ({"/saver/idle-activation/enabled": False}, {}, None),
        ({"/lock/saver-activation/enabled": False}, {}, None),
        ({}, {"/xfce4-power-manager/presentation-mode": True}, None),
        ({}, {"/xfce4-power-manager/presentation-mode": False}, 300),
        ({"/saver/themes/list": ["a", "b"], "/saver/name": "x"}, {}, 300),
    ],
)
def test_over_the_bus(saver, power, after):
    fact = read(on_bus(saver, power))
    assert isinstance(fact, ScreenLock)
    assert (fact.after, bool(fact.weakness)) == (after, after is None)
    assert fact.evidence[0].source == "xfconf over D-Bus"


def test_not_locking_on_sleep_is_told_with_the_pass():
    fact = read(on_bus(power={"/xfce4-power-manager/lock-screen-suspend-hibernate": False}))
    assert isinstance(fact, ScreenLock)
    assert (fact.after, fact.weakness) == (300, "it does not lock when the laptop sleeps")


@pytest.mark.parametrize(
    ("saver", "after"),
    [
        (None, 300),
        (xml(), 300),
        (xml(("/lock/enabled", "bool", "false")), None),
        (xml(("/lock/enabled", "bool", "true"), ("/saver/idle-activation/delay", "int", "7")), 420),
        (xml(("/saver/idle-activation/delay", "uint", "7")), 420),
        (b"<channel><!-- by hand --><property name='lock'/></channel>", 300),
    ],
)
@pytest.mark.parametrize("bus", [{}, {call(SAVER): TooSlow("bus"), call(POWER): Garbled("bus")}])
def test_from_the_files_where_the_bus_does_not_answer(bus, saver, after):
    fact = read(in_files(saver) | bus)
    assert isinstance(fact, ScreenLock)
    assert fact.after == after
    assert fact.evidence[0].source == "xfce4-screensaver.xml"


def test_the_accounts_file_goes_over_the_systems():
    system = in_files(xml(("/saver/idle-activation/delay", "int", "9")), folder="/etc/xdg")
    fact = read(system | in_files(xml(("/lock/saver-activation/delay", "int", "1"))))
    assert isinstance(fact, ScreenLock)
    assert fact.after == 600


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<channel>",
        b"<channel>\xff</channel>",
        b'<?xml version="1.0" encoding="unicode_escape"?>\\x3c!DOCTYPE x><channel/>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><channel>&a;</channel>',
        b'<!DOCTYPE x SYSTEM "file:///etc/hostname"><channel/>',
        b'<<!--!DOCTYPE x [<!ENTITY a "b">]><channel/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><channel/>'.encode("utf-16"),
        xml(("/lock/enabled", "int", "1")),
        xml(("/saver/idle-activation/delay", "bool", "true")),
    ],
)
def test_a_file_that_is_not_as_xfconf_writes_it_stays_unknown(raw):
    assert isinstance(read(in_files(raw)), Unknown)


def test_an_odd_encoding_is_not_heeded():
    raw = xml(("/saver/idle-activation/delay", "int", "7")).replace(b"UTF-8", b"nonsense")
    fact = read(in_files(raw))
    assert isinstance(fact, ScreenLock)
    assert fact.after == 420


@pytest.mark.parametrize(
    "replies",
    [
        {call(SAVER): ["nonsense"]},
        {call(SAVER): []},
        {call(SAVER): [{"/lock/enabled": 3}]},
        {call(SAVER): [{"/saver/idle-activation/delay": True}]},
    ],
)
def test_an_answer_that_makes_no_sense_stays_unknown(replies):
    assert isinstance(read(on_bus() | replies), Unknown)


def test_locks_of_an_administrator_are_not_worked_out_from_files():
    locked = xml(("/lock/enabled", "bool", "true")).replace(b'name="enabled"', b'name="enabled" locked="*"')
    fact = read(in_files(locked, folder="/etc/xdg"))
    assert isinstance(fact, Unknown)
    assert "administrator" in fact.reason


def test_a_file_that_may_not_be_read_is_not_taken_for_missing():
    hidden = {ReadFile(f"/home/robin/.config/{FOLDER}/{SAVER}.xml"): Refused("not for you")}
    assert isinstance(read(in_files() | hidden), Unknown)


@pytest.mark.parametrize(
    ("name", "status", "weakness"),
    [
        ("xfce4-screensaver", Status.FAIL, "the lock is switched off in the settings"),
        ("xfce4-power-manager", Status.FAIL, "presentation mode is on and keeps the screen awake"),
    ],
)
def test_samples(name, status, weakness):
    raw = (samples("xfce") / f"{name}-unlocked.xml").read_bytes()
    fact = read(in_files(**{"saver" if name == SAVER else "power": raw}))
    assert isinstance(fact, ScreenLock)
    assert (screen_locks(fact).status, fact.weakness) == (status, weakness)
