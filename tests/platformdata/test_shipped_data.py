# ruff: noqa: E501  # lists of names
"""The facts that are shipped, held against the rules for facts. Nothing is skipped."""

import re
from collections import Counter

import pytest

from peerkit.datafile import load
from peerkit.model.function import Function
from peerkit.model.platform import AnswerType, Sourced, SourceKind
from peerkit.platformdata import load_catalogue
from peerkit.platformdata.reading import read_whole
from peerkit.platformdata.store import SHIPPED
from tests.reading_level import grade

REAL = load_catalogue()
PLATFORMS = list(REAL.platforms.values())
RUNNING = [platform for platform in PLATFORMS if platform.running]
QUESTIONS = {"baa", "account", "cost", "download", "equipment", "connect"}
FIXED_IDS = {
    "zoom-free", "zoom-paid", "meet-personal", "meet-workspace", "teams-free", "teams-microsoft365", "jitsi-public",
    "jitsi-self-hosted", "signal", "whatsapp", "facetime", "skype", "hangouts", "gotomeeting", "webex", "tiktok", "twitch",
    "facebook-live", "facebook-groups", "houseparty", "discord", "doxy-me", "phone-call", "sms", "email",
}  # fmt: skip
# Every name the old guides use must lead to an entry.
OLD_NAMES = (
    "zoom", "skype", "hangouts", "google-hangouts", "gotomeeting", "msn", "twitter", "ning", "habbo-hotel", "thesite",
    "jitsi", "facebook-live", "tiktok", "twitch", "houseparty", "whatsapp", "facetime", "signal", "google-maps",
)  # fmt: skip


def everything_said(platform):
    for name, by_function in platform.answers.items():
        for said in by_function.values():
            yield name, said
            for conflict in said.conflicts:
                yield f"{name} (conflict)", conflict
    for said in (*platform.lost_with_e2ee, *platform.not_covered, *platform.history, *platform.facts.values()):
        yield "statement", said
    for step in platform.harden:
        yield "harden", step.said


def test_the_whole_file_is_sound():
    assert read_whole(load(SHIPPED, SHIPPED.name))


def test_there_are_enough_and_all_that_were_promised():
    assert len(PLATFORMS) >= 45
    assert set(REAL.platforms) >= FIXED_IDS


@pytest.mark.parametrize("name", OLD_NAMES)
def test_old_names_lead_somewhere(name):
    assert REAL.find(name) is not None


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_everything_said_has_its_evidence(platform):
    for name, said in everything_said(platform):
        assert isinstance(said, Sourced)
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", said.as_of), (name, said)
        if said.known:
            assert said.confidence is not None, (name, said)
            assert said.source in REAL.sources, (name, said)
        else:
            assert (said.confidence, said.source) == (None, ""), (name, said)


@pytest.mark.parametrize("platform", RUNNING, ids=lambda platform: platform.id)
def test_every_running_platform_answers_everything(platform):
    assert set(platform.answers) == set(REAL.criteria)
    assert set(platform.facts) == QUESTIONS
    for function in platform.functions:
        for name in REAL.criteria:
            assert platform.answer(name, function) is not None, (name, function)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_words_people_read_are_kind_to_read(platform):
    texts = [platform.summary, *platform.good_for, *platform.not_for, *platform.needs]
    texts += [said.note for _, said in everything_said(platform) if said.note]
    texts += [str(said.value) for name, said in everything_said(platform) if name in ("statement", "harden")]
    for text in texts:
        assert not re.search(r"\b(users?|clients?|patients?)\b", text, re.IGNORECASE), text
        assert "HIPAA compliant" not in text, text
        assert text.isprintable(), text


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_the_retired_say_when_and_the_running_do_not(platform):
    status = platform.answer("status", Function.CALL).value
    assert (status == "retired") == bool(platform.ended) or status == "renamed"
    assert all(name in REAL.platforms for name in platform.replaced_by)


@pytest.mark.parametrize("platform", RUNNING, ids=lambda platform: platform.id)
def test_what_end_to_end_takes_away_is_told_where_it_can_be_turned_on(platform):
    if platform.lost_with_e2ee:
        said = platform.answers["e2ee"].values()
        modes = {answer.value for answer in said}
        # A mode that only a dearer plan has is told in the note.
        assert modes & {"optional", "default-on", "disputed"} or any("stricter mode" in answer.note for answer in said)


def test_hardening_says_who_and_where():
    steps = [step for platform in PLATFORMS for step in platform.harden]
    assert len(steps) > 100
    assert {step.who for step in steps} == {"host", "participant"}
    assert all(step.where and step.set_to for step in steps)


@pytest.mark.parametrize("criterion", REAL.criteria.values(), ids=lambda criterion: criterion.id)
def test_criteria_have_a_word_for_every_answer_given(criterion):
    assert criterion.question.endswith("?")
    assert criterion.max_age_days <= 730
    used = Counter(
        word
        for platform in PLATFORMS
        for said in platform.answers.get(criterion.id, {}).values()
        for word in (said.value if isinstance(said.value, tuple) else (said.value,))
    )
    assert used
    if criterion.type in (AnswerType.NUMBER, AnswerType.MONEY):
        assert criterion.lowest is None
    assert all(criterion.wording(said.value) for p in PLATFORMS for said in p.answers.get(criterion.id, {}).values())


def test_age_limits_follow_the_rule():
    limits = {name: criterion.max_age_days for name, criterion in REAL.criteria.items()}
    assert limits["status"] <= 92
    for name in ("e2ee", "baa", "price", "max-people", "max-minutes"):
        assert limits[name] <= 183, name


@pytest.mark.parametrize("source", REAL.sources.values(), ids=lambda source: source.id)
def test_sources_are_web_pages_without_tracking(source):
    if source.kind is SourceKind.MEMORY:
        assert not source.url
        return
    assert re.fullmatch(r"https?://[^\s\"'<>]+", source.url)
    assert not re.search(r"[?&](utm_|fbclid|gclid)", source.url)
    assert source.accessed <= "2026-11-21"


def test_the_newest_day_is_known():
    assert "2026-01-01" < REAL.newest <= "2026-11-21"


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_what_it_is_and_the_six_answers_are_plain(platform):
    """Names of laws, makers and papers cost a grade that no other words give back."""
    told = [platform.summary, *(str(fact.value) for fact in (platform.facts or {}).values())]
    assert [text for text in told if grade(text) > 9.3] == []
