"""Literals in, verdicts out."""

from peerkit.audit.checks.sharing_off import sharing_off
from peerkit.model.facts_remote import Sharing
from peerkit.model.finding import Severity, Status


def judged(*things, unseen=(), more=""):
    return list(sharing_off(Sharing(things=things, looked_for=("files", "a printer"), unseen=unseen, more=more)))


def test_nothing_shared_says_what_was_looked_for():
    (verdict,) = judged()
    assert (verdict.status, verdict.message) == (Status.PASS, "Nothing is shared. Looked for: files, a printer.")


def test_each_thing_is_a_finding_of_its_own():
    files, printer = judged("files", "a printer")
    assert files.status is printer.status is Status.FAIL
    assert files.message == "This computer shares files with others on its network."
    assert printer.subject == "a printer"
    assert sharing_off.severity is Severity.LOW


def test_what_was_not_seen_is_no_pass():
    (verdict,) = judged(unseen=("files", "its internet"), more="Look in the settings.")
    assert verdict.status is Status.UNKNOWN
    assert verdict.message == "Whether it shares files or its internet could not be seen. Look in the settings."
    assert [one.status for one in judged("a printer", unseen=("files",))] == [Status.FAIL, Status.UNKNOWN]
