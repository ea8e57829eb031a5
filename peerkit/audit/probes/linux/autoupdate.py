"""Whether updates install themselves: apt with unattended-upgrades, dnf, rpm-ostree, pacman.

What counts is what is in force in the end: a later file of apt's settings may switch off what an
earlier one switched on, and settings alone do nothing while the timer is off.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, FileState, Garbled, Machine, Missing, ReadLink, State
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import AutomaticUpdates, UpdateMode

_PERIODIC = {
    "UPGRADE": "APT::Periodic::Unattended-Upgrade",
    "LISTS": "APT::Periodic::Update-Package-Lists",
    "ENABLE": "APT::Periodic::Enable",
}
_SHELL = re.compile(r"^([A-Z]+)='([^'\n]*)'$", re.M)
# Text in quotes, the marks of comments, and all between.
_COMMENT = re.compile(r'"[^"]*"|//|/\*|\*/|#|[^"/*#]+|.')
_OFF = {"", "0", "false", "no", "off"}
_UNITS = ("/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system")
_DNF = ("/usr/share/dnf5/dnf5-plugins/automatic.conf", "/etc/dnf/automatic.conf")
_DNF_TIMERS = ("dnf5-automatic.timer", "dnf-automatic.timer")
_OSTREE = "/etc/rpm-ostreed.conf"


def read_automatic_updates(machine: Machine) -> AutomaticUpdates | Unknown:
    """How updates come to be installed, by the package tool that is here."""
    tools = (
        ("/usr/bin/apt-get", _apt),
        ("/usr/bin/rpm-ostree", _ostree),
        ("/usr/bin/dnf5", _dnf),
        ("/usr/bin/dnf", _dnf),
        ("/usr/bin/pacman", _pacman),
    )
    for program, look in tools:
        if _there(machine, program):
            return look(machine)
    return Unknown(
        "None of apt, dnf, rpm-ostree and pacman is here, so PeerKit cannot see how updates are installed.",
        "Open the program that installs software on this computer and look at its settings.",
    )


def _there(machine: Machine, path: str) -> bool:
    try:
        return isinstance(machine.answer(FileState(path)), State)
    except Missing:
        return False


def _found(tool: str, reason: str, seen: str, source: str) -> AutomaticUpdates:
    mode = UpdateMode.OFF if reason else UpdateMode.INSTALLS
    return AutomaticUpdates(tool=tool, mode=mode, reason=reason, evidence=(Evidence(seen, source),))


def _apt(machine: Machine) -> AutomaticUpdates:
    settings, source = _apt_settings(machine)
    seen = ", ".join(f"{_PERIODIC[key].rpartition('::')[2]} {value!r}" for key, value in sorted(settings.items()))
    reason = ""
    if settings.get("UPGRADE", "") in _OFF or settings.get("ENABLE", "1") in _OFF:
        reason = "the setting to install updates by themselves is off"
    elif settings.get("LISTS", "") in _OFF:
        reason = "the list of updates is never fetched by itself"
    elif not _there(machine, "/usr/bin/unattended-upgrade"):
        reason = "the program unattended-upgrades, which would install them, is missing"
    elif not _apt_runs(machine):
        reason = "the timer that starts it is off"
    return _found("apt", reason, seen or "nothing is set", source)


def _apt_settings(machine: Machine) -> tuple[dict[str, str], str]:
    """What is in force. Raises ``Garbled`` when apt itself cannot read its settings."""
    words = [word for pair in _PERIODIC.items() for word in pair]
    try:
        output = machine.run("apt-config", "shell", *words)
    except Missing:
        return parse_apt_files(_apt_files(machine)), "/etc/apt/apt.conf.d"
    if output.exit != 0:
        raise Garbled("apt cannot read its own settings: one of its files has a mistake")
    return dict(_SHELL.findall(output.stdout)), "apt-config"


def _apt_files(machine: Machine) -> str:
    """apt.conf(5): the files of the folder in order, then apt.conf; later settings win."""
    folder = "/etc/apt/apt.conf.d"
    names = [name for name in machine.folder(folder) if re.fullmatch(r"[\w.-]+(?:\.conf)?", name)]
    texts = [machine.text(f"{folder}/{name}") for name in names if "." not in name or name.endswith(".conf")]
    with contextlib.suppress(Missing):
        texts.append(machine.text("/etc/apt/apt.conf"))
    return "\n".join(texts)


def parse_apt_files(text: str) -> dict[str, str]:
    """The three settings, where each is written in one piece. Raises ``Garbled`` where it may be otherwise."""
    wanted = {name.lower(): key for key, name in _PERIODIC.items()}
    found = {}
    for statement in "\n".join(_without_comments(text)).split(";"):
        name, *value = statement.strip().split(maxsplit=1)[:2] or [""]
        here = name.lower()
        nested = "{" in statement and "periodic" in statement.lower()
        if nested or ("periodic" in here and not here.startswith("apt::periodic::")):
            raise Garbled("apt's settings are written in a way only apt itself can work out")
        if here in wanted and value:
            found[wanted[here]] = value[0].strip().strip('"')
    return found


def _without_comments(text: str) -> Iterator[str]:
    """The lines without what apt.conf(5) calls comments. Raises ``Garbled`` for its two directives."""
    inside = False
    for line in text.split("\n"):
        if line.lstrip().startswith(("#clear", "#include")):
            raise Garbled("apt's settings hold directives that only apt itself can work out")
        kept = ""
        for piece in _COMMENT.findall(line):
            if inside:
                inside = piece != "*/"
            elif piece == "/*":
                inside = True
            elif piece in ("//", "#"):
                break
            else:
                kept += piece
        yield kept


def _apt_runs(machine: Machine) -> bool:
    """Whether something starts it every day: systemd's timers, or cron where there is no systemd."""
    if _timer(machine, "apt-daily.timer") and _timer(machine, "apt-daily-upgrade.timer"):
        return True
    return not _there(machine, "/usr/lib/systemd/systemd") and _there(machine, "/etc/cron.daily/apt-compat")


