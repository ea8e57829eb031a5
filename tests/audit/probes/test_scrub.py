"""No secret gets past the second fence: what is known is taken out, what only looks like one is left out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from peerkit.audit.probes.machine import (
    BusCall,
    ListFolder,
    Missing,
    Output,
    ReadFile,
    ReadWithoutSecrets,
    Refused,
    RunCommand,
)
from peerkit.audit.probes.scrub import NOT_WRITTEN, REMOVED, scrubbed, suspicious, without_secrets

CANARY = "CANARY river stone 7"
KEY = "nQ8fJ2kLx7Vb4TzR1mWc9YpD3sHg6aEu5oNi0BtUqXw="
HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"
PLACES = {
    "keyfile": "[wifi-security]\nkey-mgmt=wpa-psk\npsk={}\n",
    "a keyfile of 802.1X": "[802-1x]\nidentity=robin\npassword={}\n",
    "wpa_supplicant.conf": 'network={{\n  ssid="Blue Door"\n  psk="{}"\n  key_mgmt=WPA-PSK\n}}\n',
    "what wpa_passphrase leaves": '\t#psk="{}"\n',
    "WEP": 'network={{\n wep_key0="{}"\n}}\n',
    "iwd": "[Security]\nPassphrase={}\n",
    "iwd, ready-made": "[Security]\nPreSharedKey={}\n",
    "ifcfg": "WPA_PSK='{}'\n",
    "netplan": "        Blue Door:\n          auth:\n            password: {}\n",
    "JSON": '{{"a": 1, "password": "{}", "b": 2}}',
    "YAML in quotes": "  passphrase: '{}'\n",
    "an argument": "openconnect\0--password={}\0",
    "the next argument": "openconnect\0--password\0{}\0vpn.example.org\0",
    "connman": "Passphrase={}\n",
    "a token": "API_TOKEN={}\n",
    "XML": "<network>\n  <psk>{}</psk>\n</network>\n",
    "a profile of Windows": "<protected>false</protected><keyMaterial>{}</keyMaterial></sharedKey>",
    "XML with a prefix": '<w:password xml:space="preserve">{}</w:password>',
    "a property list": "<key>Password</key>\n\t<string>{}</string>\n",
    "a space before the sign": "Passphrase = {}\n",
}
FORMS = {
    "yescrypt": "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7",
    "sha512crypt": "$6$rounds=5000$saltsaltsalt$abcdefghijklmnopqrstuvwxyz./0123456789",
    "bcrypt": "$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
    "a private key": "-----BEGIN OPENSSH PRIVATE KEY-----\nCANARY\n-----END OPENSSH PRIVATE KEY-----",
    "half a private key": "-----BEGIN RSA PRIVATE KEY-----\nCANARY\nCANARY",
    "a password in an address": "robin:CANARY",
    "a cloud key": "AKIAIOSFODNN7EXAMPLE",
    "a web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJyb2JpbiJ9.c2lnbmF0dXJlCANARY",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("secret", [CANARY, "12345678", "short", KEY, HEX, "pass=word", "ünïcode-CANARY"])
def test_a_secret_goes_and_what_stands_around_it_stays(place: str, secret: str) -> None:
    text = PLACES[place].format(secret)
    clean = without_secrets(text)
    assert secret not in clean
    assert REMOVED in clean
    assert not suspicious(clean)
    before, after = PLACES[place].replace("{{", "{").replace("}}", "}").split("{}")
    assert clean.startswith(before)
    assert clean.endswith(after)
    assert without_secrets(clean) == clean


@pytest.mark.parametrize("form", FORMS)
def test_what_has_the_form_of_a_secret_goes_wherever_it_stands(form: str) -> None:
    text = f"one {FORMS[form]}\ntwo" if "address" not in form else f"proxy http://{FORMS[form]}@proxy.example.org/"
    clean = without_secrets(text)
    assert FORMS[form] not in clean
    assert "CANARY" not in clean
    assert REMOVED in clean


@pytest.mark.parametrize(
    "text",
    [
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\nPermitEmptyPasswords=no\n",
        "password\trequisite\tpam_pwquality.so retry=3 minlen=12\nauth sufficient pam_unix.so nullok\n",
        "passwd:         files systemd\nshadow:         files\n",
        "psk-flags=1\nkey-mgmt=wpa-psk\npassword-flags=2\n",
        '{"keyslots": {"0": {"key_size": 64, "type": "luks2"}}, "tokens": {"0": {"type": "systemd-tpm2"}}}',
        "PASS_MAX_DAYS 99999\nENCRYPT_METHOD YESCRYPT\n",
        "UUID=3f1c2b9e-1111-4c2d-9e77-0a1b2c3d4e5f /home ext4 defaults 0 2\n",
        "/org/freedesktop/NetworkManager/AccessPoint/12",
        "alsa_input.usb-Blue_Microphones_Yeti_Stereo_Microphone_REV8-00.analog-stereo",
        "   0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A\n",
        "Inst linux-image-6.1.0-41-amd64 (6.1.158-1 Debian-Security:12/stable-security [amd64])",
    ],
)
def test_settings_about_secrets_are_none(text: str) -> None:
    assert without_secrets(text) == text
    assert not suspicious(text)


STRANGE = [HEX, HEX.upper(), KEY, "xK9fQ2mZ7pL4vT1cB8nR6wY3", "a line with nQ8fJ2kLx7Vb4TzR1mWc9YpD3s in it"]


@pytest.mark.parametrize("secret", STRANGE)
def test_what_looks_like_a_secret_where_none_was_foreseen_is_left_out(secret: str) -> None:
    for request, reply in (
        (ReadFile("/etc/new"), f"strange {secret}".encode()),
        (ReadFile("/proc/77/cmdline"), secret.encode()),
        (RunCommand(("new",)), Output(0, "", secret)),
        (BusCall("system", "a", "/", "b", "c"), [{"x": [secret]}]),
        (BusCall("system", "a", "/", "b", "c"), [{secret: 1}]),
        (ReadFile("/etc/new"), Missing(f"broke at {secret}")),
    ):
        left = scrubbed(request, reply)
        assert isinstance(left, Refused)
        assert left.unknown.reason == NOT_WRITTEN


def test_names_of_disks_and_files_are_random_by_nature() -> None:
    volume = b"LVM-aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xYz2C4e6G8i0K2m4O6q8S0u2W4y6A8c0E2g4\n"
    assert scrubbed(ReadFile("/sys/class/block/dm-0/dm/uuid"), volume) == volume
    mounts = f"36 35 98:0 /ostree/deploy/fedora/deploy/{HEX}.0 / rw - xfs /dev/sda1 rw\n".encode()
    assert scrubbed(ReadFile("/proc/self/mountinfo"), mounts) == mounts
    names = ["dm-uuid-LVM-aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xYz2C4e6", f"wwn-{KEY}"]
    assert scrubbed(ListFolder("/dev/disk/by-id"), names) == names
    assert isinstance(scrubbed(ListFolder("/x"), [FORMS["yescrypt"]]), list)
    assert FORMS["yescrypt"] not in repr(scrubbed(ListFolder("/x"), [FORMS["yescrypt"]]))


def test_d_bus_settings() -> None:
    call = BusCall("system", "org.freedesktop.NetworkManager", "/s/1", "Connection", "GetSettings")
    reply: list[Any] = [
        {
            "802-11-wireless": {"ssid": b"Blue Door", "mode": "infrastructure"},
            "802-11-wireless-security": {"psk": CANARY, "psk-flags": 0, "wep-key0": CANARY, "key-mgmt": "wpa-psk"},
            "802-1x": {"password-raw": b"CANARY", "private-key-password": CANARY, "password-flags": 1, "pin": "1234"},
            "vpn": {"secrets": {"password": CANARY}, "data": {"gateway": "vpn.example.org", "cookie": CANARY}},
            "wireguard": {"private-key": KEY, "peers": [{"preshared-key": KEY, "allowed-ips": ["10.0.0.0/8"]}]},
        }
    ]
    (clean,) = scrubbed(call, reply)
    text = repr(clean)
    assert "CANARY" not in text
    assert KEY not in text
    assert "1234" not in text
    assert clean["802-11-wireless"] == {"ssid": b"Blue Door", "mode": "infrastructure"}
    assert clean["802-11-wireless-security"]["psk-flags"] == 0
    assert clean["802-11-wireless-security"]["psk"] == REMOVED
    assert clean["802-1x"]["password-raw"] == REMOVED.encode()
    assert clean["wireguard"]["peers"][0]["allowed-ips"] == ["10.0.0.0/8"]
    assert set(clean) == set(reply[0])


def test_lists_of_accounts_lose_hashes_and_the_persons_name() -> None:
    raw = b"root:x:0:0:root:/root:/bin/bash\nrobin:Ep6mckrOLChF.:1000:1000:Robin CANARY,,,:/home/robin:/bin/sh\n"
    raw += b"kim::1001:1001::/h:/bin/sh\n"
    clean = scrubbed(ReadFile("/etc/passwd"), raw).decode()
    assert clean.split("\n")[0] == "root:x:0:0::/root:/bin/bash"
    assert clean.split("\n")[1] == "robin:REMOVED:1000:1000::/home/robin:/bin/sh"
    assert clean.split("\n")[2] == "kim::1001:1001::/h:/bin/sh"
    shadow = scrubbed(ReadFile("/etc/shadow"), b"robin:Ep6mckrOLChF.:1::::::\nkim:!:1::::::\nlee:!*:1::::::\n").decode()
    assert shadow.startswith("robin:REMOVED:1::")
    assert "kim:!:" in shadow
    assert "lee:!*:" in shadow


def test_the_head_of_an_encrypted_disk_stays_readable() -> None:
    head = {
        "keyslots": {"0": {"type": "luks2", "key_size": 64, "kdf": {"type": "argon2id", "salt": KEY}}},
        "digests": {"0": {"type": "pbkdf2", "keyslots": ["0"], "hash": "sha256", "digest": KEY, "salt": KEY}},
        "tokens": {"0": {"type": "systemd-tpm2", "keyslots": ["0"]}},
    }
    clean = scrubbed(RunCommand(("cryptsetup", "luksDump")), Output(0, json.dumps(head, indent=1)))
    read = json.loads(clean.stdout)
    assert KEY not in clean.stdout
    assert read["tokens"] == head["tokens"]
    assert read["keyslots"]["0"]["kdf"] == {"type": "argon2id", "salt": REMOVED}


def test_settings_read_without_secrets_hold_marks_only() -> None:
    request = ReadWithoutSecrets("/etc/a", "keyfile")
    marked = [{}, {"wifi.ssid": "4869", "secret.psk": "STRONG 00ff00ff00ff00ff", "secret.pin": "present"}]
    assert scrubbed(request, marked) == marked
    left = scrubbed(request, [{"secret.psk": CANARY}])
    assert isinstance(left, Refused)
    assert "CANARY" not in repr(left.unknown)


def test_a_secret_in_a_section_of_xml_goes_with_all_signs_in_it() -> None:
    assert without_secrets("<psk><![CDATA[CANARY<b]]></psk>") == f"<psk>{REMOVED}</psk>"


def test_a_network_name_of_32_bytes_is_no_key() -> None:
    request = ReadWithoutSecrets("/etc/x", "keyfile")
    reply = [{"wifi.ssid": "41" * 32, "secret.psk": "STRONG 0011223344556677"}]
    assert scrubbed(request, reply) == reply
    assert isinstance(scrubbed(request, [{"wifi.mode": "41" * 32}]), Refused)
