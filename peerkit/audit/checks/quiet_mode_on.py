"""Whether messages can pop up during a call."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.finding import Severity, Verdict, failed, passed


@check(
    title="Pop-up messages are switched off",
    family=Family.SESSION,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "GNOME: click the clock at the top, and turn on Do Not Disturb.",
            "KDE: click the bell in the corner, and tick Do not disturb.",
        ),
        OS.MACOS: ("Click the Control Center sign in the menu bar, then Focus, and choose Do Not Disturb.",),
        OS.WINDOWS: (
            "Windows 11: press Windows+N, and turn on Do not disturb with the bell.",
            "Windows 10: press Windows+A, and choose Focus assist until it says Alarms only.",
        ),
    },
    references=(
        Reference(
            "GNOME Discourse: Do not disturb to protect privacy while the screen is shared",
            "https://discourse.gnome.org/t/automatic-do-not-disturb-notifications-inhibition-to-protect-privacy-when-"
            "presenting-or-for-some-types-of-screen-sharing/14564",
            "2026-11-21",
        ),
        Reference(
            "KDE: NotificationManager::Server, inhibited (what is announced to other programs)",
            "https://api.kde.org/plasma/plasma-workspace/html/server_8h_source.html",
            "2026-11-21",
        ),
    ),
)
def quiet_mode_on(quiet: QuietMode) -> Verdict:
    """A message that pops up can show the name of one person to another. It also pulls your mind away."""
    if quiet.on:
        return passed("Pop-up messages are switched off.")
    return failed(f"Messages can pop up on the screen. {quiet.gap}".rstrip())
