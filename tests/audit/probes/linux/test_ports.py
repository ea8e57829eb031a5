"""Ports that wait for others, from the kernel's tables."""

import pytest

from peerkit.audit.checks.ports_not_exposed import ports_not_exposed
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.ports import READERS, parse_sockets
from peerkit.audit.probes.machine import Garbled, ReadFile, Refused
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_system import Listener, ListeningPorts
from peerkit.model.finding import Status
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.samples import samples
from tests.fake_machine import FakeMachine

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
REST = "00000000:00000000 00:00000000 00000000  1000        0 1655476 1 00000000d89b7882 100 0 0 10 0"
ANY6, LOOP6 = "0" * 32, "0" * 24 + "01000000"
MAPPED_LOOP, LINK_LOCAL = "0000000000000000FFFF00000100007F", "000080FE00000000FF005450B6AD1DFE"


class PortsProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = PortsProbe, OS.LINUX


def line(local, state="0A", remote="0000"):
    zeros = "0" * len(local.split(":")[0])
    return f"   0: {local} {zeros}:{remote} {state} {REST}\n"


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("00000000:0016", Listener(22, "tcp", "0.0.0.0")),
        ("1401A8C0:0D3D", Listener(3389, "tcp", "192.168.1.20")),
        ("0100007F:0277", None),
        ("3500007F:0035", None),  # 127.0.0.53
        (f"{ANY6}:1F90", Listener(8080, "tcp", "::")),
        (f"{LOOP6}:1F90", None),
        (f"{MAPPED_LOOP}:1F90", None),
        (f"{LINK_LOCAL}:1F90", Listener(8080, "tcp", "fe80::5054:ff:fe1d:adb6")),
    ],
)
def test_addresses(local, expected):
    assert parse_sockets(HEAD + line(local), "tcp") == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("state", "remote", "protocol", "waits"),
    [("0A", "0000", "tcp", True), ("01", "C000", "tcp", False), ("06", "0050", "tcp", False),
     ("07", "0000", "udp", True), ("01", "0035", "udp", False)],
)  # fmt: skip
def test_only_sockets_that_wait_count(state, remote, protocol, waits):
    assert bool(parse_sockets(HEAD + line("00000000:14E9", state, remote), protocol)) is waits


@pytest.mark.parametrize("text", ["", "rubbish\n", HEAD + "rubbish\n", HEAD + line("0000:16"), HEAD + "   0: x\n"])
def test_what_cannot_be_understood_is_not_skipped(text):
    with pytest.raises(Garbled):
        parse_sockets(text, "tcp")


def read(tables):
    replies = {ReadFile(f"/proc/net/{name}"): value for name, value in tables.items()}
    return PortsProbe(FakeMachine(replies)).get(ListeningPorts)


def test_a_kernel_without_ipv6():
    tables = {"tcp": (HEAD + line("00000000:0016")).encode(), "udp": (HEAD + line("00000000:14E9", "07")).encode()}
    fact = read(tables)
    assert isinstance(fact, ListeningPorts)
    assert [(one.port, one.protocol) for one in fact.listeners] == [(22, "tcp"), (5353, "udp")]


@pytest.mark.parametrize("tables", [{}, {"tcp": Refused("/proc/net/tcp")}, {"udp": HEAD.encode()}])
def test_a_table_that_is_missing_is_not_an_empty_one(tables):
    assert isinstance(read(tables), Unknown)


def test_samples():
    tables = {name: (samples("ss") / f"proc-net-{name}").read_bytes() for name in ("tcp", "tcp6")}
    fact = read(tables)
    assert isinstance(fact, ListeningPorts)
    found = {(one.port, one.address) for one in fact.listeners}
    shown = (samples("ss") / "ss-H-ltn.out").read_text().split("\n")
    real = {field.rpartition(":") for field in (line.split()[3] for line in shown if line)}
    real = {(int(port), address.strip("[]").replace("*", "::")) for address, _, port in real}
    assert found == {pair for pair in real if pair[1] != "127.0.0.1"}
    verdict = ports_not_exposed(fact)
    assert verdict.status is Status.FAIL
    for port in (22, 3389, 5900, 8080):
        assert f"{port}/tcp" in verdict.message
