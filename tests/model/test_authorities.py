from __future__ import annotations

import pytest

from peerkit.model.authorities import authority


@pytest.mark.parametrize(
    ("place", "whose"),
    [
        ("", ""),
        ("file:///etc/ssl/certs/ca-certificates.crt\0", "public"),
        ('"/etc/ssl/certs/ca-certificates.crt"', "public"),
        ("/etc/pki/tls/certs/ca-bundle.crt", "public"),
        ("/usr/share/ca-certificates/mozilla/Some_Root.crt", "public"),
        ("/etc/ssl/certs/work.pem", "own"),
        ("/home/robin/work.pem", "own"),
        ("data:;base64,AAAA", "own"),
    ],
)
def test_whose_certificates(place: str, whose: str) -> None:
    assert authority(place) == whose
