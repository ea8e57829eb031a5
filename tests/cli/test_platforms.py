"""``peerkit platforms``: what its reports say, on the shipped facts."""

from __future__ import annotations

import csv
import io
import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.cli.platform_files import settings, valid

COMPARE = ("platforms", "compare", "zoom-free", "signal", "whatsapp", "skype", "--policy", "hipaa")
REPORTS = {
    "list": "platform-list", "list --retired": "platform-list", "list --stale": "platform-list",
    "list --policy part2 --function video-group": "platform-list",
    "show zoom-free": "platform", "show skype": "platform", "show phone-call": "platform", "show in-person": "platform",
    "show signal --function text-1to1": "platform",
    "compare zoom-paid signal": "platforms", "compare zoom-free signal skype --all --policy peer-run": "platforms",
    "compare zoom-paid phone-call --their-device landline": "platforms", "recommend --no-computer": "recommendation",
    "compare signal whatsapp --their-device flip-phone": "platforms",
    "rank --policy peer-run": "ranking", "rank --policy hipaa --people 12 --minutes 90 --all": "ranking",
    "rank --policy hipaa --if-signed": "ranking", "rank --function broadcast": "ranking",
    "explain jitsi-public": "platforms", "explain skype": "platforms", "explain in-person": "platforms",
    "recommend --likes whatsapp,facetime --their-device android --policy peer-run --all": "recommendation",
    "recommend --no-internet --no-smartphone --cost free --minutes 60": "recommendation",
    "harden zoom-paid": "harden", "harden signal --who participant": "harden", "harden skype": "harden",
    "scenario list": "scenario-list", "scenario run flip-phone": "recommendation",
}  # fmt: skip


@pytest.mark.parametrize("words", REPORTS)
def test_every_report_comes_in_every_form(peerkit: Peerkit, words: str) -> None:
    call = ("platforms", *words.split())
    text = peerkit(*call)
    assert (text.code, text.err) == (0, "")
    assert max(map(len, _unlinked(text.out))) <= 80
    document = valid(peerkit(*call, "--format", "json").out)
    assert document["schema"] == f"peerkit.{REPORTS[words]}/1"
    heads, *rows = csv.reader(io.StringIO(peerkit(*call, "--format", "csv").out))
    assert rows or words == "harden skype"
    assert {len(row) for row in rows} <= {len(heads)}
    assert peerkit(*call, "--format", "md").out.startswith("# ")


def _unlinked(text: str) -> list[str]:
    """Lines but for web addresses, which stay whole so that they can be opened."""
    return [line for line in text.splitlines() if not line.strip().startswith(("http://", "https://"))]


def test_the_truth_about_four_of_them(peerkit: Peerkit) -> None:
    """Privacy and permission are told apart: the most private one may still not carry health facts."""
    found = {one["id"]: one for one in valid(peerkit(*COMPARE, "--format", "json").out)["platforms"]}
    assert {one["verdict"] for one in found.values()} == {"cannot_use"}
    assert {one["allowed"]["value"] for one in found.values()} == {"no"}
    private = {name: one["privacy"]["score"] for name, one in found.items()}
    assert private["signal"]["low"] > max(private["zoom-free"]["high"], private["whatsapp"]["high"])
    assert private["skype"] is None
    assert found["skype"]["score"] is None
    assert "shut down on 5 May 2025" in found["skype"]["reasons"][0]
    assert "No BAA is offered" in found["zoom-free"]["reasons"][0]


def test_the_same_in_words(peerkit: Peerkit) -> None:
    shown = peerkit(*COMPARE).out
    flat = " ".join(shown.split())
    assert re.search(
        r" Signal Verdict: .* Privacy of the call: \d\d to \d\d of 100. Locked end to end: yes, from the", flat
    )
    assert flat.count("Allowed for health information: no.") == 4
    assert "Skype was shut down on 5 May 2025. Instead there is Microsoft Teams (free)." in flat
    assert "HIPAA compliant" not in flat
    assert shown.splitlines()[-1] == "This is guidance, not legal advice."


@pytest.mark.parametrize("policy", ["hipaa", "part2", "peer-run", "anonymous"])
@pytest.mark.parametrize("function", ["video-1to1", "video-group", "broadcast", "text-1to1"])
def test_what_is_public_or_gone_is_never_ranked(peerkit: Peerkit, policy: str, function: str) -> None:
    call = ("platforms", "rank", "--policy", policy, "--function", function, "--if-signed", "--format", "json")
    document = valid(peerkit(*call).out)
    never = {"tiktok", "twitch", "facebook-live", "houseparty", "skype", "hangouts"}
    assert never <= set(document["stopped"])
    assert not never & {*document["ranked"], *document["waiting"]}
    assert not never & {one["id"] for one in document["robustness"]["first"]}


@pytest.mark.parametrize("words", ["compare zoom-free signal", "rank", "explain signal", "recommend", "show signal",
                                   "list --policy hipaa", "scenario run flip-phone"])  # fmt: skip
def test_what_speaks_of_compliance_says_that_it_is_guidance(peerkit: Peerkit, words: str) -> None:
    shown = " ".join(peerkit("platforms", *words.split()).out.split())
    assert shown.endswith("guidance, not legal advice.")


