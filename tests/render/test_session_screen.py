"""The verdict screen: always one screen, worst first, and harmless whatever its texts hold."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.checklists.engine import Run
from peerkit.model.checklist import Checklist, Item, ItemSeverity, Section
from peerkit.model.session import Answer, AnsweredBy, Given, ItemResult, SessionReport, SessionVerdict, Situation
from peerkit.model.settings import Crisis
from peerkit.render import steps
from peerkit.render.checklist import render_checklist, render_list
from peerkit.render.json import render_session_json
from peerkit.render.paper import Paper
from peerkit.render.session import render_machine_part, render_session
from peerkit.render.words import VERDICTS

LONG = " ".join(["word"] * 60)
HOSTILE = "\x1b[2J\x1b]0;x\x07[red]bold[/red]\n\r\u202e\u009b31m\x00\u2028<script>=cmd()|`x`"
NEXT_STEPS = {
    SessionVerdict.READY: "You are set.", SessionVerdict.WITH_CARE: "You can start.",
    SessionVerdict.NOT_READY: "Mend the first point", SessionVerdict.UNDECIDED: "Some things are not answered yet.",
}  # fmt: skip


def item(number: int, text: str = LONG, severity: ItemSeverity = ItemSeverity.MUST) -> Item:
    return Item(f"item-{number}", f"{number}: {text}", text, text, severity, beyond_seeds=True)


def report(
    answers: list[Given], text: str = LONG, title: str = "Before a call", notes: tuple[str, ...] = ()
) -> SessionReport:
    items = tuple(item(number, text) for number in range(len(answers)))
    run = Run(
        Checklist("a-list", title, "peer supporters", "Now.", "2026-11-20", (Section("All", items),)), Situation()
    )
    run.answers = {one.id: given for one, given in zip(items, answers, strict=True)}
    return replace(run.report("2026-11-21T09:00:00Z"), notes=notes, before_call=True)


NO = Given(Answer.NO, AnsweredBy.PERSON)
OPEN = Given(Answer.UNKNOWN, None, (LONG,))
SKIPPED = Given(Answer.SKIPPED, AnsweredBy.PERSON, reason=LONG[:200])
YES = Given(Answer.YES, AnsweredBy.PERSON)
PAPERS = [Paper(width, plain=plain) for width in (60, 80, 100, 120, 200) for plain in (True, False)]


@pytest.mark.parametrize("paper", PAPERS, ids=str)
@pytest.mark.parametrize(
    "answers",
    [[NO] * 22, [OPEN] * 22, [SKIPPED] * 22, [NO] + [SKIPPED] * 21, [NO] * 4 + [OPEN] * 4 + [SKIPPED] * 4, [YES] * 22],
    ids=["22 nos", "22 open", "22 skipped", "one no", "some of each", "all yes"],
)
def test_twenty_two_points_and_long_notes_still_fit_one_screen(paper: Paper, answers: list[Given]) -> None:
    shown = render_session(report(answers, notes=(LONG, LONG, LONG)), paper)
    assert len(shown.splitlines()) <= 23, "24 lines, less the next prompt"
    assert max(map(visible, shown.splitlines())) <= paper.columns


def visible(line: str) -> int:
    """The length of a line without its colours."""
    return len(line) - sum(len(code) for code in codes(line))


def codes(line: str) -> list[str]:
    return [f"\x1b[{part.split('m', 1)[0]}m" for part in line.split("\x1b[")[1:]]


def test_the_first_thing_in_the_way_is_always_shown() -> None:
    shown = render_session(report([NO] * 22), Paper(80))
    assert shown.index("What stands in the way") < shown.index("0: word") < shown.index("1: word")
    points = shown.count("[no]")
    assert points >= 2
    assert f"... and {22 - points} more; see them all with --format json" in shown


def test_short_points_show_as_many_as_fit() -> None:
    shown = render_session(report([NO] * 22, text="Shut the door."), Paper(80))
    assert shown.count("[no]") == 7
    assert "... and 15 more" in shown


def test_what_fits_is_shown_whole_and_nothing_is_counted_as_left() -> None:
    shown = render_session(report([NO, SKIPPED, YES], text="Shut the door."), Paper(80))
    assert "more; see them all" not in shown
    assert shown.splitlines()[2:9] == [
        "What stands in the way",
        "  [no] 0: Shut the door.",
        "    Shut the door.",
        "",
        "Keep in mind",
        "  [skipped] 1: Shut the door.",
        "    Skipped: " + " ".join(["word"] * 13),
    ]


def test_a_heading_never_stands_alone() -> None:
    for count in range(1, 23):
        lines = render_session(report([NO] * count + [SKIPPED]), Paper(80)).splitlines()
        for heading in ("What stands in the way", "Keep in mind"):
            if heading in lines:
                assert lines[lines.index(heading) + 1].startswith("  [")


@pytest.mark.parametrize("verdict", SessionVerdict)
@pytest.mark.parametrize("plain", [True, False])
def test_every_verdict_has_its_word_and_a_kind_next_step(verdict: SessionVerdict, plain: bool) -> None:
    shown = render_session(replace(report([YES]), verdict=verdict), Paper(80, plain=plain))
    assert VERDICTS[verdict][0] in shown.splitlines()[0]
    assert NEXT_STEPS[verdict] in shown
    later = render_session(replace(report([YES]), verdict=verdict, before_call=False), Paper(80, plain=plain))
    assert "call" not in later.splitlines()[-1], "no session follows, so there is nobody to call"


def test_an_answer_the_person_set_aside_is_said_with_the_reason() -> None:
    given = Given(Answer.YES, AnsweredBy.PERSON, ("open network",), "I checked it another way", Answer.NO)
    shown = render_session(report([given], text="Locked."), Paper(80))
    assert "PeerKit saw it otherwise; you said: I checked it another way." in shown


def test_why_it_could_not_be_told_is_said() -> None:
    given = Given(Answer.UNKNOWN, None, ("No sound server runs. Start one.", "more"))
    assert "PeerKit could not tell. No sound server runs." in render_session(report([given], "Sound."), Paper(80))
    assert "Nobody has answered this yet." in render_session(report([Given(Answer.UNKNOWN, None)], "Sound."), Paper(80))


def everything(text: str, paper: Paper) -> list[str]:
    """Every text of a session, with ``text`` wherever text from outside can stand."""
    given = Given(Answer.NO, AnsweredBy.MACHINE, (text, text))
    overruled = Given(Answer.YES, AnsweredBy.PERSON, (text,), text, Answer.NO)
    made = report([given, overruled, Given(Answer.UNKNOWN, None, (text,))], text, title=text, notes=(text,))
    one = item(1, text)
    lists = Checklist("a-list", text, text, text, "2026-11-20", (Section(text, (one,)),))
    return [
        render_session(made, paper),
        render_machine_part(made.items, paper, will_ask=False),
        steps.step(one, ItemSeverity.MUST, given, "1 of 2", text, paper),
        steps.machine_no(one, overruled, "1 of 2", text, paper),
        steps.fix(one, paper),
        steps.why(one, paper),
        steps.looked_again(text, paper),
        steps.crisis_card(Crisis(text, text, text, text), paper),
        render_checklist(lists, paper),
        render_list([(lists, True)], paper),
    ]


@pytest.mark.parametrize("plain", [True, False])
def test_hostile_text_is_shown_and_does_nothing(plain: bool) -> None:
    for shown in everything(HOSTILE, Paper(80, plain=plain)):
        for line in shown.splitlines():
            bare = line
            for code in codes(line):
                assert code in ("\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m")
                bare = bare.replace(code, "")
            assert bare.isprintable(), bare
        assert "\\x1b[2J" in shown
        assert "[red]" in shown
        assert not any(char in shown for char in "\x07\x00\r\u202e\u2028\u009b")


@given(st.text(max_size=80))
def test_any_text_at_all(text: str) -> None:
    for shown in everything(text, Paper(80)):
        assert all(char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs" for char in shown)


@pytest.mark.parametrize("paper", [Paper(width) for width in (60, 80, 132, 200)], ids=str)
def test_plain_has_no_escape_code_and_no_sign(paper: Paper) -> None:
    for shown in everything("Plain words, as our own lists have them.", paper):
        assert shown.isascii()
        assert "\x1b" not in shown


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_no_line_is_wider_than_the_terminal(paper: Paper) -> None:
    for shown in everything(LONG + " " + "x" * 300, paper):
        assert max(map(visible, shown.splitlines())) <= paper.columns


def test_colour_never_carries_the_meaning_alone() -> None:
    for shown_in_colour, shown_plain in zip(
        everything("text", Paper(80, plain=False)), everything("text", Paper(80)), strict=True
    ):
        for word in ("no", "not known", "does not apply", "must"):
            assert (word in shown_plain) <= (word in shown_in_colour)


def test_lone_surrogates_do_not_break_the_json() -> None:
    given = Given(Answer.NO, AnsweredBy.MACHINE, ("caf\udce9",))
    assert "caf?" in render_session_json(report([given]), "run")


def test_what_the_machine_found_by_itself() -> None:
    results = (
        ItemResult(item(1), ItemSeverity.MUST, Given(Answer.YES, AnsweredBy.MACHINE, ("Wi-Fi is locked.", "detail"))),
        ItemResult(item(2), ItemSeverity.MUST, Given(Answer.NO, AnsweredBy.MACHINE, ("The mic is muted.",))),
        ItemResult(item(3), ItemSeverity.MUST, Given(Answer.UNKNOWN, None, ("No bus runs.",))),
        ItemResult(item(4), ItemSeverity.MUST, Given(Answer.UNKNOWN, None, ("No bus runs either.",))),
        ItemResult(item(5), ItemSeverity.MUST, Given(Answer.YES, AnsweredBy.MACHINE, ("Wi-Fi is locked.",))),
    )
    assert render_machine_part(results, Paper(80), will_ask=True).splitlines() == [
        "What PeerKit found by itself",
        "  [yes] Wi-Fi is locked.",
        "  [no] The mic is muted.",
        "  PeerKit could not tell 2 things. It will ask you.",
    ]
    assert "  [not known] No bus runs either." in render_machine_part(results, Paper(80), will_ask=False)
