"""Facts about how an organisation judges: given from the settings, never asked of a machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peerkit.model.facts import Fact
from peerkit.model.settings import Waiver


@dataclass(frozen=True, kw_only=True)
class Waivers(Fact):
    """What the organisation accepts for a while, and the day it is judged on."""

    waivers: tuple[Waiver, ...]
    today: date
