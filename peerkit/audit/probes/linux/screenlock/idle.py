"""Wayland compositors such as sway and Hyprland: the rules swayidle or hypridle runs with.

A rule that only turns the screen off is not a lock. What a command does is told from the programs
it names; one of the person's own making leaves the answer open.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from peerkit.audit.probes.linux.screenlock.session import Session, first_text, running
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.model.facts import Evidence, ScreenLock, Unknown
from peerkit.model.private import printable

_LOCKERS = frozenset(
    ("swaylock", "gtklock", "waylock", "hyprlock", "i3lock", "xlock", "physlock", "slock", "xsecurelock")
)
_ASKS_TO_LOCK = frozenset(("lock-session", "lock-sessions"))
_SLEEPS = frozenset(("suspend", "hibernate", "hybrid-sleep", "suspend-then-hibernate"))
# These name a locker without starting it: `pidof hyprlock || hyprlock`.
_ONLY_LOOKS = frozenset(("pidof", "pgrep", "pkill", "killall"))
_TURNS_OFF = frozenset(("swaymsg", "hyprctl", "niri", "riverctl", "wlopm", "wlr-randr", "wlr-dpms"))
_DIMS = frozenset(("brightnessctl", "light", "xbacklight"))
_NO_LOCK = _ONLY_LOOKS | _TURNS_OFF | _DIMS | {"notify-send", "sleep", "echo", "true", "systemctl", "loginctl"}


class Effect(IntEnum):
    """Whether a command locks the screen."""

    NO = 0
    PERHAPS = 1
    LOCKS = 2


@dataclass(frozen=True)
class Rules:
    """``timeouts`` are seconds and command; ``lock`` runs when the system asks for a lock, ``sleep`` before sleep."""

    timeouts: tuple[tuple[int, str], ...] = ()
    lock: tuple[str, ...] = ()
    sleep: tuple[str, ...] = ()

    def __add__(self, other: Rules) -> Rules:
        return Rules(self.timeouts + other.timeouts, self.lock + other.lock, self.sleep + other.sleep)


def swayidle(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """The rules on swayidle's command line and in its file (swayidle(1)), in seconds."""
    rules = Rules()
    for process in running(machine, session.uid, ("swayidle",)).get("swayidle", ()):
        words = _command_line(machine, process)
        named = words[words.index("-C") + 1 : words.index("-C") + 2] if "-C" in words else []
        usual = (f"{session.config}/swayidle/config", f"{session.home}/.swayidle/config", "/etc/swayidle/config")
        rules += swayidle_rules(words) + swayidle_file(first_text(machine, *(named or usual)) or "")
    return _judged(session, rules, "swayidle")


