"""What this machine asks of a new password."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import PasswordRules
from peerkit.model.finding import Severity, Verdict, failed, passed

# NIST SP 800-63B-4, 3.1.1.2: 15 where the password is all that is asked for. Not below 8 in any case;
# from 12 on PeerKit does not fail a laptop whose disk passphrase stands before it.
_NIST, _ENOUGH, _LEAST = 15, 12, 8


@check(
    title="A new password must be long",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "You need no rule to do it right: choose a password of four or five words.",
            "For IT staff: install libpam-pwquality (Debian, Ubuntu); Fedora has it.",
            "Put minlen = 15 in /etc/security/pwquality.conf, and leave minclass and the credits at 0.",
        ),
        OS.MACOS: (
            "You need no rule to do it right: choose a password of four or five words.",
            "IT staff: set a passcode policy with a least length of 15 in a configuration profile.",
        ),
        OS.WINDOWS: (
            "You need no rule to do it right: choose a password of four or five words.",
            "IT staff: open Local Security Policy, Account Policies, Password Policy, and set the minimum length.",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters alone; no rules on kinds of characters",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(d): person or entity authentication (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def password_rules_length_first(rules: PasswordRules) -> Verdict:
    """Length is what makes a password hard to guess. Rules on digits and symbols help little and annoy."""
    kinds = (
        f" It also asks for {rules.kinds} kinds of characters, which today's guidance does not." if rules.kinds else ""
    )
    if rules.shortest is None:
        return failed(f"A new password may be of any length.{kinds}")
    about = f"A new password needs {rules.shortest} characters or more.{kinds}"
    if not rules.enforced:
        return failed(f"{about} But a shorter one only brings a warning.")
    if rules.shortest < _LEAST:
        return failed(about)
    if rules.shortest < _ENOUGH:
        return failed(f"{about} NIST asks for {_NIST} where a password is all that is needed.", severity=Severity.LOW)
    note = "" if rules.shortest >= _NIST else f" NIST asks for {_NIST} where a password is all that is needed."
    return passed(f"{about}{note} This says nothing of the passwords in use today.")
