"""PeerKit: is it safe and kind to start this session, on this device, over this platform, now?"""

__version__ = "0.1.0"
