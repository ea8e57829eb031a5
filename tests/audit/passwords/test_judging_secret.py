"""Planted secrets turn up nowhere: not in the fact, its JSON, a finding, a log, an exception or a pickle."""

from __future__ import annotations

import json
import logging
import pickle
from dataclasses import asdict

import pytest

from peerkit.audit.checks import all_checks
from peerkit.audit.passwords import guessing, nearness
from peerkit.audit.passwords.engines import Engine
from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.judging import judge
from peerkit.audit.passwords.personal import personal_words
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.runner import Facts
from peerkit.audit.runner import judge as run
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Unknown
from peerkit.model.facts_passwords import PasswordsSeen, Purpose
from peerkit.model.settings import PersonalDetails

# Weak, near, personal, long, short, complex, with marks, and one that stands in its own label.
CANARIES = [
    "kestrelpass1", "Kestrelpass2", "kestrel14021987", "kestrel-otter-wren-finch", "KestrL7", "K3str3l{[<(&#!|/%+$@)",
    "kestrel\x1b[31m", "kestrel kestrel kestrel", "kestrel" * 30, "kestrel|title", "kestrel<user>", "kestrel\nline",
]  # fmt: skip
PIECES = ("kestr", "KestrL", "K3str")
ANA = personal_words(PersonalDetails(names=("Kestrel",), birthdays=("1987-02-14",)), "Kestrel House")


class Nothing:
    def get(self, need: type[Fact]) -> Unknown:
        return Unknown("not asked")


def collection() -> Collection:
    entries = [Entry(secret=Secret(text), title=f"t{n}", user="ana") for n, text in enumerate(CANARIES)]
    entries += [Entry(secret=Secret(text), title=text, site=f"see {text}", user=text) for text in CANARIES]
    entries.append(Entry(secret=Secret(CANARIES[0]), title="wifi", purpose=Purpose.WIFI))
    entries.append(Entry(secret=Secret(CANARIES[0]), title="login", purpose=Purpose.LOGIN))
    return Collection(kind="Bitwarden, JSON", entries=tuple(entries))


def leaked(text: str) -> list[str]:
    return [piece for piece in PIECES if piece.lower() in text.lower()]


@pytest.mark.parametrize("engine", [Engine.REFERENCE, Engine.FAST])
def test_the_fact_and_every_finding_are_clean(
    engine: Engine, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    given = collection()
    held = f"{given.entries[0]!r}{given.entries[0].secret}{ANA!r}"
    fact = judge([given], ANA, engine=engine)
    findings = [
        finding
        for check in all_checks().values()
        if PasswordsSeen in check.needs.values()
        for finding in run(check, Facts(Nothing(), [fact]), OS.LINUX)
    ]
    assert len({finding.check for finding in findings}) > 7
    assert not [finding for finding in findings if finding.status.value == "error"]
    out, err = capfd.readouterr()
    document = json.dumps(asdict(fact), default=str)
    whole = f"{held}{fact!r}{document}{findings!r}{out}{err}{caplog.text}{pickle.dumps(fact)!r}"
    assert leaked(whole) == []


def test_a_crash_says_nothing_of_what_it_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    given = collection()
    monkeypatch.setattr(nearness, "near_groups", lambda secrets: {}[secrets[0]])
    with pytest.raises(KeyError) as caught:
        judge([given], ANA, engine=Engine.REFERENCE)
    assert leaked(f"{caught.value!r}{caught.value}") == []
    assert not any(entry.secret for entry in given.entries)


def test_the_library_keeps_no_word_about_the_owner() -> None:
    judge([collection()], ANA, engine=Engine.REFERENCE)
    from zxcvbn.matching import RANKED_DICTIONARIES

    assert "user_inputs" not in RANKED_DICTIONARIES
    assert not leaked(" ".join(name for name in RANKED_DICTIONARIES))
    assert guessing.estimate("kestrelpass1").score is not None, "it still works after that"


def test_a_secret_is_neither_pickled_nor_shown() -> None:
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(collection().entries[0])
