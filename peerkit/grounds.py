"""The grounds of a verdict on a platform: shipped facts, the organisation's own, and its settings, opened once.

An organisation keeps its own entries in ``platforms/`` and its own policies in ``policies/``, beside the settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from peerkit.errors import WrongUsage
from peerkit.folders import settings_folder
from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue, Platform
from peerkit.model.policy import Overlay, Policy
from peerkit.model.settings import Settings
from peerkit.platformdata.loader import load_catalogue
from peerkit.platformdata.names import family, named
from peerkit.policies import load_policy, policy_names
from peerkit.scoring.overlay import overlay_from
from peerkit.settings import platform_names, refuse_platforms, settings_path


@dataclass(frozen=True)
class Grounds:
    """What every verdict of this account stands on."""

    catalogue: Catalogue
    overlay: Overlay
    folder: Path
    today: date

    def platform(self, name: str) -> Platform:
        """The platform of that id or old name. Raises ``WrongUsage`` where several could be meant, or ``NotFound``."""
        return named(self.catalogue, name)

    def platforms(self, names: Iterable[str]) -> list[Platform]:
        """Several, each once."""
        return list({found.id: found for found in map(self.platform, names)}.values())

    def policy(self, name: str) -> Policy:
        """The policy of that name, an organisation's own before a shipped one. Raises ``WrongUsage``."""
        names = self.policy_names()
        if name not in names:
            raise WrongUsage(f"There is no policy named {name!r}.", f"There are: {', '.join(names)}.")
        return load_policy(name, self.catalogue.criteria, self.folder / "policies")

    def policy_names(self) -> tuple[str, ...]:
        """Every policy there is."""
        return policy_names(self.folder / "policies")

    def case(self, function: Function, policy: Policy, people: int | None = None, minutes: int | None = None) -> Case:
        """The question of a verdict, asked today with this account's settings."""
        return Case(function, policy, self.today, self.overlay, people, minutes)


def open_grounds(settings: Settings, today: date, assume_signed: bool = False) -> Grounds:
    """Raises ``BadData`` where a data file holds mistakes, or the settings name a platform nobody knows."""
    folder = settings_folder()
    catalogue = load_catalogue(folder / "platforms")
    wrong = {name: expected for name in platform_names(settings) if (expected := _mistake(catalogue, name))}
    if wrong:
        refuse_platforms(settings_path(), wrong)
    return Grounds(catalogue, overlay_from(settings, catalogue, assume_signed), folder, today)


def _mistake(catalogue: Catalogue, name: str) -> str:
    """What is wrong with a platform's name in the settings; nothing where it stands for exactly one."""
    if name in catalogue.platforms:
        return ""
    kin = family(catalogue, name)
    if len(kin) > 1:
        return f"{name!r} can mean more than one; say which: {', '.join(kin)}"
    if name in catalogue.names:
        return ""
    near = catalogue.near(name)
    return f"there is no platform {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")
