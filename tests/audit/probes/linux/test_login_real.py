"""The real passwd and the real AccountsService, over accounts made for the test; a mock of it for plain accounts."""

import os
import pwd
import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.login import READERS
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import Environ, RunCommand, WhoAmI
from peerkit.audit.probes.machine import Output as Ended
from peerkit.model.check import OS
from peerkit.model.facts import LoginPassword, PasswordState
from tests.fake_machine import FakeMachine
from tests.real import dbusmock_python, eventually, missing, private_bus, tool

# A hash that no password has.
HASH = "$6$saltsalt$" + "x" * 86
STATES = {"set": PasswordState.SET, "none": PasswordState.NONE, "barred": PasswordState.LOCKED}
SHADOW = {"set": HASH, "none": "", "barred": "!" + HASH}
FIRST_UID = 4242
ACCOUNTS = "org.freedesktop.Accounts"


class Account(LiveMachine):
    """This machine as one account sees it."""

    def __init__(self, uid, name):
        super().__init__(OS.LINUX)
        self.who = (uid, name, "/")

    def answer(self, request):
        return self.who if isinstance(request, WhoAmI) else super().answer(request)


def ask(machine):
    try:
        return type("LoginProbe", (Probe,), {"readers": READERS})(machine).get(LoginPassword)
    finally:
        if isinstance(machine, LiveMachine):
            machine._buses.close()


def read(machine):
    fact = ask(machine)
    assert isinstance(fact, LoginPassword), fact
    return fact


@pytest.fixture
def bus(tmp_path, monkeypatch):
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def scratch(tmp_path):
    """What runs a command where /etc/passwd and /etc/shadow are the test's own. Needs root, and says so."""
    if os.getuid() != 0:
        pytest.skip("NOT TESTED: needs root to put made-up accounts in place")
    unshare, users, shadow = tool("unshare"), Path("/etc/passwd").read_text(), "root:*:20000:0:99999:7:::\n"
    for number, (name, field) in enumerate(SHADOW.items()):
        users += f"{name}:x:{FIRST_UID + number}:{FIRST_UID + number}:{name},,,:/home/{name}:/bin/bash\n"
        shadow += f"{name}:{field}:20000:0:99999:7:::\n"
    (tmp_path / "passwd").write_text(users)
    (tmp_path / "shadow").write_text(shadow)
    # The service writes down what it learns of accounts; that stays in the scratch folder too.
    (tmp_path / "AccountsService" / "users").mkdir(parents=True)
    (tmp_path / "AccountsService" / "icons").mkdir()
    mounts = f"mount --bind {tmp_path}/passwd /etc/passwd && mount --bind {tmp_path}/shadow /etc/shadow"
    service = (
        f"{{ ! test -d /var/lib/AccountsService || mount --bind {tmp_path}/AccountsService /var/lib/AccountsService; }}"
    )
    inside = [unshare, "-m", "sh", "-c", f'{mounts} && {service} && exec "$@"', "sh"]
    if subprocess.run([*inside, "true"], capture_output=True).returncode:
        missing("leave to mount over files (unshare -m)")
    return inside


@pytest.mark.parametrize("name", list(STATES))
def test_real_passwd_tells_the_three_states(scratch, name):
    ended = subprocess.run([*scratch, tool("passwd"), "-S", name], capture_output=True, text=True)
    root = {WhoAmI(): (0, "root", "/root"), Environ("SUDO_USER"): name}
    answer = Ended(ended.returncode, ended.stdout, ended.stderr)
    fact = read(FakeMachine(root | {RunCommand(("passwd", "-S", name)): answer}))
    assert (fact.account, fact.state, fact.evidence[0].source) == (name, STATES[name], "passwd -S")


def test_real_accountsservice_tells_the_three_states(scratch, bus):
    service = next((path for path in map(Path, ("/usr/libexec/accounts-daemon",)) if path.exists()), None)
    service = service or Path("/usr/lib/accountsservice/accounts-daemon")
    if not service.exists():
        missing("accounts-daemon (package accountsservice)")
    daemon = subprocess.Popen([*scratch, str(service)], stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: _source(FIRST_UID, "set").startswith("AccountsService"), "AccountsService to answer")
        for number, (name, state) in enumerate(STATES.items()):
            fact = read(Account(FIRST_UID + number, name))
            assert (fact.account, fact.state) == (name, state)
            assert fact.evidence[0].source == "AccountsService over D-Bus"
    finally:
        daemon.terminate()
        daemon.wait(5)


def _source(uid, name):
    fact = ask(Account(uid, name))
    return fact.evidence[0].source if isinstance(fact, LoginPassword) else ""


def test_oneself_by_the_real_passwd(bus):
    """No AccountsService on this bus: the real passwd answers about whoever runs the tests."""
    me = pwd.getpwuid(os.getuid()).pw_name
    told = subprocess.run([tool("passwd"), "-S"], capture_output=True, text=True)
    if told.returncode:
        missing("an account that passwd -S answers about")
    fact = read(LiveMachine(OS.LINUX))
    assert fact.account == me
    assert fact.evidence[0].seen == f"password status {told.stdout.split()[1]}"
    if os.getuid() == 0:
        field = next(line.split(":")[1] for line in Path("/etc/shadow").read_text().splitlines() if line[:5] == "root:")
        expected = PasswordState.LOCKED if field[:1] in "!*" and field else PasswordState.SET
        assert fact.state is (expected if field else PasswordState.NONE)


@pytest.fixture
def mock(bus):
    """A mock of AccountsService that any account may run; yields what makes the account it knows."""
    tool("gdbus")
    argv = [dbusmock_python(), "-m", "dbusmock", "--system", ACCOUNTS, "/org/freedesktop/Accounts", ACCOUNTS]
    daemon = subprocess.Popen(argv, stdout=subprocess.DEVNULL)

    def call(member, *arguments):
        method = ["--object-path", "/org/freedesktop/Accounts", "--method", f"org.freedesktop.DBus.Mock.{member}"]
        argv = [tool("gdbus"), "call", "--address", bus, "--dest", ACCOUNTS, *method, *arguments]
        return subprocess.run(argv, capture_output=True).returncode == 0

    def account(name, **properties):
        path = "/org/freedesktop/Accounts/User4242"
        stored = "{" + ", ".join(f"'{key}': <{value}>" for key, value in properties.items()) + "}"
        assert call("AddObject", path, f"{ACCOUNTS}.User", stored, "[]")
        code = f"if args[0] != '{name}': raise ValueError('unknown')\nret = '{path}'"
        assert call("AddMethod", ACCOUNTS, "FindUserByName", "s", "o", code)

    try:
        eventually(lambda: call("AddMethod", ACCOUNTS, "Ready", "", "", ""), "the mock to answer")
        yield account
    finally:
        daemon.terminate()
        daemon.wait(5)


@pytest.mark.parametrize(
    ("mode", "locked", "state"),
    [
        (0, "false", PasswordState.SET),
        (0, "true", PasswordState.LOCKED),
        (2, "false", PasswordState.NONE),
    ],
)
def test_states_over_a_real_bus(mock, mode, locked, state):
    mock("robin", PasswordMode=f"int32 {mode}", Locked=locked, LocalAccount="true")
    fact = read(Account(4242, "robin"))
    assert (fact.state, fact.evidence[0].source) == (state, "AccountsService over D-Bus")
