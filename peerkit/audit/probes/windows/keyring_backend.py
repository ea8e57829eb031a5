"""Which keyring programs get: asked alike on every system."""

from peerkit.audit.probes.keyring_backend import READERS as READERS
