"""Whose account is asked about, which power it has, and who may look into whose home."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.accounts import READERS, asked_about, people
from peerkit.audit.probes.machine import CouldNotLook, Environ, Missing, Refused, State, WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_accounts import DailyAccount, Person
from peerkit.model.facts_privacy import PrivateFolders
from peerkit.model.private import redact, reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import PASSWD, AuditProbe, Tree, command, judged, known, read, verdicts

ROOT = {WhoAmI(): (0, "root", "/root")}
SUDO = {**ROOT, Environ("SUDO_USER"): "robin"}
IMAGE = {WhoAmI(): Missing("a mounted disk has nobody logged in")}
ALEX = "alex:x:1001:1001::/home/alex:/bin/zsh\n"
CHECK, FOLDERS = "daily-account-not-administrator", "private-folders-private"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def machine(group="", passwd=PASSWD, replies=None, **more):
    base = "root:x:0:\nrobin:x:1000:\nalex:x:1001:\n"
    return Tree({"/etc/group": base + group, "/etc/passwd": passwd}, replies=replies, **more)


@pytest.mark.parametrize(("replies", "name"), [({}, "robin"), (SUDO, "robin"), (ROOT, ""), (IMAGE, "")])
def test_whose_account(replies, name):
    assert asked_about(machine(replies=replies)) == name


def test_people_are_those_who_can_log_in():
    passwd = PASSWD + ALEX + "bot:x:1002:1002::/home/bot:/usr/sbin/nologin\nplain:x:1003:1003::/home/plain:\n"
    assert [one.name for one in people(machine(passwd=passwd))] == ["robin", "alex", "plain"]


@pytest.mark.parametrize(
    ("group", "powers"),
    [
        ("sudo:x:27:robin\n", ("sudo",)),
        ("wheel:x:10:alex,robin\ndocker:x:999:robin\n", ("wheel", "docker")),
        ("sudo:x:27:alex\n", ()),
        ("sudo:x:27:robina,xrobin\n", ()),
        ("lxd:x:1000:\n", ("lxd",)),
    ],
)
def test_powers_come_from_groups(group, powers):
    fact = known(DailyAccount, machine(group))
    assert fact.people == (Person("robin", powers),)
    assert "CANARYNAME" not in repr(fact)


@pytest.mark.parametrize(
    ("group", "replies", "expected"),
    [
        ("sudo:x:27:robin\n", {}, ["fail"]),
        ("sudo:x:27:alex\n", {}, ["pass"]),
        ("sudo:x:27:robin\n", SUDO, ["fail"]),
        ("sudo:x:27:robin,alex\n", ROOT, ["fail", "fail"]),
        ("sudo:x:27:alex\n", IMAGE, ["unknown"]),
        ("", IMAGE, ["pass"]),
    ],
)
def test_verdicts(group, replies, expected):
    assert verdicts(CHECK, machine(group, PASSWD + ALEX, replies)) == expected


def test_an_account_kept_elsewhere_is_asked_of_id():
    who = {WhoAmI(): (70000, "robin@corp", "/home/robin")}
    told = command("id", "-nG", "robin@corp", out="domain-users wheel\n")
    assert known(DailyAccount, machine(replies=who | told)).people == (Person("robin@corp", ("wheel",)),)
    assert isinstance(read(DailyAccount, machine(replies=who)), Unknown)


def test_a_name_that_looks_like_an_option_is_not_asked():
    who = {WhoAmI(): (70000, "--help", "/home/robin"), **command("id", "-nG", "--help", out="root\n")}
    assert isinstance(read(DailyAccount, machine(replies=who)), Unknown)


def test_names_can_be_taken_out():
    (found,) = judged(CHECK, machine("sudo:x:27:robin\n"))
    assert "robin" not in redact(found.message + found.subject, "salt")


# Homes.


def homes(mode, gid=1000, uid=1000, inside=None, group="", passwd=PASSWD, replies=None):
    states = {"/home/robin": State("folder", mode, uid, gid, 4096)}
    states |= {f"/home/robin/{name}": State("folder", bits, 1000, 1000, 4096) for name, bits in (inside or {}).items()}
    return machine(group, passwd, replies, states=states)


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (homes(0o700), ["pass"]),
        (homes(0o750), ["pass"]),
        (homes(0o755), ["fail"]),
        (homes(0o702), ["fail"]),
        (homes(0o711), ["pass"]),
        (homes(0o711, inside={"Documents": 0o755, ".ssh": 0o700, "Downloads": 0o777}), ["fail", "fail"]),
        (homes(0o711, inside={"Documents": 0o700}), ["pass"]),
        (homes(0o700, inside={"Documents": 0o777}), ["pass"]),
        # A group is private only while nobody else is in it.
        (homes(0o750, gid=100, group="users:x:100:alex\n"), ["fail"]),
        (homes(0o750, gid=100, passwd=PASSWD + ALEX.replace(":1001:1001:", ":1001:100:")), ["fail"]),
        (homes(0o750, gid=100, group="users:x:100:robin\n"), ["pass"]),
        (homes(0o700, uid=1001), ["fail"]),
    ],
)
def test_who_may_look_in(scene, expected):
    assert verdicts(FOLDERS, scene) == expected


def test_homes_that_cannot_be_seen_are_counted():
    scene = homes(0o700, passwd=PASSWD + ALEX, replies=ROOT)
    assert known(PrivateFolders, scene).hidden == 1
    assert verdicts(FOLDERS, scene) == ["pass", "unknown"]


def test_a_home_that_is_a_link_or_missing_is_unknown():
    assert isinstance(read(PrivateFolders, machine()), Unknown)
    state = {"/home/robin": State("link", 0o777, 1000, 1000, 9)}
    assert isinstance(read(PrivateFolders, machine(states=state)), Unknown)


def test_paths_can_be_taken_out():
    (found,) = judged(FOLDERS, homes(0o755))
    assert "/home/robin" in reveal(found.message)
    assert "robin" not in redact(found.message + found.subject + str(found.evidence[0]), "salt")


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_give_a_fact_or_unknown(passwd, group):
    try:
        READERS[DailyAccount](Tree({"/etc/passwd": passwd, "/etc/group": group}))
    except CouldNotLook:
        return


def test_an_unreadable_list_is_unknown():
    assert isinstance(read(DailyAccount, Tree({"/etc/passwd": Refused("no")})), Unknown)
