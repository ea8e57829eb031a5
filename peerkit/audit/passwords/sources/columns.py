"""Which columns tell which program wrote a CSV file, and which of them matter. One entry a program.

Where they come from, read 2026-11-21; vendors' own pages were at hand for the first three alone:

- Bitwarden: bitwarden.com/help/condition-bitwarden-import (for a person and for an organisation)
- Proton Pass: its own program, ProtonMail/WebClients, packages/pass/lib/import/providers/protonpass.csv.types.ts
- KeePassXC: ``keepassxc-cli export -f csv`` of version 2.7.4, run here; older ones end at Notes
- 1Password 8, Apple Passwords, Firefox: as public importers and exporters have them (gutenye/password-manager-tools,
  roddhjav/pass-import)
- LastPass: as public importers have them; a secure note has the address http://sn
- Chrome: as public importers have them; the note came later (roddhjav/pass-import, issue 200). Edge writes the same
  columns: from memory
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Columns:
    """A program's CSV. ``needs`` are the columns (lower case) it is known by, and the rest where what stands.

    ``users`` are columns of which the first that is filled names the account. ``only`` keeps a row only where
    that column holds that word.
    """

    program: str
    needs: frozenset[str]
    title: str
    site: str
    users: tuple[str, ...]
    password: str
    code: str = ""
    only: tuple[str, str] = ("", "")


def _columns(program: str, needs: str, title: str, site: str, users: str, password: str, **more: str) -> Columns:
    column, _, word = more.get("only", "").partition("=")
    return Columns(
        program, frozenset(needs.split(",")), title, site, tuple(users.split(",")), password, more.get("code", ""),
        (column, word),
    )  # fmt: skip


# The more telling ones first: the first whose columns are all there is taken.
PROGRAMS = (
    _columns("Bitwarden", "type,name,login_uri,login_username,login_password", "name", "login_uri", "login_username",
             "login_password", code="login_totp", only="type=login"),
    _columns("1Password", "title,url,username,password,otpauth,favorite,archived", "title", "url", "username",
             "password", code="otpauth"),
    _columns("KeePassXC", "group,title,username,password,url,notes", "title", "url", "username", "password",
             code="totp"),
    _columns("LastPass", "url,username,password,extra,name,grouping", "name", "url", "username", "password",
             code="totp"),
    _columns("Apple Passwords", "title,url,username,password,notes,otpauth", "title", "url", "username", "password",
             code="otpauth"),
    _columns("Firefox", "url,username,password,httprealm,formactionorigin", "", "url", "username", "password"),
    _columns("Proton Pass", "type,name,url,email,username,password,note,totp", "name", "url", "username,email",
             "password", code="totp", only="type=login"),
    _columns("Chrome or Edge", "name,url,username,password", "name", "url", "username", "password"),
    # Older 1Password and Safari wrote fewer columns; other programs use the same words.
    _columns("an unnamed program", "title,url,username,password", "title", "url", "username", "password",
             code="otpauth"),
    _columns("an unnamed program", "url,username,password", "", "url", "username", "password", code="totp"),
)  # fmt: skip
NAMES = tuple(dict.fromkeys(columns.program for columns in PROGRAMS if columns.program != "an unnamed program"))


def program_of(heads: Iterable[str]) -> Columns | None:
    """Whose columns these are; None where nobody's."""
    there = {head.strip().lower() for head in heads}
    return next((columns for columns in PROGRAMS if columns.needs <= there), None)
