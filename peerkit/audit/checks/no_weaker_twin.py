"""Whether someone offers the name of the network in use with weaker protection."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import WifiInUse, WifiProtection
from peerkit.model.facts_wifi import WifiNearby
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_NO_PROOF = (WifiProtection.OPEN, WifiProtection.WEP, WifiProtection.OWE_TRANSITION, WifiProtection.OWE)
_OLD = (WifiProtection.WPA, WifiProtection.WPA2_TKIP)


@check(
    title="No one nearby copies the name of the Wi-Fi in use",
    family=Family.WIFI,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Leave this Wi-Fi for now: use a cable, or your phone as a hotspot.",
            "At home: look in the router's settings whether a second band or a repeater is open or old.",
            "Elsewhere: tell the person who runs the network. Type no password on a page that pops up.",
        ),
        OS.MACOS: (
            "Leave this Wi-Fi for now: use a cable, or your phone as a hotspot.",
            "At home: look in the router's settings whether a second band or a repeater is open or old.",
        ),
        OS.WINDOWS: (
            "Leave this Wi-Fi for now: use a cable, or your phone as a hotspot.",
            "At home: look in the router's settings whether a second band or a repeater is open or old.",
        ),
    },
    references=(
        Reference(
            "Wi-Fi Alliance: how to stay safe from Evil Twin networks",
            "http://www.wi-fi.org/knowledge-center/faq/how-can-wi-fi-users-protect-themselves-evil-twin-threats",
            "2026-11-21",
        ),
        Reference(
            "NSA: Securing Wireless Devices in Public Settings, 2021, as told by Defense Systems",
            "https://defensesystems.com/articles/2021/08/03/nsa-wifi-security.aspx?admgarea=TC_DefenseIT+",
            "2026-11-21",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(e)(1): transmission security",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def no_weaker_twin(wifi: WifiInUse, nearby: WifiNearby) -> Verdict:
    """A copy of your network's name, with no password, is a common trap: laptops and people join it by mistake."""
    if not wifi.connected:
        return not_applicable("This computer is not on Wi-Fi.")
    if not wifi.ssid.strip(b"\0"):
        return unsure("This Wi-Fi hides its name, so its name cannot be looked for.")
    name = private(PrivateKind.NETWORK, wifi.ssid)
    if wifi.protection is None or wifi.protection is WifiProtection.UNRECOGNISED:
        return unsure(f"How the Wi-Fi {name} is protected is not known, so nothing can be compared.", name)
    if wifi.protection in _NO_PROOF:
        return not_applicable(f"The Wi-Fi {name} asks for no proof itself: anyone can run one like it.")
    kinds = [point.protection for point in nearby.points if point.ssid == wifi.ssid]
    if any(kind in _NO_PROOF for kind in kinds):
        return failed(f"Near you, the name {name} is also offered without a password, or with a broken one.", name)
    if wifi.protection not in _OLD and any(kind in _OLD for kind in kinds):
        message = f"Near you, the name {name} is also offered with old protection. It may be an old repeater."
        return failed(message, name, Severity.LOW)
    if not kinds:
        return unsure(f"The last scan does not list the Wi-Fi {name}, so there was nothing to compare.", name)
    return passed(f"Access points near you with the name {name}: {len(kinds)}, all protected alike.")
