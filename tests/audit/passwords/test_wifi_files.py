"""No secret leaves the room where files that save Wi-Fi networks are read, whatever the file."""

from __future__ import annotations

import json
import plistlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords.wifi_files import FORMS, Malformed, without_secrets
from peerkit.audit.passwords.wifi_strength import alike

KEYFILE = b"[connection]\ntype=wifi\n[wifi]\nssid=%s\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=%s\n"


# Every place a secret may stand in, each form with all it has.
CANARIES = {
    "keyfile": b"""# psk=CANARY-0 lies in a comment
[connection]
id=CANARY-1
type=wifi
[wifi]
ssid=Blue Door
[wifi-security]
key-mgmt=wpa-eap
psk=CANARY-2 and more words
wep-key0=CANARY-3
leap-password=CANARY-4
future-secret=CANARY-5
[802-1x]
eap=peap;
identity=CANARY-6
password=CANARY-7
private-key-password=CANARY-8
[vpn-secrets]
anything=CANARY-9
""",
    "netplan": b"""network:
  wifis:
    wlan0:
      access-points:
        "Blue Door": {password: "CANARY-1 and more words"}
        "Work":
          auth: {key-management: eap, identity: CANARY-2, password: CANARY-3, client-key-password: CANARY-4}
        "Old":
          networkmanager:
            passthrough: {wifi-security.key-mgmt: none, wifi-security.wep-key0: CANARY-5, wifi-security.psk: CANARY-6}
""",
    "wpa_supplicant": b"""#psk="CANARY-0"
cred={
\tpassword="CANARY-1"
}
network={
\tssid="Blue Door"
\t#psk="CANARY-2"
\tpsk="CANARY-3 and more words"
\tsae_password="CANARY-4"
\tidentity="CANARY-5"
\tpassword="CANARY-6"
\tprivate_key_passwd="CANARY-7"
\twep_key0="CANARY-8"
\tfuture_secret="CANARY-9"
}
""",
    "iwd": b"""[Security]
Passphrase=CANARY-1 and more words
PreSharedKey=CANARY-2
EAP-PEAP-Phase2-Password=CANARY-3
EAP-Identity=CANARY-4
EncryptedSecurity=CANARY-5
""",
    "connman": b"[wifi_001122334455_426c7565_managed_psk]\nName=CANARY-1\nPassphrase=CANARY-2 and more words\n",
    "ifcfg": b"""TYPE=Wireless
ESSID="Blue Door"
KEY1=CANARY-1
WPA_PSK="CANARY-2 and more"
IEEE_8021X_PASSWORD=CANARY-3
""",
    "ifcfg-keys": b"WPA_PSK='CANARY-1 and more words'\nKEY=CANARY-2\nIEEE_8021X_PASSWORD=CANARY-3\nOTHER=CANARY-4\n",
    "wlan-profile": b"""<?xml version="1.0"?>
<WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1"><!-- CANARY-0 -->
<name>CANARY-1</name><SSIDConfig><SSID><hex>426C756520446F6F72</hex><name>Blue Door</name></SSID></SSIDConfig>
<connectionType>ESS</connectionType><connectionMode>CANARY-2</connectionMode><MSM><security>
<authEncryption><authentication>WPA2PSK</authentication><encryption>CANARY-3</encryption></authEncryption>
<sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>CANARY-4 and more words</keyMaterial>
</sharedKey><future>CANARY-5</future></security></MSM></WLANProfile>
""",
    "macos-known-networks": plistlib.dumps({
        "wifi.network.ssid.Blue Door": {
            "SSID": b"Blue Door", "SupportedSecurityTypes": "CANARY-1", "Password": "CANARY-2",
            "BSSList": [{"x": "CANARY-3"}], "PrivateMACAddressModeUserSetting": "CANARY-4",
            "AutoJoinDisabled": "CANARY-5",
        },
        "future": "CANARY-6",
    }),
    "macos-airport": plistlib.dumps({"PrivateMACAddressModeSystemSetting": "CANARY-1", "KnownNetworks": ["CANARY-2"]}),
}  # fmt: skip
# macOS keeps the secrets elsewhere: in the keychain.
WITHOUT_A_SECRET = ("macos-airport", "macos-known-networks")


