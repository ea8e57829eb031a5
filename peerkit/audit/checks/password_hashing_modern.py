"""How the passwords of this machine's accounts are kept."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import Scheme, StoredPassword, StoredPasswords
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_STRONG = (Scheme.YESCRYPT, Scheme.GOST_YESCRYPT, Scheme.SCRYPT, Scheme.BCRYPT, Scheme.SHA512)
_WEAK = (Scheme.SUNMD5, Scheme.MD5, Scheme.BSDI, Scheme.NT, Scheme.DES)
_NONE = (Scheme.NONE, Scheme.IMPOSSIBLE)


@check(
    title="Passwords are kept in a form that is slow to guess",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Run passwd in a terminal window, and choose a new password: it is then kept in the new form.",
            "For IT staff: before that, see that pam_unix.so has yescrypt or sha512 among its words in /etc/pam.d.",
            "A password that lay there in clear text must be used nowhere any more.",
        ),
        OS.MACOS: (
            "Nothing to do: macOS keeps passwords in a slow form.",
            "If the account is very old, change its password once.",
        ),
        OS.WINDOWS: (
            "Nothing to do at home: Windows decides how passwords are kept.",
            "IT staff: keep NTLM off where you can.",
        ),
    },
    references=(
        Reference(
            "crypt(5): hashing methods, and which are no longer fit for new passwords",
            "https://manpages.ubuntu.com/manpages/jammy/man5/crypt.5.html",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: passwords are stored salted and hashed",
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
def password_hashing_modern(stored: StoredPasswords) -> Iterator[Verdict]:
    """If someone copies the disk, old forms let them guess a password in minutes. Clear text needs no guess at all."""
    kept = [one for one in stored.passwords if one.scheme not in _NONE]
    for one in kept:
        yield from _judged(one)
    good = [one for one in kept if one.scheme in (*_STRONG, Scheme.SHA256)]
    if not kept:
        yield not_applicable("No account on this computer has a password of its own.")
    elif len(good) == len(kept):
        older = any(one.scheme is Scheme.SHA256 for one in kept)
        note = " One form (sha256crypt) is older; the next change of password renews it." if older else ""
        yield passed(f"All passwords are kept in a slow form. Accounts with one: {len(kept)}.{note}")


def _judged(one: StoredPassword) -> Iterator[Verdict]:
    name = private(PrivateKind.ACCOUNT, one.account)
    if one.scheme is Scheme.CLEAR:
        yield failed(f"The password of {name} may lie in the list of passwords in clear text.", name, Severity.CRITICAL)
    elif one.scheme in _WEAK:
        locked = " It is locked now, but would come back with it." if one.locked else ""
        yield failed(
            f"The password of {name} is kept in an old form that is quick to guess ({one.scheme.value}).{locked}", name
        )
    elif one.scheme is Scheme.UNRECOGNISED:
        yield unsure(f"The password of {name} is kept in a form PeerKit does not know.", name)
