"""The Wi-Fi networks Windows has saved: every profile of every adapter, by ``WlanGetProfile``.

No file is written and none is read. The profile goes to the room ``passwords`` as it comes, and only settings and the
grade of its passphrase come out; Windows shows the passphrase itself to administrators alone. Reading profiles needs
neither administrator nor location (Microsoft: Changes to API behavior for Wi-Fi access and location).
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.savedwifi.found import without_doubles
from peerkit.audit.probes.linux.savedwifi.profile import graded, server_proof
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, ReadWithoutSecrets
from peerkit.audit.probes.windows.asking import AS_ADMINISTRATOR, Told, account, as_told, told, value
from peerkit.audit.probes.windows.wlan_kinds import of_words
from peerkit.model.facts import Evidence, Fact, WifiProtection
from peerkit.model.facts_wifi import AddressPolicy, SavedNetwork, SavedWifi, SecretKept, ServerProof, Unseen, WifiRole
from peerkit.model.private import PrivateKind, private

Settings = dict[str, str]
FORM = "wlan-profile"
_ADAPTERS = r"HKLM\SOFTWARE\Microsoft\WlanSvc\Interfaces"
_NO_SECRET = (WifiProtection.OPEN, WifiProtection.OWE, WifiProtection.OWE_TRANSITION)
# EAP types of IANA by the names that the rules for certificates know.
_METHODS = {
    "13": "tls", "18": "sim", "21": "ttls", "23": "aka", "25": "peap", "26": "mschapv2", "50": "aka'", "52": "pwd",
    "55": "teap", "43": "fast",
}  # fmt: skip
_PROFILE = "Ask the IT staff of that network, and forget it if you do not need it."
_TYPE_IT = "To have one judged, type it yourself: peerkit audit passwords --ask"
_OLD_EAP = ("4", "6")  # MD5 and token cards prove nothing


def read_saved_wifi(machine: Machine) -> SavedWifi:
    """All profiles that could be read, and those that could not. Raises ``CouldNotLook``."""
    reply = told(machine, "wlan-profiles")
    adapters, profiles = reply.values.get("adapters"), reply.values.get("profiles")
    if not isinstance(adapters, list) or not isinstance(profiles, list):
        raise Garbled("Windows did not list the saved networks")
    if not adapters:
        return SavedWifi(evidence=(Evidence("no Wi-Fi adapter", "WlanEnumInterfaces"),))
    networks: list[SavedNetwork] = []
    unseen: list[Unseen] = []
    for one in (as_told(entry, "Windows") for entry in profiles):
        try:
            networks.append(read_profile(machine, one.text("adapter"), one.text("name")))
        except CouldNotLook as reason:
            name = private(PrivateKind.NETWORK, one.text("name"))
            unseen.append(Unseen(f"The saved Wi-Fi {name}", reason.unknown.reason, "Forget it, and join it anew."))
    found = without_doubles(networks)
    sealed = [network for network in found if network.kept is SecretKept.ENCRYPTED and network.grade is None]
    hidden = sum(network.server is None for network in sealed)
    seen = f"networks saved: {len(found)}, of them with a passphrase that PeerKit may not see: {hidden}"
    evidence = (Evidence(seen, "WlanGetProfile"),)
    return SavedWifi(networks=found, unseen=tuple(unseen), more=_PROFILE, sealed=_opened(machine), evidence=evidence)


def _opened(machine: Machine) -> str:
    """What shows a passphrase that Windows keeps sealed: administrators get to see most of them."""
    try:
        return _TYPE_IT if account(machine).flag("elevated") else AS_ADMINISTRATOR
    except CouldNotLook:
        return AS_ADMINISTRATOR


def read_profile(machine: Machine, adapter: str, name: str) -> SavedNetwork:
    """One saved network. Raises ``CouldNotLook``."""
    settings = machine.answer(ReadWithoutSecrets(f"wlan/{adapter}/{name}", FORM))
    if not isinstance(settings, list) or not settings or not isinstance(settings[0], dict):
        raise Garbled("the saved network could not be understood")
    return _network(settings[0], _usual_address(machine, adapter))


def _network(settings: Settings, usual: AddressPolicy | None) -> SavedNetwork:
    kind = of_words(
        settings.get("authentication", ""),
        settings.get("encryption", ""),
        transition=settings.get("transition") == "true",
    )
    grade, alike = graded(settings.get("secret.key", ""))
    try:
        ssid = bytes.fromhex(settings["ssid"])
    except (KeyError, ValueError):
        raise Garbled("the saved network has no name") from None
    return SavedNetwork(
        ssid=ssid,
        protection=kind,
        joins_itself=settings.get("mode", "auto") != "manual",
        hidden=settings.get("hidden") == "true",
        role=WifiRole.AD_HOC if settings.get("type") == "ibss" else WifiRole.GUEST,
        address=_address(settings, usual),
        server=_server(settings) if kind is WifiProtection.ENTERPRISE else None,
        kept=_kept(settings, kind),
        grade=grade,
        alike=alike,
        stores=("Windows",),
    )


def _kept(settings: Settings, kind: WifiProtection) -> SecretKept:
    if kind in _NO_SECRET:
        return SecretKept.NONE
    # Windows keeps all of them sealed (DPAPI), whoever may open the seal.
    sealed = kind is WifiProtection.ENTERPRISE or any(key.startswith("secret.") for key in settings)
    return SecretKept.ENCRYPTED if sealed else SecretKept.ASKED


def _address(settings: Settings, usual: AddressPolicy | None) -> AddressPolicy | None:
    if settings.get("random.daily") == "true":
        return AddressPolicy.PER_VISIT
    return {"true": AddressPolicy.PER_NETWORK, "false": AddressPolicy.BUILT_IN}.get(settings.get("random", ""), usual)


def _usual_address(machine: Machine, adapter: str) -> AddressPolicy | None:
    """The switch for all networks of an adapter, where Windows wrote one down."""
    try:
        found = value(machine, rf"{_ADAPTERS}\{adapter}", "RandomMacState")
    except CouldNotLook:
        return None
    if not isinstance(found, bytes) or not found:
        return None
    return AddressPolicy.PER_NETWORK if found[0] == 1 else AddressPolicy.BUILT_IN


def _server(settings: Settings) -> ServerProof:
    """What the server must prove: by the settings for its certificate, where the method has any."""
    method = settings.get("eap", "")
    if method in _OLD_EAP:
        return ServerProof.NOTHING
    if method not in _METHODS or "server.asked" not in settings:
        by_method = server_proof([_METHODS[method]], "", named=False) if method in _METHODS else ServerProof.UNCLEAR
        return by_method if by_method is ServerProof.NOT_NEEDED else ServerProof.UNCLEAR
    roots, named = settings.get("server.roots") == "set", settings.get("server.names") == "set"
    trusts = "" if settings["server.asked"] == "no" else "own" if roots else "public"
    return server_proof([_METHODS[method]], trusts, named)


def connected_adapter(interfaces: list[Told]) -> Told | None:
    """The adapter that is joined to a network now (WLAN_INTERFACE_STATE 1)."""
    return next((one for one in interfaces if one.number("state") == 1), None)


READERS: dict[type[Fact], Reader] = {SavedWifi: read_saved_wifi}
