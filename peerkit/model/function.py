"""What a platform is used for. In a module of its own, so that scoring starts without the checklist words."""

from __future__ import annotations

from enum import Enum


class Function(Enum):
    """What a platform is used for."""

    VIDEO_1TO1 = "video-1to1"
    VIDEO_GROUP = "video-group"
    CALL = "call"
    TEXT_1TO1 = "text-1to1"
    TEXT_GROUP = "text-group"
    BROADCAST = "broadcast"
