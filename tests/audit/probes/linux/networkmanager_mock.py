"""A python-dbusmock template, run by the system's Python: NetworkManager with exactly the objects of a scene.

The stock template has no active access point, takes names as text and gives WPA and RSN the same
flags; real networks differ in all three. A scene is JSON: path, interface, property, value; bytes
are written in hexadecimal.
"""

import json

import dbus
import dbus.service
from dbusmock import MOCK_IFACE, get_object

BUS_NAME = "org.freedesktop.NetworkManager"
MAIN_OBJ = "/org/freedesktop/NetworkManager"
MAIN_IFACE = BUS_NAME
SYSTEM_BUS = True
TYPES = {
    "ActiveAccessPoint": dbus.ObjectPath,
    "Connectivity": dbus.UInt32,
    "ConnectivityCheckAvailable": dbus.Boolean,
    "ConnectivityCheckEnabled": dbus.Boolean,
    "DeviceType": dbus.UInt32,
    "Devices": lambda value: dbus.Array([dbus.ObjectPath(path) for path in value], signature="o"),
    "Flags": dbus.UInt32,
    "Interface": dbus.String,
    "Mode": dbus.UInt32,
    "PrimaryConnection": dbus.ObjectPath,
    "RsnFlags": dbus.UInt32,
    "Ssid": lambda value: dbus.Array([dbus.Byte(byte) for byte in bytes.fromhex(value)], signature="y"),
    "State": dbus.UInt32,
    "WpaFlags": dbus.UInt32,
}
shown = []


def load(mock, parameters):
    """Start with nothing; ``Scene`` fills it."""


@dbus.service.method(MOCK_IFACE, in_signature="s", out_signature="")
def Scene(self, text):  # noqa: N802  # D-Bus methods are written so
    """Replace all objects by those of the scene."""
    while shown:
        self.RemoveObject(shown.pop())
    for path, interfaces in json.loads(text).items():
        if path != MAIN_OBJ:
            self.AddObject(path, "org.example.Nothing", {}, [])
            shown.append(path)
        get_object(path).props = {
            interface: {name: TYPES[name](value) for name, value in values.items()}
            for interface, values in interfaces.items()
        }
