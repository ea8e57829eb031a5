"""Each scheme of crypt(5), each state of shadow(5); no hash and no password comes out, whatever goes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords.account_files import FORMS, read_passwd, read_shadow, scheme
from peerkit.audit.passwords.wifi_files.marks import Malformed
from tests.audit.probes.linux.samples import samples

# Of no password: the letters are made up, the lengths are those that mkpasswd prints.
TAIL = "CANARYhash./09azAZ"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (f"$y$j9T${TAIL}${TAIL}", ("yescrypt", False)),
        (f"$gy$j9T${TAIL}${TAIL}", ("gost-yescrypt", False)),
        (f"$7$CU..../....{TAIL}${TAIL}", ("scrypt", False)),
        (f"$2a$05${TAIL}", ("bcrypt", False)),
        (f"$2b$05${TAIL}", ("bcrypt", False)),
        (f"$2y$05${TAIL}", ("bcrypt", False)),
        (f"$6${TAIL}${TAIL}", ("sha512crypt", False)),
        (f"$6$rounds=1000${TAIL}${TAIL}", ("sha512crypt", False)),
        (f"$5${TAIL}${TAIL}", ("sha256crypt", False)),
        (f"$md5,rounds=43349${TAIL}$${TAIL}", ("sunmd5", False)),
        (f"$md5${TAIL}$${TAIL}", ("sunmd5", False)),
        (f"$1${TAIL}${TAIL}", ("md5crypt", False)),
        (f"$3$${TAIL}", ("nt", False)),
        ("_J9..m/22kORDP1kcc6Q", ("bsdicrypt", False)),
        ("EkzKU1vvLeHqg", ("descrypt", False)),
        (f"!$y$j9T${TAIL}${TAIL}", ("yescrypt", True)),
        ("!!EkzKU1vvLeHqg", ("descrypt", True)),
        ("", ("none", False)),
        ("!", ("impossible", True)),
        ("!!", ("impossible", True)),
        ("*", ("impossible", True)),
        ("!*", ("impossible", True)),
        ("*LK*", ("impossible", True)),
        ("x", ("clear", False)),
        ("CANARYpassword", ("clear", False)),
        ("!CANARYpassword", ("clear", True)),
        ("correct horse CANARY", ("clear", False)),
        ("$CANARY", ("clear", False)),
        ("$1", ("clear", False)),
        ("$argon2id$v=19$CANARY", ("unrecognised", False)),
        ("$sm3$CANARYsalt$CANARY", ("unrecognised", False)),
    ],
)
def test_each_field_has_its_scheme(field, expected):
    assert scheme(field) == expected


def test_the_hash_stays():
    raw = f"robin:$6${TAIL}${TAIL}:20000:0:99999:7:::\nalex:CANARYclear:20000::::::\n".encode()
    assert read_shadow(raw) == [
        {"account": "robin", "scheme": "sha512crypt", "locked": "no"},
        {"account": "alex", "scheme": "clear", "locked": "no"},
    ]


def test_the_name_of_the_person_and_an_old_hash_stay():
    raw = b"robin:x:1000:1000:R. CANARY,,:/home/robin:/bin/bash\nold:EkzKU1vvLeHqg:1001:100::/home/old:\nno::1:1:::\n"
    found = read_passwd(raw)
    assert [one["password"] for one in found] == ["elsewhere", "descrypt", "none"]
    assert found[0] == {
        "account": "robin", "password": "elsewhere", "uid": "1000", "gid": "1000", "home": "/home/robin",
        "shell": "/bin/bash",
    }  # fmt: skip


def test_lines_of_nis_and_empty_ones_name_nobody():
    assert read_shadow(b"\n+::::::::\n-robin::::::::\n") == []


@pytest.mark.parametrize(
    ("form", "raw"),
    [
        ("shadow", b"robin:CANARY\n"),
        ("shadow", b"robin:CANARY:1:2:3:4:5:6:7:8\n"),
        ("shadow", b":CANARY:1:2:3:4:5:6:7\n"),
        ("passwd", b"robin:x:CANARY:1000::/home/robin:/bin/bash\n"),
        ("passwd", "robin:x:١٢:1000::/home/robin:/bin/bash\n".encode()),
    ],
)
def test_a_broken_line_is_refused_without_being_quoted(form, raw):
    with pytest.raises(Malformed) as caught:
        FORMS[form](raw)
    assert "CANARY" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("system", ["bookworm", "trixie"])
def test_every_method_of_mkpasswd(system):
    raw = (samples("shadow") / f"mkpasswd-all-methods-{system}.shadow").read_bytes()
    assert [one["scheme"] for one in read_shadow(raw)] == [
        "yescrypt", "gost-yescrypt", "scrypt", "bcrypt", "bcrypt", "sha512crypt", "sha256crypt", "sunmd5", "md5crypt",
        "bsdicrypt", "descrypt", "nt",
    ]  # fmt: skip


@given(st.binary(max_size=300), st.sampled_from(sorted(FORMS)))
def test_any_bytes_give_mappings_or_a_refusal(raw, form):
    try:
        found = FORMS[form](raw)
    except Malformed:
        return
    assert all(isinstance(value, str) for one in found for value in one.values())


@given(st.text(st.characters(blacklist_characters=":\n", blacklist_categories=("Cs",)), min_size=9, max_size=60))
def test_no_field_comes_out(field):
    found = read_shadow(f"robin:{field}:20000:0:99999:7:::\n".encode())
    assert field not in "".join(value for one in found for value in one.values())
