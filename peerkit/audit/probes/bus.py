"""Calling D-Bus services with a time limit, without ever starting one or asking for a password.

jeepney is used because keyring already brings it on Linux and because it hands over ``ay`` as
bytes, which network names are. It is imported only when a bus is there to talk to.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Missing, Refused, TooSlow
from peerkit.model.private import printable

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

TIME_LIMIT = 2.0
_DEFAULT_SYSTEM_BUS = "/run/dbus/system_bus_socket"
_NOT_THERE = (
    "ServiceUnknown",
    "NameHasNoOwner",
    "UnknownObject",
    "UnknownInterface",
    "UnknownMethod",
    "UnknownProperty",
)
_REFUSED = ("AccessDenied", "AuthFailed", "PermissionDenied", "InteractiveAuthorizationRequired", "NotAuthorized")


class Buses:
    """Connections to the system and the session bus, opened at the first call.

    A bus that failed once is not tried again: otherwise a dead bus would cost its time limit for
    every single question.
    """

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self._time_limit = time_limit
        self._lock = threading.Lock()
        self._open: dict[str, DBusConnection | CouldNotLook] = {}

    def call(self, call: BusCall) -> list[Any]:
        """Send one call and wait for its reply; one at a time. Raises ``CouldNotLook``."""
        with self._lock:
            return self._call(call)

    def _call(self, call: BusCall) -> list[Any]:
        connection = self._connection(call.bus)
        try:
            reply = connection.send_and_get_reply(_message(call))
        except TimeoutError:
            connection.close()
            self._open[call.bus] = TooSlow(f"the {call.bus} D-Bus gave no answer in time")
            raise TooSlow(f"{call.name} gave no answer over D-Bus in time") from None
        except (OSError, ValueError, RuntimeError, IndexError, KeyError, UnicodeError) as error:
            connection.close()
            broken = Garbled(f"the {call.bus} D-Bus connection broke ({type(error).__name__})")
            self._open[call.bus] = broken
            raise broken from None
        return _reply(call, reply)

    def _connection(self, bus: str) -> DBusConnection:
        if bus not in self._open:
            try:
                self._open[bus] = _connect(bus, self._time_limit)
            except CouldNotLook as reason:
                self._open[bus] = reason
        found = self._open[bus]
        if isinstance(found, CouldNotLook):
            raise found
        return found

    def close(self) -> None:
        """Close what is open."""
        for connection in self._open.values():
            if not isinstance(connection, CouldNotLook):
                connection.close()
        self._open.clear()


def _address(bus: str) -> str:
    variable = "DBUS_SYSTEM_BUS_ADDRESS" if bus == "system" else "DBUS_SESSION_BUS_ADDRESS"
    if os.environ.get(variable):
        return os.environ[variable]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    path = _DEFAULT_SYSTEM_BUS if bus == "system" else f"{runtime}/bus"
    if not Path(path).exists():
        raise Missing(f"no {bus} D-Bus runs here")
    return f"unix:path={path}"


def _connect(bus: str, time_limit: float) -> DBusConnection:
    address = _address(bus)
    from jeepney import AuthenticationError
    from jeepney.bus import get_bus
    from jeepney.io.blocking import DBusConnection, prep_socket

    class Limited(DBusConnection):  # type: ignore[misc]  # jeepney has no types
        """A connection on which every call has a time limit, the greeting included."""

        def send_and_get_reply(self, message: Message, *, timeout: float | None = None) -> Message:
            reply: Message = super().send_and_get_reply(message, timeout=timeout or time_limit)
            return reply

    try:
        socket = prep_socket(get_bus(address), timeout=time_limit)
        try:
            return Limited(socket)
        except BaseException:
            socket.close()
            raise
    except (FileNotFoundError, ConnectionRefusedError):
        raise Missing(f"no {bus} D-Bus runs here") from None
    except TimeoutError:
        raise TooSlow(f"the {bus} D-Bus gave no answer in time") from None
    except (PermissionError, AuthenticationError):
        raise Refused(f"the {bus} D-Bus did not let PeerKit in") from None
    except (OSError, ValueError, RuntimeError, StopIteration) as error:
        raise Garbled(f"the {bus} D-Bus could not be used ({type(error).__name__})") from None


def _message(call: BusCall) -> Message:
    from jeepney import DBusAddress, MessageFlag, new_method_call

    address = DBusAddress(call.path, bus_name=call.name, interface=call.interface)
    message = new_method_call(address, call.member, call.signature or None, call.arguments)
    message.header.flags |= MessageFlag.no_auto_start
    return message


def _reply(call: BusCall, reply: Message) -> list[Any]:
    from jeepney import HeaderFields, MessageType

    if reply.header.message_type is MessageType.error:
        name = str(reply.header.fields.get(HeaderFields.error_name, "an error"))
        if name.endswith(_NOT_THERE):
            raise Missing(f"{call.name} does not run here")
        if name.endswith(_REFUSED):
            raise Refused(f"{call.name} did not let this account look")
        raise Garbled(f"{call.name} answered {printable(name, 80)}")
    kinds = _complete_types(reply.header.fields.get(HeaderFields.signature, ""))
    return [_plain(kind, value) for kind, value in zip(kinds, reply.body, strict=True)]


def _complete_types(signature: str) -> list[str]:
    """The complete types a D-Bus signature strings together (D-Bus specification, "Type System")."""
    types: list[str] = []
    start = depth = 0
    for position, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            types.append(signature[start : position + 1])
            start = position + 1
    return types


def _plain(kind: str, value: Any) -> Any:
    """A value of a D-Bus type as plain data: jeepney gives a variant as a pair of signature and value."""
    if kind == "v":
        return _plain(*value)
    if kind == "ay":
        return bytes(value)
    if kind.startswith("a{"):
        _, entry_kind = _complete_types(kind[2:-1])
        return {key: _plain(entry_kind, entry) for key, entry in value.items()}
    if kind.startswith("a"):
        return [_plain(kind[1:], entry) for entry in value]
    if kind.startswith("("):
        return [_plain(*pair) for pair in zip(_complete_types(kind[1:-1]), value, strict=True)]
    return value
