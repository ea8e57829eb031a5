import json
from itertools import product
from pathlib import Path

import jsonschema
import pytest

import peerkit
from peerkit.model.function import Function
from peerkit.model.policy import Overlay
from peerkit.policies import load_policy, policy_names
from peerkit.render.platforms_json import platforms_document, render_platforms_json
from peerkit.scoring.judging import judge
from tests.depth import depth
from tests.scoring.made_up import REAL, case, catalogue, platform, said

SCHEMA = json.loads((Path(peerkit.__file__).parent / "schemas" / "platforms.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


def document(names, asked, things=REAL):
    return platforms_document([judge(things, things.platforms[name], asked) for name in names], things, asked)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


PAIRS = list(product(policy_names(), Function))


# Every policy, each with another function, in the short form; every pair in the long one.
@pytest.mark.fuzz
@pytest.mark.parametrize(("policy", "function"), PAIRS[:: depth(7, 1)])
def test_every_platform_fits_the_schema(policy, function):
    asked = case(load_policy(policy, REAL.criteria), function, people=12, minutes=60)
    text = render_platforms_json([judge(REAL, one, asked) for one in REAL.platforms.values()], REAL, asked)
    VALID.validate(json.loads(text))


def test_the_contract():
    asked = case(load_policy("hipaa", REAL.criteria))
    found = document(["zoom-free", "signal", "skype"], asked)
    assert (found["schema"], found["policy"], found["function"]) == ("peerkit.platforms/1", "hipaa", "video-1to1")
    zoom, signal, skype = found["platforms"]
    assert [one["verdict"] for one in (zoom, signal, skype)] == ["cannot_use"] * 3
    assert signal["privacy"]["score"]["low"] > zoom["privacy"]["score"]["high"]
    assert signal["allowed"]["value"] == "no"
    assert skype["score"] is None
    assert [gate["id"] for gate in signal["gates"]] == ["no-baa"]
    row = next(row for row in signal["criteria"] if row["id"] == "e2ee")
    assert (row["answer"], row["points"]) == ("default-on", {"low": 1.0, "high": 1.0})
    assert row["confidence"] in ("high", "medium")
    assert row["source"]["url"].startswith("https://")
    assert "not legal advice" in found["guidance"]


def test_unknown_is_never_dropped():
    [one] = document(["app"], case(), catalogue(platform(lock="unknown")))["platforms"]
    row = next(row for row in one["criteria"] if row["id"] == "lock")
    assert (row["answer"], row["points"], row["confidence"], row["source"]) == (
        "unknown",
        {"low": 0, "high": 1},
        None,
        None,
    )
    assert one["score"]["low"] < one["score"]["high"]


def test_stale_and_conflicts_are_shown():
    things = catalogue(platform(lock=said("full", "none", as_of="2025-01-01")))
    [one] = document(["app"], case(), things)["platforms"]
    row = next(row for row in one["criteria"] if row["id"] == "lock")
    assert row["stale"] is True
    assert [other["answer"] for other in row["conflicts"]] == ["none"]


def test_hostile_names_stay_data():
    bad = "\x1b[2J[red]<script>=cmd()\ud800"
    app = platform()._replace(name=bad)
    text = render_platforms_json([judge(catalogue(app), app, case())], catalogue(app), case())
    assert "\x1b" not in text
    VALID.validate(json.loads(text))


def test_a_signed_baa_shows():
    asked = case(load_policy("hipaa", REAL.criteria), overlay=Overlay(signed={"zoom-paid": "2026-01-15"}))
    [zoom] = document(["zoom-paid"], asked)["platforms"]
    assert zoom["allowed"]["value"] == "yes"
    assert zoom["verdict"] == "good_fit"
