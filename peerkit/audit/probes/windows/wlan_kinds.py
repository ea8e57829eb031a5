"""How a Wi-Fi network is protected, from Windows' words in a saved profile and from its numbers for a connection.

Words: Microsoft's page on the element authEncryption of WLAN_profile; only the pair of authentication and encryption
tells. Numbers: DOT11_AUTH_ALGORITHM and DOT11_CIPHER_ALGORITHM (wlantypes.h).
"""

from __future__ import annotations

from peerkit.model.facts import WifiProtection

P = WifiProtection
_BY_NUMBER = {
    3: "wpa", 4: "wpapsk", 6: "wpa2", 7: "wpa2psk", 8: "wpa3ent192", 9: "wpa3sae", 10: "owe", 11: "wpa3ent",
}  # fmt: skip
_OPEN, _SHARED = 1, 2
_NO_CIPHER, _TKIP = 0, 2
_WEP_CIPHERS = (0x01, 0x05, 0x101)
_ENTERPRISE = ("wpa2", "wpa3", "wpa3ent", "wpa3ent192")


def of_words(authentication: str, encryption: str, *, transition: bool = False) -> WifiProtection:
    """The kind of a saved profile; ``transition`` where it also lets in the older neighbour of its kind."""
    method, cipher = authentication.strip().lower(), encryption.strip().lower()
    if method in ("open", "shared"):
        return P.WEP if cipher == "wep" else P.OPEN if (method, cipher) == ("open", "none") else P.UNRECOGNISED
    if method in ("wpa", "wpapsk"):
        return P.WPA
    if method == "owe":
        return P.OWE_TRANSITION if transition else P.OWE
    if cipher == "tkip" and method in ("wpa2", "wpa2psk"):
        return P.WPA2_TKIP
    if method == "wpa3sae":
        return P.WPA2_WPA3 if transition else P.WPA3
    return P.WPA2 if method == "wpa2psk" else P.ENTERPRISE if method in _ENTERPRISE else P.UNRECOGNISED


def of_numbers(authentication: int, cipher: int) -> WifiProtection:
    """The kind of a connection or of an access point in reach."""
    if authentication in (_OPEN, _SHARED):
        if cipher in _WEP_CIPHERS or authentication == _SHARED:
            return P.WEP
        return P.OPEN if cipher == _NO_CIPHER else P.UNRECOGNISED
    return of_words(_BY_NUMBER.get(authentication, ""), "tkip" if cipher == _TKIP else "aes")
