"""When the screen locks: the password's delay, and what makes the screen go dark.

``sysadminctl -screenLock status`` answers on its error stream. The defaults named ``askForPassword``
mean nothing since 10.13, unless a profile sets them. The display's time is in ``pmset -g custom``
(pmset(1)), in minutes, for each source of power; that of the screen saver among the defaults of this
Mac's account, in seconds. A time of 0 is never.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos import plists
from peerkit.audit.probes.macos.session import not_at_the_screen
from peerkit.model.facts import Evidence, Fact, ScreenLock, Unknown

_DELAY = re.compile(r"screenLock (?:is (off)|delay is (?:(immediate)|(-?[0-9]{1,12}(?:\.[0-9]{1,9})?) seconds))")
_SOURCES = {"Battery Power": "on battery", "AC Power": "on the charger", "UPS Power": "on the emergency supply"}
_SECTION = re.compile(r"([A-Z][A-Za-z ]*):\s*")
_DISPLAY = re.compile(r"\s*displaysleep\s+([0-9]{1,6})(?:\s.*)?")
_SAVER = "com.apple.screensaver"
_NEVER_ASKS = "no password is asked for when the screen wakes up"


def read_screen_lock(machine: Machine) -> ScreenLock | Unknown:
    """The longest time, over all sources of power, until the password is needed."""
    elsewhere = not_at_the_screen(machine)
    if elsewhere:
        return elsewhere
    _, account, _ = machine.whoami()
    # A profile is for the whole Mac, or for one account.
    by_profile = plists.managed(machine, _SAVER) | plists.managed(machine, f"{account}/{_SAVER}")
    delay, seen = _delay(machine, by_profile)
    if delay is None:
        return ScreenLock(desktop="macOS", after=None, weakness=_NEVER_ASKS, evidence=(seen,))
    displays = display_times(machine)
    saver = _saver(machine, by_profile)
    told = ", ".join(f"{source} {seconds} s" for source, seconds in displays.items())
    evidence = (seen, Evidence(f"display off: {told}; screen saver: {_spoken(saver)}", "pmset, defaults"))
    idle = {source: min(filter(None, (seconds, saver)), default=0) for source, seconds in displays.items()}
    never = [source for source, seconds in idle.items() if not seconds]
    if never:
        where = " and ".join(f"{_SOURCES.get(one, 'as it is now')}" for one in never)
        weakness = f"{where} the display stays on, and no time is set for the screen saver"
        return ScreenLock(desktop="macOS", after=None, weakness=weakness, evidence=evidence)
    return ScreenLock(desktop="macOS", after=int(max(idle.values()) + delay), evidence=evidence)


def _spoken(seconds: int | None) -> str:
    return "not set" if seconds is None else f"{seconds} s"


def _delay(machine: Machine, by_profile: dict[str, object]) -> tuple[float | None, Evidence]:
    """Seconds from the dark screen to the password; None where it is never asked for."""
    if by_profile.get("askForPassword") is not None:
        asks = plists.switch(by_profile["askForPassword"], default=True)
        seconds = by_profile.get("askForPasswordDelay", 0)
        if not isinstance(seconds, int | float) or not 0 <= seconds < 1e9:
            raise Garbled("a profile sets a delay of the password that makes no sense")
        return (float(seconds) if asks else None), Evidence("set by a profile", "/Library/Managed Preferences")
    output = machine.run("sysadminctl", "-screenLock", "status")
    found = _DELAY.search(f"{output.stderr}\n{output.stdout}")
    if found is None:
        raise Garbled("the program sysadminctl does not tell in words PeerKit knows when the password is needed",
                      "Look in System Settings, Lock Screen.")  # fmt: skip
    off, immediate, seconds = found.groups()
    # Some versions write "off" as -1 seconds.
    asked = None if off or (seconds and float(seconds) < 0) else 0.0 if immediate else float(seconds)
    return asked, Evidence(found[0], "sysadminctl -screenLock status")


def display_times(machine: Machine) -> dict[str, int]:
    """Seconds until the display goes dark, for each source of power; 0 is never. Raises ``CouldNotLook``."""
    for arguments in (("-g", "custom"), ("-g",)):
        found: dict[str, int] = {}
        section = ""
        try:
            output = machine.run("pmset", *arguments)
        except CouldNotLook:
            continue
        for line in output.stdout.splitlines():
            if heading := _SECTION.fullmatch(line):
                section = heading[1]
            elif display := _DISPLAY.fullmatch(line):
                found[section] = 60 * int(display[1])
        if found:
            return found
    raise Garbled("the program pmset does not tell when the display goes dark", "Look in System Settings, Lock Screen.")


def _saver(machine: Machine, by_profile: dict[str, object]) -> int | None:
    """Seconds until the screen saver starts; None where none is set, and Apple's default counts, which changes."""
    forced = by_profile.get("idleTime")
    if isinstance(forced, int) and 0 <= forced < 10**9:
        return forced
    try:
        output = machine.run("defaults", "-currentHost", "read", _SAVER, "idleTime")
    except CouldNotLook:
        return None
    text = output.stdout.strip()
    return int(text) if output.exit == 0 and re.fullmatch(r"[0-9]{1,9}", text) else None


READERS: dict[type[Fact], Reader] = {ScreenLock: read_screen_lock}
