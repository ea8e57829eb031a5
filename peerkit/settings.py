"""The organisation's overlay: what PeerKit cannot know by itself, in one file people can read and edit.

Trusted Wi-Fi, work hours, the crisis card's own words, approved platforms and signed BAAs. The
file is private to its owner, read with the same care as shipped data, and written atomically.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from peerkit.errors import BadData, Problem, UnreadableFile, WrongUsage
from peerkit.folders import settings_folder
from peerkit.model.settings import AuditPolicy, Crisis, PersonalDetails, Settings, SignedBaa, Span
from peerkit.settingstemplate import TEMPLATE

if TYPE_CHECKING:
    from peerkit.datafile import Value

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KEYS = (
    "schema", "organisation", "trusted_wifi", "work_hours", "crisis", "approved_platforms", "banned_platforms",
    "signed_baas", "audit", "personal",
)  # fmt: skip


def settings_path() -> Path:
    """The settings file of this account."""
    return settings_folder() / "settings.yaml"


def load_settings(path: Path | None = None) -> Settings:
    """The settings, empty when there is no file. Raises ``UnreadableFile`` or ``BadData``."""
    path = path or settings_path()
    if not path.exists():
        return Settings()
    from peerkit.datafile import parse, read_text

    text = read_text(path)
    only_comments = all(line.strip() == "" or line.lstrip().startswith("#") for line in text.splitlines())
    return Settings() if only_comments else read_settings(parse(text, str(path)))


def read_settings(value: Value) -> Settings:
    """Check and read the settings. Raises ``BadData``."""
    record = value.record((), _KEYS)
    record.get("schema", lambda v: v.choice({"peerkit.settings/1": ""}), "")
    approved = record.get("approved_platforms", lambda v: v.each(lambda entry: entry.text()), None)
    return Settings(
        organisation=record.get("organisation", lambda v: v.text(120), ""),
        trusted_wifi=record.get("trusted_wifi", lambda v: frozenset(v.each(_network)), None),
        work_hours=record.get("work_hours", _hours, None),
        crisis=record.get("crisis", _crisis, Crisis()),
        approved_platforms=None if approved is None else frozenset(approved),
        banned_platforms=frozenset(record.get("banned_platforms", lambda v: v.each(lambda entry: entry.text()), ())),
        signed_baas=record.get("signed_baas", lambda v: v.each(_baa), ()),
        audit=record.get("audit", _audit_policy, AuditPolicy()),
        personal=record.get("personal", _personal, PersonalDetails()),
    )


def _network(value: Value) -> bytes:
    """A network's name as text, or ``{hex: ...}`` for one that is not."""
    if isinstance(value.data, dict):
        digits = value.record(("hex",))["hex"].matching(r"([0-9a-f]{2}){1,32}", "an even number of hex digits")
        return bytes.fromhex(digits)
    name = value.text(64).encode("utf-8", "surrogateescape")
    if len(name) > 32:
        value.fail(f"expected a network name of at most 32 bytes, found {len(name)}")
    return name


def _hours(value: Value) -> dict[int, tuple[Span, ...]]:
    """Spans for each day of the week, or the name of a day whose rows of work are the hours."""
    record = value.record((), DAYS)
    found: dict[int, tuple[Span, ...]] = {DAYS.index(name): () for name in value.mapping()}
    for name in value.mapping():
        planned = isinstance(record[name].data, str)
        for later, span in _planned(record[name]) if planned else [(0, span) for span in record[name].each(_span)]:
            on = (DAYS.index(name) + later) % len(DAYS)
            found[on] = (*found.get(on, ()), span)
    return found