def read(form: str, raw: bytes, name: str = "Blue Door.psk") -> list[dict[str, str]]:
    return without_secrets(form, name, raw)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_planted_secret_comes_out(form: str) -> None:
    found = read(form, CANARIES[form])
    assert "CANARY" not in json.dumps(found)
    marked = any(key.startswith("secret.") for entry in found for key in entry)
    assert marked is (form not in WITHOUT_A_SECRET), found


@pytest.mark.parametrize("form", sorted(FORMS))
@given(cut=st.integers(0, 700), gone=st.integers(0, 20), noise=st.binary(max_size=3))
def test_no_planted_secret_comes_out_of_a_broken_file_nor_error(form: str, cut: int, gone: int, noise: bytes) -> None:
    raw = CANARIES[form]
    try:
        found = json.dumps(read(form, raw[:cut] + noise + raw[cut + gone :]))
    except Malformed as reason:
        found = repr(reason)
    assert "CANARY" not in found


@pytest.mark.parametrize(
    "raw",
    [
        b"[connection]\ntype=wifi\n[wifi]\nssid=A\n[802-1x]\neap=peap;\tpassword=CANARY-1\nca-cert=/x/CANARY-2\n",
        b"[connection]\ntype=wifi\nautoconnect=CANARY-1\n[wifi]\nssid=A\nmode=CANARY-2\nhidden=CANARY-3 true\n",
    ],
)
def test_a_secret_in_the_place_of_a_setting_does_not_come_out(raw: bytes) -> None:
    assert "CANARY" not in json.dumps(read("keyfile", raw))


@pytest.mark.parametrize("form", sorted(FORMS))
@given(raw=st.binary(max_size=300) | st.text("[]={}\"'\\;#\n \tabsidpkwe0:,-", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_malformed(form: str, raw: bytes) -> None:
    try:
        found = read(form, raw)
    except Malformed as reason:
        found = [{"reason": str(reason)}]
    texts = [text for entry in found for pair in entry.items() for text in pair]
    assert all(isinstance(text, str) for text in texts)
    assert "reason" not in found[0] or (len(found[0]["reason"]) > 10 and found[0]["reason"].isprintable())


@pytest.mark.parametrize("form", sorted(FORMS))
@given(parts=st.lists(st.sampled_from([bytes([n]) for n in range(256)] + list(CANARIES.values())), max_size=20))
def test_any_mixture_of_files_is_read_or_malformed(form: str, parts: list[bytes]) -> None:
    try:
        found = read(form, b"".join(parts))
    except Malformed:
        return
    assert "CANARY" not in json.dumps(found)


NETPLAN = "network: {{renderer: {0}, wifis: {{wlan0: {{access-points: {{{1}}}}}}}}}"


def test_the_same_passphrase_has_the_same_tag_in_every_form() -> None:
    words = b"river stone noon lamp"
    marks = {
        read("keyfile", KEYFILE % (b"A", words))[1]["secret.psk"],
        read("netplan", NETPLAN.format("networkd", f"A: {{password: {words.decode()}}}").encode())[1]["secret.psk"],
        read("wpa_supplicant", b'network={\nssid="A"\npsk="' + words + b'"\n}\n')[1]["secret.psk"],
        read("iwd", b"[Security]\nPassphrase=" + words + b"\n")[1]["secret.Passphrase"],
        read("ifcfg-keys", b"WPA_PSK='" + words + b"'\n")[1]["secret.WPA_PSK"],
    }
    assert marks == {f"STRONG {alike(words.decode())}"}
