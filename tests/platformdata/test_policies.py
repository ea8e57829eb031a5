# ruff: noqa: E501, SIM300  # files in one line; sets read better this way round
"""Policies: what every one must say, and what an organisation may change."""

import pytest

from peerkit.errors import BadData, NotFound
from peerkit.model.policy import PlatformVerdict
from peerkit.platformdata import load_catalogue
from peerkit.policies import check_policy_file, load_policy, policy_names

CRITERIA = load_catalogue().criteria
ALWAYS = {
    "banned",
    "not-approved",
    "retired",
    "open-to-the-public",
    "who-may-host",
    "not-offered",
    "too-many-people",
    "too-short",
}
OWN = """\
schema: peerkit.policy/1
id: ours
extends: hipaa
title: Our clinic
gates:
  no-recording:
    rule: answer
    criterion: recording
    effects:
      anyone-may: {verdict: avoid, says: "Anyone can record."}
    why: Our board said so.
    source: board
weights:
  captions: {weight: 10, why: "Many of us cannot hear.", source: board}
sources:
  board: {title: "Minutes", url: "https://example.org/minutes", kind: research, accessed: "2026-11-20"}
"""


@pytest.fixture
def own(tmp_path):
    (tmp_path / "ours.yaml").write_text(OWN, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", policy_names())
def test_shipped_policies_give_reason_and_source_for_everything(name):
    policy = load_policy(name, CRITERIA)
    assert policy.title
    assert policy.summary
    assert policy.bounds_why
    for thing in (*policy.gates, *policy.floor, *policy.weights.values()):
        assert thing.why.endswith(".")
        source = policy.sources[thing.source]
        assert source.url.startswith("https://")
        assert source.accessed <= "2026-11-21"
    for gate in (*policy.gates, *policy.floor):
        assert all(effect.says.endswith((".", "}")) for effect in gate.effects.values())
    assert ALWAYS <= {gate.id for gate in policy.gates if gate.fixed}


@pytest.mark.parametrize("name", policy_names())
def test_every_criterion_that_earns_points_is_weighed(name):
    earning = {criterion.id for criterion in CRITERIA.values() if criterion.lowest is not None}
    assert set(load_policy(name, CRITERIA).weights) == earning


@pytest.mark.parametrize("name", policy_names())
def test_every_source_is_used(name):
    policy = load_policy(name, CRITERIA)
    used = {thing.source for thing in (*policy.gates, *policy.floor, *policy.weights.values())}
    inherited = load_policy(policy.extends, CRITERIA).sources if policy.extends else {}
    assert set(policy.sources) - set(inherited) - used <= {"own-judgement"}


def test_an_own_policy_extends_a_shipped_one(own):
    policy = load_policy("ours", CRITERIA, own)
    base = load_policy("hipaa", CRITERIA)
    assert policy.extends == "hipaa"
    assert policy.title == "Our clinic"
    assert policy.summary == base.summary
    assert policy.weights["captions"].weight == 10
    assert policy.weights["e2ee"] == base.weights["e2ee"]
    assert {gate.id for gate in policy.gates} == {gate.id for gate in base.gates} | {"no-recording"}
    assert "ours" in policy_names(own)
    assert check_policy_file(own / "ours.yaml", CRITERIA) == policy


def test_an_own_policy_may_carry_a_shipped_name(own):
    (own / "hipaa.yaml").write_text(OWN.replace("id: ours", "id: hipaa"), "utf-8")
    assert load_policy("hipaa", CRITERIA, own).title == "Our clinic"
    assert load_policy("hipaa", CRITERIA).title != "Our clinic"


def test_a_gate_of_a_shipped_policy_may_be_replaced(own):
    text = (
        OWN.replace("  no-recording:", "  no-baa:")
        .replace("criterion: recording", "criterion: baa")
        .replace("anyone-may:", "not-offered:")
    )
    (own / "ours.yaml").write_text(text, "utf-8")
    gates = {gate.id: gate for gate in load_policy("ours", CRITERIA, own).gates}
    assert list(gates["no-baa"].effects) == ["not-offered"]
    assert gates["no-baa"].effects["not-offered"].verdict is PlatformVerdict.AVOID


@pytest.mark.parametrize("gate", sorted(ALWAYS))
def test_no_file_can_change_what_holds_in_every_setting(own, gate):
    (own / "ours.yaml").write_text(OWN.replace("  no-recording:", f"  {gate}:"), "utf-8")
    with pytest.raises(BadData, match="holds in every setting"):
        load_policy("ours", CRITERIA, own)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: ours", "id: other", "expected 'ours', the name of the file"),
        ("extends: hipaa", "extends: nothing", "there is no shipped policy 'nothing' to extend"),
        ("extends: hipaa", "extends: always", "there is no shipped policy 'always' to extend"),
        ("rule: answer", "rule: ask", "expected one of"),
        ("    criterion: recording\n", "", "needs the key 'criterion'"),
        ("criterion: recording", "criterion: recordings", "did you mean 'recording'"),
        ("anyone-may: {", "anybody-may: {", "unknown key"),
        ("verdict: avoid", "verdict: good_fit", "expected one of"),
        ("    source: board\n", "    source: bored\n", "did you mean 'board'"),
        ("    why: Our board said so.\n", "", "the key 'why' is missing"),
        ("weight: 10", "weight: -1", "expected a number from 0"),
        ("captions: {weight", "caption: {weight", "there is no criterion 'caption'"),
        ("captions: {weight", "baa: {weight", "earn no points"),
        ("title: Our clinic", "titel: Our clinic", "unknown key"),
    ],
)
def test_mistakes_are_named_where_they_stand(own, old, new, expected):
    assert old in OWN
    (own / "ours.yaml").write_text(OWN.replace(old, new), "utf-8")
    with pytest.raises(BadData) as caught:
        load_policy("ours", CRITERIA, own)
    assert expected in caught.value.message
    assert f"{own / 'ours.yaml'}:" in caught.value.message


def test_bounds_must_leave_room_between_them(own):
    (own / "ours.yaml").write_text(
        OWN + "bounds: {good_from: 40, avoid_below: 40, why: Because., source: board}\n", "utf-8"
    )
    with pytest.raises(BadData, match="expected less than good_from"):
        load_policy("ours", CRITERIA, own)


def test_a_policy_of_ones_own_needs_something_that_counts(own):
    alone = (
        OWN.replace("extends: hipaa\n", "")
        .replace("weight: 10", "weight: 0")
        .replace(
            "title: Our clinic",
            "title: Our clinic\nsummary: Ours.\nfloor: {}\nbounds: {good_from: 60, avoid_below: 40, why: Because., source: board}",
        )
    )
    (own / "ours.yaml").write_text(alone, "utf-8")
    with pytest.raises(BadData, match="at least one criterion must count"):
        load_policy("ours", CRITERIA, own)
    (own / "ours.yaml").write_text(alone.replace("weight: 0", "weight: 1"), "utf-8")
    policy = load_policy("ours", CRITERIA, own)
    assert {gate.id for gate in policy.gates} == ALWAYS | {"no-recording"}
    assert (policy.good_from, policy.avoid_below) == (60, 40)


def test_a_name_nobody_knows():
    with pytest.raises(NotFound) as caught:
        load_policy("hippa", CRITERIA)
    assert "hipaa" in caught.value.hint
    with pytest.raises(NotFound):
        load_policy("always", CRITERIA)
