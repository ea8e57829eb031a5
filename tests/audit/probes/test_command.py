"""Running other programs: system folders only, a clean environment, limits of time and size, and nothing lives on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from peerkit.audit.probes import command
from peerkit.audit.probes.machine import Garbled, Missing, Refused, TooSlow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def program(folder: Path, text: str, name: str = "tool", mode: int = 0o755) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(mode)


def run(folder: Path, *words: str, time_limit: float = 5.0, output_limit: int = 1000) -> command.Output:
    return command.run(["tool", *words], time_limit, output_limit, (str(folder),))


def test_what_it_says_and_how_it_ends(folder: Path) -> None:
    program(folder, 'echo "out $1"; echo err >&2; exit 3')
    assert run(folder, "a b; rm -rf $HOME") == command.Output(3, "out a b; rm -rf $HOME\n", "err\n")


def test_bytes_that_are_no_text_stay_visible(folder: Path) -> None:
    program(folder, "printf 'caf\\351'")
    assert run(folder).stdout == "caf\udce9"


def test_the_environment_is_clean_and_speaks_utf8(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LD_PRELOAD", "PYTHONPATH", "IFS", "ENV", "SECRET"):
        monkeypatch.setenv(name, "/evil")
    monkeypatch.setenv("PATH", f"{folder}:/evil")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    program(folder, "/usr/bin/env")
    seen = dict(line.split("=", 1) for line in run(folder).stdout.splitlines())
    assert (seen["PATH"], seen["LC_ALL"]) == ("/usr/bin:/bin:/usr/sbin:/sbin", "C.UTF-8")
    assert "/evil" not in seen.values()
    assert set(seen) <= {*command.PASSED_ON, "PATH", "LC_ALL", "LANG", "PWD", "SHLVL", "_"}


def test_a_program_on_a_loose_path_is_not_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(folder, "echo evil", "uname")
    monkeypatch.setenv("PATH", str(folder))
    assert command.locate("uname").startswith(("/usr/bin/", "/bin/"))
    assert "evil" not in command.run(["uname"]).stdout
    with pytest.raises(Missing, match="the program tool-that-is-not is not installed"):
        command.run(["tool-that-is-not"])


def test_a_file_that_is_no_program(folder: Path) -> None:
    program(folder, "echo x", mode=0o644)
    with pytest.raises(Missing):
        run(folder)
    (folder / "tool").write_bytes(b"\x7fELF rubbish")
    (folder / "tool").chmod(0o755)
    with pytest.raises(Refused, match="tool could not be started"):
        run(folder)


def running(marker: str) -> list[str]:
    """The processes whose command line holds a marker."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marker.encode() in (process / "cmdline").read_bytes() and process.name != str(os.getpid()):
                found.append(process.name)
        except OSError:
            continue
    return found


def gone(marker: str) -> bool:
    deadline = time.monotonic() + 5
    while running(marker):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_too_slow_and_no_grandchild_lives_on(folder: Path) -> None:
    marker = f"9{os.getpid()}7"
    program(folder, f"/bin/sleep {marker} & /bin/sleep {marker}")
    begun = time.monotonic()
    with pytest.raises(TooSlow, match="tool gave no answer in time"):
        run(folder, time_limit=0.3)
    assert time.monotonic() - begun < 3
    assert gone(marker)


def test_one_that_ends_and_leaves_a_child_with_the_pipe(folder: Path) -> None:
    marker = f"8{os.getpid()}7"
    program(folder, f"/bin/sleep {marker} & echo done")
    with pytest.raises(TooSlow):
        run(folder, time_limit=0.3)
    assert gone(marker)


def test_one_that_closes_its_pipes_and_stays(folder: Path) -> None:
    marker = f"7{os.getpid()}7"
    program(folder, f"exec >&- 2>&-; exec /bin/sleep {marker}")
    with pytest.raises(TooSlow, match="tool did not end in time"):
        run(folder, time_limit=0.3)
    assert gone(marker)


@pytest.mark.parametrize("stream", ["1", "2"])
def test_too_much_is_cut_off(folder: Path, stream: str) -> None:
    program(folder, f"while :; do echo {'x' * 100}; done >&{stream}")
    with pytest.raises(Garbled, match="tool printed more than"):
        run(folder, output_limit=100_000)


def test_it_cannot_ask_and_does_not_hold_the_callers_folder(folder: Path) -> None:
    program(folder, 'read -r line; echo "[$line]"; pwd')
    assert run(folder).stdout == "[]\n/\n"


def test_no_handle_stays_open(folder: Path) -> None:
    program(folder, "echo x")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        run(folder)
    with pytest.raises(Missing):
        command.run(["tool-that-is-not"])
    assert len(os.listdir("/proc/self/fd")) == before
