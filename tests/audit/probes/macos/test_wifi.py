"""The Wi-Fi in use, those near and the way out, on a made-up Mac."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.machine import Garbled, Output, RunCommand
from peerkit.audit.probes.macos.hardware import Port, own_lines, parse_summary
from peerkit.audit.probes.macos.wifi import protection_of
from peerkit.model.facts import Internet, Link, Network, Unknown, WifiInUse
from peerkit.model.facts import WifiProtection as Kind
from peerkit.model.facts_wifi import NearbyPoint, WifiNearby
from tests.audit.probes.macos.scene import PORTS, WIFI, airport, mac, only, ran, summary

EN0 = ("ipconfig", "getsummary", "en0")
OPEN_NEIGHBOUR = {"_name": "Copper Kettle", "spairport_security_mode": "spairport_security_mode_none"}
NO_ROUTE = Output(1, "", "route: writing to routing socket: not in table\n")


def told(*lines, **more):
    return ran(*EN0, out=summary(*lines, **more))


def test_the_quick_source_is_asked_first():
    probe = mac(without=(RunCommand(("system_profiler", "-json", "SPAirPortDataType")),))
    wifi = probe.get(WifiInUse)
    assert isinstance(wifi, WifiInUse)
    assert (wifi.connected, wifi.ssid, wifi.protection) == (True, b"Copper Kettle", Kind.WPA2)


@pytest.mark.parametrize(
    "lines",
    [
        ("InterfaceType : WiFi", "LinkStatusActive : TRUE", "SSID : x", "Security : WPA_EAP_NEW"),
        ("InterfaceType : WiFi", "LinkStatusActive : TRUE", "SSID : x"),
        # A name with a line break in it: which of the two lines is macOS's own cannot be told.
        ("InterfaceType : WiFi", "LinkStatusActive : TRUE", "SSID : x\n  Security : WPA3_SAE", "Security : NONE"),
        ("LinkStatusActive : TRUE", "Security : WPA3_SAE"),
    ],
)
def test_where_the_quick_source_is_in_doubt_the_slow_one_tells(lines):
    probe = mac(told(*lines), airport("spairport_security_mode_none", name="Harbour"))
    wifi = probe.get(WifiInUse)
    assert isinstance(wifi, WifiInUse)
    assert (wifi.ssid, wifi.protection) == (b"Harbour", Kind.OPEN)


@pytest.mark.parametrize(
    "packet",
    [
        "  Security : WPA3_SAE\n",
        "}\n",
        "  }\n}\n<dictionary> {\n  Security : WPA3_SAE\n",
        "  InterfaceType : Ethernet\n",
    ],
)
def test_what_the_network_writes_into_the_summary_is_not_believed(packet):
    open_ = parse_summary(summary(*WIFI[:2], "SSID : x", "Security : NONE", packet=packet))
    assert (open_.wifi, open_.active, open_.security) == (True, True, "NONE")


def test_a_summary_that_does_not_end_as_it_should_is_worth_nothing():
    text = summary(*WIFI)
    assert own_lines(text)[-1] == ("Security", "WPA2_PSK")
    assert own_lines(text.removesuffix("}\n")) == []
    with pytest.raises(Garbled):
        parse_summary(text.removesuffix("}\n"))


def test_a_name_that_macos_hides_is_empty_and_the_protection_is_not():
    wifi = mac(told(*WIFI[:2], "SSID : <redacted>", "Security : WPA3_SAE")).get(WifiInUse)
    assert isinstance(wifi, WifiInUse)
    assert (wifi.connected, wifi.ssid, wifi.protection) == (True, b"", Kind.WPA3)
    assert "permission for location" in wifi.evidence[0].seen


@pytest.mark.parametrize(
    ("state", "expected"), [("disassociated", WifiInUse), ("off", WifiInUse), ("new word", Unknown)]
)
def test_only_known_words_say_that_no_network_is_joined(state, expected):
    wifi = only(airport("", state=state)).get(WifiInUse)
    assert isinstance(wifi, expected)
    assert isinstance(wifi, Unknown) or not wifi.connected


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("spairport_security_mode_wpa_personal_mixed", Kind.WPA_WPA2),
        ("pairport_security_mode_wpa3_transition", Kind.WPA2_WPA3),
        ("spairport_security_mode_wpa2_enterprise", Kind.ENTERPRISE),
        ("spairport_security_mode_quantum", Kind.UNRECOGNISED),
        ("", Kind.UNRECOGNISED),
    ],
)
def test_words_of_protection(mode, kind):
    assert protection_of(mode) is kind


def test_an_open_twin_near_by_is_seen():
    nearby = mac(airport("spairport_security_mode_wpa2_personal", "Copper Kettle", (OPEN_NEIGHBOUR,))).get(WifiNearby)
    assert isinstance(nearby, WifiNearby)
    assert set(nearby.points) == {NearbyPoint(b"Copper Kettle", Kind.OPEN), NearbyPoint(b"Copper Kettle", Kind.WPA2)}


def test_hidden_names_near_by_are_unknown_with_a_way_to_look():
    nearby = mac(airport("spairport_security_mode_wpa2_personal")).get(WifiNearby)
    assert isinstance(nearby, Unknown)
    assert "menu bar" in nearby.hint


def test_a_name_that_is_too_long_or_half_a_character_is_left_out():
    for name in ("x" * 33, "\ud83d"):
        wifi = only(airport("spairport_security_mode_none", name=name)).get(WifiInUse)
        assert isinstance(wifi, WifiInUse)
        assert wifi.ssid == b""


@pytest.mark.parametrize(
    ("kind", "link"), [("Wi-Fi", Link.WIFI), ("iPhone USB", Link.MOBILE), ("USB 10/100/1000 LAN", Link.CABLE)]
)
def test_kinds_of_adapters(kind, link):
    assert Port(kind, "en7").link is link


def test_the_way_out_leads_over_wifi():
    network = mac().get(Network)
    assert isinstance(network, Network)
    assert (network.link, network.interface, network.internet) == (Link.WIFI, "en0", Internet.UNTESTED)


def test_a_port_named_in_another_language_is_known_by_its_own_word():
    ports = ran("networksetup", "-listallhardwareports", out=PORTS.replace("Wi-Fi", "ワイヤレス"))
    network = mac(ports).get(Network)
    assert isinstance(network, Network)
    assert network.link is Link.WIFI
    wifi = mac(ports).get(WifiInUse)
    assert isinstance(wifi, WifiInUse)
    assert wifi.connected


def test_below_a_tunnel_the_real_link_is_named():
    network = mac(ran("route", "-n", "get", "-inet", "default", out="  interface: utun4\n")).get(Network)
    assert isinstance(network, Network)
    assert (network.link, network.interface) == (Link.WIFI, "en0")


@pytest.mark.parametrize(
    ("summary_of_wifi", "expected"),
    [
        (WIFI, (Link.WIFI, Internet.LIMITED)),
        (("InterfaceType : WiFi", "LinkStatusActive : FALSE"), (Link.NONE, Internet.NONE)),
    ],
)
def test_without_a_way_out(summary_of_wifi, expected):
    routes = {RunCommand(("route", "-n", "get", family, "default")): NO_ROUTE for family in ("-inet", "-inet6")}
    network = mac(routes, told(*summary_of_wifi)).get(Network)
    assert isinstance(network, Network)
    assert (network.link, network.internet) == expected


def test_a_route_in_words_nobody_knows_is_unknown():
    words = {RunCommand(("route", "-n", "get", family, "default")): Output(0, "?") for family in ("-inet", "-inet6")}
    assert isinstance(mac(words).get(Network), Unknown)
