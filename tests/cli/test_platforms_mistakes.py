"""What ``peerkit platforms`` says of names, files and settings that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.platformdata import load_catalogue
from peerkit.platformdata.names import family
from tests.cli.conftest import Peerkit
from tests.cli.platform_files import EVIL, own_platforms, settings, valid


def test_an_unknown_app(peerkit: Peerkit) -> None:
    ended = peerkit("platforms", "show", "zom-free")
    assert (ended.code, ended.out) == (4, "")
    assert "Did you mean zoom-free" in ended.err
    for question in ("Is it still running?", "Will the company sign the HIPAA contract called a BAA?"):
        assert question in ended.err
    assert "the company's own help, privacy and price pages" in ended.err
    assert "peerkit platforms template NAME" in ended.err


@pytest.mark.parametrize(
    "words",
    ["explain madeup", "compare signal madeup", "harden madeup", "recommend --likes madeup", "scenario run madeup"],
)
def test_an_unknown_name_could_not_run(peerkit: Peerkit, words: str) -> None:
    ended = peerkit("platforms", *words.split())
    assert (ended.code, ended.out) == (4, "")
    assert "madeup" in ended.err


def test_an_evil_name_is_shown_harmlessly(peerkit: Peerkit) -> None:
    for words in ("show", "explain"):
        ended = peerkit("platforms", words, EVIL)
        assert ended.code == 4
        assert "\x1b" not in ended.err
        assert "\u202e" not in ended.err


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("zoom", {"zoom-free", "zoom-paid", "zoom-healthcare"}),
        ("Microsoft Teams", {"teams-free", "teams-microsoft365"}),
        ("google-meet", {"meet-personal", "meet-workspace"}),
        ("facebook", {"facebook-live", "facebook-groups", "messenger"}),
    ],
)
def test_a_family_name_asks_which(peerkit: Peerkit, name: str, choices: set[str]) -> None:
    ended = peerkit("platforms", "show", name)
    assert (ended.code, ended.out) == (2, "")
    assert choices <= set(ended.err.replace("(", " ").replace(",", " ").split())


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("phone", "phone-call"), ("Zoom_Paid", "zoom-paid"), ("duo", "meet-personal"), ("twitter", "x"),
        ("skype", "skype"), ("webex", "webex"),
    ],
)  # fmt: skip
def test_old_names_and_spellings_are_understood(peerkit: Peerkit, name: str, meant: str) -> None:
    assert valid(peerkit("platforms", "show", name, "--format", "json").out)["id"] == meant


def test_every_id_means_itself() -> None:
    catalogue = load_catalogue()
    assert {name: family(catalogue, name) for name in catalogue.platforms} == {
        name: (name,) for name in catalogue.platforms
    }


@pytest.mark.parametrize(
    "words",
    ["rank --policy hippa", "explain signal --policy always", "ready --policy hippa", "recommend --their-device fax",
     "compare signal --format yaml", "rank --function dance", "rank --people 1", "compare", "page"],
)  # fmt: skip
def test_wrong_usage(peerkit: Peerkit, words: str) -> None:
    call = words.split()
    ended = peerkit(*(call if call[0] == "ready" else ("platforms", *call)))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


def test_nothing_fits_and_what_would_help(peerkit: Peerkit) -> None:
    call = ("platforms", "recommend", "--policy", "hipaa", "--function", "broadcast", "--captions")
    ended = peerkit(*call)
    assert (ended.code, ended.err) == (3, "")
    assert "Nothing fits all of this. That is about the apps, not about the person." in ended.out
    assert "Without --function: " in ended.out
    document = valid(peerkit(*call, "--format", "json").out)
    assert document["suggestions"] == []
    assert "phone-call" in document["would_fit_without"]["--function"]


def test_what_they_like_is_always_answered_for(peerkit: Peerkit) -> None:
    shown = peerkit("platforms", "recommend", "--policy", "hipaa", "--likes", "whatsapp").out
    assert "WhatsApp, a rule stops it: No BAA is offered for it" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("line", "place", "says"),
    [
        ("banned_platforms: [tiktok, zom-free]", ":2:28: banned_platforms[2]:", "did you mean zoom-free"),
        ("approved_platforms:\n  - zoom\n", ":3:5: approved_platforms[1]:", "say which: zoom-free"),
        ('signed_baas:\n  - {signed_on: "2026-01-15", platform: zoompaid}', ":3:41: signed_baas[1].platform:", "-paid"),
    ],
)  # fmt: skip
def test_settings_that_name_an_unknown_app(peerkit: Peerkit, line: str, place: str, says: str) -> None:
    path = settings(line)
    for words in ("platforms list", "ready --platform signal"):
        ended = peerkit(*words.split())
        assert (ended.code, ended.out) == (4, "")
        assert f"{path}{place}" in ended.err
        assert says in ended.err


def test_settings_are_not_asked_about_apps_where_none_matters(peerkit: Peerkit) -> None:
    settings("banned_platforms: [zom-free]\n")
    assert peerkit("ready").code == 3


def test_a_template_is_sound_and_is_then_known(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "our-app.yaml"
    assert peerkit("platforms", "template", "our-app", "-o", file).code == 0
    checked = peerkit("platforms", "check", file)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out == f"{file}: fine. 1 platform: our-app.\n"
    own_platforms(file.read_text())
    explained = valid(peerkit("platforms", "explain", "our-app", "--policy", "peer-run", "--format", "json").out)
    (found,) = explained["platforms"]
    assert found["coverage"] == 0
    assert found["score"]["low"] < 5, "all unknown: all is open"
    assert found["score"]["high"] == 100
    assert peerkit("platforms", "template", "our-app").code == 2, "it is known now"
    assert peerkit("platforms", "template", "No Such Id!").code == 2


def test_check_names_every_bad_file_and_line(peerkit: Peerkit, tmp_path: Path) -> None:
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text("schema: peerkit.platforms/1\nplatforms:\n  our-app: {name: Ours}\n")
    worse.write_text("schema: peerkit.policy/1\nid: worse\nextends: hippa\n")
    ended = peerkit("platforms", "check", bad, worse, tmp_path / "gone.yaml")
    assert (ended.code, ended.out) == (4, "")
    assert f"{bad}:3:" in ended.err
    assert f"{worse}:3:" in ended.err
    assert "gone.yaml cannot be read" in ended.err


def test_check_knows_a_policy(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text("schema: peerkit.policy/1\nid: ours\nextends: peer-run\n")
    assert peerkit("platforms", "check", file).out.startswith(f"{file}: fine. A policy: ours, ")


def test_evil_words_of_an_own_file_do_no_harm_in_any_form(peerkit: Peerkit) -> None:
    """An organisation may be sent a file. Its words are shown, and act nowhere."""
    sheet = peerkit("platforms", "template", "evil-app").out
    quoted = '"' + EVIL.replace("\x1b", "\\e").replace("\u202e", "\\u202E") + '"'
    sheet = sheet.replace("name: evil-app", f"name: {quoted}").replace(
        "summary: Not described yet.", f"summary: {quoted}"
    )
    own_platforms(sheet.replace("vendor: unknown", "vendor: '=cmd()'"))
    calls = ("show evil-app", "explain evil-app", "compare evil-app signal", "list", "rank --policy peer-run --all",
             "recommend --likes evil-app", "harden evil-app")  # fmt: skip
    for words in calls:
        for form in ("text", "json", "csv", "md"):
            shown = peerkit("platforms", *words.split(), "--format", form)
            assert shown.code in (0, 3), shown.err
            assert "\x1b" not in shown.out, (words, form)
            if form != "json":
                assert "\u202e" not in shown.out, (words, form)
            if form == "md":
                assert "<script" not in shown.out.replace("\\<script", ""), words
                assert "|=cmd" not in shown.out.replace("\\|", ""), words
            if form == "csv":
                assert "\n=cmd" not in shown.out
                assert ",=cmd" not in shown.out
