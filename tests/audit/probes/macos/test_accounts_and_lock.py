"""Who gets in, and when the screen locks, on a made-up Mac."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.machine import Environ, FileState, Missing, Refused, RunCommand, State, WhoAmI
from peerkit.model.facts import LoginPassword, PasswordState, ScreenLock, Unknown
from peerkit.model.facts_accounts import AutomaticLogin, DailyAccount, GuestAccess, LetIn, Lockout, PasswordRules
from peerkit.model.facts_disk import DiskEncryption, Guard, Storage, Swap
from tests.audit.probes.macos.scene import admin_command, mac, plist, policies, ran

OFF = ran("fdesetup", "status", out="FileVault is Off.\n")
WINDOW = "/Library/Preferences/com.apple.loginwindow.plist"
NO_ANSWER = {RunCommand(("sysadminctl", f"-{word}", "status")): Missing("no") for word in ("autologin", "guestAccount")}
KEPT = {FileState("/etc/kcpassword"): State("file", 0o600, 0, 0, 24)}
LOU = LetIn("lou", "System Settings, Users & Groups")
ROOT = {WhoAmI(): (0, "root", "/var/root")}


@pytest.mark.parametrize(
    ("changes", "let_in"),
    [
        ((OFF, admin_command("-autologin", "Automatic login user: lou")), (LOU,)),
        # FileVault asks for a password before anyone could be logged in.
        ((admin_command("-autologin", "Automatic login user: lou"),), ()),
        ((OFF, NO_ANSWER, plist(WINDOW, autoLoginUser="lou"), KEPT), (LOU,)),
        # Left over from before it was switched off.
        ((OFF, NO_ANSWER, plist(WINDOW, autoLoginUser="lou")), ()),
        ((OFF, plist(WINDOW, autoLoginUser="lou"), KEPT), ()),
        ((NO_ANSWER, plist(WINDOW)), ()),
    ],
)
def test_automatic_login(changes, let_in):
    found = mac(*changes).get(AutomaticLogin)
    assert isinstance(found, AutomaticLogin)
    assert found.let_in == let_in


@pytest.mark.parametrize("settings", [{"autoLoginUser": 7}, None])
def test_automatic_login_in_doubt(settings):
    changes = () if settings is None else (plist(WINDOW, **settings),)
    assert isinstance(mac(OFF, NO_ANSWER, *changes).get(AutomaticLogin), Unknown)


@pytest.mark.parametrize(
    ("changes", "on"),
    [
        ((admin_command("-guestAccount", "Guest account enabled."),), True),
        ((NO_ANSWER, plist(WINDOW, GuestEnabled=1)), True),
        ((NO_ANSWER, plist(WINDOW, GuestEnabled="no")), False),
        ((NO_ANSWER, plist(WINDOW)), False),
    ],
)
def test_guest(changes, on):
    found = mac(*changes).get(GuestAccess)
    assert isinstance(found, GuestAccess)
    assert found.session is on


def test_a_password_that_is_not_asked_for_is_seen_and_no_other():
    robin = mac(OFF, admin_command("-autologin", "Automatic login user: robin")).get(LoginPassword)
    assert isinstance(robin, LoginPassword)
    assert robin.state is PasswordState.NOT_ASKED
    assert isinstance(mac(OFF, admin_command("-autologin", "Automatic login user: lou")).get(LoginPassword), Unknown)


@pytest.mark.parametrize(
    ("output", "powers"), [("staff everyone admin wheel", ("admin", "wheel")), ("staff everyone", ())]
)
def test_power_over_the_mac(output, powers):
    found = mac(ran("id", "-Gn", "robin", out=output)).get(DailyAccount)
    assert isinstance(found, DailyAccount)
    assert [person.powers for person in found.people] == [powers]


def test_under_sudo_the_caller_is_meant():
    changes = ROOT | {Environ("SUDO_USER"): "lou"} | ran("id", "-Gn", "lou", out="staff everyone admin")
    found = mac(changes).get(DailyAccount)
    assert isinstance(found, DailyAccount)
    assert found.people[0].account == "lou"
    assert isinstance(mac(ROOT).get(DailyAccount), Unknown)


@pytest.mark.parametrize(
    ("delay", "custom", "saver", "after"),
    [
        ("delay is immediate", "AC Power:\n displaysleep 10\n", "", 600),
        ("delay is 300 seconds", "AC Power:\n displaysleep 10\n", "", 900),
        ("delay is 5.000000 seconds", "Battery Power:\n displaysleep 2\nAC Power:\n displaysleep 20\n", "300", 305),
        ("delay is immediate", "AC Power:\n displaysleep 0\n", "600", 600),
        ("delay is immediate", "Battery Power:\n displaysleep 2\nAC Power:\n displaysleep 0\n", "0", None),
        ("is off", "AC Power:\n displaysleep 10\n", "", None),
        ("delay is -1.000000 seconds", "AC Power:\n displaysleep 10\n", "", None),
    ],
)
def test_when_the_screen_locks(delay, custom, saver, after):
    chosen = ran("defaults", "-currentHost", "read", "com.apple.screensaver", "idleTime", out=saver, code=not saver)
    found = mac(admin_command("-screenLock", f"screenLock {delay}"), ran("pmset", "-g", "custom", out=custom), chosen)
    lock = found.get(ScreenLock)
    assert isinstance(lock, ScreenLock)
    assert lock.after == after
    assert bool(lock.weakness) is (after is None)


@pytest.mark.parametrize("whose", ["", "robin/"])
def test_a_profile_goes_before_what_the_person_set(whose):
    path = f"/Library/Managed Preferences/{whose}com.apple.screensaver.plist"
    profile = plist(path, askForPassword=1, askForPasswordDelay=5)
    lock = mac(profile, admin_command("-screenLock", "screenLock is off")).get(ScreenLock)
    assert isinstance(lock, ScreenLock)
    assert lock.after == 605


@pytest.mark.parametrize(
    "change",
    [
        ROOT,
        {FileState("/dev/console"): State("other", 0o620, 502, 4, 0)},
        admin_command("-screenLock", "screenLock delay is soon"),
        ran("pmset", "-g", "custom", out="AC Power:\n sleep 1\n"),
    ],
)
def test_the_lock_of_someone_else_or_in_new_words_is_unknown(change):
    found = mac(change).get(ScreenLock)
    assert isinstance(found, Unknown)
    assert found.hint


@pytest.mark.parametrize(("home", "guard"), [("/Users/robin", Guard.ENCRYPTED), ("/Volumes/Stick/robin", Guard.UNSEEN)])
def test_filevault_covers_homes_in_their_usual_place(home, guard):
    found = mac({WhoAmI(): (501, "robin", home)}).get(DiskEncryption)
    assert isinstance(found, DiskEncryption)
    assert found.system[0].guard is Guard.ENCRYPTED
    assert [place.guard for place in found.homes] == [guard]


@pytest.mark.parametrize(
    ("told", "areas"),
    [
        ("total = 0.00M  used = 0.00M  free = 0.00M  (encrypted)", ()),
        ("total = 1024.00M  used = 1.00M  free = 1.00M  (encrypted)", (Guard.ENCRYPTED,)),
        ("total = 1024.00M  used = 1.00M  free = 1.00M", (Guard.CLEAR,)),
    ],
)
def test_swap(told, areas):
    found = mac(OFF, ran("sysctl", "-n", "vm.swapusage", out=f"{told}\n")).get(Swap)
    assert isinstance(found, Swap)
    assert tuple(area.guard for area in found.areas) == areas


def length(text):
    return {"policyContent": f"policyAttributePassword matches '{text}'"}


@pytest.mark.parametrize(
    ("content", "shortest", "kinds"),
    [
        ([length(".{4,}+")], 4, 0),
        ([length(".{4,}+"), length(".{12,}+"), length("(.*[0-9].*){1,}+")], 12, 1),
        ([length("^.{8,}$"), {"policyParameters": {"minimumLength": 15}}], 15, 0),
        ([], None, 0),
    ],
)
def test_rules_for_new_passwords(content, shortest, kinds):
    found = mac(policies({"policyCategoryPasswordContent": content})).get(PasswordRules)
    assert isinstance(found, PasswordRules)
    assert (found.shortest, found.kinds) == (shortest, kinds)


def test_lockout():
    parameters = {"policyAttributeMaximumFailedAuthentications": 5, "autoEnableInSeconds": 900}
    found = mac(policies({"policyCategoryAuthentication": [{"policyParameters": parameters}]})).get(Lockout)
    assert isinstance(found, Lockout)
    assert (found.works, found.tries, found.seconds, found.remote) == (True, 5, 900, False)


def test_without_a_policy_the_chip_may_still_stop_guesses_at_the_screen():
    none = mac().get(Lockout)
    assert isinstance(none, Unknown)
    assert "Apple chip" in none.hint
    ssh = '\tdisabled services = {\n\t\t"com.openssh.sshd" => enabled\n\t}\n'
    over_the_network = mac(ran("launchctl", "print-disabled", "system", out=ssh)).get(Lockout)
    assert isinstance(over_the_network, Lockout)
    assert (over_the_network.module, over_the_network.remote) == ("", True)


def test_storage_is_told_in_words():
    decrypting = mac(ran("fdesetup", "status", out="FileVault is On.\nDecryption in progress: 3\n")).get(DiskEncryption)
    assert isinstance(decrypting, DiskEncryption)
    assert decrypting.system == (Storage("/", Guard.CLEAR, "FileVault is being switched off"),)
    assert isinstance(mac({RunCommand(("fdesetup", "status")): Refused("no")}).get(DiskEncryption), Unknown)
