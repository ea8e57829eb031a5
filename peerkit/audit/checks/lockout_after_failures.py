"""What follows on many wrong passwords."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import Lockout
from peerkit.model.finding import Severity, Verdict, failed, passed

# NIST SP 800-63B-4, 3.2.2: no more than 100 wrong attempts in a row.
_MOST = 100


@check(
    title="Log-in stops for a while after many wrong passwords",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "For IT staff, on Fedora: sudo authselect enable-feature with-faillock.",
            "On Debian and Ubuntu: add a profile for pam_faillock, and run pam-auth-update.",
            "It needs both of its lines in the auth rules, preauth and authfail.",
            "In /etc/security/faillock.conf, deny = 10 and unlock_time = 600 are kind to people who mistype.",
        ),
        OS.MACOS: ("IT staff: set a passcode policy with a limit of failed attempts in a configuration profile.",),
        OS.WINDOWS: (
            "IT staff: open Local Security Policy, Account Policies, Account Lockout Policy.",
            "Set the threshold to 10.",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.2.2: no more than 100 wrong attempts in a row",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-21",
        ),
        Reference(
            "pam_faillock(8): preauth, authfail, authsucc",
            "https://manpages.ubuntu.com/manpages/noble/man8/pam_faillock.8.html",
            "2026-11-21",
        ),
    ),
)
def lockout_after_failures(lockout: Lockout) -> Verdict:
    """Without a limit, a program can try one password after another all night. It may do so from far away."""
    weight = Severity.LOW if lockout.remote is False else None
    over_network = " People can try over the network." if lockout.remote else ""
    if not lockout.module:
        return failed(
            f"Wrong passwords are not counted at log-in, so there is no limit.{over_network}", severity=weight
        )
    if not lockout.works:
        return failed(f"{lockout.module} is set up by half, so it stops no one.{over_network}", severity=weight)
    if lockout.tries <= 0:
        return failed(f"{lockout.module} counts wrong passwords, but is set never to stop anyone.", severity=weight)
    until = "until someone unlocks it" if lockout.seconds is None else f"for {lockout.seconds} seconds"
    about = f"After {lockout.tries} wrong passwords in a row an account is locked {until}."
    return passed(about) if lockout.tries <= _MOST else failed(f"{about} NIST allows {_MOST} at most.", severity=weight)
