"""Reports made up for the tests: a small one to read whole, and ones with every text hostile."""

from __future__ import annotations

from dataclasses import replace

from peerkit.model.facts import Evidence
from peerkit.model.finding import Finding, Severity, Status
from peerkit.model.priority import Priority
from peerkit.model.reference import Reference
from peerkit.model.report import Machine, Report

DISK = Finding(
    check="disk-encrypted",
    family="device",
    subject="",
    status=Status.FAIL,
    severity=Severity.HIGH,
    message="The disk is not encrypted.",
    evidence=(Evidence("ext4 on /dev/sda2", "/proc/mounts"),),
    remedy=("Ask IT for help.", "Install again with encryption."),
    title="The disk is encrypted",
    references=(Reference("A rule about disks", "https://example.org/disk?a=1&b=2", "2026-11-20"),),
)
LOCK = Finding(
    check="screen-locks",
    family="device",
    subject="",
    status=Status.UNKNOWN,
    severity=Severity.HIGH,
    message="No desktop answered",
    remedy=("Run this again in your own session.",),
    title="The screen locks by itself within 15 minutes",
    references=(Reference("A rule about locks", "https://example.org/lock", "2026-11-21"),),
)
CAFE = Finding(
    check="saved-wifi-modern",
    family="wifi",
    subject="Café",
    status=Status.FAIL,
    severity=Severity.LOW,
    message="The saved Wi-Fi Café asks for no password.",
    title="Saved networks use WPA2 or WPA3",
)
FIREWALL = Finding(
    check="firewall-on",
    family="device",
    subject="",
    status=Status.PASS,
    severity=Severity.MEDIUM,
    message="The firewall is on.",
    evidence=(Evidence("Status: active", "ufw"), Evidence("deny (incoming)", "ufw")),
    title="The firewall is on",
)
SWAP = Finding("swap-encrypted", "device", "", Status.NOT_APPLICABLE, Severity.MEDIUM, "There is no swap.")
BROKEN = Finding("guest-account-off", "device", "", Status.ERROR, Severity.MEDIUM, "This check broke (KeyError).")
MACHINE = Machine("linux", "Ubuntu 24.04.3 LTS", "machine-1a2b3c")
REPORT = Report("0.1.0", "2026-11-21T10:40:00Z", MACHINE, (DISK, CAFE, BROKEN, LOCK, FIREWALL, SWAP))
FINE = replace(REPORT, findings=(FIREWALL,))
DARK = replace(REPORT, findings=(LOCK,))

NASTY = (
    "\x1b[2J\x07",
    "[red]bold[/red] {{0}}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)' x=\"</style></title>",
    "=cmd|'/c calc'!A0",
    "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1",
    "two\nlines\r\nand # more\n\n# HELP fake x\nfake 1",
    "\u202egnp.exe\u202c\u2066\u200b\ufeff",
    "| a | b |\n|---|---|", "`code` *b* _i_ ~~s~~ [l](javascript:alert(1)) ![i](https://evil.example/x.png)",
    "www.evil.example @everyone #12 https://evil.example/ mail@evil.example",
    '"} 1\nother{a="b', "back\\slash\\n", "---", "    code", "===",
    "\ud800\udfff", "\ue000network:x\ue001", "\x00\x85\u2028\u2029",
    "\u05e2\u05d1\u05e8\u05d9\u05ea\u200f",
)  # fmt: skip


def hostile(text: str) -> Report:
    """A report with one finding of each status, and the text in every place where a text from outside may stand."""
    findings = tuple(
        Finding(
            check="disk-encrypted",
            family="device",
            subject=text,
            status=status,
            severity=Severity.CRITICAL,
            message=text,
            evidence=(Evidence(text, text),),
            remedy=(text, text),
            title=text,
            references=(Reference(text, f"javascript:{text}", text), Reference(text, "https://example.org/", text)),
        )
        for status in Status
    )
    first = Priority((text, text), 2, (text,), text, text)
    return Report(text, REPORT.made_at, Machine(text, text, text), findings, (first, first))
