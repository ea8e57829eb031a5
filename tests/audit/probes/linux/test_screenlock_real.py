"""The real gsettings over a private dconf, a real xfconfd on a private bus, real programs found by pgrep."""

import os
import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.screenlock import READERS
from peerkit.audit.probes.linux.screenlock.idle import swayidle
from peerkit.audit.probes.linux.screenlock.session import Session, running
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import Changed, Machine, Missing, Output, RunCommand, WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts import ScreenLock, Unknown
from tests.real import eventually, missing, private_bus, tool

SESSION = "[org/gnome/desktop/session]\nidle-delay=uint32 {idle}\n"
SAVER = "[org/gnome/desktop/screensaver]\nlock-enabled={lock}\nlock-delay=uint32 {delay}\n"


class AtTheScreen(Machine):
    """This machine, as the person at its screen sees it: never as root, whoever runs the tests."""

    os, release = OS.LINUX, "Test OS 1"

    def __init__(self, replies=None):
        self.live = LiveMachine(OS.LINUX)
        self.replies = {WhoAmI(): (1000, "robin", os.environ["HOME"]), **(replies or {})}

    def answer(self, request):
        reply = self.replies[request] if request in self.replies else self.live.answer(request)
        if isinstance(reply, Exception):
            raise reply
        return reply


def read(replies=None):
    machine = AtTheScreen(replies)
    try:
        return type("LockProbe", (Probe,), {"readers": READERS})(machine).get(ScreenLock)
    finally:
        machine.live._buses.close()


@pytest.fixture
def gnome(monkeypatch):
    """A session of GNOME with settings of its own; a missing part of GNOME skips loudly."""
    for name in ("gsettings", "dconf"):
        tool(name)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    monkeypatch.setenv("XDG_DATA_DIRS", "/usr/share")
    schemas = subprocess.run(["/usr/bin/gsettings", "list-schemas"], capture_output=True, text=True).stdout
    if "org.gnome.desktop.screensaver" not in schemas.split():
        missing("gsettings-desktop-schemas")
    if not list(Path("/usr/lib").glob("*/gio/modules/libdconfsettings.so")):
        missing("dconf-gsettings-backend")


def save(text, database=None, locks=""):
    """Write a dconf database; the account's own unless another is named."""
    database = Path(database or f"{os.environ['XDG_CONFIG_HOME']}/dconf/user")
    folder = Path(os.environ["HOME"]) / f"{database.name}.d"
    (folder / "locks").mkdir(parents=True, exist_ok=True)
    (folder / "locks" / "all").write_text(locks)
    (folder / "keys").write_text(text)
    database.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([tool("dconf"), "compile", str(database), str(folder)], check=True)


@pytest.mark.parametrize(
    ("settings", "after"),
    [
        (None, 300),
        (SESSION.format(idle=600) + SAVER.format(lock="true", delay=30), 630),
        (SESSION.format(idle=0), None),
        (SAVER.format(lock="false", delay=0), None),
        ("[org/gnome/desktop/lockdown]\ndisable-lock-screen=true\n", None),
        ("[org/gnome/desktop/screensaver]\nidle-activation-enabled=false\n", 300),
    ],
)
def test_gnome_settings(gnome, settings, after):
    if settings is not None:
        save(settings)
    fact = read()
    assert isinstance(fact, ScreenLock), fact
    assert fact.after == after


def test_what_an_administrator_locks_wins(gnome, monkeypatch, tmp_path):
    save(SESSION.format(idle=0) + SAVER.format(lock="false", delay=0))
    site = tmp_path / "site"
    locks = "/org/gnome/desktop/session/idle-delay\n/org/gnome/desktop/screensaver/lock-enabled\n"
    save(SESSION.format(idle=240) + SAVER.format(lock="true", delay=7), site, locks)
    profile = tmp_path / "data" / "dconf" / "profile" / "user"
    profile.parent.mkdir(parents=True)
    profile.write_text(f"user-db:user\nfile-db:{site}\n")
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path}/data:/usr/share")
    fact = read()
    assert isinstance(fact, ScreenLock), fact
    assert fact.after == 240