def _timer(machine: Machine, timer: str) -> bool:
    """Whether a timer is enabled: systemd's own way to say so is a link in timers.target.wants."""
    try:
        if machine.answer(ReadLink(f"{_UNITS[0]}/{timer}")) == "/dev/null":
            return False  # masked
    except CouldNotLook:
        pass
    return any(_there(machine, f"{folder}/timers.target.wants/{timer}") for folder in _UNITS)


def parse_ini(text: str, section: str) -> dict[str, str]:
    """One section of a file of settings; the last line for a key counts."""
    found, here = {}, ""
    for line in map(str.strip, text.split("\n")):
        if line.startswith("[") and line.endswith("]"):
            here = line[1:-1]
        elif here == section and "=" in line and not line.startswith(("#", ";")):
            key, _, value = line.partition("=")
            found[key.strip()] = value.strip()
    return found


def _dnf(machine: Machine) -> AutomaticUpdates:
    """dnf-automatic, of dnf 4 or 5: it only looks, unless it is told to install."""
    settings: dict[str, str] = {}
    for path in _DNF:
        try:
            settings |= parse_ini(machine.text(path), "commands")
        except Missing:
            continue
    installs = settings.get("apply_updates", "no").lower() in ("yes", "true", "1", "on")
    timer = any(_timer(machine, name) for name in _DNF_TIMERS)
    seen = f"apply_updates = {'yes' if installs else 'no'}, timer {'on' if timer else 'off'}"
    if _timer(machine, "dnf-automatic-install.timer"):
        return _found("dnf", "", "dnf-automatic-install.timer is on", _UNITS[0])
    reason = "" if timer else "the timer of dnf-automatic is off, or it is not installed"
    return _found("dnf", reason if installs else "dnf-automatic is not told to install updates", seen, _DNF[1])


def _ostree(machine: Machine) -> AutomaticUpdates:
    """rpm-ostreed.conf(5): ``stage`` readies an update for the next start; ``check`` only looks."""
    try:
        policy = parse_ini(machine.text(_OSTREE), "Daemon").get("AutomaticUpdatePolicy", "none")
    except Missing:
        policy = "none"
    if policy not in ("stage", "apply"):
        reason = "the setting to install updates by themselves is off"
    else:
        reason = "" if _timer(machine, "rpm-ostreed-automatic.timer") else "the timer that starts it is off"
    known = policy if policy in ("none", "check", "stage", "apply") else "something else"
    return _found("rpm-ostree", reason, f"AutomaticUpdatePolicy={known}", _OSTREE)


def _pacman(_: Machine) -> AutomaticUpdates:
    evidence = Evidence("pacman installs what it is told to, when it is told to", "/usr/bin/pacman")
    return AutomaticUpdates(tool="pacman", mode=UpdateMode.BY_HAND, evidence=(evidence,))


READERS: dict[type[Fact], Reader] = {AutomaticUpdates: read_automatic_updates}
