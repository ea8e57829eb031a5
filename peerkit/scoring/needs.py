"""Whether a platform meets what one person needs: yes, only with something to mind, or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from peerkit.model.function import Function
from peerkit.model.platform import UNKNOWN, Platform
from peerkit.model.recommendation import Needs

SMARTPHONES = frozenset({"android", "iphone"})
# Any computer with a web browser is enough where a borrowed one is.
_COMPUTERS = frozenset({"windows", "mac", "linux", "chromebook", "borrowed-browser"})
_BY_CALLING = "They join by calling in; check that the invitation shows a number."


@dataclass(frozen=True)
class Met:
    """How a need is met. ``reach``: without it the person cannot take part at all."""

    fits: bool
    says: str = ""
    reach: bool = False


def met(platform: Platform, function: Function, needs: Needs) -> list[Met]:
    """How each need that was asked for is met."""
    found: list[Met] = []
    if needs.devices or needs.no_smartphone:
        found.append(_device(platform, function, needs))
    asked = [
        (needs.no_internet, _no_internet),
        (needs.no_account, _no_account),
        (needs.captions, _captions),
        (needs.anonymous, _unnamed),
        (needs.free, _free_to_join),
        (needs.free, _free_to_start),
    ]
    return found + [rule(platform, function) for wanted, rule in asked if wanted]


def not_on(platform: Platform, function: Function, devices: tuple[str, ...]) -> str:
    """Why someone with these devices cannot join; nothing where they can, may, or no device is named."""
    need = _device(platform, function, Needs(devices=devices))
    return need.says if devices and not need.fits and platform.running else ""


def is_phone(platform: Platform, function: Function) -> bool:
    """Whether it is a plain phone call or text."""
    return _word(platform, function, "phone-join") == "is-a-phone"


def _word(platform: Platform, function: Function, criterion: str) -> str:
    said = platform.answer(criterion, function)
    return str(said.value) if said is not None else UNKNOWN


def _device(platform: Platform, function: Function, needs: Needs) -> Met:
    said = platform.answer("devices-join", function)
    value = said.value if said is not None else UNKNOWN
    enough = set(value) if isinstance(value, tuple) else set()
    has = set(needs.devices) if needs.devices else enough | {"flip-phone", "landline"}
    if needs.no_smartphone:
        has -= SMARTPHONES
    if has & enough or ("borrowed-browser" in enough and has & _COMPUTERS):
        return Met(True, reach=True)
    for device, criterion in (("flip-phone", "feature-phone"), ("landline", "phone-join")):
        word = _word(platform, function, criterion)
        if device in has and word in ("by-dial-in", "included", "extra", "not-with-e2ee"):
            return Met(True, _BY_CALLING, reach=True)
    if value == UNKNOWN:
        return Met(True, "We do not know on which devices it works. Try it first.", reach=True)
    return Met(False, "It does not work on the device they have.", reach=True)


def _by_word(
    criterion: str, good: Iterable[str], mind: dict[str, str], otherwise: str, reach: bool = False
) -> Callable[[Platform, Function], Met]:
    """A rule over the words of one criterion: good ones, ones to mind, and the rest."""
    fine = frozenset(good)

    def rule(platform: Platform, function: Function) -> Met:
        word = _word(platform, function, criterion)
        if word in fine:
            return Met(True, reach=reach)
        return Met(True, mind[word], reach) if word in mind else Met(False, otherwise, reach)

    return rule


_no_internet = _by_word(
    "no-internet",
    ("works",),
    {"by-dial-in": _BY_CALLING, UNKNOWN: "We do not know if it works without internet."},
    "It needs the internet.",
    reach=True,
)
_captions = _by_word(
    "captions",
    ("built-in", "is-text"),
    {
        "not-with-e2ee": "It shows what is said as text only while end-to-end mode is off.",
        "paid-plan": "It shows what is said as text only on a paid plan.",
        UNKNOWN: "We do not know if it can show what is said as text. Try it first.",
    },
    "It cannot show what is said as text.",
    reach=True,
)
_free_to_join = _by_word(
    "cost-join",
    ("free",),
    {"phone-plan": "It costs them what their phone plan asks.", UNKNOWN: "We do not know what it costs them."},
    "It costs them money.",
)
_free_to_start = _by_word(
    "cost-host",
    ("free", "free-with-limits", "phone-plan"),
    {"own-server": "Your program must run a machine for it.", UNKNOWN: "We do not know what it costs you."},
    "It needs a paid plan to start it.",
)
_joins_without = _by_word(
    "account-join",
    ("nothing",),
    {UNKNOWN: "We do not know if they need an account."},
    "They would have to sign up for it.",
    reach=True,
)
_shown = _by_word(
    "identifiers",
    ("chosen-name", "account-alias"),
    {UNKNOWN: "We do not know what others see of them."},
    "Others would see who they are.",
)


def _no_account(platform: Platform, function: Function) -> Met:
    # A phone of one's own is all that a call or a text takes.
    return Met(True, reach=True) if is_phone(platform, function) else _joins_without(platform, function)


def _unnamed(platform: Platform, function: Function) -> Met:
    shown = _shown(platform, function)
    signs_up = _word(platform, function, "account-join") in ("phone-number", "email-address", "account", "paid-app")
    if shown.fits and signs_up and not shown.says:
        return Met(True, "They must sign up, so the company learns who they are.")
    return shown
