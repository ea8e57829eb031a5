"""Passwords at a real terminal and in real processes: typed unseen, and nowhere to be found afterwards."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import keyring
import keyring.backends.SecretService
import pytest

from tests.gnome_keyring import gnome_keyring, lock, session_of
from tests.real import missing, tool
from tests.whole.screen import terminal

PEERKIT = str(Path(sys.executable).with_name("peerkit"))
CANARY = "canary1234"
TRACED = "execve,openat,write,pwrite64,socket,connect,setrlimit,prlimit64,prctl"
CHROME = "name,url,username,password\n"


def environment(home, **more):
    kept = {name: os.environ[name] for name in os.environ if name.startswith("XDG_")}
    return {**kept, "HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **more}


def files_below(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_typed_password_never_shows_not_even_when_peerkit_breaks(tmp_path):
    home = tmp_path / "home"
    with terminal(
        tmp_path, [PEERKIT, "audit", "passwords", "--ask", "--twice", "--plain"], environment(home)
    ) as screen:
        screen.until("The password to look at (it does not show):")
        screen.press(CANARY, "Enter")
        screen.until("Once more (it does not show):")
        screen.press(CANARY, "Enter")
        shown = screen.until("ended with")
        assert "the password you typed" in " ".join(shown.split())
        assert CANARY not in shown
    assert CANARY.encode() not in files_below(home)


def test_ctrl_c_at_the_prompt_ends_it_and_the_terminal_echoes_again(tmp_path):
    command = ["sh", "-c", f"trap : INT; {PEERKIT} audit passwords --ask; stty -a | grep -c -- '-echo '"]
    with terminal(tmp_path, command, environment(tmp_path / "home")) as screen:
        screen.until("it does not show")
        screen.press("half-a-canary", "C-c")
        shown = screen.until("ended with")
    assert "Stopped." in shown
    assert "canary" not in shown
    assert "Traceback" not in shown
    assert "\n0\n" in shown, "no -echo is left in the terminal's settings"


def run(*words, address=None, **more):
    env = (session_of(address) if address else dict(os.environ)) | more
    return subprocess.run(
        [PEERKIT, "audit", "passwords", *map(str, words)], env=env, stdin=subprocess.DEVNULL, capture_output=True,
        text=True,
    )  # fmt: skip


def test_the_whole_keyring_and_a_locked_one(tmp_path, monkeypatch):
    with gnome_keyring(tmp_path, monkeypatch) as address:
        monkeypatch.setattr("keyring.core._keyring_backend", keyring.backends.SecretService.Keyring())
        keyring.set_password("zoom", "robin", "Sunshine1")
        keyring.set_password("mail", "robin", "Sunshine1")
        done = run(address=address)
        assert done.returncode == 1, done.stderr
        shown = " ".join(done.stdout.split())
        assert "1. mail (robin), zoom (robin)" in shown
        assert "2 accounts share it." in shown
        assert "keyring-backend-safe: Programs give passwords to keyring.backends.SecretService.Keyring" in shown
        one = run("--service", "zoom", "--user", "robin", address=address)
        assert "Passwords looked at: 1" in one.stdout
        assert run("--service", "zoom", "--user", "nobody", address=address).returncode == 4
        lock()
        locked = run(address=address)
        assert (locked.returncode, locked.stdout) == (4, "")
        assert "The keyring is locked." in locked.stderr
    assert "Sunshine1" not in "".join((done.stdout, done.stderr, one.stdout, locked.stderr))


def traced(tmp_path, *words):
    log = tmp_path / "trace"
    tracing = [tool("strace"), "-f", "-qq", "-s", "300", "-e", f"trace={TRACED}", "-o", str(log)]
    subprocess.run(
        [*tracing, PEERKIT, "audit", "passwords", *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True
    )
    return log.read_text(errors="replace").splitlines()


def test_the_file_is_opened_once_and_no_secret_is_written_or_passed_on(tmp_path):
    if os.geteuid() != 0:
        missing("root: PeerKit guards its memory here, and strace reads no name of a file out of it")
    file = tmp_path / "export"
    file.write_text(CHROME + "".join(f"S{n},u,robin,canary-{n}-long-enough\n" for n in range(520)))
    lines = traced(tmp_path, "--file", file, "--format", "json")
    opened = [line for line in lines if f'"{file}"' in line and "openat" in line]
    assert len(opened) == 1, opened
    assert "O_RDONLY" in opened[0]
    told = [line for line in lines if "canary-" in line]
    # The workers that score get theirs through a pipe of this program; nothing else may hold one.
    assert not [line for line in told if not re.match(r"\d+ +write\(\d+, ", line)], told[:3]
    assert not [line for line in told if re.match(r"\d+ +write\([12], ", line)]
    assert not [line for line in lines if "AF_INET" in line]
    assert any("RLIMIT_CORE" in line and "rlim_cur=0" in line for line in lines)
    assert any("PR_SET_DUMPABLE, SUID_DUMP_DISABLE" in line for line in lines)


def test_a_crash_shows_a_traceback_without_a_secret(tmp_path):
    """``PEERKIT_DEBUG`` shows where PeerKit broke: in the code, and nothing of what was read."""
    file = tmp_path / "export"
    file.write_text(CHROME + "Zoom,u,robin,crash-canary-one\n")
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import peerkit.audit.passwords.judging as judging\n"
        "def break_down(*given):\n    raise RuntimeError('broken on purpose')\n"
        "judging.score_all = break_down\n"
    )
    done = run("--file", file, PEERKIT_DEBUG="1", PYTHONPATH=str(tmp_path))
    assert "broken on purpose" in done.stderr
    assert "Traceback" in done.stderr
    assert "crash-canary" not in done.stdout + done.stderr
    calm = run("--file", file, PYTHONPATH=str(tmp_path))
    assert calm.returncode == 4
    assert "Traceback" not in calm.stderr


def readable(path):
    """What stands there; nothing where this account may not look, and so no other program of it may either."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_neither_arguments_nor_environment_of_the_running_program_hold_one(tmp_path):
    file = tmp_path / "export"
    file.write_text(CHROME + "".join(f"S{n},u,robin,env-canary-{n}-{n * 7919:x}-zq\n" for n in range(400)))
    child = subprocess.Popen(
        [PEERKIT, "audit", "passwords", "--file", str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    seen = b""
    try:
        deadline = time.monotonic() + 20
        while child.poll() is None and time.monotonic() < deadline:
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    status = (process / "status").read_text()
                except OSError:
                    continue
                if process.name == str(child.pid) or f"PPid:\t{child.pid}\n" in status:
                    seen += readable(process / "cmdline") + readable(process / "environ")
            time.sleep(0.05)
    finally:
        child.kill()
        child.wait()
    assert b"passwords" in seen, "something was looked at"
    assert b"env-canary" not in seen


@pytest.mark.parametrize("plain", [False, True])
def test_a_long_job_shows_how_far_it_is_only_on_a_terminal(tmp_path, plain):
    file = tmp_path / "export"
    file.write_text(CHROME + "".join(f"S{n},u,robin,sunshine{n * 7919}river{n}\n" for n in range(1500)))
    words = ["audit", "passwords", "--file", str(file), "-o", str(tmp_path / "report"), *(["--plain"] if plain else [])]
    with terminal(tmp_path, [PEERKIT, *words], environment(tmp_path / "home", PEERKIT_DEBUG="1")) as screen:
        shown = screen.until("of 1,500")
        screen.press("C-c")
        ended = screen.until("ended with")
    assert ("passwords looked at." if plain else "[#") in shown.replace("[.", "[#")
    assert "ended with 3" in ended
    assert "Stopped." in ended
    assert "Traceback" not in ended
