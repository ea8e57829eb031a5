"""What a Mac offers to others, what pops up on it, and whether Gatekeeper guards it.

Files: launchd's own word on the SMB server, and what waits. Printers: what waits at the port of IPP; ``cupsctl`` is
not asked, for that would start the print server. Internet Sharing: its switch alone, taken out by plutil(1), as a
password may stand beside it in the file; without the file it was never used. Gatekeeper: ``spctl --status`` (spctl(8)),
in English on every Mac. Focus: the file in which what was switched on by hand stands; one that started by a schedule is
not in it, and newer macOS shows the file only to programs with Full Disk Access.
"""

from __future__ import annotations

import json

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, FileState, Garbled, Machine, Missing
from peerkit.audit.probes.macos.ports import read_listening_ports
from peerkit.audit.probes.macos.session import not_at_the_screen
from peerkit.audit.probes.macos.sharing import services
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.facts_remote import Sharing
from peerkit.model.facts_system import Guarding, MalwareGuard

NAT = "/Library/Preferences/SystemConfiguration/com.apple.nat.plist"
FOCUS = "Library/DoNotDisturb/DB/Assertions.json"
NAT_SWITCH = ("plutil", "-extract", "NAT.Enabled", "raw", "-o", "-", NAT)
_NO_VALUE = "No value at that key path"  # what plutil says then, from memory
_SMB = "com.apple.smbd"
_FILES, _PRINTER = (445, 548), 631
_STATES = {"assessments enabled": Guarding.ON, "assessments disabled": Guarding.OFF}
_GAP = "No Focus was switched on by hand; one that starts by itself at a set time cannot be seen."


def read_sharing(machine: Machine) -> Sharing:
    """Files, printers and the internet connection; what could not be seen is named. Raises ``CouldNotLook``."""
    files, printer = _files(machine), _waits(machine, _PRINTER)
    if files is None and printer is None:
        raise Garbled("macOS does not tell what is shared", "Look in System Settings, General, Sharing.")
    answers = {"files": files, "a printer": printer, "its internet": _internet(machine)}
    words = {True: "on", False: "off", None: "not seen"}
    seen = ", ".join(f"{what}: {words[answer]}" for what, answer in answers.items())
    return Sharing(
        things=tuple(what for what, answer in answers.items() if answer),
        looked_for=tuple(what for what, answer in answers.items() if answer is not None),
        unseen=tuple(what for what, answer in answers.items() if answer is None),
        more="Look in System Settings, General, Sharing.",
        evidence=(Evidence(seen, f"launchctl, netstat, {NAT}"),),
    )


def _files(machine: Machine) -> bool | None:
    try:
        told = services(machine).get(_SMB, False)
    except CouldNotLook:
        told = None
    heard = _waits(machine, *_FILES)
    return True if told or heard else None if told is None and heard is None else False


def _waits(machine: Machine, *ports: int) -> bool | None:
    try:
        waiting = read_listening_ports(machine).listeners
    except CouldNotLook:
        return None
    return any(one.port in ports and one.protocol == "tcp" for one in waiting)


def _internet(machine: Machine) -> bool | None:
    try:
        machine.answer(FileState(NAT))
        output = machine.run(*NAT_SWITCH)
    except Missing:
        return False
    except CouldNotLook:
        return None
    if output.exit:
        return False if _NO_VALUE in output.stdout + output.stderr else None
    return {"1": True, "true": True, "0": False, "false": False}.get(output.stdout.strip())


def read_malware_guard(machine: Machine) -> MalwareGuard:
    """Gatekeeper. XProtect, which looks for known harmful programs, has no switch. Raises ``CouldNotLook``."""
    words = machine.run("spctl", "--status").stdout.strip()
    if words not in _STATES:
        raise Garbled("the program spctl does not tell in words PeerKit knows whether Gatekeeper is on")
    return MalwareGuard(name="Gatekeeper", state=_STATES[words], evidence=(Evidence(words, "spctl --status"),))


def read_quiet_mode(machine: Machine) -> QuietMode | Unknown:
    """Whether a Focus, such as Do Not Disturb, was switched on by hand. Raises ``CouldNotLook``."""
    if other := not_at_the_screen(machine):
        return other
    _, _, home = machine.whoami()
    found = records(machine.text(f"{home}/{FOCUS}"))
    evidence = (Evidence(f"Focus switched on by hand: {found}", f"~/{FOCUS}"),)
    return QuietMode(on=found > 0, gap="" if found else _GAP, evidence=evidence)


def records(text: str) -> int:
    """How many kinds of Focus are on, by the file's text. Raises ``Garbled``."""
    try:
        entries = json.loads(text)["data"]
        found = [len(entry.get("storeAssertionRecords", ())) for entry in entries]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Garbled("the file in which macOS keeps Focus could not be understood") from None
    return sum(found)


READERS: dict[type[Fact], Reader] = {
    MalwareGuard: read_malware_guard,
    QuietMode: read_quiet_mode,
    Sharing: read_sharing,
}
