"""swayidle and hypridle: what their rules do to the screen."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.audit.probes.linux.screenlock.idle import Rules, hypridle_file, swayidle_file, swayidle_rules
from peerkit.audit.probes.machine import CouldNotLook, Environ, Garbled, ReadFile
from peerkit.model.facts import ScreenLock, Unknown
from peerkit.model.finding import Status
from tests.audit.probes.linux.desktop import desktop, pgrep, read
from tests.audit.probes.linux.samples import samples

OFF = 'swaymsg "output * power off"'
ASK = "loginctl lock-session"


def sway(*words, file=None, path="/home/robin/.config/swayidle/config"):
    line = "\0".join(("swayidle", *words)).encode() + b"\0"
    files = {} if file is None else {ReadFile(path): file.encode()}
    process = pgrep("swayidle") | pgrep("swayidle", among=("swayidle",))
    return desktop("sway") | process | {ReadFile("/proc/700/cmdline"): line} | files


def hypr(text, *words, path="/home/robin/.config/hypr/hypridle.conf"):
    line = "\0".join(("hypridle", *words)).encode()
    process = pgrep("hypridle") | pgrep("hypridle", among=("hypridle",))
    return desktop("Hyprland") | process | {ReadFile("/proc/700/cmdline"): line, ReadFile(path): text.encode()}


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (("-w", "timeout", "300", "swaylock -f"), 300),
        (("timeout", "600", OFF, "resume", OFF, "timeout", "300", "/usr/bin/swaylock -f -c 000000"), 300),
        (("timeout", "240", "brightnessctl -s set 10", "timeout", "300", f"swaylock -f; {OFF}"), 300),
        (("timeout", "300", "swaylock --grace 10 -f"), 310),
        (("timeout", "300", "sh -c 'gtklock -d'"), 300),
        # A rule that only turns the screen off is not a lock, nor is one that never comes.
        (("timeout", "300", OFF), None),
        (("timeout", "0", "swaylock"), None),
        (("before-sleep", "swaylock -f"), None),
        (("timeout", "300", "pkill swaylock"), None),
        ((), None),
        # Asking the system for a lock needs someone who answers.
        (("timeout", "300", ASK, "lock", "swaylock -f"), 300),
        (("timeout", "300", ASK), None),
        (("timeout", "300", ASK, "unlock", "swaylock"), None),
        # Sleep locks where a locker goes before it.
        (("timeout", "900", "systemctl suspend", "before-sleep", "swaylock -f"), 900),
        (("timeout", "900", "systemctl suspend", "before-sleep", ASK, "lock", "waylock"), 900),
        (("timeout", "900", "systemctl suspend"), None),
        (("timeout", "900", "systemctl suspend", "before-sleep", "systemctl suspend"), None),
    ],
)
def test_the_command_line_of_swayidle(words, after):
    fact = read(sway(*words))
    assert isinstance(fact, ScreenLock)
    assert (fact.after, bool(fact.weakness)) == (after, after is None)


@pytest.mark.parametrize("command", ["/home/robin/bin/away", "$LOCK", "qs ipc call lock", "~/lock.sh &"])
def test_a_program_of_the_persons_own_leaves_it_open(command):
    fact = read(sway("timeout", "300", command))
    assert isinstance(fact, Unknown)
    assert "does not know" in fact.reason
    sure = read(sway("timeout", "300", command, "timeout", "600", "swaylock"))
    assert isinstance(sure, ScreenLock)
    assert sure.after == 600


def test_rules_of_the_command_line_and_of_the_file_count_both():
    fact = read(sway("-w", "timeout", "600", "swaylock", file="# mine\n\ntimeout 200 'swaylock -f' resume 'true'\n"))
    assert isinstance(fact, ScreenLock)
    assert fact.after == 200


def test_a_file_named_on_the_command_line_is_the_one_that_counts():
    named = {ReadFile("/home/robin/idle"): b"timeout 120 swaylock\n"}
    fact = read(sway("-C", "/home/robin/idle", file="timeout 10 swaylock") | named)
    assert isinstance(fact, ScreenLock)
    assert fact.after == 120


def test_the_own_settings_folder_is_looked_in():
    own = {Environ("XDG_CONFIG_HOME"): "/srv/robin"}
    fact = read(sway(file="timeout 120 swaylock", path="/srv/robin/swayidle/config") | own)
    assert isinstance(fact, ScreenLock)
    assert fact.after == 120


@pytest.mark.parametrize("file", ["timeout 300 'swaylock", "timeout soon swaylock", "timeout -5 swaylock"])
def test_a_broken_file_stays_unknown(file):
    assert isinstance(read(sway(file=file)), Unknown)


def test_words_that_stop_short_make_no_rule():
    assert swayidle_rules(["timeout", "300"]) == Rules()
    assert swayidle_rules(["lock"]) == Rules()


LISTENER = "listener {{\n  timeout = {wait}\n  on-timeout = {command}\n}}\n"
GENERAL = (
    "general {\n  lock_cmd = pidof hyprlock || hyprlock  # once only\n  before_sleep_cmd = loginctl lock-session\n}\n"
)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (GENERAL + LISTENER.format(wait=300, command=ASK), 300),
        (LISTENER.format(wait=300, command=ASK), None),
        (LISTENER.format(wait=300, command="hyprlock"), 300),
        (LISTENER.format(wait=300, command="pidof hyprlock"), None),
        (GENERAL + LISTENER.format(wait=300, command="hyprctl dispatch dpms off"), None),
        (GENERAL + LISTENER.format(wait=1800, command="systemctl suspend"), 1800),
        ("$lock = hyprlock\n$it = $lock --immediate\n" + LISTENER.format(wait=90, command="$it"), 90),
        ("general:lock_cmd = hyprlock\n" + LISTENER.format(wait=90, command=ASK), 90),
        (LISTENER.format(wait=300, command="notify-send '##1' # hyprlock"), None),
        ("# listener {\n", None),
    ],
)
def test_the_file_of_hypridle(text, after):
    fact = read(hypr(text))
    assert isinstance(fact, ScreenLock)
    assert fact.after == after


def test_a_file_of_hypridle_named_on_its_command_line():
    fact = read(
        hypr(LISTENER.format(wait=60, command="hyprlock"), "-c", "/home/robin/h.conf", path="/home/robin/h.conf")
    )
    assert isinstance(fact, ScreenLock)
    assert fact.after == 60


@pytest.mark.parametrize("text", ["source = ~/more.conf\n", "listener {\n timeout = soon\n}\n"])
def test_a_file_of_hypridle_that_cannot_be_followed_stays_unknown(text):
    assert isinstance(read(hypr(text)), Unknown)


def test_variables_that_feed_on_each_other_end():
    text = "$a = hyprlock hyprlock\n" + "".join(
        f"$a{'b' * n} = $a{'b' * (n - 1)} $a{'b' * (n - 1)}\n" for n in range(1, 30)
    )
    with pytest.raises(Garbled):
        hypridle_file(text)


@pytest.mark.parametrize(("name", "status"), [("config-no-lock-hand", Status.FAIL), ("config-locks-hand", Status.PASS)])
def test_samples_of_swayidle(name, status):
    fact = read(sway("-w", file=(samples("swayidle") / name).read_text()))
    assert isinstance(fact, ScreenLock)
    assert screen_locks(fact).status is status


def test_sample_of_hypridle():
    fact = read(hypr((samples("swayidle") / "hypridle.conf-hand").read_text()))
    assert isinstance(fact, ScreenLock)
    assert screen_locks(fact).status is Status.PASS


PIECES = st.sampled_from(
    ["timeout", " ", "300", "'", '"', "swaylock", "lock", "\n", "{", "}", "=", "#", "$a", "listener", "on-timeout", ASK]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join))
def test_no_text_breaks_the_parsers(text):
    for parse in (swayidle_file, hypridle_file):
        with contextlib.suppress(CouldNotLook):
            assert isinstance(parse(text), Rules)
