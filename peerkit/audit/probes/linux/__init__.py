"""Linux: which reader answers for which fact."""

from __future__ import annotations

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import (
    camera,
    login,
    nearby,
    network,
    power,
    savedwifi,
    screenlock,
    sound,
    updates,
    wifi,
)


class LinuxProbe(Probe):
    """Asks a Linux machine. Readers live in the modules beside this one, by subject."""

    readers = {
        **camera.READERS,
        **login.READERS,
        **nearby.READERS,
        **network.READERS,
        **power.READERS,
        **savedwifi.READERS,
        **screenlock.READERS,
        **sound.READERS,
        **updates.READERS,
        **wifi.READERS,
    }
