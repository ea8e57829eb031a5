"""Which desktop is read, and what is answered where there is none to read."""

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.screenlock import READERS
from peerkit.audit.probes.machine import Environ, Output, ReadFile, RunCommand, TooSlow, WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts import ScreenLock, Unknown
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.desktop import desktop, pgrep, read
from tests.fake_machine import FakeMachine


class LockProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = LockProbe, OS.LINUX


def test_as_root_it_is_someone_elses_screen():
    fact = read(desktop("GNOME") | {WhoAmI(): (0, "root", "/root"), Environ("SUDO_USER"): "robin"})
    assert isinstance(fact, Unknown)
    assert "root" in fact.reason
    assert "without sudo" in fact.hint


def test_without_a_desktop_session():
    fact = LockProbe(FakeMachine()).get(ScreenLock)
    assert isinstance(fact, Unknown)
    assert "not run inside a desktop session" in fact.reason


@pytest.mark.parametrize("name", ["Moonbeam", "\x1b[2J[red]", ":::Moonbeam:", "pantheon"])
def test_a_desktop_nobody_knows(name):
    fact = read(desktop(name))
    assert isinstance(fact, Unknown)
    assert "does not know how the desktop" in fact.reason
    assert fact.reason.isprintable()


@pytest.mark.parametrize("variable", ["XDG_CURRENT_DESKTOP", "XDG_SESSION_DESKTOP", "DESKTOP_SESSION"])
@pytest.mark.parametrize("name", ["KDE", "kde", "Moonbeam:KDE"])
def test_the_name_is_found_in_any_of_three_variables(variable, name):
    fact = read({Environ(variable): name})
    assert isinstance(fact, ScreenLock)
    assert (fact.desktop, fact.after) == (name, 305)


@pytest.mark.parametrize("name", ["XFCE", "MATE", "LXQt", "sway", "Hyprland", "i3"])
def test_where_a_program_does_the_locking_and_none_runs(name):
    fact = read(desktop(name) | pgrep())
    assert isinstance(fact, Unknown)
    assert "is running" in fact.reason
    assert "never locks" in fact.hint


@pytest.mark.parametrize(
    "reply", [Output(3, ""), Output(0, ""), Output(0, "12 bash\n"), Output(0, "x swayidle\n"), TooSlow("pgrep is slow")]
)
def test_a_list_of_programs_that_makes_no_sense(reply):
    (request,) = pgrep()
    assert isinstance(read(desktop("sway") | {request: reply}), Unknown)


LOCKED = "timeout:\t0:10:00\nlock:\t\tTrue\nlockTimeout:\t0:02:00\nmode:\t\tblank\nprograms:  \\\n  maze -root \\n\\\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (LOCKED, 720),
        (LOCKED.replace("True", "False"), None),
        (LOCKED.replace("blank", "off"), None),
        (LOCKED.replace("0:10:00", "0:00:00"), None),
    ],
)
def test_xscreensaver(text, after):
    replies = desktop("LXQt") | pgrep("xscreensaver") | {ReadFile("/home/robin/.xscreensaver"): text.encode()}
    fact = read(replies)
    assert isinstance(fact, ScreenLock)
    assert (fact.after, bool(fact.weakness)) == (after, after is None)


@pytest.mark.parametrize("text", [None, "", LOCKED.replace("lock:", "lick:"), LOCKED.replace("0:10:00", "ten")])
def test_xscreensaver_without_a_whole_file(text):
    file = {} if text is None else {ReadFile("/home/robin/.xscreensaver"): text.encode()}
    assert isinstance(read(desktop("LXQt") | pgrep("xscreensaver") | file), Unknown)


def test_only_this_accounts_programs_are_asked_for():
    (request,) = pgrep()
    assert isinstance(request, RunCommand)
    assert request.argv[:3] == ("pgrep", "-u", "1000")
