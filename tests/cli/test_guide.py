"""``peerkit guide`` and ``platforms compare --modality`` as people call them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from peerkit.cli import app
from peerkit.guide import loader
from peerkit.guide.loader import load_guide, page_mark
from peerkit.model.guide import Shelf
from peerkit.model.speech import Speech, speak
from peerkit.settings import settings_path
from tests.cli.conftest import Peerkit
from tests.cli.test_documents import checked, closed, schema


def test_a_question_is_answered(peerkit: Peerkit) -> None:
    ended = peerkit("guide", "ask", "do I need an account for zoom")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Do I need an account for Zoom?")
    assert "peerkit platforms show zoom-free" in ended.out
    assert peerkit("guide", "ask", "do", "I", "need", "an", "account", "for", "zoom").out == ended.out


def test_no_answer_is_said(peerkit: Peerkit) -> None:
    ended = peerkit("guide", "ask", "qqqq zzzz")
    assert ended.code == 3
    assert "PeerKit found no page for that." in ended.out


def test_a_hostile_question_does_no_harm(peerkit: Peerkit) -> None:
    ended = peerkit("guide", "ask", "\x1b[2J zoom \u202e cost <script>", "--format", "json")
    document = checked(ended.out, "guide")
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out
    assert document["pages"][0]["id"].startswith("zoom-")


def test_danger_shows_the_card_of_this_account(peerkit: Peerkit) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('schema: peerkit.settings/1\ncrisis:\n  supervisor: "Ada, 555-0100"\n')
    ended = peerkit("guide", "ask", "she wants to die")
    assert ended.out.startswith("Is someone in danger right now?")
    assert "Ada, 555-0100" in ended.out
    assert "Ada, 555-0100" in peerkit("guide", "wrong", "dropped", "call", "in", "a", "crisis").out


def test_broken_settings_do_not_stand_in_the_way_of_help(peerkit: Peerkit) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("nonsense: [")
    ended = peerkit("guide", "wrong", "dropped-in-crisis")
    assert ended.code == 0
    assert "988" in ended.out
    assert "the general crisis card is shown" in ended.err


@pytest.mark.parametrize("shelf", ["wrong", "words", "modalities", "skills", "activities", "links"])
def test_a_shelf_and_one_of_its_pages(peerkit: Peerkit, shelf: str) -> None:
    pages = load_guide().shelf(Shelf(shelf))
    listed = peerkit("guide", shelf)
    assert listed.code == 0
    assert all(page.title.split(" (")[0] in listed.out.replace("\n    ", " ") for page in pages)
    assert peerkit("guide", shelf, pages[-1].id).out.startswith(pages[-1].title[:30])


def test_the_icons_are_words(peerkit: Peerkit) -> None:
    out = peerkit("guide", "icons", "--plain").out
    assert "Microphone: turns your voice on or off." in out
    assert out.isascii()


def test_the_list_names_every_page(peerkit: Peerkit) -> None:
    out = peerkit("guide", "list").out
    assert all(f"{name}:" in out for name in load_guide().pages)
    assert "captive-portal" not in peerkit("guide", "list", "--shelf", "skills").out


def test_a_page_that_is_not_there(peerkit: Peerkit) -> None:
    ended = peerkit("guide", "show", "quantum")
    assert ended.code == 4
    assert "no page named 'quantum'" in ended.err


COMMANDS: list[tuple[str, tuple[str, ...]]] = [
    ("answer", ("ask", "is zoom free")),
    ("answer", ("ask", "he wants to die")),
    ("answer", ("ask", "qqqq zzzz")),
    ("page", ("show", "zoom-hipaa")),
    ("page", ("wrong", "lost-device")),
    ("page", ("modalities", "phone")),
    ("list", ("list",)),
    ("list", ("icons",)),
    ("list", ("links",)),
]


@pytest.mark.parametrize(("kind", "words"), COMMANDS)
def test_the_document(peerkit: Peerkit, kind: str, words: tuple[str, ...]) -> None:
    document: dict[str, Any] = checked(peerkit("guide", *words, "--format", "json").out, "guide")
    assert document["kind"] == kind
    in_crisis = {"person-in-crisis", "dropped-in-crisis"} & {page["id"] for page in document["pages"]}
    assert (document["crisis"] is not None) is bool(document["danger"] or in_crisis)


def test_the_schema_lets_nothing_else_in() -> None:
    assert closed(schema("guide"))


def test_ways_of_meeting_side_by_side(peerkit: Peerkit) -> None:
    ended = peerkit("platforms", "compare", "--modality", "phone", "in-person")
    assert (ended.code, ended.err) == (0, "")
    assert "Who found what, and for whom" in ended.out
    document = checked(peerkit("platforms", "compare", "--modality", "phone", "forum", "--format", "json").out, "guide")
    assert [page["id"] for page in document["pages"]] == ["phone", "forum"]
    assert peerkit("platforms", "compare", "--modality", "phone", "--format", "csv").out.startswith("side,id,phone")
    assert peerkit("platforms", "compare", "--modality", "phone", "--format", "md").out.startswith("# ")


def test_ways_of_meeting_are_not_judged(peerkit: Peerkit) -> None:
    assert peerkit("platforms", "compare", "--modality", "phone", "--policy", "hipaa").code == 2
    assert peerkit("platforms", "compare", "--modality", "carrier-pigeon").code == 4


def test_another_language_is_a_folder_of_files(
    peerkit: Peerkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = load_guide()
    baa, hipaa = english.pages["baa"], english.pages["hipaa"]
    folder = tmp_path / "xx"
    folder.mkdir()
    for name in ("frame", "search"):
        text = (loader.FOLDER / "en" / f"{name}.yaml").read_text("utf-8")
        (folder / f"{name}.yaml").write_text(text.replace("language: en", "language: xx"))
    (folder / "words.yaml").write_text(
        "schema: peerkit.guide-texts/1\ntopic: Xwords\npages:\n"
        f'  baa: {{of: "{page_mark(baa)}", title: Xbaa, text: [Xtext.]}}\n'
        '  hipaa: {of: "00000000", title: Xhipaa, text: [Xold.]}\n'
    )
    (tmp_path / "en").symlink_to(loader.FOLDER / "en")
    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    speak(Speech("xx"))
    try:
        found = load_guide()
    finally:
        speak(Speech())
    assert (found.pages["baa"].title, found.pages["baa"].practices) == ("Xbaa", baa.practices)
    assert found.pages["hipaa"] == hipaa, "made from an older English, so English is said"
    assert found.frame.language == "xx"


def typed() -> list[str]:
    """Every command a page names, in its list or between back-quotes."""
    pages = load_guide().pages.values()
    quoted = [found for page in pages for text in [*page.text, *sum(page.parts.values(), ())]
              for found in re.findall(r"`(peerkit [^`]*)`", text)]  # fmt: skip
    return sorted({*quoted, *(command for page in pages for command in page.commands)})


@pytest.mark.parametrize("line", typed())
def test_a_command_that_a_page_names_exists(line: str) -> None:
    command: Any = get_command(app)
    context = command.context_class(command, info_name="peerkit")
    _, *words = line.split()
    while words and hasattr(command, "get_command"):
        command = command.get_command(context, words.pop(0))
        assert command is not None, line
    options = {name for param in command.params for name in param.opts}
    assert {word for word in words if word.startswith("--")} <= options | {"--plain"}


def test_a_service_without_a_page_of_its_own_is_named_first(peerkit: Peerkit) -> None:
    out = peerkit("guide", "ask", "does webex have a baa").out
    assert out.startswith("All that is known of webex: peerkit platforms show webex")
    assert not peerkit("guide", "ask", "is zoom free").out.startswith("All that is known")
