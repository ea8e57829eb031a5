"""Where this account's own files lie, on each system where its manners want them."""

from __future__ import annotations

from pathlib import Path


def settings_folder() -> Path:
    """The folder of the settings, and of an organisation's own checklists, platforms and policies."""
    import platformdirs

    return Path(platformdirs.user_config_path("peerkit"))


def state_folder() -> Path:
    """The folder of what PeerKit itself keeps: the history, and the key of the pseudonyms."""
    import platformdirs

    return Path(platformdirs.user_state_path("peerkit"))
