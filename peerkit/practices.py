"""The practices PeerKit carries: ids, kinds and one line each.

Where each one is carried is computed from the data that names it, never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped

PRACTICES = Path(__file__).parent / "practices.yaml"
_SCHEMA = "peerkit.practices/1"
_ID = r"[a-z0-9]+(-[a-z0-9]+)+"


class PracticeKind(Enum):
    """The form in which a practice is carried best."""

    CHECKLIST_ITEM = "checklist-item"
    AUTO_CHECKABLE = "auto-checkable"
    AUDIT_RULE = "audit-rule"
    PLATFORM_FACT = "platform-fact"
    SCORING_RULE = "scoring-rule"
    GUIDE_TEXT = "guide-text"
    DOCUMENT_TEMPLATE = "document-template"
    SCHEDULE = "schedule"


@dataclass(frozen=True)
class Practice:
    """One practice; ``says`` is one sentence or two in our own words."""

    id: str
    kind: PracticeKind
    says: str


def load_practices(path: Path = PRACTICES) -> dict[str, Practice]:
    """Every practice by id, in the order of the file. Raises ``BadData``."""
    return read_shipped(path, _practices)


def _practices(value: Value) -> dict[str, Practice]:
    record = value.record(("schema", "practices"))
    record["schema"].choice({_SCHEMA: _SCHEMA})
    return record["practices"].each_named(_practice)


def _practice(practice_id: str, value: Value) -> Practice:
    import re

    if not re.fullmatch(_ID, practice_id):
        value.fail(f"expected an id such as prep-headphones, found {practice_id!r}")
    record = value.record(("kind", "says"))
    return Practice(practice_id, record["kind"].choice({k.value: k for k in PracticeKind}), record["says"].text(200))
