"""Whether a firewall keeps strangers out."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.finding import Severity, Verdict, failed, passed

_CLOSED = (Inbound.DENIED, Inbound.UNUSED)
_MOST_NAMED = 6


@check(
    title="The firewall is on and keeps strangers out",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Ubuntu, Mint or Debian: install Firewall Configuration (gufw), open it, and turn Status on.",
            "Set Incoming to Deny or Reject.",
            "Or in a terminal: sudo ufw default deny incoming, then sudo ufw enable.",
            "Fedora or openSUSE: open Firewall, and choose the zone public for your network.",
        ),
        OS.MACOS: (
            "Open System Settings, then Network, then Firewall.",
            "Turn it on.",
        ),
        OS.WINDOWS: (
            "Open Windows Security, then Firewall & network protection.",
            "Turn it on for each of the three networks.",
        ),
    },
    references=(
        Reference(
            "DISA STIG for Ubuntu 22.04, UBTU-22-251015: enable and run the Uncomplicated Firewall",
            "https://ato-pathways.com/catalogs/xccdf/items/154873",
            "2026-11-21",
        ),
        Reference(
            "Ensure ufw Default Deny Firewall Policy (SCAP Security Guide)",
            "https://docs.datadoghq.com/security/default_rules/xccdf-org-ssgproject-content-rule-set-ufw-default-rule",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-53 Rev. 5, SC-7: boundary protection",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
    ),
)
def firewall_on(firewall: Firewall) -> Verdict:
    """On a shared network, others can try every door of your laptop. A firewall keeps the doors shut that you did not
    open yourself."""
    four, six = firewall.ipv4 in _CLOSED, firewall.ipv6 in _CLOSED
    if four and six:
        return _closed(firewall)
    if Inbound.DENIED in (firewall.ipv4, firewall.ipv6):
        shut, open_ = ("IPv4", "IPv6") if four else ("IPv6", "IPv4")
        return failed(f"The firewall keeps strangers out over {shut}, but lets all of them in over {open_}.")
    if firewall.reachable == 0:
        return failed("No firewall keeps strangers out, but nothing here waits for them either.", severity=Severity.LOW)
    ports = "1 port here waits" if firewall.reachable == 1 else f"{firewall.reachable} ports here wait"
    waits = f": {ports} for others" if firewall.reachable else ""
    return failed(f"No firewall keeps strangers out{waits}.")


def _closed(firewall: Firewall) -> Verdict:
    if firewall.openings is None:
        return passed(f"The firewall {firewall.name} is set to keep strangers out. {firewall.more}".rstrip())
    if firewall.openings:
        more = len(firewall.openings) - _MOST_NAMED
        named = ", ".join(firewall.openings[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return failed(
            f"The firewall {firewall.name} is on, but it is told to let these in: {named}.", severity=Severity.LOW
        )
    return passed(f"The firewall {firewall.name} is on and keeps strangers out.")
