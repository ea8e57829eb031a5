"""All properties of one D-Bus object, narrowed to the type its interface promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peerkit.audit.probes.machine import BusCall, Garbled, Machine
from peerkit.model.private import printable


@dataclass(frozen=True)
class Properties:
    """What an object said of itself. A value that is missing or of a wrong type raises ``Garbled``."""

    owner: str
    values: Mapping[str, Any]

    def _typed(self, name: str, kind: type) -> Any:
        value = self.values.get(name)
        if not isinstance(value, kind):
            raise Garbled(f"{self.owner} did not tell its {name} as expected")
        return value

    def number(self, name: str) -> int:
        """A whole number."""
        return int(self._typed(name, int))

    def text(self, name: str) -> str:
        """Text, or the path of another object."""
        return str(self._typed(name, str))

    def raw(self, name: str) -> bytes:
        """Bytes, such as a network's name."""
        return bytes(self._typed(name, bytes))

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A dictionary."""
        found: Mapping[str, Any] = self._typed(name, dict)
        return found

    def paths(self, name: str) -> tuple[str, ...]:
        """Paths of other objects."""
        return tuple(entry for entry in self._typed(name, list) if isinstance(entry, str))

    def on(self, name: str) -> bool:
        """A switch; one the object does not have is off."""
        return self.values.get(name) is True


def properties(machine: Machine, service: str, path: str, interface: str) -> Properties:
    """Ask for them in one call, ``org.freedesktop.DBus.Properties.GetAll``. Raises ``CouldNotLook``."""
    call = BusCall("system", service, path, "org.freedesktop.DBus.Properties", "GetAll", "s", (interface,))
    reply = machine.call(call)
    if len(reply) != 1 or not isinstance(reply[0], dict):
        raise Garbled(f"{service} answered {printable(interface)} with something else than its properties")
    return Properties(service, reply[0])
