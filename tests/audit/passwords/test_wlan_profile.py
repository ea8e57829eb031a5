"""Profiles of Windows: settings come out, passphrases only as grades."""

from __future__ import annotations

import pytest

from peerkit.audit.passwords.wifi_files import Malformed, without_secrets

CANARY = "CANARY river stone lantern 7"
V1 = "http://www.microsoft.com/networking/WLAN/profile/v1"
V3 = "http://www.microsoft.com/networking/WLAN/profile/v3"
TLS_RULES = (
    "<ServerValidation><ServerNames>radius.example.org</ServerNames>"
    "<TrustedRootCA>aa bb</TrustedRootCA></ServerValidation>"
)


def shared(kind: str, sealed: str, key: str) -> str:
    return f"<sharedKey><keyType>{kind}</keyType>{sealed}<keyMaterial>{key}</keyMaterial></sharedKey>"


OPEN, SEAL = "<protected>false</protected>", "<protected>true</protected>"


def profile(  # one argument for each part of a profile that matters
    *,
    hexed: str = "426C756520446F6F72",
    auth: str = "WPA2PSK",
    cipher: str = "AES",
    key: str = shared("passPhrase", OPEN, CANARY),
    more: str = "",
    inner: str = "",
    head: str = '<?xml version="1.0"?>',
) -> bytes:
    return f"""{head}
<WLANProfile xmlns="{V1}"><name>Any label</name>
<SSIDConfig><SSID><hex>{hexed}</hex><name>Bl?e Door</name></SSID><nonBroadcast>true</nonBroadcast></SSIDConfig>
<connectionType>ESS</connectionType><connectionMode>auto</connectionMode>
<MSM><security><authEncryption><authentication>{auth}</authentication><encryption>{cipher}</encryption>
<useOneX>false</useOneX></authEncryption>{key}{inner}</security></MSM>{more}</WLANProfile>""".encode()


def read(raw: bytes) -> dict[str, str]:
    return without_secrets("wlan-profile", "Blue Door", raw)[0]


def test_settings_come_through_and_the_passphrase_does_not() -> None:
    found = read(
        profile(
            more=f'<MacRandomization xmlns="{V3}"><enableRandomization>true</enableRandomization></MacRandomization>'
        )
    )
    assert found.pop("secret.key").startswith("STRONG ")
    assert found == {
        "ssid": b"Blue Door".hex(), "type": "ess", "mode": "auto", "hidden": "true", "authentication": "wpa2psk",
        "encryption": "aes", "random": "true",
    }  # fmt: skip
    assert "CANARY" not in str(found)


SEALED = shared("passPhrase", SEAL, "01000000D08C9DDF")
WEP_KEY = shared("networkKey", OPEN, "CANARY1234")
RAW_KEY = shared("networkKey", OPEN, "ab" * 32)
NO_WORD = shared("passPhrase", "", "CANARY words")


@pytest.mark.parametrize(
    ("key", "cipher", "mark"),
    [(SEALED, "AES", "present"), (WEP_KEY, "WEP", "present"), (RAW_KEY, "AES", "KEY "), (NO_WORD, "AES", "present"),
     ("", "AES", None)],
)  # fmt: skip
def test_what_stands_for_the_key(key: str, cipher: str, mark: str | None) -> None:
    found = read(profile(key=key, cipher=cipher)).get("secret.key")
    assert found == mark or (found is not None and mark is not None and found.startswith(mark))


def test_a_setting_that_is_no_known_word_does_not_come_through() -> None:
    assert read(profile(auth=CANARY))["authentication"] == "?"


def test_the_text_counts_where_there_is_no_name_in_hexadecimal() -> None:
    assert read(profile(hexed=""))["ssid"] == b"Bl?e Door".hex()


ONE_X = """<OneX xmlns="http://www.microsoft.com/networking/OneX/v1"><EAPConfig><EapHostConfig><EapMethod><Type>{}</Type>
</EapMethod><Config><Eap>{}</Eap></Config></EapHostConfig></EAPConfig></OneX>"""


def test_what_an_enterprise_network_must_prove() -> None:
    def told(method: int, rules: str) -> dict[str, str]:
        found = read(profile(auth="WPA2", key="", inner=ONE_X.format(method, rules)))
        return {key: word for key, word in found.items() if key.startswith(("eap", "server"))}

    whole = {"eap": "25", "server.asked": "yes", "server.roots": "set", "server.names": "set"}
    assert told(25, TLS_RULES) == whole
    assert told(13, "") == {"eap": "13"}
    off = "<ServerValidation/><PerformServerValidation>false</PerformServerValidation>"
    assert told(25, off)["server.asked"] == "no"
    assert "CANARY" not in str(told(25, f"<Password>{CANARY}</Password>"))


HOSTILE = [
    b"", b"not xml", b"<a>", b"<WLANProfile/>", b"\xff\xfe\x00",
    profile(hexed="zz"), profile(hexed="41" * 33),
    profile(head='<?xml version="1.0"?><!DOCTYPE WLANProfile [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    b"<x>" * 5000, b"<a>" + b"x" * 1_100_000 + b"</a>",
    profile(head='<?xml version="1.0" encoding="made-up"?>'),
]  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE)
def test_what_is_no_profile_is_refused_and_nothing_of_it_is_quoted(raw: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        read(raw)
    assert "CANARY" not in str(refused.value)
