"""Linux: which reader answers for which fact."""

from __future__ import annotations

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import (
    accounts,
    autologin,
    camera,
    keyring_store,
    login,
    nearby,
    network,
    pam,
    power,
    privacy,
    savedwifi,
    screenlock,
    shadow,
    sound,
    sshd,
    updates,
    wifi,
)


class LinuxProbe(Probe):
    """Asks a Linux machine. Readers live in the modules beside this one, by subject."""

    readers = {
        **accounts.READERS,
        **autologin.READERS,
        **camera.READERS,
        **keyring_store.READERS,
        **login.READERS,
        **nearby.READERS,
        **network.READERS,
        **pam.READERS,
        **power.READERS,
        **privacy.READERS,
        **savedwifi.READERS,
        **screenlock.READERS,
        **shadow.READERS,
        **sound.READERS,
        **sshd.READERS,
        **updates.READERS,
        **wifi.READERS,
    }
