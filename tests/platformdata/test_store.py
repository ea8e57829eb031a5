"""The form that opens fast: equal to the YAML, and never in its way."""

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.errors import BadData
from peerkit.platformdata.loader import compile_shipped, load_shipped
from peerkit.platformdata.store import COMPILED, SHIPPED, open_lines
from tests.platformdata.small import SMALL, spoiled


@pytest.fixture
def files(tmp_path):
    yaml, compiled = tmp_path / "platforms.yaml", tmp_path / "platforms.jsonl"
    yaml.write_text(SMALL, "utf-8")
    compiled.write_text(compile_shipped(yaml), "utf-8")
    return yaml, compiled


def same(one, other):
    assert dict(one.platforms) == dict(other.platforms)
    assert dict(one.sources) == dict(other.sources)
    assert (one.criteria, one.functions, one.modalities, one.strengths, one.names, one.newest) == (
        other.criteria, other.functions, other.modalities, other.strengths, other.names, other.newest,
    )  # fmt: skip


def test_what_is_shipped_was_made_from_the_yaml_that_is_shipped():
    assert COMPILED.read_text("utf-8") == compile_shipped(), "run: make docs"


def test_both_ways_give_the_same_catalogue(tmp_path):
    same(load_shipped(), load_shipped(compiled=tmp_path / "none"))


def test_the_lines_are_used(files, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert load_shipped(*files).platforms["app-free"].name == "App (free)"


def test_an_edited_yaml_is_read_at_once(files):
    yaml, compiled = files
    yaml.write_text(spoiled("name: App (free)", "name: App (Free)"), "utf-8")
    assert load_shipped(yaml, compiled).platforms["app-free"].name == "App (Free)"


def test_a_mistake_in_an_edited_yaml_is_told(files):
    yaml, compiled = files
    yaml.write_text(spoiled("kind: video\n    aliases", "kind: radio\n    aliases"), "utf-8")
    with pytest.raises(BadData, match=r"platforms\.yaml:\d+:\d+: platforms\.app-free\.kind"):
        load_shipped(yaml, compiled)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"{}",
        b"null\n",
        b"[1]\n",
        b"\xff\xfe",
        b'{"made_from": [0, 0]}\n',
        b"[" * 100_000,
        b'{"platforms": 3}\n',
    ],
)
def test_broken_lines_are_set_aside(files, content):
    yaml, compiled = files
    compiled.write_bytes(content)
    assert load_shipped(yaml, compiled).platforms["app-free"].name == "App (free)"


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_cut_lines_never_give_a_part_of_the_catalogue(data):
    raw = SHIPPED.read_bytes()
    text = COMPILED.read_text("utf-8")
    cut = data.draw(st.integers(0, len(text) - 1))
    assert open_lines(text[:cut], raw) is None


def test_only_the_entries_asked_for_are_built(files):
    found = load_shipped(*files)
    assert found.platforms._built == {}
    assert "app-old" in found.platforms
    assert len(found.platforms) == 2
    assert found.platforms["app-free"] is found.platforms["app-free"]
    assert list(found.platforms._built) == ["app-free"]


def test_json_is_all_there_is_in_it():
    for line in COMPILED.read_text("utf-8").splitlines():
        assert isinstance(json.loads(line), dict)


def test_answers_come_by_function(files):
    from peerkit.model.function import Function

    app = load_shipped(*files).platforms["app-free"]
    assert app.answer("e2ee", Function.VIDEO_1TO1).value == "default-on"
    assert app.answer("e2ee", Function.VIDEO_GROUP).value == "unknown"
    assert app.answer("e2ee", Function.CALL) is None
    assert app.answer("door", Function.CALL).value == ("room", "code")
    assert app.answer("max-people", Function.VIDEO_1TO1).conflicts[0].value == 50
    assert app.running
    assert not load_shipped(*files).platforms["app-old"].running
