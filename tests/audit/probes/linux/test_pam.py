"""PAM's rules: includes, options over files over what is built in; the samples of Debian and Fedora."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.pam import READERS, parse, stack
from peerkit.audit.probes.linux.pam_options import settings
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Refused
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_accounts import EmptyPasswords, Lockout, PasswordRules
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import PASSWD, AuditProbe, Tree, judged, known, read, verdicts
from tests.audit.probes.linux.samples import samples

UNIX = "auth [success=1 default=ignore] pam_unix.so{options}\nauth requisite pam_deny.so\n"
FAILLOCK = (
    "auth requisite pam_faillock.so preauth\n"
    "auth [success=3 default=ignore] pam_unix.so nullok try_first_pass\n"
    "auth [default=die] pam_faillock.so authfail\n"
)
SHADOW = "root:*:20000:0:99999:7:::\nrobin:$y$j9T$a$b:20000:0:99999:7:::\n"
ACCOUNTS, PROPERTIES = "org.freedesktop.Accounts", "org.freedesktop.DBus.Properties"
USER = "/org/freedesktop/Accounts/User1000"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def debian(auth="", password="", **files):
    """The log-in service of the text console and passwd, with Debian's includes."""
    return Tree({
        "/etc/pam.d/login": "auth optional pam_faildelay.so delay=3000000\n@include common-auth\n",
        "/etc/pam.d/passwd": "@include common-password\n",
        "/etc/pam.d/common-auth": auth,
        "/etc/pam.d/common-password": password,
        "/etc/shadow": SHADOW,
        **files,
    })  # fmt: skip


def test_the_forms_of_a_line():
    text = (
        "#%PAM-1.0\n-auth  [success=1 default=ignore] \\\n /lib/security/pam_unix.so nullok # why\n"
        "Account\trequired\tpam_permit.so\n@include common-auth\nauth include system-auth\nnonsense\n"
    )
    assert [(rule.kind, rule.control, rule.module, rule.options) for rule in parse(text)] == [
        ("auth", "[success=1 default=ignore]", "pam_unix.so", ("nullok",)),
        ("account", "required", "pam_permit.so", ()),
        ("", "include", "common-auth", ()),
        ("auth", "include", "system-auth", ()),
    ]


def test_an_endless_include_is_garbled():
    with pytest.raises(Garbled):
        stack(Tree({"/etc/pam.d/login": "@include login\n"}), "login", "auth")


@pytest.mark.parametrize("name", ["../../etc/shadow", "a/b", "-x"])
def test_an_include_never_leaves_the_folder(name):
    with pytest.raises(CouldNotLook):
        stack(Tree({"/etc/pam.d/login": f"@include {name}\n", "/etc/pam.d/../../etc/shadow": UNIX}), "login", "auth")


def test_rules_shipped_by_the_vendor_are_found():
    assert (
        known(PasswordRules, Tree({"/usr/lib/pam.d/passwd": "password required pam_unix.so minlen=9\n"})).shortest == 9
    )


# Empty passwords.


@pytest.mark.parametrize(("options", "services"), [(" nullok", 1), (" nullok_secure", 1), ("", 0), (" nullok_not", 0)])
def test_nullok_lets_empty_passwords_in(options, services):
    fact = known(EmptyPasswords, debian(UNIX.format(options=options)))
    assert ("login" in fact.services) is bool(services)
    assert (fact.accounts, fact.hidden) == ((), 0)


def test_an_account_with_an_empty_password_is_named_where_it_can_log_in():
    shadow = "root:*:1::::::\nrobin::1::::::\ndaemon::1::::::\n"
    found = judged("empty-password-login-impossible", debian(UNIX.format(options=" nullok"), **{"/etc/shadow": shadow}))
    assert [(one.status.value, one.severity.value) for one in found] == [("fail", "critical"), ("fail", "low")]
    assert "robin" in found[0].message
    assert "daemon" not in found[0].message


def test_a_hash_in_the_old_place_beats_the_empty_field():
    passwd = PASSWD + "old:$y$j9T$a$b:1001:1001::/home/old:/bin/sh\n"
    machine = debian(UNIX.format(options=""), **{"/etc/passwd": passwd, "/etc/shadow": SHADOW + "old::1::::::\n"})
    assert known(EmptyPasswords, machine).accounts == ()


def test_without_root_the_open_list_still_tells():
    passwd = PASSWD + "kiosk::1001:1001::/home/kiosk:/bin/sh\n"
    machine = debian(UNIX.format(options=" nullok"), **{"/etc/passwd": passwd, "/etc/shadow": Refused("no")})
    fact = known(EmptyPasswords, machine)
    assert (fact.accounts, fact.hidden) == (("kiosk",), 1)
    assert verdicts("empty-password-login-impossible", machine) == ["fail", "fail", "unknown"]


