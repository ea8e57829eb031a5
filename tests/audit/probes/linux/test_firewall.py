"""Firewalls: what each tool says, and what follows from it."""

import json

import pytest

from peerkit.audit.checks.firewall_on import firewall_on
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.firewall import READERS
from peerkit.audit.probes.linux.firewall.iptables import parse_rules
from peerkit.audit.probes.linux.firewall.nftables import parse_ruleset
from peerkit.audit.probes.linux.firewall.ufw import parse_status
from peerkit.audit.probes.machine import BusCall, Garbled, Output, ReadFile, Refused, RunCommand, WhoAmI
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.finding import Severity, Status
from tests.audit.probes.contract import ProbeContract
from tests.fake_machine import FakeMachine

UFW, NFT = RunCommand(("ufw", "status", "verbose")), RunCommand(("nft", "-j", "list", "ruleset"))
CONF, DEFAULTS = ReadFile("/etc/ufw/ufw.conf"), ReadFile("/etc/default/ufw")
SAVE4, SAVE6 = RunCommand(("iptables-save",)), RunCommand(("ip6tables-save",))
LEGACY4, LEGACY6 = RunCommand(("iptables-legacy-save",)), RunCommand(("ip6tables-legacy-save",))
ROOT = {WhoAmI(): (0, "root", "/root")}
NO_PORTS = {ReadFile("/proc/net/tcp"): b"  sl  local_address rem_address\n"}
F, P, U = Status.FAIL, Status.PASS, Status.UNKNOWN
LOW = Severity.LOW
EMPTY = '{"nftables": [{"metainfo": {"version": "1.1.3"}}]}'


class FirewallProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = FirewallProbe, OS.LINUX


def said(replies):
    """The verdict and, where it is not the check's own, its severity."""
    (found,) = judge(firewall_on, FirewallProbe(FakeMachine(replies)), OS.LINUX)
    return found.status, None if found.severity is firewall_on.severity else found.severity


def active(policy="deny", rules=""):
    head = "To                         Action      From\n--                         ------      ----\n"
    text = f"Status: active\nLogging: on (low)\nDefault: {policy} (incoming), allow (outgoing), disabled (routed)\n"
    return {UFW: Output(0, text + "New profiles: skip\n\n" + (head + rules if rules else ""))}


OFF = {UFW: Output(0, "Status: inactive\n")}
RULE = "22/tcp                     {}    Anywhere                  \n"


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (active(), (P, None)),
        (active("reject"), (P, None)),
        (active("allow"), (F, None)),
        (active(rules=RULE.format("ALLOW IN")), (F, LOW)),
        (active(rules=RULE.format("LIMIT IN")), (F, LOW)),
        (active(rules=RULE.format("DENY IN")), (P, None)),
        (active(rules=RULE.format("ALLOW OUT")), (P, None)),
        (active(rules="Anywhere on lo             ALLOW IN    Anywhere\n"), (P, None)),
        ({UFW: Output(0, "Status: aktiv\n")}, (U, None)),
        # Switched off, and no tool that could have set other rules.
        (OFF, (F, None)),
        (OFF | NO_PORTS, (F, LOW)),
        (OFF | {NFT: Output(0, EMPTY)}, (F, None)),
        (OFF | {NFT: Output(1, "", "netlink: Error")}, (U, None)),
        ({UFW: Output(1, "", "ERROR: problem running")} | {NFT: Output(0, EMPTY)}, (F, None)),
    ],
)
def test_ufw_as_root(replies, expected):
    assert said(ROOT | replies) == expected


@pytest.mark.parametrize(
    ("conf", "defaults", "expected"),
    [
        ("ENABLED=yes\n", 'DEFAULT_INPUT_POLICY="DROP"\n', (P, None)),
        ("#ENABLED=no\nENABLED=yes\nLOGLEVEL=low\n", "DEFAULT_INPUT_POLICY=REJECT\n", (P, None)),
        ("ENABLED=yes\n", 'DEFAULT_INPUT_POLICY="ACCEPT"\n', (F, None)),
        # Off: but another firewall may be on, and only root can see it.
        ("ENABLED=no\n", 'DEFAULT_INPUT_POLICY="DROP"\n', (U, None)),
        ("ENABLED=yes\n", "", (U, None)),
        ("ENABLED=maybe\n", 'DEFAULT_INPUT_POLICY="DROP"\n', (U, None)),
        ("", "", (U, None)),
    ],
)
def test_ufw_by_its_files(conf, defaults, expected):
    assert said({CONF: conf.encode(), DEFAULTS: defaults.encode()}) == expected


def test_rules_only_root_may_see_say_so():
    fact = FirewallProbe(FakeMachine({NFT: Output(1, "", "Operation not permitted (you must be root)\n")})).get(
        Firewall
    )
    assert isinstance(fact, Unknown)
    assert fact.hint.startswith("Run again with sudo")


