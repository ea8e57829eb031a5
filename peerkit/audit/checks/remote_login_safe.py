"""Whether others can log in to this machine over the network, and with what."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_remote import RemoteLogin, RootLogin, SshRules, SshState
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure


@check(
    title="Log-in over the network is off, or needs a key",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "If you do not know why it is there, turn it off: on GNOME, Settings, System, Secure Shell; or ask IT.",
            "For IT staff: sudo systemctl disable --now ssh.service ssh.socket (Fedora: sshd.service).",
            "Or let in by key only: PasswordAuthentication no, KbdInteractiveAuthentication no, PermitRootLogin no.",
            "The first value counts: look in /etc/ssh/sshd_config.d too, and at every Match block.",
        ),
        OS.MACOS: (
            "Open System Settings, then General, then Sharing.",
            "Turn off Remote Login.",
        ),
        OS.WINDOWS: (
            "Open Settings, then System (Windows 10: Apps), then Optional features.",
            "Remove OpenSSH Server, unless IT needs it.",
        ),
    },
    references=(
        Reference(
            "sshd_config(5): PasswordAuthentication, PermitRootLogin, PermitEmptyPasswords, Match",
            "https://man.openbsd.org/sshd_config",
            "2026-11-21",
        ),
        Reference(
            "DISA STIG for RHEL 9, V-257984: SSH must not allow blank passwords",
            "https://stigui.com/stigs/RHEL_9_STIG/groups/V-257984",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(a)(1): access control (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def remote_login_safe(remote: RemoteLogin) -> Iterator[Verdict]:
    """On a shared network, anyone can try passwords against an open door. A key cannot be guessed."""
    if remote.state in (SshState.ABSENT, SshState.OFF):
        yield passed(f"The SSH server is {'not installed' if remote.state is SshState.ABSENT else 'off'}.")
        return
    if remote.local:
        yield passed("The SSH server listens for this computer alone.")
        return
    found = [verdict for rules in remote.rules for verdict in _judged(rules)]
    if found and remote.state is SshState.NOT_RUNNING:
        yield unsure("The SSH server would let people in with a password. It does not run now; it may start by itself.")
    elif found:
        yield from found
    else:
        yield passed("The SSH server lets people in with a key only.")


def _judged(rules: SshRules) -> Iterator[Verdict]:
    who = f"With the condition {rules.when}, the" if rules.when else "The"
    subject = f"SSH, {rules.when}" if rules.when else "SSH"
    if rules.empty:
        message = f"{who} SSH server lets people in with an empty password."
        yield failed(message, subject, Severity.CRITICAL)
    elif rules.passwords and rules.root is RootLogin.YES:
        yield failed(f"{who} SSH server lets the administrator root in with a password.", subject)
    elif rules.passwords:
        yield failed(f"{who} SSH server lets people in with a password alone.", subject, Severity.MEDIUM)
