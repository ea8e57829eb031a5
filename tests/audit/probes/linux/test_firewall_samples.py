"""Firewalls: what INDEX.md says of each sample kept beside the repository."""

import pytest

from peerkit.audit.probes.linux.firewall.iptables import parse_rules
from peerkit.audit.probes.machine import Output, Refused
from tests.audit.probes.linux.samples import samples
from tests.audit.probes.linux.test_firewall import (
    CONF,
    DEFAULT,
    DEFAULTS,
    LOW,
    NFT,
    NO,
    ROOT,
    UFW,
    YES,
    ZONES,
    F,
    P,
    U,
    firewalld,
    said,
    zone,
)


def sample(subject, name):
    return (samples(subject) / name).read_text()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("status-active-default-0.36.2.out", (P, None)),
        ("status-active-rules-0.36.2.out", (F, LOW)),
        ("status-active-allow-incoming-0.36.2.out", (F, None)),
        ("status-inactive-0.36.2.out", (F, None)),
        ("status-nokernel-ns-0.36.2.out", (F, None)),
        ("pub-jc-generic-ufw.out", (F, LOW)),
        ("pub-jc-ubuntu-18.04-ufw-verbose.out", (F, LOW)),
    ],
)
def test_samples_of_ufw(name, expected):
    assert said(ROOT | {UFW: Output(0, sample("ufw", name))}) == expected


def test_samples_of_ufw_without_root():
    defaults = {DEFAULTS: sample("ufw", "default-ufw").encode()}
    refused = {UFW: Output(1, "", sample("ufw", "status-nonroot-0.36.2.err"))}
    assert said(refused) == (U, None)
    assert said(refused | defaults | {CONF: sample("ufw", "ufw.conf-active").encode()}) == (P, None)
    assert said(refused | defaults | {CONF: sample("ufw", "ufw.conf-inactive").encode()}) == (U, None)


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        ("ufw", "nft-ruleset-with-ufw.json", (P, None)),
        ("nft", "nft-empty-json.out", (F, None)),
        ("nft", "nft-debian-default-json.out", (F, None)),
        ("nft", "nft-workstation-json.out", (P, None)),
        ("nft", "nft-iptables-drop-v4-only-json.out", (F, None)),
    ],
)
def test_samples_of_nft(subject, name, expected):
    assert said(ROOT | {NFT: Output(0, sample(subject, name))}) == expected


def test_samples_of_nft_without_root():
    assert said({NFT: Output(1, "", sample("nft", "nft-nonroot-json.err"))}) == (U, None)


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        ("nft", "iptables-S-drop.out", YES),
        ("nft", "ip6tables-S-accept.out", NO),
        ("nft", "iptables-S-empty.out", NO),
        ("ufw", "iptables-save-with-ufw.out", YES),
    ],
)
def test_samples_of_iptables(subject, name, expected):
    assert parse_rules(sample(subject, name)) is expected


def described(text):
    """A zone as ``firewall-cmd --list-all`` prints it, in the form D-Bus gives it."""
    lines = dict(line.strip().split(":", 1) for line in text.splitlines()[1:] if ":" in line)
    ports = [port.split("/") for port in lines["ports"].split()]
    return {"target": lines["target"].strip(), "services": lines["services"].split(), "ports": ports}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("list-all.out", (P, None)), ("list-all-open-ports.out", (F, LOW)), ("list-all-trusted.out", (F, None))],
)
def test_samples_of_firewalld(name, expected):
    text = sample("firewalld", name)
    default = text.split(" ", 1)[0]
    assert said(firewalld(default) | zone(default, **described(text))) == expected


def test_samples_of_firewalld_without_root():
    refused = Refused(sample("firewalld", "list-all-bob.err").splitlines()[0])
    default = sample("firewalld", "default-zone-bob.out").strip()
    assert said({DEFAULT: [default], ZONES: refused}) == (P, None)
    assert said({DEFAULT: refused}) == (U, None)
