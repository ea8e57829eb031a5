"""The platform data: its reader, its checks, and the form that opens fast."""

from peerkit.platformdata.loader import check_platforms_file, find_platform, load_catalogue

__all__ = ["check_platforms_file", "find_platform", "load_catalogue"]
