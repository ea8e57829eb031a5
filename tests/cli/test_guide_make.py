"""``peerkit guide make`` as a person calls it."""

from __future__ import annotations

import os

import pytest

from peerkit.cli import main


def run(capsys, *arguments):
    code = main(["guide", "make", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_list(capsys):
    code, out, _ = run(capsys)
    assert code == 0
    assert "crisis-plan" in out
    assert "To make one: peerkit guide make NAME" in out


def test_a_document_on_the_screen_says_what_is_left(capsys):
    code, out, err = run(capsys, "invitation", "--set", "yours=Ada", "--set", "mine=Bo")
    assert code == 0
    assert "Hello Ada," in out
    assert "Still to fill in: 5, 4 of them needed" in err


def test_unfinished_is_a_fault_only_when_asked(capsys, tmp_path):
    assert run(capsys, "crisis-plan", "--strict")[0] == 1
    page = tmp_path / "plan.html"
    assert run(capsys, "crisis-plan", "-o", str(page))[0] == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert os.stat(page).st_mode & 0o777 == 0o600
    code, out, _ = run(capsys, "--check", str(page))
    assert code == 1
    assert "FILL-IN: the day this plan was made" in out


def test_nothing_left(capsys, tmp_path):
    page = tmp_path / "plan.md"
    page.write_text("# Done\n", "utf-8")
    assert run(capsys, "--check", str(page)) == (0, "Nothing needed is left to fill in.\n", "")


@pytest.mark.parametrize("arguments", [["shoe"], ["invitation", "--set", "x"], ["--format", "html"]])
def test_wrong_usage_is_told(capsys, arguments):
    code, _, err = run(capsys, *arguments)
    assert code in (2, 4)
    assert err