def test_what_ufw_lets_in_is_named_and_harmless():
    rules = (
        "22/tcp                     ALLOW IN    Anywhere                  \n"
        "5900                       ALLOW IN    192.168.0.0/16             # vnc \x1b[31m[red]x[/red]\n"
        "22/tcp (v6)                ALLOW IN    Anywhere (v6)             \n"
        "Café\x1b[2J                ALLOW IN    Anywhere\n"
    )
    text = active(rules=rules)[UFW].stdout
    assert parse_status(text).openings == ("22/tcp", "5900 from 192.168.0.0/16", "Café\\x1b[2J")


def chain(family="inet", policy="accept", name="input", hook="input"):
    return {"chain": {"family": family, "table": "t", "name": name, "type": "filter", "hook": hook, "policy": policy}}


def rule(*expr, family="inet", name="input"):
    return {"rule": {"family": family, "table": "t", "chain": name, "expr": list(expr)}}


def side(name):
    return {"chain": {"family": "inet", "table": "t", "name": name}}


MATCH = {"match": {"op": "==", "left": {"meta": {"key": "iif"}}, "right": "lo"}}
COUNT, DROP, ACCEPT = {"counter": {"packets": 0, "bytes": 0}}, {"drop": None}, {"accept": None}
JUMP, GOTO = {"jump": {"target": "side"}}, {"goto": {"target": "side"}}
YES, NO = Inbound.DENIED, Inbound.ALLOWED


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], (NO, NO)),
        ([chain(policy="drop")], (YES, YES)),
        ([chain("ip", "drop")], (YES, NO)),
        ([chain("ip6", "drop")], (NO, YES)),
        ([chain("ip", "drop"), chain("ip6", "drop")], (YES, YES)),
        ([chain(policy="drop", hook="forward")], (NO, NO)),
        ([chain(), rule(MATCH, ACCEPT), rule(COUNT, DROP)], (YES, YES)),
        ([chain(), rule({"reject": {"type": "icmpx"}})], (YES, YES)),
        # A condition before the end: some packets get through, so nothing is decided.
        ([chain(), rule(MATCH, DROP)], (NO, NO)),
        ([chain(), rule({"limit": {"rate": 3}}, DROP)], (NO, NO)),
        # The first rule for all packets decides, not the last.
        ([chain(policy="drop"), rule(COUNT, ACCEPT), rule(DROP)], (NO, NO)),
        ([chain(), side("side"), rule(JUMP), rule(DROP, name="side")], (YES, YES)),
        ([chain(), side("side"), rule(JUMP), rule({"return": None}, name="side"), rule(DROP)], (YES, YES)),
        ([chain(policy="drop"), side("side"), rule(GOTO), rule(ACCEPT)], (YES, YES)),
        ([chain(), side("side"), rule(MATCH, JUMP), rule(DROP, name="side")], (NO, NO)),
        ([chain(), side("side"), rule(JUMP), rule(JUMP, name="side")], (NO, NO)),
        # Two chains: one that drops is enough.
        ([chain(), chain("ip", "drop", "other")], (YES, NO)),
        ([chain(), rule({"xt": {"type": "target", "name": "REJECT"}})], (YES, YES)),
        ([chain(), rule({"xt": None}, DROP)], (NO, NO)),
    ],
)
def test_nft(entries, expected):
    assert parse_ruleset(json.dumps({"nftables": entries})) == expected


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"nftables": [1]}', '{"nftables": [{"chain": {}}]}', "[" * 100_000])
def test_nft_that_cannot_be_understood(text):
    with pytest.raises(Garbled):
        parse_ruleset(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-P INPUT DROP\n-A INPUT -i lo -j ACCEPT\n", YES),
        ("-P INPUT ACCEPT\n", NO),
        ("-P INPUT ACCEPT\n-A INPUT -j REJECT --reject-with icmp-host-prohibited\n", YES),
        ("-P INPUT ACCEPT\n-A INPUT -j LOG\n-A INPUT -j DROP\n", YES),
        ("-P INPUT ACCEPT\n-A INPUT -p tcp -j DROP\n", NO),
        ("-P INPUT DROP\n-A INPUT -j ACCEPT\n", NO),
        ("-P INPUT ACCEPT\n-N X\n-A INPUT -j X\n-A X -j DROP\n", YES),
        ("-P INPUT ACCEPT\n-N X\n-A INPUT -g X\n-A INPUT -j DROP\n", NO),
        ('-P INPUT ACCEPT\n-A INPUT -m comment --comment "a \\" b" -j DROP\n', YES),
        ("-P INPUT ACCEPT\n-A INPUT -m comment --comment \"a -j DROP\n", NO),
        ("*mangle\n:INPUT DROP [0:0]\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n", NO),
        ("*filter\n:INPUT DROP [5:300]\n:X - [0:0]\n-A INPUT -j X\nCOMMIT\n", YES),
    ],
)  # fmt: skip
def test_iptables(text, expected):
    assert parse_rules(text) is expected


