"""The real nft, iptables, ufw and firewalld, in a network of their own; settings that change are copies."""

import json

import pytest

from peerkit.audit.checks.firewall_on import firewall_on
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.finding import Status
from tests.audit.probes.linux.own_namespace import in_own
from tests.real import BUS_POLICY, tool

LOOK = """
import json, os, shutil, subprocess, sys, time
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.firewall import READERS
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import Output, RunCommand, WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_system import Firewall

def run(*argv, **more):
    done = subprocess.run(argv, capture_output=True, text=True, **more)
    assert done.returncode == 0, (argv, done.stdout, done.stderr)
    return done.stdout

class Another(LiveMachine):
    '''This machine, told that an account without rights asks.'''
    def answer(self, request):
        if isinstance(request, RunCommand):
            return Output(1, "", "Operation not permitted (you must be root)")
        return (1000, "robin", "/home/robin") if isinstance(request, WhoAmI) else super().answer(request)

def look(kind=LiveMachine):
    fact = type("P", (Probe,), {"readers": READERS})(kind(OS.LINUX)).get(Firewall)
    if isinstance(fact, Unknown):
        print(json.dumps([fact.reason, "", "", []]))
    else:
        print(json.dumps([fact.name, fact.ipv4.name, fact.ipv6.name, fact.openings]))

def own_copy(path):
    copy = os.path.abspath(path.strip("/").replace("/", "-"))
    (shutil.copytree if os.path.isdir(path) else shutil.copy2)(path, copy)
    run("mount", "--bind", copy, path)

run("ip", "link", "set", "lo", "up")
"""
NFT = """
INPUT = "type filter hook input priority 0;"
rules = (
    "",  # nothing at all
    f"table inet f {{ chain i {{ {INPUT} }}; }}",  # a chain without rules
    f"table inet f {{ chain i {{ {INPUT} iif lo accept; ct state established accept; counter drop; }}; }}",
    f"table ip f {{ chain i {{ {INPUT} policy drop; }}; }}",
    f"table inet f {{ chain rest {{ counter reject; }}; chain i {{ {INPUT} tcp dport 22 accept; jump rest; }}; }}",
)
for text in rules:
    run("nft", "-f", "-", input=f"flush ruleset\\n{text}\\n")
    look()
"""
IPTABLES = """
for command in ("iptables-nft", "ip6tables-nft"):
    run(command, "-P", "INPUT", "DROP")
    run(command, "-A", "INPUT", "-i", "lo", "-j", "ACCEPT")
    look()
"""
UFW = """
for path in ("/etc/ufw", "/etc/default/ufw"):
    own_copy(path)
os.environ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin"
def states():
    look(); look(Another)
run("ufw", "--force", "disable")
states()
run("ufw", "--force", "enable")
states()
run("ufw", "allow", "22/tcp")
run("ufw", "allow", "from", "192.168.0.0/16", "to", "any", "port", "5900", "comment", "vnc [red]x[/red]")
run("ufw", "deny", "out", "25")
states()
run("ufw", "default", "allow", "incoming")
states()
"""
FIREWALLD = """
own_copy("/etc/firewalld")
bus = os.path.abspath("bus")
with open("bus.conf", "w") as file:
    file.write(sys.argv[1].format(kind="system", path=bus))
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={bus}"
def until(true):
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    sys.exit("waited in vain")
def answers():
    return subprocess.run(["firewall-cmd", "--state"], capture_output=True).returncode == 0
daemons = [subprocess.Popen(["dbus-daemon", "--config-file=bus.conf", "--nofork"])]
try:
    until(lambda: os.path.exists(bus))
    with open("log", "w") as log:
        daemons.append(subprocess.Popen(["firewalld", "--nofork", "--nopid"], stdout=log, stderr=log))
    until(answers)
    look()
    run("firewall-cmd", "--zone=public", "--add-port=1025-65535/tcp")
    run("firewall-cmd", "--zone=public", "--add-service=vnc-server")
    look()
    run("firewall-cmd", "--set-default-zone=trusted")
    look()
finally:
    for daemon in reversed(daemons):
        daemon.terminate(); daemon.wait(10)
"""
D, A = "DENIED", "ALLOWED"


@pytest.fixture
def looked(tmp_path):
    def look(script, *needs):
        for need in needs:
            tool(need)
        return [json.loads(line) for line in in_own("-n -m", LOOK + script, tmp_path, BUS_POLICY).splitlines()]

    return look


def test_nft(looked):
    found = looked(NFT, "nft")
    assert [(four, six) for _, four, six, _ in found] == [(A, A), (A, A), (D, D), (D, A), (D, D)]


def test_iptables_through_nft(looked):
    assert [(four, six) for _, four, six, _ in looked(IPTABLES, "nft", "iptables-nft")] == [(D, A), (D, D)]


def test_ufw(looked):
    off, off_unseen, on, on_seen, rules, rules_seen, open_, open_seen = looked(UFW, "ufw", "nft")
    assert off[1:3] == [A, A]
    assert "ufw is switched off" in off_unseen[0]
    assert on == ["ufw", D, D, []]
    assert on_seen == ["ufw", D, D, None]
    assert rules == ["ufw", D, D, ["22/tcp", "5900 from 192.168.0.0/16"]]
    assert rules_seen == on_seen
    assert open_[1:3] == open_seen[1:3] == [A, A]


def test_firewalld(looked):
    closed, holes, trusted = looked(FIREWALLD, "firewalld", "firewall-cmd", "dbus-daemon")
    assert closed == ["firewalld", D, D, []]
    assert holes == ["firewalld", D, D, ["vnc-server", "1025-65535/tcp"]]
    assert trusted[:3] == ["firewalld", A, A]
    states = [Firewall(name=n, ipv4=Inbound[f], ipv6=Inbound[s], openings=tuple(o)) for n, f, s, o in (closed, trusted)]
    assert [firewall_on(state).status for state in states] == [Status.PASS, Status.FAIL]
