"""CSV exports: each program's own columns, whatever dialect, encoding or nonsense a file comes in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords.sources import csv_export, opening
from peerkit.errors import UnreadableFile
from tests.audit.passwords.sources.reading import collected, read

CHROME = "name,url,username,password,note\n"
ENTRY = ("Zoom", "https://zoom.example", "robin", "pw-1")
# Columns as each vendor documents them; the data is invented.
EXPORTS = {
    "Bitwarden": "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"
    "Work,1,login,Zoom,a note,,0,https://zoom.example,robin,pw-1,\n,,note,Memo,text,,0,,,,\n",
    "Bitwarden for an organisation": "collections,type,name,notes,fields,reprompt,login_uri,login_username,"
    "login_password,login_totp\n\"A,B\",login,Zoom,,,0,https://zoom.example,robin,pw-1,\n",
    "1Password": "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n"
    "Zoom,https://zoom.example,robin,pw-1,,false,false,work,\n",
    "KeePassXC": '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n'
    '"Passwords","Zoom","robin","pw-1","https://zoom.example","","","0","2026-11-21T12:35:54Z","2026-11-21T12:35:54Z"\n',
    "LastPass": "url,username,password,totp,extra,name,grouping,fav\n"
    "https://zoom.example,robin,pw-1,,,Zoom,Work,0\nhttp://sn,,,,a secret note,Memo,Work,0\n",
    "Apple Passwords": "Title,URL,Username,Password,Notes,OTPAuth\nZoom,https://zoom.example,robin,pw-1,,\n",
    "Chrome or Edge": CHROME + "Zoom,https://zoom.example,robin,pw-1,\n",
    "Chrome before notes": "name,url,username,password\nZoom,https://zoom.example,robin,pw-1\n",
    "Firefox": '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed",'
    '"timePasswordChanged"\n"https://zoom.example","robin","pw-1",,"https://zoom.example","{1}","1","2","3"\n',
    "Proton Pass": "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault\n"
    "login,Zoom,https://zoom.example,r@example.org,robin,pw-1,,,1,2,Personal\nnote,Memo,,,,,text,,1,2,Personal\n",
}  # fmt: skip


@pytest.mark.parametrize("program", EXPORTS)
def test_each_program_is_known_by_its_columns(program, tmp_path):
    found = collected(tmp_path, EXPORTS[program])
    expected = "Chrome or Edge" if program.startswith("Chrome") else program.partition(" for ")[0]
    assert (found.kind, found.exported) == (f"{expected}, CSV", True)
    title = "" if program == "Firefox" else "Zoom"
    assert read(tmp_path, EXPORTS[program]) == [(title, *ENTRY[1:])]


def test_a_one_time_code_beside_the_password_is_seen(tmp_path):
    heads = "Title,URL,Username,Password,Notes,OTPAuth\n"
    rows = "A,u,r,p,,otpauth://totp/A?secret=ABC\nB,u,r,p,,\n"
    assert [entry.second_factor for entry in collected(tmp_path, heads + rows).entries] == [True, None]


def test_where_there_is_no_user_name_the_address_stands_for_it(tmp_path):
    row = "login,Zoom,u,r@example.org,,pw,,,1,2,P\n"
    assert read(tmp_path, EXPORTS["Proton Pass"].splitlines()[0] + "\n" + row)[0][2] == "r@example.org"


ENCODED = {
    "UTF-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "tabs": lambda text: text.replace(",", "\t").encode(),
    "capitals": lambda text: text.replace("password", "PASSWORD").encode(),
    "empty lines": lambda text: text.replace("\n", "\n\n").encode(),
}


@pytest.mark.parametrize("way", ENCODED)
def test_every_way_of_writing_it_down(way, tmp_path):
    text = CHROME + "Zoom,https://zoom.example,robin,pä5 wörd,\n"
    assert read(tmp_path, ENCODED[way](text)) == [("Zoom", "https://zoom.example", "robin", "pä5 wörd")]


def test_quotes_commas_and_line_breaks_belong_to_the_password(tmp_path):
    assert read(tmp_path, CHROME + 'Zoom,u,r,"a ""b"", c\r\nd",\n') == [("Zoom", "u", "r", 'a "b", c\r\nd')]


def test_bytes_that_are_no_text_stay_what_they_are(tmp_path):
    raw = CHROME.encode() + b"Zoom,u,r,caf\xe9,\n"
    assert read(tmp_path, raw)[0][3] == "caf\udce9"


@pytest.mark.parametrize("row", ["Zoom", "Zoom,u,r", "Zoom,u,r,,,,,,"])
def test_a_short_or_long_row_is_an_entry_without_a_password(row, tmp_path):
    assert read(tmp_path, f"{CHROME}{row}\n")[0][3] == ""


# Not the bare return: Python's own writer leaves that unquoted, so that nobody could read it back.
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=5), st.sampled_from(["\n", "\r\n"]), st.booleans(),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_whatever_csv_writes_is_read_back(tmp_path_factory, rows, end, all_quoted, encoding):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL)
    writer.writerows([("name", "url", "username", "password"), *rows])
    assert read(tmp_path_factory.getbasetemp(), text.getvalue().encode(encoding)) == rows


BROKEN = {
    "a table of something else": "day,mood\nMonday,fine\n",
    "a password column alone": "password\nsecret-canary\n",
    "no text": b"\x89PNG\r\n\x1a\n secret-canary",
    "nothing": b"",
    "a quote that never ends": CHROME + 'Zoom,u,r,"secret-canary,' + "x" * 1_100_000,
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_is_no_export_is_said_to_be_none_and_not_quoted(what, tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        read(tmp_path, BROKEN[what])
    assert "secret-canary" not in refused.value.message + refused.value.hint
    assert refused.value.__cause__ is None
    assert refused.value.hint


def test_a_million_rows_cost_neither_time_nor_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_export, "MOST_ENTRIES", 100)
    text = CHROME + "Zoom,u,r,pw,\n" * 10_000
    found = collected(tmp_path, text)
    assert len(found.entries) == 100
    assert [unseen.what for unseen in found.unseen] == ["the rest of the file"]
    assert opening.MOST_ENTRIES == 20_000
