"""``peerkit ready --platform`` gives the verdict of ``peerkit platforms``."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Peerkit
from tests.cli.platform_files import settings, valid
from tests.reading_level import CEILING, grade


def app_fine(peerkit: Peerkit, *words: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The report, and the item about the app."""
    ended = peerkit("ready", "--no-save", "--format", "json", *words)
    assert ended.code in (1, 3), ended.err
    report = json.loads(ended.out)
    return report, next(item for item in report["items"] if item["id"] == "app-fine")


@pytest.mark.parametrize(
    ("words", "answer", "says"),
    [
        ("skype", "no", "Skype was shut down on 5 May 2025. Instead there is Microsoft Teams (free)."),
        ("signal --policy hipaa", "no", "Signal: No BAA is offered for it, so it may not carry health facts."),
        ("signal --policy peer-run", "yes", "Signal may be used."),
        ("phone-call", "yes", "Plain phone call may be used, with care."),
        ("tiktok --policy peer-run", "no", "TikTok: Anyone at all can see or hear what goes on there."),
        ("jitsi-public --policy hipaa", "unknown", "We do not know if a BAA is offered for it."),
        ("signal", "unknown", "For Signal it hangs on your setting. Say which one, with --policy hipaa or --policy"),
        ("zoom-free --policy peer-run --people 300", "no", "Zoom (free plan): It holds 100 people, and you are 300."),
        ("slack --policy peer-run", "no", "Slack: It is for staff among themselves"),
    ],
)
def test_the_answer_and_its_reason(peerkit: Peerkit, words: str, answer: str, says: str) -> None:
    _, item = app_fine(peerkit, "--platform", *words.split())
    assert item["answer"] == answer
    assert item["answered_by"] == (None if answer == "unknown" else "platform")
    assert says in item["evidence"][0]
    assert item["evidence"][-1] == "Guidance, not legal advice."


def test_it_agrees_with_explain_for_everything_that_is_known(peerkit: Peerkit) -> None:
    """Yes is never said of what is stopped, and no never of what may be used."""
    listed = valid(peerkit("platforms", "list", "--policy", "part2", "--format", "json").out)["platforms"]
    assert len(listed) > 40
    for one in listed[::4]:
        call = ("--platform", one["id"], "--policy", "part2", "--function", one["function"])
        _, item = app_fine(peerkit, *call)
        usable = one["verdict"] in ("good_fit", "with_care")
        assert item["answer"] in (("yes", "unknown") if usable else ("no", "unknown")), one["id"]


def test_the_two_lines_are_told_apart(peerkit: Peerkit) -> None:
    _, item = app_fine(peerkit, "--platform", "signal", "--policy", "peer-run")
    assert "Privacy of the call: Locked end to end: yes, from the start." in item["evidence"]
    assert any(text.startswith("Allowed for health information: No BAA") for text in item["evidence"])


def test_old_names_are_resolved_and_the_function_follows_the_app(peerkit: Peerkit) -> None:
    report, _ = app_fine(peerkit, "--platform", "landline")
    assert (report["platform"], report["function"]) == ("phone-call", "call")
    report, _ = app_fine(peerkit, "--platform", "zoom-paid", "--people", "9")
    assert report["function"] == "video-group"
    report, _ = app_fine(peerkit, "--platform", "zoom-paid", "--function", "call")
    assert report["function"] == "call", "what was said holds"


def test_the_settings_count(peerkit: Peerkit) -> None:
    call = ("--platform", "zoom-paid", "--policy", "hipaa")
    _, before = app_fine(peerkit, *call)
    assert before["answer"] == "no"
    assert any("notes the day in the settings" in text for text in before["evidence"]), "what would change it"
    settings('approved_platforms: [zoom-paid]\nsigned_baas:\n  - {platform: zoom-paid, signed_on: "2026-01-15"}\n')
    _, after = app_fine(peerkit, *call)
    assert after["answer"] == "yes"
    assert not any("no list of apps" in text for text in after["evidence"])
    _, other = app_fine(peerkit, "--platform", "phone-call", "--policy", "hipaa")
    assert "not on your program's list" in other["evidence"][0]


def test_a_banned_app_is_a_no_in_every_setting(peerkit: Peerkit) -> None:
    settings("banned_platforms: [signal]\n")
    _, item = app_fine(peerkit, "--platform", "signal")
    assert (item["answer"], item["evidence"][0]) == ("no", item["evidence"][0])
    assert "Your program has ruled it out." in item["evidence"][0]


@pytest.mark.parametrize(("name", "code"), [("madeup", 4), ("zoom", 2)])
def test_a_name_that_is_none_or_several(peerkit: Peerkit, name: str, code: int) -> None:
    for words in (("ready", "--platform", name), ("checklist", "run", "pre-call", "--platform", name)):
        ended = peerkit(*words)
        assert (ended.code, ended.out) == (code, "")


def test_the_workday_list_tells_how_old_the_facts_are(peerkit: Peerkit) -> None:
    ended = peerkit("checklist", "run", "workday-start", "--no-save", "--format", "json")
    item = next(item for item in json.loads(ended.out)["items"] if item["id"] == "app-facts-fresh")
    assert item["answered_by"] == "machine"
    assert "days ago" in item["evidence"][0]


def test_what_a_peer_supporter_reads_is_plain(peerkit: Peerkit) -> None:
    for words in ("skype", "signal", "signal --policy peer-run", "phone-call", "jitsi-public --policy hipaa"):
        _, item = app_fine(peerkit, "--platform", *words.split())
        for text in item["evidence"]:
            if len(text.split()) >= 5 and "Microsoft" not in text:
                assert grade(text) <= CEILING + 1, text
