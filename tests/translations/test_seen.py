"""What the machine says, in Spanish: templates that fit, names that stay, and English said to be English."""

from __future__ import annotations

import ast
import re
from calendar import month_name
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import peerkit
from peerkit.audit.checks.network_connected import network_connected
from peerkit.audit.checks.wifi_protected import wifi_protected
from peerkit.checklists.loader import Shelf
from peerkit.cli import main
from peerkit.model.checklist import WiderQuestion
from peerkit.model.facts import Internet, Link, Network, WifiInUse, WifiProtection
from peerkit.model.platform import UNKNOWN
from peerkit.model.private import reveal
from peerkit.model.speech import Speech, heard, speak
from peerkit.platformdata.loader import load_catalogue
from peerkit.translations import load_speech

SPANISH = load_speech("es")
PACKAGE = Path(peerkit.__file__).parent
# Where the texts come from that stand in a run before a call, at the start of a day, or for an app.
SOURCES = (
    "audit/checks/*.py", "audit/probes/*.py", "audit/probes/linux/**/*.py",
    "platformfact.py", "suitability.py", "readiness.py",
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    speak(SPANISH)
    yield
    speak(Speech())


@cache
def constants() -> str:
    """Every text in the sources, one a line, in small letters: how a reason begins hangs on where it stands."""
    paths = [path for pattern in SOURCES for path in PACKAGE.glob(pattern)]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    data = [PACKAGE / "platforms.yaml", *(PACKAGE / "policies").glob("*.yaml"), *(PACKAGE / "scoring").glob("*.py")]
    return "\n".join([*texts, *month_name, *(path.read_text("utf-8") for path in data)]).lower()


@pytest.mark.parametrize("template", SPANISH.seen)
def test_the_english_still_stands_in_the_source(template: str) -> None:
    fixed = [piece for text, *_ in Formatter().parse(template) for piece in re.split(r"[.,;:] |\.$|^1 |s$", text)]
    assert max(fixed, key=len).strip(" (").lower() in constants(), "the English has changed"


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("You are on a cable, and the internet works.", "Está en una red por cable, e internet funciona."),
        ("The screen locks after 5 minutes.", "La pantalla se bloquea tras 5 minutos."),
        ("The camera {x} is in use by a. b.", "El programa a está usando la cámara {x}. (En inglés: b.)"),
        ("The camera {x} is in use by obs.", "El programa obs está usando la cámara {x}."),
        ("You are on a cable. It rains.", "Está en una red por cable. (En inglés: It rains.)"),
        (
            "The microphone (a) is muted. The sound (b) is muted.",
            "El micrófono (a) está en silencio. El sonido (b) está en silencio.",
        ),
        ("You are on a ship, and the internet works.", None),
        ("The screen locks after 5 minutes, but the lid is red.", None),
        ("It rains. You are on a cable.", None),
        (
            "Skype was shut down on 5 May 2025. Instead there is Microsoft Teams (free).",
            "Skype cerró el 5 de mayo de 2025. En su lugar está Microsoft Teams (free).",
        ),
        ("Houseparty was shut down in October 2021.", "Houseparty cerró en octubre de 2021."),
        ("", None),
    ],
)
def test_a_text_the_machine_says(english: str, spanish: str | None) -> None:
    assert heard(english) == spanish


def test_in_english_it_stays_as_it_is() -> None:
    speak(Speech())
    assert heard("It rains.") == "It rains."


@pytest.mark.parametrize("link", Link)
@pytest.mark.parametrize("internet", Internet)
def test_every_answer_about_the_internet(link: Link, internet: Internet) -> None:
    text = reveal(network_connected(Network(link=link, interface="eth0", internet=internet)).message)
    assert "En inglés" not in (heard(text) or "En inglés"), text


@pytest.mark.parametrize("kind", WifiProtection)
@pytest.mark.parametrize("name", [b"Home", b""])
def test_every_answer_about_wifi(kind: WifiProtection, name: bytes) -> None:
    text = reveal(wifi_protected(WifiInUse(connected=True, ssid=name, protection=kind)).message)
    assert "En inglés" not in (heard(text) or "En inglés"), text


def test_every_answer_about_an_app_that_lists_ask_for() -> None:
    """Facts of all platforms; what the verdict on one rests on is English still, and says so."""
    catalogue = load_catalogue()
    asked = {item.platform_fact.asks for item in Shelf(None).load("platform-choice").items if item.platform_fact}
    for criterion in (catalogue.criteria[name] for name in asked if not isinstance(name, WiderQuestion)):
        for value in (*criterion.values, UNKNOWN):
            words = criterion.wording(value)
            text = f"Zoom (free plan). {criterion.question} {words[:1].upper()}{words[1:]}."
            assert "En inglés" not in (heard(text) or "En inglés"), text


@pytest.mark.parametrize("demo", ["neglected", "borrowed", "well-kept"])
def test_before_a_call_nothing_is_left_in_english(demo: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ready", "--lang", "es", "--plain", "--recording", f"demo:{demo}"])
    out = capsys.readouterr().out
    assert "Lo que PeerKit vio por sí mismo" in out
    assert "En inglés" not in out
