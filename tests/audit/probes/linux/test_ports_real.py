"""The kernel's tables beside ss, on this machine and in a network of its own."""

import json

from peerkit.audit.checks.ports_not_exposed import ports_not_exposed
from peerkit.model.facts_system import Listener, ListeningPorts
from peerkit.model.finding import Status
from tests.audit.probes.linux.own_namespace import in_own
from tests.real import tool

LISTEN = """
import json, socket, subprocess
from peerkit.audit.probes.linux.ports import read_listening_ports
from peerkit.audit.probes.live import LiveMachine
from peerkit.model.check import OS
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
held = []
for kind, family, address in (
    (socket.SOCK_STREAM, socket.AF_INET, ("0.0.0.0", 5900)),
    (socket.SOCK_STREAM, socket.AF_INET, ("127.0.0.1", 631)),
    (socket.SOCK_STREAM, socket.AF_INET6, ("::", 8080)),
    (socket.SOCK_STREAM, socket.AF_INET6, ("::1", 3000)),
    (socket.SOCK_DGRAM, socket.AF_INET, ("0.0.0.0", 5353)),
    (socket.SOCK_DGRAM, socket.AF_INET, ("127.0.0.1", 53)),
):
    one = socket.socket(family, kind)
    one.bind(address)
    if kind == socket.SOCK_STREAM:
        one.listen()
    held.append(one)
fact = read_listening_ports(LiveMachine(OS.LINUX))
print(json.dumps([[one.port, one.protocol, one.address] for one in fact.listeners]))
print(subprocess.run(["ss", "-H", "-ltnu"], check=True, capture_output=True, text=True).stdout)
"""


def test_what_others_can_reach_is_what_ss_shows(tmp_path):
    tool("ss")
    ours, _, shown = in_own("-n", LISTEN, tmp_path).partition("\n")
    found = [Listener(*one) for one in json.loads(ours)]
    assert found == [Listener(5353, "udp", "0.0.0.0"), Listener(5900, "tcp", "0.0.0.0"), Listener(8080, "tcp", "::")]
    fields = [line.split() for line in shown.splitlines() if line]
    real = {(field[0], field[4]) for field in fields if not field[4].startswith(("127.", "[::1]"))}
    assert real == {("udp", "0.0.0.0:5353"), ("tcp", "0.0.0.0:5900"), ("tcp", "*:8080")}
    assert ports_not_exposed(ListeningPorts(listeners=tuple(found))).status is Status.FAIL