def test_gsettings_really_hides_settings_without_its_module(gnome):
    """The trap is there: 300, the default, exit 0, where 0 is set. PeerKit sees the module missing and says so."""
    save(SESSION.format(idle=0))
    argv = ["/usr/bin/gsettings", "get", "org.gnome.desktop.session", "idle-delay"]
    told = subprocess.run(argv, env={**os.environ, "GIO_MODULE_DIR": "/nonexistent"}, capture_output=True, text=True)
    assert (told.stdout, told.returncode) == ("uint32 300\n", 0)
    modules = [*Path("/usr/lib").glob("*/gio/modules/libdconfsettings.so")]
    fact = read({Changed(str(module)): Missing("not there") for module in modules})
    assert isinstance(fact, Unknown)
    assert "libdconfsettings.so" in fact.reason


def test_a_desktop_whose_settings_are_not_installed(gnome, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "X-Cinnamon")
    monkeypatch.setenv("XDG_DATA_DIRS", "/nonexistent")
    fact = read()
    assert isinstance(fact, Unknown)
    assert "org.cinnamon.desktop.session are not installed" in fact.reason


@pytest.fixture
def xfconf(tmp_path, monkeypatch):
    """A real xfconfd on a bus of its own; yields what sets a property."""
    found = next(Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd"), None) or Path("/usr/lib/xfce4/xfconf/xfconfd")
    if not found.exists():
        missing("xfconfd (package xfconf)")
    gdbus = tool("gdbus")
    with private_bus(tmp_path, "session") as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        call = [gdbus, "call", "--address", address, "--dest", "org.xfce.Xfconf", "--object-path", "/org/xfce/Xfconf"]
        daemon = subprocess.Popen([str(found)], stderr=subprocess.DEVNULL)

        def put(channel, name, value):
            method = ["--method", "org.xfce.Xfconf.SetProperty", channel, name, value]
            return subprocess.run([*call, *method], capture_output=True).returncode == 0

        try:
            eventually(lambda: put("xfce4-screensaver", "/saver/mode", "<0>"), "xfconfd to answer")
            yield put
        finally:
            daemon.terminate()
            daemon.wait(5)


def test_xfce_settings(xfconf, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    names = "xfce4-screensav|mate-screensave|swayidle|hypridle|xscreensaver|light-locker"
    runs = {RunCommand(("pgrep", "-u", "1000", "-l", "-x", names)): Output(0, "700 xfce4-screensav\n")}
    default = read(runs)
    assert isinstance(default, ScreenLock), default
    assert (default.after, default.evidence[0].source) == (300, "xfconf over D-Bus")
    assert xfconf("xfce4-screensaver", "/saver/idle-activation/delay", "<8>")
    assert xfconf("xfce4-screensaver", "/lock/saver-activation/delay", "<2>")
    later = read(runs)
    assert isinstance(later, ScreenLock)
    assert later.after == 600
    assert xfconf("xfce4-power-manager", "/xfce4-power-manager/presentation-mode", "<true>")
    awake = read(runs)
    assert isinstance(awake, ScreenLock)
    assert awake.after is None


@pytest.fixture
def program(tmp_path):
    """Starts a program of a given name and arguments that does nothing until it is stopped."""
    tool("pgrep")
    started = []

    def start(name, *words):
        path = tmp_path / name
        path.write_text("#!/bin/sh\nread nothing\n")
        path.chmod(0o755)
        child = subprocess.Popen([str(path), *words], stdin=subprocess.PIPE)
        started.append(child)
        named = Path(f"/proc/{child.pid}/comm")
        eventually(lambda: named.read_text().strip() == name[:15], f"{name} to run")
        return child.pid

    yield start
    for child in started:
        child.kill()
        child.wait(5)
        child.stdin.close()


def test_programs_are_found_by_the_name_the_kernel_cuts_short(program):
    machine, me = LiveMachine(OS.LINUX), os.getuid()
    wanted = ("xfce4-screensaver", "no-such-locker")
    before = running(machine, me, wanted)
    assert "no-such-locker" not in before
    number = program("xfce4-screensaver")
    assert number in running(machine, me, wanted)["xfce4-screensaver"]
    assert running(machine, 54_321, wanted) == {}


def test_the_command_line_of_a_running_swayidle(program):
    program("swayidle", "-w", "timeout", "240", "swaylock -f -c 000000", "before-sleep", "swaylock -f")
    session = Session(os.getuid(), os.environ["HOME"], os.environ["XDG_CONFIG_HOME"], ("sway",))
    fact = swayidle(LiveMachine(OS.LINUX), session)
    assert isinstance(fact, ScreenLock), fact
    assert fact.after == 240
