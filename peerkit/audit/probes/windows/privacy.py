"""Windows' privacy switches: camera, microphone, and location."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.windows.asking import number
from peerkit.audit.probes.windows.consent import SOURCE, denied_by
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_privacy import LocationServices, PrivacySwitches

_LOCATION_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\LocationAndSensors"


def read_privacy_switches(machine: Machine) -> PrivacySwitches:
    """Whether camera and microphone are allowed for the programs calls are made with. Raises ``CouldNotLook``."""
    denied = {name: denied_by(machine, name) for name in ("webcam", "microphone")}
    seen = "; ".join(f"{name} {f'off by {who}' if who else 'on'}" for name, who in denied.items())
    return PrivacySwitches(
        desktop="Windows",
        camera_on=not denied["webcam"],
        microphone_on=not denied["microphone"],
        evidence=(Evidence(seen, SOURCE),),
    )


def read_location_services(machine: Machine) -> LocationServices:
    """Whether apps may ask where this machine is; off for the desktop's programs alone is not off."""
    if number(machine, _LOCATION_POLICY, "DisableLocation") == 1:
        evidence = (Evidence("DisableLocation is 1", _LOCATION_POLICY),)
        return LocationServices(desktop="Windows", on=False, evidence=evidence)
    who = denied_by(machine, "location")
    on = who in ("", "the switch for programs of the desktop")
    return LocationServices(desktop="Windows", on=on, evidence=(Evidence(f"off by {who}" if who else "on", SOURCE),))


READERS: dict[type[Fact], Reader] = {
    LocationServices: read_location_services,
    PrivacySwitches: read_privacy_switches,
}
