"""Files that hold the certificates of all public authorities, where the distributions lay them down.

A server that only has to show a certificate of one of these may be anyone's.
"""

from __future__ import annotations

_BUNDLES = frozenset(
    {
        "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
        "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Red Hat
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/ca-bundle.pem",  # openSUSE
        "/etc/ssl/cert.pem",  # Alpine
    }
)
_SINGLE = "/usr/share/ca-certificates/mozilla/"


def authority(place: str) -> str:
    """``public`` for a public authority's certificate, ``own`` for any other, empty for none."""
    path = place.strip("\0\"' ").removeprefix("file://")
    if not path:
        return ""
    return "public" if path in _BUNDLES or path.startswith(_SINGLE) else "own"
