"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.password_hashing_modern import password_hashing_modern
from peerkit.model.facts_accounts import Scheme, StoredPassword, StoredPasswords
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact


def judged(*schemes, locked=False):
    kept = tuple(StoredPassword(f"a{number}", scheme, locked) for number, scheme in enumerate(schemes))
    return list(password_hashing_modern(StoredPasswords(passwords=kept)))


@pytest.mark.parametrize(
    ("scheme", "status", "severity"),
    [
        (Scheme.YESCRYPT, Status.PASS, None),
        (Scheme.GOST_YESCRYPT, Status.PASS, None),
        (Scheme.SCRYPT, Status.PASS, None),
        (Scheme.BCRYPT, Status.PASS, None),
        (Scheme.SHA512, Status.PASS, None),
        (Scheme.SHA256, Status.PASS, None),
        (Scheme.SUNMD5, Status.FAIL, None),
        (Scheme.MD5, Status.FAIL, None),
        (Scheme.BSDI, Status.FAIL, None),
        (Scheme.NT, Status.FAIL, None),
        (Scheme.DES, Status.FAIL, None),
        (Scheme.CLEAR, Status.FAIL, Severity.CRITICAL),
        (Scheme.UNRECOGNISED, Status.UNKNOWN, None),
        (Scheme.NONE, Status.NOT_APPLICABLE, None),
        (Scheme.IMPOSSIBLE, Status.NOT_APPLICABLE, None),
    ],
)
def test_every_scheme(scheme, status, severity):
    (verdict,) = judged(scheme)
    assert (verdict.status, verdict.severity) == (status, severity)


def test_an_older_form_is_named_and_passes():
    assert "sha256crypt" in judged(Scheme.YESCRYPT, Scheme.SHA256)[0].message


def test_one_bad_one_among_good_ones_is_the_finding():
    (verdict,) = judged(Scheme.YESCRYPT, Scheme.DES, Scheme.IMPOSSIBLE)
    assert verdict.status is Status.FAIL
    assert "a1" not in redact(verdict.message + verdict.subject, "salt")


def test_a_locked_account_still_keeps_it():
    assert "locked now" in judged(Scheme.MD5, locked=True)[0].message


def test_all_schemes_are_judged():
    assert all(judged(scheme) for scheme in Scheme)