def _planned(value: Value) -> list[tuple[int, Span]]:
    """The hours of work of a day of ``peerkit schedule``; 1 stands beside those that begin past midnight."""
    from peerkit.model.schedule import FULL_DAY, clock
    from peerkit.schedule.loader import Days

    days = Days.of_this_account()
    if value.text() not in days.files():
        value.fail(
            f'expected hours such as ["09:00-17:00"], or a day of: peerkit schedule list; found {value.text()!r}'
        )
    return [
        (begins // FULL_DAY, (time.fromisoformat(clock(begins)), time.fromisoformat(clock(ends))))
        for begins, ends in days.load(value.text()).work_hours()
    ]


def _span(value: Value) -> Span:
    form = r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d"
    start, end = value.matching(form, 'hours such as "09:00-17:00"').split("-")
    return time.fromisoformat(start), time.fromisoformat(end)


def _crisis(value: Value) -> Crisis:
    record = value.record((), ("local_emergency", "supervisor", "lifeline", "text"))
    base = Crisis()
    return Crisis(
        local_emergency=record.get("local_emergency", lambda v: v.text(80), base.local_emergency),
        lifeline=record.get("lifeline", lambda v: v.text(80), base.lifeline),
        supervisor=record.get("supervisor", lambda v: v.text(120), base.supervisor),
        text=record.get("text", lambda v: v.text(1000), base.text),
    )


def _audit_policy(value: Value) -> AuditPolicy:
    from peerkit.auditpolicy import read_audit_policy

    return read_audit_policy(value)


def _personal(value: Value) -> PersonalDetails:
    from peerkit.personaldetails import read_personal_details

    return read_personal_details(value)


def _baa(value: Value) -> SignedBaa:
    record = value.record(("platform", "signed_on"), ("note",))
    return SignedBaa(record["platform"].text(), record["signed_on"].date(), record.get("note", lambda v: v.text(), ""))


def platform_names(settings: Settings) -> tuple[str, ...]:
    """Every platform the settings speak of, as it is written there, each once."""
    listed = [*(settings.approved_platforms or ()), *settings.banned_platforms]
    return tuple(sorted({*listed, *(baa.platform for baa in settings.signed_baas)}))


def refuse_platforms(path: Path, wrong: Mapping[str, str]) -> NoReturn:
    """Refuse the settings for platforms that do not exist: ``wrong`` says for each name what is amiss.

    Platforms are not known when the settings are read, so the file is read again for the places.
    """
    from peerkit.datafile import load

    found: list[Problem] = []
    value = load(path)
    for key, entry in value.mapping().items():
        names = entry.list() if key in ("approved_platforms", "banned_platforms") else []
        if key == "signed_baas":
            names = [baa.mapping()["platform"] for baa in entry.list()]
        found += [name.problem(wrong[name.text()]) for name in names if name.text() in wrong]
    raise BadData(str(path), found, "Mend the names with: peerkit settings edit. All ids: peerkit platforms list")


def hours_around(settings: Settings, now: datetime) -> tuple[tuple[datetime, datetime], ...] | None:
    """The spans of work that touch today, those that began yesterday and run past midnight included."""
    if settings.work_hours is None:
        return None
    days = (now.date() - timedelta(days=1), now.date())
    spans = [_on(day, span, now) for day in days for span in settings.work_hours.get(day.weekday(), ())]
    return tuple(span for span in spans if span[1].date() >= now.date())


def _on(day: date, span: Span, now: datetime) -> tuple[datetime, datetime]:
    start, end = (datetime.combine(day, part, tzinfo=now.tzinfo) for part in span)
    return start, end if end > start else end + timedelta(days=1)


def write_new(path: Path, text: str) -> None:
    """Write a file as ``write_private`` does, but never over one that is there. Raises ``WrongUsage`` then."""
    write_private(path, text, replace=False)


def write_private(path: Path, text: str, replace: bool = True) -> None:
    """Write a file whole or not at all, readable by its owner only. Raises ``UnreadableFile``."""
    import tempfile

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                Path(name).replace(path)
            else:
                _claim(path, name)
                Path(name).unlink()
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise UnreadableFile(f"{path} could not be written: {reason}.", "Is the disk full or read-only?") from None


def _claim(path: Path, name: str) -> None:
    try:
        path.hardlink_to(name)  # fails where the name is taken, even since a moment ago
    except FileExistsError:
        raise WrongUsage(f"{path} is there already.", "Nothing was written. Take another name, or edit it.") from None


def make_template(path: Path) -> bool:
    """Put the commented template in place where there is no file yet; whether it was written."""
    if path.exists():
        return False
    write_private(path, TEMPLATE)
    return True


def trust_network(path: Path, ssid: bytes) -> bool:
    """Add a network name to the trusted list, keeping the rest of the file as it is.

    Whether it was added (False: it stood there already). Raises ``BadData`` or ``UnreadableFile``.
    """
    from peerkit.datafile import parse

    make_template(path)
    if ssid in (load_settings(path).trusted_wifi or ()):
        return False
    text = path.read_text("utf-8-sig")
    changed = _with_entry(text.rstrip("\n").split("\n"), f"- {_written(ssid)}")
    try:
        added = ssid in (read_settings(parse(changed, str(path))).trusted_wifi or ())
    except BadData:
        added = False
    if not added:
        raise UnreadableFile(
            f"The network could not be added to {path}: its list of trusted Wi-Fi is written in a way of its own.",
            "Add the name to trusted_wifi by hand: peerkit settings edit",
        )
    write_private(path, changed)
    return True


def _with_entry(lines: Iterable[str], entry: str) -> str:
    """The file with one more entry under ``trusted_wifi``, at its head or in a new block at the end."""
    kept = list(lines)
    heads = [i for i, line in enumerate(kept) if line.split("#")[0].rstrip() == "trusted_wifi:"]
    if heads:
        below = [line for line in kept[heads[0] + 1 :] if line.lstrip().startswith("- ")]
        indent = below[0][: -len(below[0].lstrip())] if below else "  "
        kept.insert(heads[0] + 1, indent + entry)
    else:
        kept += ["", "trusted_wifi:", f"  {entry}"]
    return "\n".join(kept) + "\n"


def _written(ssid: bytes) -> str:
    text = ssid.decode("utf-8", "replace")
    plain = text.encode() == ssid and text.isprintable() and text == text.strip()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if plain else f'{{hex: "{ssid.hex()}"}}'
