"""Renderers: a report in, text out. They read ``peerkit.model`` and nothing else of PeerKit."""
