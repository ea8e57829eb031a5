"""The audit's documents against the schemas that are shipped, and the contract of their keys."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import peerkit
from peerkit.audit.checks import all_checks
from peerkit.audit.difference import difference
from peerkit.render.audit_diff import render_difference_json
from peerkit.render.audit_json import render_audit_json
from peerkit.render.checks_page import render_checks_json
from tests.render.audit_report import DARK, FINE, NASTY, REPORT, hostile

SCHEMAS = Path(peerkit.__file__).parent / "schemas"
DOCUMENTS = {
    "audit": render_audit_json(REPORT),
    "audit-diff": render_difference_json(difference(REPORT, DARK)),
    "checks": render_checks_json(all_checks().values()),
}


def validator(kind: str) -> Any:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_document_fits_its_schema(kind: str) -> None:
    document = json.loads(DOCUMENTS[kind])
    assert document["schema"] == f"peerkit.{kind}/1"
    validator(kind).validate(document)


def objects(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for entry in node for found in objects(entry)]
    if isinstance(node, dict):
        return [node, *(found for entry in node.values() for found in objects(entry))]
    return []


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_key_is_needed_and_none_is_added(kind: str) -> None:
    whole = json.loads(DOCUMENTS[kind])
    valid = validator(kind)
    for place in range(len(objects(whole))):
        added = deepcopy(whole)
        objects(added)[place]["stranger"] = 1
        assert not valid.is_valid(added)
        for key in objects(whole)[place]:
            missing = deepcopy(whole)
            del objects(missing)[place][key]
            assert not valid.is_valid(missing), key
        if place > 40:
            break


def test_the_contract_of_an_audit() -> None:
    document = json.loads(DOCUMENTS["audit"])
    assert set(document) == {"schema", "peerkit", "made_at", "machine", "findings", "summary"}
    assert document["findings"][0] == {
        "check": "disk-encrypted", "family": "device", "subject": "", "status": "fail", "severity": "high",
        "message": "The disk is not encrypted.", "evidence": ["ext4 on /dev/sda2 (/proc/mounts)"],
        "remedy": ["Ask IT for help.", "Install again with encryption."],
        "references": [
            {"title": "A rule about disks", "url": "https://example.org/disk?a=1&b=2", "accessed": "2026-11-20"}
        ],
    }  # fmt: skip
    assert document["summary"] == {
        "pass": 1, "fail": 2, "unknown": 1, "not_applicable": 1, "error": 1, "worst": "high",
    }  # fmt: skip
    assert json.loads(render_audit_json(FINE))["summary"]["worst"] is None


@pytest.mark.parametrize("name", NASTY)
def test_hostile_texts_stay_text(name: str) -> None:
    text = render_audit_json(hostile(name))
    assert all(char.isprintable() or char == "\n" for char in text)
    told = name.encode("utf-8", "replace").decode()
    assert {found["message"] for found in json.loads(text)["findings"]} == {told}