def test_no_points_without_their_reasons(peerkit: Peerkit) -> None:
    """In every text that shows points, reasons stand between one platform's points and the next one's."""
    for words in ("rank --policy peer-run", "recommend --policy peer-run", "explain signal --policy peer-run"):
        shown = peerkit("platforms", *words.split()).out
        parts = shown.split("  Points: ")[1:] or shown.split("Points: ")[1:]
        assert parts
        for part in parts:
            assert re.search(r"\d+ of 100", part)
            assert re.search(r"For it:|of \d+\.\d points \(weight", part), words


def test_a_setting_that_was_not_named_is_said_aloud(peerkit: Peerkit) -> None:
    assert "You named no setting, so the rules for programs under HIPAA hold." in peerkit("platforms", "rank").out
    assert "You named no setting" not in peerkit("platforms", "rank", "--policy", "hipaa").out


def test_show_answers_the_six_questions_with_source_and_date(peerkit: Peerkit) -> None:
    shown = peerkit("platforms", "show", "zoom-free").out
    for question in ("BAA", "Account", "Cost", "Download", "Equipment", "How to connect"):
        assert re.search(rf"^  {question}: .+", shown, re.MULTILINE), question
    assert re.search(r"^    2026-11-20, sure, the company \[1\]\.$", shown, re.MULTILINE)
    assert "needs a re-check" in shown
    assert "Sources disagree. Another says: yes, but not with end-to-end mode on" in " ".join(shown.split())
    numbers = set(re.findall(r"\[(\d+)\]", shown.split("\nSources\n")[0]))
    assert numbers == set(re.findall(r"^  \[(\d+)\]", shown.split("\nSources\n")[1], re.MULTILINE))


def test_what_has_ended_is_told_in_the_past(peerkit: Peerkit) -> None:
    shown = peerkit("platforms", "show", "skype").out
    assert shown.startswith("Skype: shut down\n")
    assert "Ended: 2025-05-05" in shown
    assert "What was asked of it while it ran" in shown
    assert "needs a re-check" not in shown, "history does not change"
    assert "still running" not in shown.lower()


def test_explain_adds_up(peerkit: Peerkit) -> None:
    """The parts that are shown make the sum that is shown."""
    shown = " ".join(peerkit("platforms", "explain", "signal", "--policy", "peer-run").out.split())
    low, high = map(float, re.search(r"Points: (\d+) to (\d+) of 100", shown).groups())  # type: ignore[union-attr]
    parts = re.findall(r"(?:([\d.]+) to )?([\d.]+) of ([\d.]+) points \(weight", shown)
    assert sum(float(whole) for _, _, whole in parts) == pytest.approx(100, abs=1.5)
    assert sum(float(a or b) for a, b, _ in parts) == pytest.approx(low, abs=1.5)
    assert sum(float(b) for _, b, _ in parts) == pytest.approx(high, abs=1.5)


def test_a_signed_baa_in_the_settings_counts(peerkit: Peerkit) -> None:
    call = ("platforms", "compare", "zoom-paid", "zoom-free", "--policy", "hipaa", "--format", "json")
    before = valid(peerkit(*call).out)["platforms"]
    settings('signed_baas:\n  - {platform: zoom-paid, signed_on: "2026-01-15"}\n')
    paid, free = valid(peerkit(*call).out)["platforms"]
    assert [one["verdict"] for one in before] == ["avoid", "cannot_use"]
    assert (paid["verdict"], paid["allowed"]["value"]) == ("good_fit", "yes")
    assert "signed on 15 January 2026" in paid["allowed"]["says"]
    assert free["verdict"] == "cannot_use"


def test_what_if_is_marked_as_such(peerkit: Peerkit) -> None:
    shown = peerkit("platforms", "compare", "zoom-paid", "signal", "--policy", "hipaa", "--if-signed").out
    assert "What if: Shown as if every BAA on offer were signed." in shown
    assert "None is on record." in " ".join(shown.split())


def test_list_is_filtered(peerkit: Peerkit) -> None:
    def ids(*words: str) -> set[str]:
        return {one["id"] for one in valid(peerkit("platforms", "list", *words, "--format", "json").out)["platforms"]}

    assert {"zoom-free", "phone-call"} <= ids()
    assert "skype" not in ids()
    assert {"skype", "houseparty", "hangouts"} <= ids("--retired")
    assert ids("--function", "broadcast") >= {"tiktok", "twitch"}
    assert "signal" not in ids("--function", "broadcast")


def test_a_report_goes_to_a_file_whole_and_private(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "out" / "verdict.md"
    ended = peerkit("platforms", "explain", "signal", "--format", "md", "-o", file)
    assert (ended.code, ended.out) == (0, "")
    assert "Written: " in ended.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().startswith("# Signal")
    assert [path.name for path in file.parent.iterdir()] == ["verdict.md"], "no half-written file is left"


@pytest.mark.parametrize("where", ["/dev/null", "."])
def test_what_is_no_file_is_not_replaced(peerkit: Peerkit, tmp_path: Path, where: str) -> None:
    ended = peerkit("platforms", "list", "-o", where if where != "." else tmp_path)
    assert ended.code == 2
    assert Path("/dev/null").is_char_device()
    assert tmp_path.is_dir()


def test_the_page_is_written(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "compare.html"
    assert peerkit("platforms", "page", "-o", file, "--policy", "peer-run").code == 0
    text = file.read_text()
    assert text.lstrip().lower().startswith("<!doctype html>")
    assert len(text.encode()) < 800_000
    assert "Content-Security-Policy" in text
