"""iwd and wpa_supplicant, for machines without NetworkManager."""

from __future__ import annotations

from typing import Any

import pytest

from peerkit.audit.probes.linux.wifi_kinds import Offer, offer_of_flags, offer_of_words
from peerkit.audit.probes.machine import BusCall, Missing, Request
from peerkit.model.facts import WifiProtection
from peerkit.model.private import reveal
from tests.audit.probes.linux.network_scenes import (
    CCMP,
    OWE_PAIR,
    PSK,
    SAE,
    TKIP,
    Point,
    Scene,
    files,
    on_bus,
)
from tests.audit.probes.linux.test_wifi import on_wifi, read

P = WifiProtection
SUPPLICANT, SUPPLICANT_PATH = "fi.w1.wpa_supplicant1", "/fi/w1/wpa_supplicant1"


def supplicant(
    rsn: dict[str, Any] | None = None, wpa: dict[str, Any] | None = None, *, privacy: bool = True,
    mode: str = "WPA2-PSK", state: str = "completed", bss: str = f"{SUPPLICANT_PATH}/Interfaces/0/BSSs/5",
) -> dict[Request, Any]:  # fmt: skip
    interface = {"Ifname": "wlan0", "State": state, "CurrentBSS": bss, "CurrentAuthMode": mode}
    point = {"SSID": b"Blue Door", "Privacy": privacy, "RSN": rsn or {}, "WPA": wpa or {}}
    objects: Scene = {
        SUPPLICANT_PATH: {SUPPLICANT: {"Interfaces": [f"{SUPPLICANT_PATH}/Interfaces/0"]}},
        f"{SUPPLICANT_PATH}/Interfaces/0": {f"{SUPPLICANT}.Interface": interface},
        bss: {f"{SUPPLICANT}.BSS": point},
    }
    return on_bus(objects, SUPPLICANT)


def words(*keys: str, pairwise: tuple[str, ...] = ("ccmp",)) -> dict[str, Any]:
    return {"KeyMgmt": list(keys), "Pairwise": list(pairwise), "Group": "ccmp"}


@pytest.mark.parametrize(
    ("replies", "kind"),
    [
        (supplicant(privacy=False, mode="NONE"), P.OPEN),
        (supplicant(mode="NONE"), P.WEP),
        (supplicant(wpa=words("wpa-psk", pairwise=("tkip",))), P.WPA),
        (supplicant(words("wpa-psk"), words("wpa-psk")), P.WPA_WPA2),
        (supplicant(words("wpa-psk", pairwise=("tkip",))), P.WPA2_TKIP),
        (supplicant(words("wpa-psk", "wpa-ft-psk", "wpa-psk-sha256")), P.WPA2),
        (supplicant(words("wpa-psk", "sae")), P.WPA2_WPA3),
        (supplicant(words("sae", "ft-sae")), P.WPA3),
        (supplicant(words("owe"), privacy=False), P.OWE),
        (supplicant(privacy=False, mode="OWE"), P.OWE),
        (supplicant(words("wpa-eap-suite-b-192", pairwise=("gcmp-256",))), P.ENTERPRISE),
        (supplicant(words(pairwise=("ccmp",))), P.UNRECOGNISED),
        (supplicant(words("wpa-new-in-2030")), P.UNRECOGNISED),
        (supplicant({"KeyMgmt": [], "Pairwise": [], "Group": ""}, privacy=False), P.OPEN),
    ],
)  # fmt: skip
def test_wpa_supplicant(replies: dict[Request, Any], kind: WifiProtection) -> None:
    found = read(replies)
    assert (found.ssid, found.protection) == (b"Blue Door", kind)
    assert "wpa_supplicant" in found.evidence[0].source


@pytest.mark.parametrize("changes", [{"state": "scanning"}, {"bss": "/"}])
def test_a_supplicant_that_is_not_connected(changes: dict[str, str]) -> None:
    assert not read(supplicant(words("wpa-psk"), **changes) | files({"wlan0": ("wifi", "down")})).connected


@pytest.mark.parametrize(("mode", "kind"), [("OWE", P.OWE), ("NONE", P.OWE_TRANSITION)])
def test_the_open_half_of_a_pair_is_settled_by_what_was_negotiated(mode: str, kind: WifiProtection) -> None:
    point = Point(b"Blue Door", 0, 0, OWE_PAIR)
    assert read(on_bus(on_wifi(point)) | supplicant(privacy=False, mode=mode)).protection is kind


IWD = "net.connman.iwd"
STATION, NETWORK = "/net/connman/iwd/0/4", "/net/connman/iwd/0/4/426c7565_psk"


def iwd(kind: str, diagnostics: Any = None, *, state: str = "connected", name: str = "Blue Door") -> dict[Request, Any]:
    objects = {
        "/net/connman/iwd": {f"{IWD}.AgentManager": {}},
        STATION: {f"{IWD}.Station": {"State": state, "Scanning": False, "ConnectedNetwork": NETWORK}},
        NETWORK: {f"{IWD}.Network": {"Name": name, "Type": kind, "Connected": True}},
    }
    told = Missing("no such method") if diagnostics is None else [diagnostics]
    return {
        BusCall("system", IWD, "/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects"): [objects],
        BusCall("system", IWD, STATION, f"{IWD}.StationDiagnostic", "GetDiagnostics"): told,
    }


@pytest.mark.parametrize(
    ("kind", "diagnostics", "expected"),
    [
        ("psk", {"Security": "WPA2-Personal", "PairwiseCipher": "CCMP-128"}, P.WPA2),
        ("psk", {"Security": "WPA2-Personal + FT"}, P.WPA2),
        ("psk", {"Security": "WPA2-Personal", "PairwiseCipher": "TKIP"}, P.WPA2_TKIP),
        ("psk", {"Security": "WPA1-Personal"}, P.WPA),
        ("psk", {"Security": "WPA3-Personal + FT"}, P.WPA3),
        ("8021x", {"Security": "FILS"}, P.ENTERPRISE),
        ("open", {"Security": "OWE"}, P.OWE),
        ("open", {"Security": "Open"}, P.OPEN),
        ("8021x", None, P.ENTERPRISE),
        ("hotspot", None, P.ENTERPRISE),
        ("wep", None, P.WEP),
        # Without diagnostics "open" may be Enhanced Open, and "psk" the first WPA.
        ("open", None, P.UNRECOGNISED),
        ("psk", None, P.UNRECOGNISED),
        ("psk", {"Security": "WPA9-Personal"}, P.UNRECOGNISED),
        ("new", {}, P.UNRECOGNISED),
    ],
)
def test_iwd(kind: str, diagnostics: Any, expected: WifiProtection) -> None:
    found = read(iwd(kind, diagnostics))
    assert (found.ssid, found.protection) == (b"Blue Door", expected)
    assert "iwd" in found.evidence[0].source


def test_iwd_that_is_not_connected() -> None:
    assert not read(iwd("psk", state="disconnected") | files({"wlan0": ("wifi", "down")})).connected


def test_iwds_nasty_text_prints_harmlessly() -> None:
    found = read(iwd("\x1b[2J", {"Security": "[red]\n"}, name="evil\n\u202e"))
    assert found.ssid == "evil\n\u202e".encode()
    assert reveal(found.evidence[0].seen).isprintable()


def test_words_and_flags_agree() -> None:
    assert offer_of_words(["wpa-psk", "sae"], ["ccmp"]) == offer_of_flags(PSK | SAE | CCMP)
    assert offer_of_words(["wpa-psk"], ["tkip"]) == offer_of_flags(PSK | TKIP)
    assert offer_of_words([], []) == offer_of_flags(0) == Offer()