DROPS, LETS = Output(0, "*filter\n:INPUT DROP [0:0]\nCOMMIT\n"), Output(0, "*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n")
NAMES = {ReadFile("/proc/net/ip_tables_names"): b"filter\n", ReadFile("/proc/net/ip6_tables_names"): b"filter\n"}
IPV6_OFF = {ReadFile("/proc/sys/net/ipv6/conf/all/disable_ipv6"): b"1\n"}


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ({SAVE4: DROPS, SAVE6: DROPS}, (P, None)),
        ({SAVE4: DROPS, SAVE6: LETS}, (F, None)),
        ({SAVE4: DROPS, SAVE6: LETS} | IPV6_OFF, (P, None)),
        ({SAVE4: LETS, SAVE6: LETS} | NO_PORTS, (F, LOW)),
        ({SAVE4: Output(0, ""), SAVE6: Output(0, "")}, (F, None)),
        ({SAVE4: Output(4, "", "must be root"), SAVE6: DROPS}, (U, None)),
        ({SAVE4: DROPS}, (U, None)),
        # Older tables, which nft does not show, asked only where the kernel has them.
        ({NFT: Output(0, EMPTY), LEGACY4: DROPS, LEGACY6: DROPS}, (F, None)),
        ({NFT: Output(0, EMPTY), LEGACY4: DROPS, LEGACY6: DROPS} | NAMES, (P, None)),
        ({NFT: Output(0, EMPTY), LEGACY4: DROPS, LEGACY6: LETS} | NAMES, (F, None)),
    ],
)
def test_iptables_as_root(replies, expected):
    assert said(ROOT | replies) == expected


SERVICE, PATH = "org.fedoraproject.FirewallD1", "/org/fedoraproject/FirewallD1"
DEFAULT = BusCall("system", SERVICE, PATH, SERVICE, "getDefaultZone")
ZONES = BusCall("system", SERVICE, PATH, f"{SERVICE}.zone", "getActiveZones")


def zone(name, **settings):
    call = BusCall("system", SERVICE, PATH, f"{SERVICE}.zone", "getZoneSettings2", "s", (name,))
    ports = BusCall("system", SERVICE, PATH, f"{SERVICE}.zone", "getPorts", "s", (name,))
    described = {"target": "default", "services": ["ssh", "dhcpv6-client"], **settings}
    return {call: [described], ports: [described.pop("ports", [])]}


WIFI = {"interfaces": ["wlp2s0"]}


def firewalld(default="public", zones=None):
    return {DEFAULT: [default], ZONES: [zones or {}]}


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (firewalld() | zone("public"), (P, None)),
        (firewalld() | zone("public", target="ACCEPT"), (F, None)),
        (firewalld() | zone("public", ports=[["1025-65535", "tcp"]]), (F, LOW)),
        (firewalld() | zone("public", services=["ssh", "vnc-server"]), (F, LOW)),
        (firewalld() | zone("public", rules_str=['rule family="ipv4" service name="http" accept']), (F, LOW)),
        (firewalld() | zone("public", rules_str=['rule family="ipv4" service name="http" drop']), (P, None)),
        (firewalld("drop") | zone("drop", target="DROP", services=[]), (P, None)),
        (firewalld(zones={"home": WIFI}) | zone("public") | zone("home", target="ACCEPT"), (F, None)),
        (firewalld(zones={"docker": {"interfaces": ["docker0", "br-1a2b"]}}) | zone("public"), (P, None)),
        (firewalld(zones={"trusted": {"sources": ["10.88.0.0/16"]}}) | zone("public"), (P, None)),
        # Any account is told the name of the default zone, and no more.
        ({DEFAULT: ["public"], ZONES: Refused("firewalld")}, (P, None)),
        ({DEFAULT: ["trusted"], ZONES: Refused("firewalld")}, (F, None)),
        ({DEFAULT: Refused("firewalld")}, (U, None)),
        ({DEFAULT: []}, (U, None)),
        ({DEFAULT: [7]}, (U, None)),
    ],
)  # fmt: skip
def test_firewalld(replies, expected):
    assert said(replies) == expected


def test_nobody_but_root_is_told_what_is_let_in():
    fact = FirewallProbe(FakeMachine({DEFAULT: ["public"], ZONES: Refused("firewalld")})).get(Firewall)
    assert isinstance(fact, Firewall)
    assert fact.openings is None
    assert "can be seen with sudo" in firewall_on(fact).message
