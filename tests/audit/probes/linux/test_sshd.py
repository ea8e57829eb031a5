"""The SSH server: whether it is on, whose word counts, and what hides in includes and Match blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.sshd import READERS, lets_people_in, ssh_state
from peerkit.audit.probes.machine import CouldNotLook, Refused
from peerkit.audit.probes.sshd_config import read_files
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_remote import RemoteLogin, RootLogin, SshRules, SshState
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import AuditProbe, Tree, command, judged, known, read, verdicts
from tests.audit.probes.linux.samples import samples

CHECK = "remote-login-safe"
UNITS = ("ssh.service", "sshd.service", "ssh.socket", "sshd.socket")
NO_SYSTEMD = "System has not been booted with systemd as init system (PID 1). Can't operate.\n"
KEYS_ONLY = "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def state(running=None, active="", enabled=""):
    """What pgrep and systemctl say; None and "" where they do not answer."""
    replies = command("systemctl", "is-active", *UNITS, out=active, code=0 if active else 1, err=NO_SYSTEMD)
    replies |= command("systemctl", "is-enabled", *UNITS, out=enabled, code=0)
    if running is not None:
        replies |= command("pgrep", "-x", "sshd", out="700\n" if running else "", code=0 if running else 1)
    return replies


def server(config=KEYS_ONLY, **more):
    """A machine on which the server runs."""
    files = {"/etc/ssh/sshd_config": config, **more.pop("files", {})}
    return Tree(files, folders={"/usr/sbin": ["sshd"]}, replies={**state(running=True), **more})


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (state(running=True), SshState.ON),
        (state(running=False, enabled="enabled\nalias\ndisabled\n"), SshState.ON),
        (state(running=False, active="inactive\ninactive\nactive\ninactive\n", enabled="disabled\n"), SshState.ON),
        (state(running=False, active="inactive\n", enabled="disabled\nnot-found\n"), SshState.OFF),
        (state(running=False, enabled="masked\n"), SshState.OFF),
        (state(running=False), SshState.NOT_RUNNING),
        (state(active="failed\n", enabled="disabled\n"), SshState.OFF),
    ],
)
def test_state(replies, expected):
    assert ssh_state(Tree(folders={"/usr/sbin": ["sshd"]}, replies=replies)) is expected


def test_not_installed():
    machine = Tree(folders={"/usr/sbin": ["adduser"], "/usr/bin": ["sh"]}, replies=state())
    assert ssh_state(machine) is SshState.ABSENT
    assert verdicts(CHECK, machine) == ["pass"]
    assert lets_people_in(machine) is False


@pytest.mark.parametrize(("wants", "expected"), [("ssh.service", SshState.ON), ("cron.service", SshState.OFF)])
def test_a_mounted_disk_tells_by_its_links(wants, expected):
    folders = {"/usr/sbin": ["sshd"], "/etc/systemd/system/multi-user.target.wants": [wants],
               "/etc/systemd/system": ["multi-user.target.wants"]}  # fmt: skip
    assert ssh_state(Tree(folders=folders)) is expected


def test_nothing_can_be_seen():
    with pytest.raises(CouldNotLook):
        ssh_state(Tree())
    assert lets_people_in(Tree()) is None


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", SshRules(True, False, RootLogin.KEYS)),
        (KEYS_ONLY, SshRules(False, False, RootLogin.KEYS)),
        ("PasswordAuthentication no\nUsePAM yes\n", SshRules(True, False, RootLogin.KEYS)),
        (
            "PasswordAuthentication no\nUsePAM yes\nChallengeResponseAuthentication no\n",
            SshRules(False, False, RootLogin.KEYS),
        ),
        ("passwordauthentication = no\n", SshRules(False, False, RootLogin.KEYS)),
        ('"PasswordAuthentication" no\nPermitRootLogin "yes" # why\n', SshRules(True, False, RootLogin.YES)),
        ("PermitRootLogin without-password\n", SshRules(True, False, RootLogin.KEYS)),
        ("PermitRootLogin no\nPermitEmptyPasswords yes\n", SshRules(True, True, RootLogin.NO)),
        (f"{KEYS_ONLY}PermitEmptyPasswords yes\n", SshRules(False, False, RootLogin.KEYS)),
        ("PasswordAuthentication no\nPasswordAuthentication yes\n", SshRules(False, False, RootLogin.KEYS)),
        ("AuthenticationMethods publickey,password\n", SshRules(False, False, RootLogin.KEYS)),
        ("AuthenticationMethods publickey password\n", SshRules(True, False, RootLogin.KEYS)),
        ("AuthenticationMethods any\n", SshRules(True, False, RootLogin.KEYS)),
    ],
)
def test_the_files_with_the_defaults(config, expected):
    assert known(RemoteLogin, server(config)).rules == (expected,)


def test_an_include_on_the_first_line_wins():
    files = {
        "/etc/ssh/sshd_config.d/50-cloud.conf": "PasswordAuthentication yes\n",
        "/etc/ssh/sshd_config.d/.x.conf": "Match All\n",
    }
    machine = server(f"Include /etc/ssh/sshd_config.d/*.conf\n{KEYS_ONLY}", files=files)
    assert known(RemoteLogin, machine).rules[0].passwords is True


def test_a_match_ends_with_the_file_it_stands_in():
    files = {"/etc/ssh/sshd_config.d/a.conf": "Match User robin\nPasswordAuthentication yes\n"}
    blocks = read_files(server(f"Include sshd_config.d/*.conf\n{KEYS_ONLY}", files=files))
    assert [(block.when, block.values.get("passwordauthentication")) for block in blocks] == [
        ("", "no"),
        ("User robin", "yes"),
    ]


def test_match_blocks_are_judged_one_by_one():
    config = (
        f"{KEYS_ONLY}Match Address 192.168.0.0/16\n    PasswordAuthentication yes\n    PermitEmptyPasswords yes\n"
        "Match User robin\n    X11Forwarding no\nMatch User \x1b[2J\n    PasswordAuthentication yes\n"
    )
    found = judged(CHECK, server(config))
    assert [(one.status.value, one.severity.value) for one in found] == [("fail", "critical"), ("fail", "medium")]
    assert "192.168.0.0/16" in found[0].message
    assert "\x1b" not in reveal(found[1].message)


@pytest.mark.parametrize(
    ("listen", "socket", "local"),
    [
        ("ListenAddress 127.0.0.1\n", "", True),
        ("ListenAddress ::1\nListenAddress localhost:22\nListenAddress [::1]:22\n", "", True),
        ("ListenAddress 127.0.0.1\nListenAddress 10.0.0.2\n", "", False),
        ("", "", False),
        # systemd's socket listens on all addresses, whatever this file says.
        ("ListenAddress 127.0.0.1\n", "active\ninactive\n", False),
    ],
)
def test_listening_for_itself_alone(listen, socket, local):
    machine = server(listen)
    machine.replies |= command("systemctl", "is-active", "ssh.socket", "sshd.socket", out=socket)
    assert known(RemoteLogin, machine).local is local
    assert verdicts(CHECK, machine) == (["pass"] if local else ["fail"])


def test_not_running_but_perhaps_later():
    machine = server("")
    machine.replies |= state(running=False)
    assert verdicts(CHECK, machine) == ["unknown"]
    machine = server(KEYS_ONLY)
    machine.replies |= state(running=False)
    assert verdicts(CHECK, machine) == ["pass"]


def test_settings_only_root_may_read():
    fact = read(RemoteLogin, server(Refused("no")))
    assert isinstance(fact, Unknown)
    assert fact.hint == "Run again with sudo."


@pytest.mark.parametrize(
    "config", ["PermitRootLogin maybe\n", 'Banner "open\n', "Include /etc/ssh/sshd_config\n", "Include /e*c/x\n"]
)
def test_what_sshd_would_refuse_or_we_cannot_follow_is_unknown(config):
    assert isinstance(read(RemoteLogin, server(config)), Unknown)


# The samples.


@pytest.mark.parametrize("version", ["9.2p1", "10.0p2"])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("default", [("fail", "medium")]),  # WARN
        ("weak", [("fail", "critical")]),
        ("hard", [("pass", "high")]),
        ("include-first-value-wins", [("fail", "medium")]),  # WARN
        ("match-lan", [("fail", "critical")]),
        ("match-global", [("pass", "high")]),
        ("as-bob-tempkey", [("fail", "medium")]),  # WARN
    ],
)
def test_every_answer_of_sshd(version, name, expected):
    text = (samples("sshd") / f"sshd-T-{name}-{version}.out").read_text()
    found = judged(CHECK, server(text))
    assert [(one.status.value, one.severity.value) for one in found] == expected


def test_what_the_global_answer_hides_is_found_in_the_file():
    found = judged(CHECK, server((samples("sshd") / "match.conf").read_text()))
    assert [(one.status.value, one.severity.value) for one in found] == [("fail", "critical")]


@pytest.mark.parametrize("name", ["pub-jc-generic-sshd-T.out", "pub-jc-generic-sshd-T-2.out"])
def test_answers_of_other_machines_are_understood(name):
    assert known(RemoteLogin, server((samples("sshd") / name).read_text())).rules


def test_no_settings_at_all_is_unknown():
    machine = server("")
    del machine.files["/etc/ssh/sshd_config"]
    assert isinstance(read(RemoteLogin, machine), Unknown)


@pytest.mark.parametrize("version", ["9.2p1", "10.0p2"])
@pytest.mark.parametrize(("name", "status"), [("sshd_config-default", "fail"), ("weak", "fail"), ("hard", "pass")])
def test_the_files_give_the_same_verdict(version, name, status):
    path = samples("sshd") / (f"{name}-{version}.conf" if name.startswith("sshd") else f"{name}.conf")
    assert verdicts(CHECK, server(path.read_text())) == [status]


def test_the_offline_answer_of_systemctl():
    lines = (samples("systemctl") / "is-enabled-offline-trixie.out").read_text().splitlines()
    words = [line.split()[1] for line in lines if line.split()[0] in UNITS]
    assert words == ["enabled", "disabled", "alias"]
    machine = Tree(folders={"/usr/sbin": ["sshd"]}, replies=state(running=False, enabled="\n".join(words)))
    assert ssh_state(machine) is SshState.ON


def test_without_systemd_nothing_is_said_of_its_start():
    err = (samples("systemctl") / "is-active-no-systemd.err").read_text()
    replies = state(running=False) | command("systemctl", "is-active", *UNITS, code=1, err=err)
    assert ssh_state(Tree(folders={"/usr/sbin": ["sshd"]}, replies=replies)) is SshState.NOT_RUNNING


@given(st.text(max_size=300))
def test_any_text_gives_a_fact_or_unknown(text):
    for machine in (server(text),):
        try:
            READERS[RemoteLogin](machine)
        except CouldNotLook:
            continue


WORDS = ["Match ", "Include ", "PasswordAuthentication ", "yes", "no", "\n", '"', "=", "User robin", "/etc/ssh/*", "#",
         "ListenAddress ", "[::1", "]:22 ", "PermitRootLogin ", "AuthenticationMethods "]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_order_of_known_words_gives_a_fact_or_unknown(text):
    test_any_text_gives_a_fact_or_unknown.hypothesis.inner_test(text)