@pytest.mark.parametrize(("mode", "empty"), [(0, ()), (2, ("robin",))])
def test_without_root_accountsservice_tells_of_others(mode, empty):
    def get(name):
        return BusCall("system", ACCOUNTS, USER, PROPERTIES, "Get", "ss", (f"{ACCOUNTS}.User", name))

    machine = debian(UNIX.format(options=" nullok"), **{"/etc/shadow": Refused("no")})
    find = BusCall("system", ACCOUNTS, "/org/freedesktop/Accounts", ACCOUNTS, "FindUserByName", "s", ("robin",))
    machine.replies |= {find: [USER], get("LocalAccount"): [True], get("PasswordMode"): [mode]}
    fact = known(EmptyPasswords, machine)
    assert (fact.accounts, fact.hidden) == (empty, 0)


# Rules for new passwords.

QUALITY = (
    "password requisite pam_pwquality.so retry=3{options}\npassword [success=1] pam_unix.so use_authtok yescrypt\n"
)


@pytest.mark.parametrize(
    ("password", "files", "shortest", "kinds", "status", "severity"),
    [
        ("password required pam_unix.so obscure yescrypt\n", {}, 6, 0, "fail", "medium"),
        ("password required pam_unix.so\n", {}, None, 0, "fail", "medium"),
        ("password required pam_unix.so minlen=20\n", {}, 20, 0, "pass", "medium"),
        (QUALITY.format(options=""), {}, 8, 0, "fail", "low"),
        (QUALITY.format(options=" minlen=15"), {}, 15, 0, "pass", "medium"),
        (QUALITY.format(options=" minlen=12"), {}, 12, 0, "pass", "medium"),
        (QUALITY.format(options=" minlen=8 minclass=4"), {}, 8, 4, "fail", "low"),
        (QUALITY.format(options=" minlen=15 dcredit=-1 ucredit=-1"), {}, 15, 2, "pass", "medium"),
        (QUALITY.format(options=" minlen=15 dcredit=2 ucredit=1"), {}, 12, 0, "pass", "medium"),
        (QUALITY.format(options=" minlen=CANARY"), {}, 8, 0, "fail", "low"),
        (
            QUALITY.format(options=""),
            {"/etc/security/pwquality.conf": "# minlen = 8\nminlen = 16\n"},
            16,
            0,
            "pass",
            "medium",
        ),
        (
            QUALITY.format(options=" minlen=14"),
            {"/etc/security/pwquality.conf": "minlen = 16\n"},
            14,
            0,
            "pass",
            "medium",
        ),
        (QUALITY.format(options=""), {"/etc/security/pwquality.conf.d/a.conf": "minlen 15\n"}, 15, 0, "pass", "medium"),
        (
            QUALITY.format(options=""),
            {"/etc/security/pwquality.conf": "minlen=16\nenforcing = 0\n"},
            16,
            0,
            "fail",
            "medium",
        ),
        ("password required pam_cracklib.so minlen=12\n", {}, 8, 0, "fail", "low"),
        ("password required pam_passwdqc.so min=disabled,24,11,8,7\n", {}, 7, 0, "fail", "medium"),
        (
            "password required pam_passwdqc.so min=disabled,disabled,disabled,disabled,disabled\n",
            {},
            None,
            0,
            "fail",
            "medium",
        ),
        ("password required pam_passwdqc.so min=24,24,15,15,15\n", {}, 15, 0, "pass", "medium"),
    ],
)
def test_length_decides(password, files, shortest, kinds, status, severity):
    machine = debian(password=password, **files)
    fact = known(PasswordRules, machine)
    assert (fact.shortest, fact.kinds) == (shortest, kinds)
    (found,) = judged("password-rules-length-first", machine)
    assert (found.status.value, found.severity.value) == (status, severity)
    assert "CANARY" not in found.message


def test_a_module_nobody_knows_is_unknown():
    assert isinstance(read(PasswordRules, debian(password="password required pam_ldap.so\n")), Unknown)


# Lockout.


