"""A machine made of literals: each request has a reply, or is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerkit.audit.probes.machine import CouldNotLook, Environ, Machine, Missing, Request, WhoAmI
from peerkit.model.check import OS


class FakeMachine(Machine):
    """Answers from a mapping. A reply that is a ``CouldNotLook`` is raised."""

    def __init__(self, replies: Mapping[Request, Any] | None = None, system: OS = OS.LINUX) -> None:
        self.os, self.release = system, "Test OS 1"
        self.replies = {WhoAmI(): (1000, "robin", "/home/robin"), **(replies or {})}

    def answer(self, request: Request) -> Any:
        if request not in self.replies:
            if isinstance(request, Environ):
                return None
            raise Missing(f"{request} is not there")
        reply = self.replies[request]
        if isinstance(reply, CouldNotLook):
            raise reply
        return reply
