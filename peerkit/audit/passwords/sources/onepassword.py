"""1Password's 1PUX: a ZIP file whose ``export.data`` is JSON (support.1password.com/1pux-format, read 2026-11-21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources.csv_export import limited
from peerkit.audit.passwords.sources.opening import as_list, as_mapping, as_text
from peerkit.model.facts_passwords import Purpose

# The categories of that page that are no log-in and yet keep a password of a network.
_WIRELESS_ROUTER = "109"


def read(document: Any) -> Collection:
    """The log-ins of all accounts and vaults in it, archived ones included."""
    return limited("1Password, 1PUX", tuple(_entries(document)), exported=True)


def _entries(document: Any) -> Iterator[Entry]:
    for account in as_list(as_mapping(document).get("accounts")):
        for vault in as_list(as_mapping(account).get("vaults")):
            for item in as_list(as_mapping(vault).get("items")):
                yield from _of_item(as_mapping(item))


def _of_item(item: dict[str, Any]) -> Iterator[Entry]:
    overview, details = as_mapping(item.get("overview")), as_mapping(item.get("details"))
    fields = [as_mapping(field) for field in as_list(details.get("loginFields"))]
    users = [as_text(field.get("value")) for field in fields if field.get("designation") == "username"]
    passwords = [as_text(field.get("value")) for field in fields if field.get("designation") == "password"]
    passwords += [as_text(details.get("password")), *_in_sections(details)]
    router = item.get("categoryUuid") == _WIRELESS_ROUTER
    for password in dict.fromkeys(filter(None, passwords)):
        yield Entry(
            secret=Secret(password),
            title=as_text(overview.get("title")),
            site=as_text(overview.get("url")),
            user=next(filter(None, users), ""),
            purpose=Purpose.WIFI if router else Purpose.ACCOUNT,
            second_factor=True if _has_code(details) else None,
        )


def _fields(details: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for section in as_list(details.get("sections")):
        for field in map(as_mapping, as_list(as_mapping(section).get("fields"))):
            yield as_text(field.get("id")), as_mapping(field.get("value"))


def _in_sections(details: dict[str, Any]) -> list[str]:
    """Passwords of items that are no log-ins, such as a server's; other hidden fields may be PINs or keys."""
    return [as_text(value.get("concealed")) for name, value in _fields(details) if "password" in name.lower()]


def _has_code(details: dict[str, Any]) -> bool:
    return any(as_text(value.get("totp")) for _, value in _fields(details))
