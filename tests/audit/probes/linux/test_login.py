"""Whether a password is set: tables over a machine made of literals."""

import json

import pytest

from peerkit.audit.checks.login_password_set import login_password_set
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.login import READERS
from peerkit.audit.probes.machine import (
    BusCall,
    Environ,
    Garbled,
    Missing,
    Output,
    ReadFile,
    ReadLink,
    Refused,
    RunCommand,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.facts import LoginPassword, PasswordState, Unknown
from peerkit.model.finding import Status
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.samples import samples
from tests.fake_machine import FakeMachine

ACCOUNTS, USER = "org.freedesktop.Accounts", "/org/freedesktop/Accounts/User1000"
PAM_LINE = "auth\tsufficient\tpam_succeed_if.so user ingroup nopasswdlogin\n@include common-auth\n"
ROOT_FOR_ROBIN = {WhoAmI(): (0, "root", "/root"), Environ("SUDO_USER"): "robin"}
PASSWD = RunCommand(("passwd", "-S"))


class LoginProbe(Probe):
    readers = READERS


def read(replies) -> LoginPassword | Unknown:
    return LoginProbe(FakeMachine(replies)).get(LoginPassword)


def service(mode=0, locked=False, local=True, account="robin"):
    def get(name):
        return BusCall(
            "system", ACCOUNTS, USER, "org.freedesktop.DBus.Properties", "Get", "ss", (f"{ACCOUNTS}.User", name)
        )

    find = BusCall("system", ACCOUNTS, "/org/freedesktop/Accounts", ACCOUNTS, "FindUserByName", "s", (account,))
    return {find: [USER], get("PasswordMode"): [mode], get("Locked"): [locked], get("LocalAccount"): [local]}


def passwd(word, account="robin", code=0):
    return {PASSWD: Output(code, f"{account} {word} 2026-03-01 0 99999 7 -1\n")}


def group(members="alex,robin", pam=PAM_LINE, greeter="gdm-password"):
    members_line = Output(0, f"nopasswdlogin:x:127:{members}\n")
    return {
        RunCommand(("getent", "group", "nopasswdlogin")): members_line,
        ReadFile(f"/etc/pam.d/{greeter}"): pam.encode(),
    }


class TestContract(ProbeContract):
    probe, system = LoginProbe, OS.LINUX


@pytest.mark.parametrize(
    ("replies", "state", "source"),
    [
        (service(), PasswordState.SET, "AccountsService over D-Bus"),
        (service(mode=2), PasswordState.NONE, "AccountsService over D-Bus"),
        (service(locked=True), PasswordState.LOCKED, "AccountsService over D-Bus"),
        (passwd("P"), PasswordState.SET, "passwd -S"),
        (passwd("L"), PasswordState.LOCKED, "passwd -S"),
        (passwd("NP"), PasswordState.NONE, "passwd -S"),
        (passwd("PS"), PasswordState.SET, "passwd -S"),
        (passwd("LK"), PasswordState.LOCKED, "passwd -S"),
        # The service leaves it open, so the next best source is asked.
        (service(mode=1) | passwd("NP"), PasswordState.NONE, "passwd -S"),
        (service(local=False) | passwd("P"), PasswordState.SET, "passwd -S"),
        (service(mode="0") | passwd("P"), PasswordState.SET, "passwd -S"),
        (service(mode=False) | passwd("P"), PasswordState.SET, "passwd -S"),
        (service(locked="no") | passwd("P"), PasswordState.SET, "passwd -S"),
    ],
)
def test_states(replies, state, source):
    fact = read(replies)
    assert isinstance(fact, LoginPassword)
    assert (fact.account, fact.state) == ("robin", state)
    assert fact.evidence[0].source == source


@pytest.mark.parametrize(
    "replies",
    [
        {},
        service(mode=1),
        service(local=False),
        passwd("P", account="alex"),
        passwd("P", code=1),
        passwd("X"),
        {PASSWD: Output(0, "robin")},
        {PASSWD: Output(0, "")},
        {PASSWD: Refused("not for you")},
        dict.fromkeys(service(), Garbled("broken")),
    ],
)
def test_what_is_not_said_stays_unknown(replies):
    fact = read(replies)
    assert isinstance(fact, Unknown)
    assert "AccountsService" in fact.reason
    assert "log-in screen" in fact.hint


@pytest.mark.parametrize(
    "line",
    [
        PAM_LINE,
        "auth sufficient pam_succeed_if.so quiet user ingroup nopasswdlogin",
        "  -auth  [success=done default=ignore]  /lib/security/pam_succeed_if.so  user ingroup nopasswdlogin",
    ],
)
def test_the_group_that_is_not_asked_goes_before_a_password_that_is_set(line):
    fact = read(group(pam=line) | service())
    assert isinstance(fact, LoginPassword)
    assert fact.state is PasswordState.NOT_ASKED
    assert fact.evidence[0].source == "getent, /etc/pam.d/gdm-password"


@pytest.mark.parametrize(
    "replies",
    [
        group(members="alex,robinson"),
        group(members=""),
        group(pam="#" + PAM_LINE),
        group(pam="account sufficient pam_succeed_if.so user ingroup nopasswdlogin"),
        group(pam="auth required pam_succeed_if.so user notingroup nopasswdlogin"),
        group(pam="auth sufficient pam_succeed_if.so user ingroup wheel # nopasswdlogin"),
        # LightDM's rule does not count where GDM greets.
        group(greeter="lightdm")
        | {ReadLink("/etc/systemd/system/display-manager.service"): "/lib/systemd/gdm3.service"},
    ],
)
def test_a_group_the_log_in_screen_does_not_heed_changes_nothing(replies):
    fact = read(replies | service())
    assert isinstance(fact, LoginPassword)
    assert fact.state is PasswordState.SET


def test_a_rule_that_jumps_over_others_leaves_it_open():
    line = "auth [success=1 default=ignore] pam_succeed_if.so user ingroup nopasswdlogin\n"
    fact = read(group(pam=line) | service())
    assert isinstance(fact, Unknown)
    assert "rule of its own" in fact.reason


def test_under_sudo_it_is_about_the_account_that_called():
    replies = ROOT_FOR_ROBIN | {RunCommand(("passwd", "-S", "robin")): Output(0, "robin NP 2026-03-01 0 99999 7 -1")}
    fact = read(replies)
    assert isinstance(fact, LoginPassword)
    assert (fact.account, fact.state) == ("robin", PasswordState.NONE)


def test_sudo_user_counts_for_root_only():
    fact = read({Environ("SUDO_USER"): "alex"} | passwd("P"))
    assert isinstance(fact, LoginPassword)
    assert fact.account == "robin"


@pytest.mark.parametrize("name", ["--help", "-S", "a b", "x\n", "\x1b[2J", "a/b", ""])
def test_an_odd_account_name_reaches_no_command(name):
    machine = FakeMachine({WhoAmI(): (0, "root", "/root") if name else (1000, "", "/"), Environ("SUDO_USER"): name})
    machine.run = None  # a command would now raise TypeError
    fact = LoginProbe(machine).get(LoginPassword)
    assert isinstance(fact, Unknown)
    assert "kind PeerKit does not look up" in fact.reason


def test_no_hash_is_ever_asked_for():
    """The files that hold one are not among the questions, and neither is the person's real name."""
    asked = []

    class Watched(FakeMachine):
        def answer(self, request):
            asked.append(request)
            return super().answer(request)

    LoginProbe(Watched(dict.fromkeys(service(), Missing("no service")))).get(LoginPassword)
    LoginProbe(Watched(service())).get(LoginPassword)
    assert asked
    assert not any("shadow" in str(request) or "/etc/passwd" in str(request) for request in asked)
    assert not any(isinstance(request, BusCall) and request.member == "GetAll" for request in asked)


@pytest.mark.parametrize(
    ("name", "status"), [("alice-autologin.jsonl", Status.PASS), ("bob-passwordless.jsonl", Status.FAIL)]
)
def test_samples_of_the_real_service(name, status):
    lines = (samples("accountsservice") / name).read_text().splitlines()
    stored = {key: value["data"] for key, value in json.loads(lines[1])["data"][0].items()}
    account = stored["UserName"]
    replies = service(stored["PasswordMode"], stored["Locked"], stored["LocalAccount"], account)
    fact = read(replies | {WhoAmI(): (stored["Uid"], account, "/home/x")})
    assert isinstance(fact, LoginPassword)
    assert login_password_set(fact).status is status


def test_sample_of_the_group():
    members = (samples("displaymanager") / "group-nopasswdlogin-hand").read_text().strip().rsplit(":", 1)[1]
    fact = read(group(members=members) | {WhoAmI(): (1001, "bob", "/home/bob")})
    assert isinstance(fact, LoginPassword)
    assert login_password_set(fact).status is Status.FAIL