@pytest.mark.parametrize(
    ("auth", "conf", "works", "tries", "seconds"),
    [
        (FAILLOCK, "", True, 3, 600),
        (FAILLOCK, "deny = 5\nunlock_time = 0\n", True, 5, None),
        (FAILLOCK, "unlock_time = never\n", True, 3, None),
        (FAILLOCK, "# deny = 9\neven_deny_root\n", True, 3, 600),
        (FAILLOCK.replace("authfail", "authfail deny=7"), "deny = 5\n", True, 7, 600),
        (FAILLOCK.replace("auth requisite pam_faillock.so preauth\n", ""), "", False, 3, 600),
        (FAILLOCK.replace("preauth", "authsucc"), "", True, 3, 600),
        (FAILLOCK.replace("auth [default=die] pam_faillock.so authfail\n", ""), "", False, 3, 600),
        ("auth required pam_tally2.so deny=5 unlock_time=900\n", "", True, 5, 900),
        ("auth required pam_tally2.so\n", "", True, 0, None),
    ],
)
def test_lockout(auth, conf, works, tries, seconds):
    fact = known(Lockout, debian(auth, **{"/etc/security/faillock.conf": conf}))
    assert (fact.works, fact.tries, fact.seconds) == (works, tries, seconds)


def test_no_module_counts():
    assert known(Lockout, debian(UNIX.format(options=""))).module == ""


def test_the_log_in_screen_in_use_is_looked_at_first():
    files = {"/etc/pam.d/gdm-password": FAILLOCK}
    machine = debian(UNIX.format(options=""), **files)
    machine.links = {"/etc/systemd/system/display-manager.service": "/usr/lib/systemd/system/gdm3.service"}
    assert known(Lockout, machine).service == "gdm-password"


# The samples.


@pytest.mark.parametrize("system", ["bookworm", "trixie"])
def test_debian_as_shipped(system):
    folder = samples("pam")
    files = {f"/etc/pam.d/{name}": (folder / f"{name}-default-{system}").read_bytes()
             for name in ("common-auth", "common-password", "login", "sshd", "su", "common-account")}  # fmt: skip
    for conf in ("pwquality.conf", "faillock.conf"):
        files[f"/etc/security/{conf}"] = (folder / f"{conf}-default-{system}").read_bytes()
    machine = debian(**files)
    assert verdicts("empty-password-login-impossible", machine) == ["fail"]  # WARN: nullok
    fact = known(PasswordRules, machine)
    assert (fact.module, fact.shortest, fact.dictionary) == ("pam_pwquality", 8, True)  # PASS for the module,
    assert judged("password-rules-length-first", machine)[0].severity.value == "low"  # WARN for the built-in length
    assert known(Lockout, machine).module == ""


@pytest.mark.parametrize("system", ["bookworm", "trixie"])
def test_debian_with_faillock(system):
    folder = samples("pam")
    conf = (folder / f"faillock.conf-default-{system}").read_bytes()
    auth = (folder / f"common-auth-faillock-{system}").read_bytes()
    machine = debian(auth, **{"/etc/security/faillock.conf": conf})
    assert known(Lockout, machine).tries == 3
    assert verdicts("lockout-after-failures", machine) == ["pass"]


@pytest.mark.parametrize(
    ("features", "nullok", "module"), [((), True, ""), (("without-nullok", "with-faillock"), False, "pam_faillock")]
)
def test_fedora_rendered_as_authselect_does(features, nullok, module):
    def rendered(line):
        wanted = re.search(r'\{include if "([^"]+)"\}', line)
        if wanted and wanted[1] not in features:
            return ""
        line = re.sub(r'\{include if "[^"]+"\}', "", line)
        return re.sub(r'\{if not "([^"]+)":([^}]*)\}', lambda m: "" if m[1] in features else m[2], line)

    template = (samples("pam") / "pub-authselect-local-system-auth.template").read_text()
    text = "\n".join(map(rendered, template.splitlines()))
    login = "auth substack system-auth\n"
    passwd = "password substack system-auth\n"
    files = {
        "/etc/pam.d/system-auth": text,
        "/etc/pam.d/login": login,
        "/etc/pam.d/passwd": passwd,
        "/etc/shadow": SHADOW,
    }
    machine = Tree(files)
    assert bool(known(EmptyPasswords, machine).services) is nullok
    assert known(Lockout, machine).module == module
    assert known(PasswordRules, machine).module == "pam_pwquality"


@given(st.text(max_size=300))
def test_any_text_gives_facts_or_unknown(text):
    machine = debian(text, text, **{"/etc/security/pwquality.conf": text, "/etc/security/faillock.conf": text})
    for need in READERS:
        try:
            READERS[need](machine)
        except CouldNotLook:
            continue
    assert isinstance(settings(text), dict)


PIECES = ["auth ", "password ", "required ", "[success=1 ", "] ", "pam_unix.so ", "pam_faillock.so ", "preauth ", "=",
          "pam_pwquality.so ", "minlen", "-1", "99999999999 ", "\n", "\\\n", "@include ", "login", "#"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_order_of_known_words_gives_facts_or_unknown(text):
    test_any_text_gives_facts_or_unknown.hypothesis.inner_test(text)
