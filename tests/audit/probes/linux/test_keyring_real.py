"""The real gnome-keyring writes a keyring without a password in clear text, and one with a password encrypted."""

import os
import subprocess

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.keyring_store import READERS
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts_privacy import Keyring, KeyringForm
from tests.real import eventually, private_bus, tool

SECRET = "PLAINTEXTCANARY"
SERVICE, ROOT = "org.freedesktop.secrets", "/org/freedesktop/secrets"
GUILT = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
COLLECTION, ITEM = "org.freedesktop.Secret.Collection", "org.freedesktop.Secret.Item"


class Mine(LiveMachine):
    """This machine as the owner of a home sees it, whoever runs the tests."""

    def __init__(self, home):
        super().__init__(OS.LINUX)
        self.home = home

    def answer(self, request):
        return (1000, "robin", str(self.home)) if isinstance(request, WhoAmI) else super().answer(request)


@pytest.fixture
def daemon(tmp_path, monkeypatch):
    """Starts gnome-keyring in a home of its own; with a password it opens the keyring ``login`` with it."""
    program, started = tool("gnome-keyring-daemon"), []
    home = tmp_path / "person"
    (home / ".local/share/keyrings").mkdir(parents=True)
    (home / ".profile").write_text("")
    (tmp_path / "run").mkdir(mode=0o700)
    with private_bus(tmp_path, "session") as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

        def start(password=None):
            unlock = ["--unlock"] if password else []
            child = subprocess.Popen(
                [program, "--foreground", "--components=secrets", *unlock],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"HOME": str(home), "PATH": "/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS": address,
                     "XDG_RUNTIME_DIR": str(tmp_path / "run"), "XDG_DATA_HOME": str(home / ".local/share")},
            )  # fmt: skip
            started.append(child)
            child.stdin.write((password or "").encode())
            child.stdin.close()
            eventually(lambda: bool(owner(home)), "gnome-keyring to answer")
            return home

        yield start
        for child in started:
            child.terminate()
            child.wait(10)


def owner(home):
    machine = Mine(home)
    try:
        return type("P", (Probe,), {"readers": READERS})(machine).get(Keyring).service
    finally:
        machine.close()


def read(home):
    machine = Mine(home)
    probe = type("P", (Probe,), {"readers": READERS})(machine)
    try:
        fact = probe.get(Keyring)
        assert SECRET not in repr(fact) + repr(probe.machine.replies)
        return fact
    finally:
        machine.close()


def save_without_password():
    """A keyring with an empty password, and a secret in it."""
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection(bus=os.environ["DBUS_SESSION_BUS_ADDRESS"])

    def call(path, interface, member, signature, body):
        address = DBusAddress(path, bus_name=SERVICE, interface=interface)
        reply = connection.send_and_get_reply(new_method_call(address, member, signature, body), timeout=10)
        assert reply.header.message_type is MessageType.method_return, reply.body
        return reply.body

    try:
        session = call(ROOT, "org.freedesktop.Secret.Service", "OpenSession", "sv", ("plain", ("s", "")))[1]
        label = {f"{COLLECTION}.Label": ("s", "Login")}
        empty = (session, b"", b"", "text/plain")
        (path,) = call(ROOT, GUILT, "CreateWithMasterPassword", "a{sv}(oayays)", (label, empty))
        item = {f"{ITEM}.Label": ("s", "zoom"), f"{ITEM}.Attributes": ("a{ss}", {"service": "zoom"})}
        secret = (session, b"", SECRET.encode(), "text/plain")
        call(path, COLLECTION, "CreateItem", "a{sv}(oayays)b", (item, secret, True))
    finally:
        connection.close()


def test_without_a_password_every_secret_lies_open(daemon):
    home = daemon()
    save_without_password()
    keyrings = home / ".local/share/keyrings"
    eventually(lambda: any(SECRET in path.read_text("latin-1") for path in keyrings.glob("*.keyring")), "the file")
    fact = read(home)
    assert KeyringForm.CLEAR in [file.form for file in fact.files]
    assert fact.service.startswith("gnome-keyring")


def test_with_a_password_it_is_encrypted(daemon):
    home = daemon("long enough a password")
    eventually(lambda: bool(list((home / ".local/share/keyrings").glob("*.keyring"))), "the keyring to be written")
    assert {file.form for file in read(home).files} == {KeyringForm.ENCRYPTED}
