"""KDE Plasma: the account's file over the system's."""

import pytest

from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.audit.probes.machine import Environ, ReadFile, Refused
from peerkit.model.facts import ScreenLock, Unknown
from peerkit.model.finding import Status
from tests.audit.probes.linux.desktop import desktop, read
from tests.audit.probes.linux.samples import samples

OWN, SYSTEM = "/home/robin/.config/kscreenlockerrc", "/etc/xdg/kscreenlockerrc"


def kde(own=None, system=None):
    files = {OWN: own, SYSTEM: system}
    return desktop("KDE") | {ReadFile(path): text.encode() for path, text in files.items() if text is not None}


@pytest.mark.parametrize(
    ("own", "after"),
    [
        (None, 305),
        ("", 305),
        ("[Daemon]\nTimeout=10\n", 605),
        ("[Daemon]\nTimeout=0.5\nLockGrace=0\n", 30),
        ("[Daemon]\nLockGrace=60\n", 360),
        ("[Daemon]\nAutolock=true\n", 305),
        ("[Daemon]\nAutolock=yes\n", 305),
        ("[Daemon]\nAutolock=false\n", None),
        ("[Daemon]\nAutolock = FALSE\n", None),
        ("[Daemon]\nAutolock[$e]=off\n", None),
        ("[Daemon]\nAutolock=0\n", None),
        ("[Daemon]\nTimeout=0\n", None),
        ("[Daemon]\nLockGrace=-1\n", None),
        ("[Daemon]\nLock=false\n", None),
        ("[Daemon]\nRequirePassword=false\n", None),
        # Not these keys of these groups.
        ("[Greeter]\nAutolock=false\n", 305),
        ("[Greeter][Daemon]\nAutolock=false\n", 305),
        ("[Daemon][Extra]\nAutolock=false\n", 305),
        ("Autolock=false\n[Daemon]\n", 305),
        ("[Daemon]\n#Autolock=false\n", 305),
        ("[Daemon]\nAutolock[de]=false\n", 305),
        ("[Daemon]\r\nTimeout=7\r\n", 425),
        ("[Daemon]\nTimeout=7\n[Greeter]\nTheme=x\n[Daemon]\nLockGrace=0\n", 420),
    ],
)
def test_what_stands_in_the_file(own, after):
    fact = read(kde(own))
    assert isinstance(fact, ScreenLock)
    assert (fact.after, bool(fact.weakness)) == (after, after is None)


@pytest.mark.parametrize(
    ("own", "system", "after"),
    [
        ("[Daemon]\nTimeout=7\n", "[Daemon]\nTimeout=3\nLockGrace=0\n", 420),
        (None, "[Daemon]\nAutolock=false\n", None),
        # What the system's file locks, the account's cannot change: a key, a group, or the whole file.
        ("[Daemon]\nTimeout=60\n", "[Daemon]\nTimeout[$i]=3\n", 185),
        ("[Daemon]\nTimeout=60\nLockGrace=0\n", "[Daemon]\nTimeout[$i]=3\n", 180),
        ("[Daemon]\nAutolock=false\n", "[Daemon][$i]\nAutolock=true\n", 305),
        ("[Daemon]\nAutolock=false\n", "[$i]\n[Daemon]\nTimeout=3\n", 185),
        ("[Daemon]\nTimeout[$d]\n", "[Daemon]\nTimeout=3\n", 185),
        ("[Daemon]\nTimeout[$d]=\n", "[Daemon]\nTimeout=3\n", 305),
    ],
)
def test_the_accounts_file_goes_over_the_systems(own, system, after):
    fact = read(kde(own, system))
    assert isinstance(fact, ScreenLock)
    assert fact.after == after


def test_the_first_of_several_system_folders_counts_most():
    folders = {Environ("XDG_CONFIG_DIRS"): "/opt/first:/opt/second"}
    files = {
        ReadFile("/opt/first/kscreenlockerrc"): b"[Daemon]\nTimeout=2\nLockGrace=0\n",
        ReadFile("/opt/second/kscreenlockerrc"): b"[Daemon]\nTimeout=9\n",
    }
    fact = read(kde() | folders | files)
    assert isinstance(fact, ScreenLock)
    assert fact.after == 120
    assert fact.evidence[0].source == "/opt/second/kscreenlockerrc and /opt/first/kscreenlockerrc"


def test_not_locking_on_sleep_is_told_with_the_pass():
    fact = read(kde("[Daemon]\nLockOnResume=false\n"))
    assert isinstance(fact, ScreenLock)
    assert (fact.after, fact.weakness) == (305, "it does not lock when the laptop sleeps")


@pytest.mark.parametrize(
    "own",
    ["[Daemon]\nTimeout=soon\n", "[Daemon]\nTimeout=nan\n", "[Daemon]\nTimeout=1e999\n", "[Daemon]\nTimeout[$e]=$X\n"],
)
def test_a_value_that_makes_no_sense_stays_unknown(own):
    assert isinstance(read(kde(own)), Unknown)


def test_a_file_that_may_not_be_read_is_not_taken_for_missing():
    assert isinstance(read(desktop("KDE") | {ReadFile(OWN): Refused("not for you")}), Unknown)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("kscreenlockerrc-off", Status.FAIL),
        ("kscreenlockerrc-30min-grace300", Status.FAIL),
        ("kscreenlockerrc-no-password", Status.FAIL),
        ("kscreenlockerrc-timeout0", Status.FAIL),
        ("kscreenlockerrc-immutable-hand", Status.PASS),
        ("kscreenlockerrc-nested-groups-hand", Status.FAIL),
    ],
)
def test_samples(name, status):
    fact = read(kde((samples("kde") / name).read_text()))
    assert isinstance(fact, ScreenLock)
    assert screen_locks(fact).status is status