def hypridle(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """The listeners of hypridle's file, in seconds."""
    rules = Rules()
    for process in running(machine, session.uid, ("hypridle",)).get("hypridle", ()):
        words = _command_line(machine, process)
        option = next((name for name in ("-c", "--config") if name in words), "")
        named = words[words.index(option) + 1 : words.index(option) + 2] if option else []
        text = first_text(machine, *(named or (f"{session.config}/hypr/hypridle.conf", "/etc/xdg/hypr/hypridle.conf")))
        rules += hypridle_file(text or "")
    return _judged(session, rules, "hypridle")


def _command_line(machine: Machine, process: int) -> list[str]:
    return machine.text(f"/proc/{process}/cmdline").split("\0")


def swayidle_rules(words: Iterable[str]) -> Rules:
    """Rules of a list of words; what stands before the first rule are options."""
    rest = list(words)
    timeouts: list[tuple[int, str]] = []
    lock: list[str] = []
    sleep: list[str] = []
    while rest:
        word = rest.pop(0)
        if word == "timeout" and len(rest) >= 2:
            seconds, command = rest.pop(0), rest.pop(0)
            timeouts.append((_seconds(seconds), command))
        elif word in ("lock", "before-sleep") and rest:
            (lock if word == "lock" else sleep).append(rest.pop(0))
        elif word in ("resume", "after-resume", "unlock") and rest:
            rest.pop(0)
    return Rules(tuple(timeouts), tuple(lock), tuple(sleep))


def swayidle_file(text: str) -> Rules:
    """Rules of swayidle's file: one a line, quoted as in a shell."""
    rules = Rules()
    for line in (raw.strip() for raw in text.splitlines()):
        if line and not line.startswith("#"):
            try:
                rules += swayidle_rules(shlex.split(line))
            except ValueError:
                raise Garbled("a line of swayidle's file has an open quotation mark") from None
    return rules


def hypridle_file(text: str) -> Rules:
    """Rules of hypridle's file: ``section { name = value }``, ``$variables``, ``#`` for remarks."""
    variables: dict[str, str] = {}
    section: dict[str, str] = {}
    rules = Rules()
    for raw in text.splitlines():
        line = raw.replace("##", "\0").split("#", 1)[0].replace("\0", "#").strip()
        name, equals, value = (part.strip() for part in line.partition("="))
        if line.endswith("{") or line == "}":
            rules += _section(section)
            section = {}
        elif name == "source" and equals:
            raise Garbled("hypridle's file takes in other files")
        elif name.startswith("$"):
            variables[name] = _filled(value, variables)
        elif equals:
            section[name.removeprefix("general:").removeprefix("listener:")] = _filled(value, variables)
    return rules + _section(section)


def _filled(value: str, variables: dict[str, str]) -> str:
    for name in sorted(variables, key=len, reverse=True):
        value = value.replace(name, variables[name])
        if len(value) > 10_000:
            raise Garbled("hypridle's file grows without end")
    return value


def _section(entries: dict[str, str]) -> Rules:
    seconds, command = entries.get("timeout"), entries.get("on-timeout", "")
    return Rules(
        ((_seconds(seconds), command),) if seconds is not None else (),
        (entries["lock_cmd"],) if "lock_cmd" in entries else (),
        (entries["before_sleep_cmd"],) if "before_sleep_cmd" in entries else (),
    )


def _seconds(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Garbled("a time in the rules for idling is not a number of seconds")
    return int(text)


def _judged(session: Session, rules: Rules, program: str) -> ScreenLock | Unknown:
    """The earliest rule that locks for certain; ``Unknown`` when there is none but one that might."""
    # swayidle takes 0 for "never" (main.c).
    effects = [(wait + _grace(command), _effect(command, rules)) for wait, command in rules.timeouts if wait > 0]
    sure = [wait for wait, effect in effects if effect is Effect.LOCKS]
    if not sure and any(effect is Effect.PERHAPS for _, effect in effects):
        return Unknown(
            f"{program} runs a program after a while that PeerKit does not know, so it may or may not lock.",
            "Leave the computer alone until its screen goes dark, then see if it asks for your password.",
        )
    waits = ", ".join(f"{wait} s {effect.name.lower()}" for wait, effect in effects)
    return ScreenLock(
        desktop=printable(session.desktop, 40),
        after=min(sure) if sure else None,
        weakness="" if sure else f"no rule of {program} starts a screen locker",
        evidence=(Evidence(f"rules: {waits}" if waits else "no rules", program),),
    )


def _effect(command: str, rules: Rules, follow: bool = True) -> Effect:
    words: set[str] = set()
    programs: set[str] = set()
    for part in re.split(r"[;|&\n]+", command):
        names = [word.rsplit("/", 1)[-1] for word in re.split(r"[\s'\"()]+", part) if word]
        if names:
            programs.add(names[0])
            words |= set() if names[0] in _ONLY_LOOKS else set(names)
    if words & _LOCKERS:
        return Effect.LOCKS
    if follow and words & _ASKS_TO_LOCK:
        return max((_effect(each, rules, follow=False) for each in rules.lock), default=Effect.NO)
    if follow and words & _SLEEPS:
        return max((_effect(each, Rules(lock=rules.lock)) for each in rules.sleep), default=Effect.NO)
    return Effect.NO if programs <= _NO_LOCK else Effect.PERHAPS


def _grace(command: str) -> int:
    """swaylock-effects and hyprlock let one back in for a while: ``--grace SECONDS``."""
    match = re.search(r"--grace[ =]([0-9]{1,6})\b", command)
    return int(match[1]) if match else 0
