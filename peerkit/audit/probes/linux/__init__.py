"""Linux: which reader answers for which fact."""

from __future__ import annotations

from peerkit.audit.probes.base import Probe


class LinuxProbe(Probe):
    """Asks a Linux machine. Readers live in the modules beside this one, by subject."""

    readers = {}
