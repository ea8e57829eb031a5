"""Log-in without a question: each log-in screen's settings, the text console, AccountsService, and guests."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.checks import load_check
from peerkit.audit.probes.linux import login
from peerkit.audit.probes.linux.autologin import READERS
from peerkit.audit.probes.linux.lightdm import shown
from peerkit.audit.probes.linux.loginscreen import sections
from peerkit.audit.probes.machine import BusCall, CouldNotLook, WhoAmI
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_accounts import AutomaticLogin, GuestAccess, LetIn
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import GROUP, PASSWD, AuditProbe, Tree, command, judged, known, read, verdicts
from tests.audit.probes.linux.samples import samples

LINK = "/etc/systemd/system/display-manager.service"
SERVICE, ROOT = "org.freedesktop.Accounts", "/org/freedesktop/Accounts"
CHECK = "automatic-login-off"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def screen(name, files=None, **more):
    """A machine on which that log-in screen starts."""
    return Tree(files, links={LINK: f"/lib/systemd/system/{name}.service"}, **more)


def served(*names):
    """AccountsService with these accounts logged in by themselves."""
    paths = [f"{ROOT}/User{number}" for number, _ in enumerate(names)]

    def get(path, interface, name):
        return BusCall("system", SERVICE, path, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, name))

    users = {get(path, f"{SERVICE}.User", "UserName"): [name] for path, name in zip(paths, names, strict=True)}
    return {get(ROOT, SERVICE, "AutomaticLoginUsers"): [paths], **users}


ON = "[daemon]\nAutomaticLoginEnable={on}\nAutomaticLogin=robin\n"


@pytest.mark.parametrize(
    ("name", "path", "text", "let_in"),
    [
        ("gdm3", "/etc/gdm3/daemon.conf", ON.format(on="true"), [LetIn("robin", "GDM")]),
        ("gdm", "/etc/gdm/custom.conf", ON.format(on=" True"), [LetIn("robin", "GDM")]),
        ("gdm3", "/etc/gdm3/custom.conf", ON.format(on="1"), [LetIn("robin", "GDM")]),
        ("gdm3", "/etc/gdm3/custom.conf", ON.format(on="false"), []),
        ("gdm3", "/etc/gdm3/custom.conf", ON.format(on="true").replace("[daemon]", "[security]"), []),
        ("gdm3", "/etc/gdm3/custom.conf", ON.format(on="true").replace("\nA", "\n#A"), []),
        (
            "gdm3",
            "/etc/gdm3/custom.conf",
            "[daemon]\nTimedLoginEnable=true\nTimedLogin=robin\n",
            [LetIn("robin", "GDM", True)],
        ),
        ("sddm", "/etc/sddm.conf.d/kde_settings.conf", "[Autologin]\nUser=robin\nSession=\n", [LetIn("robin", "SDDM")]),
        ("sddm", "/etc/sddm.conf", "[Users]\nUser=robin\n", []),
        (
            "greetd",
            "/etc/greetd/config.toml",
            '[initial_session]\ncommand="sway"\nuser="robin"\n',
            [LetIn("robin", "greetd")],
        ),
        (
            "greetd",
            "/etc/greetd/config.toml",
            '[default_session]\ncommand="sway"\nuser="robin"\n',
            [LetIn("robin", "greetd")],
        ),
        ("greetd", "/etc/greetd/config.toml", '[default_session]\ncommand="cage regreet"\nuser="x"\n', []),
        ("lightdm", "/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=robin\n", [LetIn("robin", "LightDM")]),
        ("lightdm", "/etc/lightdm/lightdm.conf", "[SeatDefaults]\nautologin-guest=true\n", [LetIn("", "LightDM")]),
        (
            "lightdm",
            "/etc/lightdm/lightdm.conf",
            "[Seat:*]\nautologin-user=robin\nautologin-user-timeout=9\n",
            [LetIn("robin", "LightDM", True)],
        ),
        ("lightdm", "/etc/lightdm/lightdm.conf", "[LightDM]\nautologin-user=robin\n", []),
    ],
)
def test_the_files_of_each_screen(name, path, text, let_in):
    assert list(known(AutomaticLogin, screen(name, {path: text})).let_in) == let_in


def test_a_later_file_counts():
    files = {"/etc/sddm.conf.d/a.conf": "[Autologin]\nUser=robin\n", "/etc/sddm.conf": "[Autologin]\nUser=\n"}
    assert known(AutomaticLogin, screen("sddm", files)).let_in == ()


def test_only_the_screen_in_use_counts():
    files = {"/etc/gdm3/custom.conf": ON.format(on="true"), "/etc/sddm.conf": ""}
    assert known(AutomaticLogin, screen("sddm", files)).let_in == ()


def test_the_service_is_believed_where_the_files_say_nothing():
    fact = known(AutomaticLogin, screen("gdm3", replies=served("robin")))
    assert fact.let_in == (LetIn("robin", "AccountsService"),)


def test_both_sources_give_one_finding():
    machine = screen("gdm3", {"/etc/gdm3/custom.conf": ON.format(on="true")}, replies=served("robin"))
    assert verdicts(CHECK, machine) == ["fail"]


def test_an_unknown_screen_is_unknown_unless_the_service_knows_more():
    assert isinstance(read(AutomaticLogin, screen("ly")), Unknown)
    assert known(AutomaticLogin, screen("ly", replies=served("robin"))).let_in != ()


def test_no_log_in_screen_at_all():
    machine = Tree(folders={"/etc/systemd/system": ("multi-user.target.wants",)})
    assert known(AutomaticLogin, machine).screen == ""
    assert verdicts(CHECK, machine) == ["pass"]


def test_debians_own_note_of_the_screen():
    files = {"/etc/X11/default-display-manager": "/usr/sbin/gdm3\n", "/etc/gdm3/daemon.conf": ON.format(on="true")}
    assert known(AutomaticLogin, Tree(files)).screen == "gdm"


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("[Service]\nExecStart=\nExecStart=-/sbin/agetty --noclear --autologin robin %I $TERM\n", "robin"),
        ("[Service]\nExecStart=-/sbin/agetty -a robin %I\n", "robin"),
        ("[Service]\nExecStart=-/sbin/agetty --autologin=robin - $TERM\n", "robin"),
        ("[Service]\nExecStart=-/sbin/agetty --noclear %I $TERM\n", None),
        ("[Service]\n#ExecStart=-/sbin/agetty --autologin robin\n", None),
        ("[Service]\nExecStart=-/sbin/agetty --autologin robin\nExecStart=\nExecStart=-/sbin/agetty %I\n", None),
    ],
)
def test_text_consoles(text, account):
    machine = Tree({"/etc/systemd/system/getty@tty1.service.d/autologin.conf": text})
    assert [one.account for one in known(AutomaticLogin, machine).let_in] == ([account] if account else [])


@pytest.mark.parametrize(
    ("path", "name", "verdict"),
    [
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-autologin-hand", "fail"),
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-autologin-spaces-caps-hand", "fail"),
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-commented-hand", "pass"),
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-enable-without-user-hand", "pass"),
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-user-but-disabled-hand", "pass"),
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-timed-hand", "fail"),
        ("/etc/gdm3/custom.conf", "gdm-custom.conf-wrong-section-hand", "pass"),
        ("/etc/gdm3/daemon.conf", "gdm3-daemon.conf-debian-default", "pass"),
        ("/etc/sddm.conf.d/kde_settings.conf", "sddm-kde_settings.conf-autologin-hand", "fail"),
        ("/etc/sddm.conf.d/kde_settings.conf", "sddm-kde_settings.conf-off-hand", "pass"),
        ("/etc/greetd/config.toml", "greetd-config.toml-initial-session-hand", "fail"),
        ("/etc/greetd/config.toml", "greetd-config.toml-debian-default", "pass"),
        ("/etc/lightdm/lightdm.conf", "lightdm.conf-debian-default", "pass"),
        ("/etc/systemd/system/getty@tty1.service.d/x.conf", "getty@tty1-autologin.conf-hand", "fail"),
    ],
)
def test_every_sample_of_a_file(path, name, verdict):
    names = {"gdm": "gdm3", "sdd": "sddm", "gre": "greetd", "lig": "lightdm", "get": "gdm3"}
    machine = screen(names[name[:3]], {path: (samples("displaymanager") / name).read_bytes()})
    assert verdicts(CHECK, machine) == [verdict]


@pytest.mark.parametrize(
    ("name", "verdict", "guest"),
    [("default", "pass", "pass"), ("autologin", "fail", "pass"), ("guest", "fail", "fail")],
)
def test_every_sample_of_lightdms_answer(name, verdict, guest):
    text = (samples("displaymanager") / f"lightdm-show-config-{name}.out").read_text()
    machine = screen("lightdm", replies=command("lightdm", "--show-config", err=text), folders={"/usr/sbin": ["sshd"]})
    assert verdicts(CHECK, machine) == [verdict]
    assert verdicts("guest-account-off", machine) == [guest]


def test_the_group_that_needs_no_password():
    """FAIL, by the check on the log-in password."""
    line = (samples("displaymanager") / "group-nopasswdlogin-hand").read_text()
    pam = "auth sufficient pam_succeed_if.so user ingroup nopasswdlogin\n"
    replies = {WhoAmI(): (1001, "bob", "/home/bob"), **command("getent", "group", "nopasswdlogin", out=line)}
    probe = type("P", (AuditProbe,), {"readers": login.READERS})
    machine = screen("gdm3", {"/etc/pam.d/gdm-password": pam}, replies=replies)
    (found,) = judge(load_check("login-password-set"), probe(machine), OS.LINUX)
    assert found.status.value == "fail"


def test_the_real_answer_of_accountsservice():
    lines = (samples("accountsservice") / "alice-autologin.jsonl").read_text().splitlines()
    (user,) = json.loads(lines[1])["data"]
    assert user["AutomaticLogin"]["data"] is True
    machine = screen("gdm3", replies=served(user["UserName"]["data"]))
    assert verdicts(CHECK, machine) == ["fail"]


# Guests.


@pytest.mark.parametrize(
    ("conf", "programs", "verdict"),
    [
        ("[Seat:*]\n", ("guest-account",), "fail"),
        ("[Seat:*]\n", ("sshd",), "pass"),
        ("[Seat:*]\nallow-guest=false\n", ("guest-account",), "pass"),
        ("[SeatDefaults]\nallow-guest=false\n", ("guest-account",), "pass"),
        ("[Seat:*]\nallow-guest=true\n", ("guest-account",), "fail"),
        ("[LightDM]\nguest-account-script=kiosk\n[Seat:*]\n", ("kiosk",), "fail"),
    ],
)
def test_lightdms_guest_session_needs_its_program(conf, programs, verdict):
    machine = screen("lightdm", {"/etc/lightdm/lightdm.conf": conf}, folders={"/usr/sbin": programs})
    assert verdicts("guest-account-off", machine) == [verdict]


@pytest.mark.parametrize(("field", "verdict"), [("$y$j9T$a$b", "fail"), ("!", "pass"), ("", "fail")])
def test_an_account_for_guests_counts_unless_it_is_locked(field, verdict):
    files = {"/etc/passwd": PASSWD + "guest:x:1001:1001::/home/guest:/bin/bash\n", "/etc/group": GROUP,
             "/etc/shadow": f"guest:{field}:1::::::\n"}  # fmt: skip
    assert verdicts("guest-account-off", screen("gdm3", files)) == [verdict]


def test_a_screen_nobody_knows_leaves_guests_open():
    assert isinstance(read(GuestAccess, screen("ly")), Unknown)


def test_names_are_made_harmless():
    machine = screen("sddm", {"/etc/sddm.conf": "[Autologin]\nUser=\x1b[2Jro[red]\n"})
    (found,) = judged(CHECK, machine)
    assert "\x1b" not in found.message + found.subject
    assert "\\x1b[2Jro[red]" in reveal(found.message)


@given(st.text(max_size=300))
def test_any_text_gives_a_fact_or_unknown(text):
    files = {"/etc/gdm3/custom.conf": text, "/etc/sddm.conf": text, "/etc/greetd/config.toml": text,
             "/etc/lightdm/lightdm.conf": text, "/etc/systemd/system/getty@tty1.service.d/x.conf": text}  # fmt: skip
    for name in ("gdm3", "sddm", "greetd", "lightdm", "ly"):
        for need in READERS:
            try:
                READERS[need](screen(name, files, folders={"/usr/sbin": ["sshd"]}))
            except CouldNotLook:
                continue
    assert isinstance(sections(text), dict)
    assert isinstance(shown(text), dict)
