"""Every shipped document: its words, its blanks, what it never says; and how one is filled in."""

from __future__ import annotations

import json
import re
from datetime import time
from pathlib import Path

import jsonschema
import pytest

import peerkit
from peerkit.datafile import parse
from peerkit.documents import BLANK, SHIPPED, _template, document_names, load_template
from peerkit.documents.filling import fill, from_settings, marks_left, read_given
from peerkit.errors import BadData, NotFound, WrongUsage
from peerkit.model.settings import Crisis, Settings, SignedBaa
from peerkit.practices import load_practices
from peerkit.render.document import (
    FILL_IN,
    render_document_html,
    render_document_json,
    render_document_markdown,
    render_document_text,
    render_documents_json,
)
from peerkit.render.paper import Paper
from tests.reading_level import CEILING, grade

NAMES = document_names()
# What a sheet that is handed on must not say: who sees it lying about learns nothing.
TELLING = re.compile(
    r"\b(recover\w*|health\w*|sober\w*|addict\w*|mental\w*|therap\w*|clinic\w*|peer\w*|drug\w*|alcohol\w*|medic\w*"
    r"|patient\w*|treatment|counsel\w*|12-step|relapse\w*|suicid\w*|PeerKit)\b",
    re.IGNORECASE,
)
NASTY = '<script>alert(1)</script> =cmd() \x1b[2J [red]**x** "quoted"'


def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        json.loads((Path(peerkit.__file__).parent / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    )


def empty(name):
    return fill(load_template(name), {}, {})


@pytest.mark.parametrize("name", NAMES)
def test_its_practices_exist_and_its_name_is_its_file(name):
    template = load_template(name)
    assert template.name == name
    assert set(template.practices) <= set(load_practices())


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_at_grade_eight_or_below(name):
    template = load_template(name)
    lines = [
        BLANK.sub(lambda match: template.blanks[match[1]].ask, text) for _, part in template.parts for _, text in part
    ]
    assert grade("\n".join(lines)) <= CEILING
    assert grade(template.about) <= CEILING


@pytest.mark.parametrize("name", [name for name in NAMES if load_template(name).shared])
def test_what_is_handed_on_tells_nothing(name):
    page = render_document_html(empty(name))
    assert TELLING.findall(page) == []
    assert TELLING.findall(name) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_format_flags_every_needed_blank(name):
    document = empty(name)
    assert document.unfinished, "a document without anything to fill in is no template"
    texts = [
        render_document_text(document, Paper(2000)), render_document_markdown(document), render_document_html(document),
    ]  # fmt: skip
    for blank in document.unfinished:
        for text in texts:
            assert f"{FILL_IN}: {blank.ask.split(':')[0][:20]}" in " ".join(
                text.replace("&#x27;", "'").replace("\\", "").split()
            )


@pytest.mark.parametrize("name", NAMES)
def test_its_json_fits_the_schema(name):
    told = json.loads(render_document_json(empty(name)))
    schema("document").validate(told)
    assert told["finished"] is False


def test_the_list_fits_its_schema():
    told = json.loads(render_documents_json([load_template(name) for name in NAMES]))
    schema("documents").validate(told)
    assert len(told["documents"]) == len(NAMES) >= 13


def test_filled_in_from_settings_and_by_hand():
    settings = Settings(
        organisation="Hope House",
        work_hours={0: ((time(9), time(12)), (time(13), time(17))), 1: ((time(9), time(12)), (time(13), time(17)))},
        crisis=Crisis(local_emergency="112", supervisor="Sam, 555 0100"),
        approved_platforms=frozenset({"signal", "zoom-paid"}),
        signed_baas=(SignedBaa("zoom-paid", "2026-01-01"),),
    )
    known = from_settings(settings, {"signal": "Signal", "zoom-paid": "Zoom, paid"})
    document = fill(load_template("technology-guideline"), known, {"day": "  1 May\n2026 "})
    text = render_document_text(document, Paper(400))
    assert "apps at Hope House." in text
    assert "You may use: Signal, Zoom, paid." in text
    assert "Agreed on 1 May 2026." in text
    assert "Our hours: Monday, Tuesday 09:00 to 12:00 and 13:00 to 17:00." in text
    assert {blank.id for blank in document.unfinished} == {"next", "rules", "privacy", "help", "lost"}


def test_what_is_given_comes_before_the_settings():
    template = load_template("crisis-plan")
    assert fill(template, {"supervisor": "Sam"}, {"supervisor": "Kim"}).values["supervisor"] == "Kim"
    assert fill(template, {"supervisor": "Sam"}, {"supervisor": " "}).values["supervisor"] == "Sam"


def test_a_finished_document_has_no_mark_left(tmp_path):
    template = load_template("crisis-plan")
    document = fill(template, {}, dict.fromkeys(template.blanks, "known"))
    path = tmp_path / "plan.md"
    path.write_text(render_document_markdown(document), "utf-8")
    assert (document.left, marks_left(path, {FILL_IN})) == ((), [])
    path.write_text(render_document_markdown(fill(template, {}, {"day": "today"})), "utf-8")
    assert len(marks_left(path, {FILL_IN})) > 10


def test_hostile_text_stays_text():
    document = fill(load_template("invitation"), {}, {"yours": NASTY})
    assert "<script" not in render_document_html(document)
    assert "\x1b" not in render_document_text(document, Paper(80)) + render_document_markdown(document)
    assert r"\*\*x\*\*" in render_document_markdown(document)


def test_a_stranger_among_the_blanks_is_named():
    with pytest.raises(WrongUsage, match="no blank named shoe"):
        fill(load_template("invitation"), {}, {"shoe": "x"})
    with pytest.raises(WrongUsage, match="NAME=TEXT"):
        read_given(["shoe"], None)
    with pytest.raises(WrongUsage, match="longer than 500"):
        fill(load_template("invitation"), {}, {"yours": "x" * 501})
    with pytest.raises(NotFound, match="There is no document named shoe"):
        load_template("shoe")


def test_answers_from_a_file_and_pairs_over_them(tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text('yours: Ada\nmine: "Bo"\n', "utf-8")
    assert read_given(["mine=Cy=D"], file) == {"yours": "Ada", "mine": "Cy=D"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (("{yours}", "{theirs}"), "there is no blank named 'theirs'"),
        (("must: true", "most: true"), "unknown key"),
        (("blanks:\n", "blanks:\n  idle: {ask: nothing}\n"), "no line uses the blank 'idle'"),
    ],
)
def test_a_mistake_in_a_template_is_named(change, wrong):
    text = (SHIPPED / "en" / "invitation.yaml").read_text("utf-8").replace(*change)
    with pytest.raises(BadData, match=wrong):
        _template(parse(text, "invitation.yaml"))
