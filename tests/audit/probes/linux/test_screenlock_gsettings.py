"""Desktops that keep their lock in GSettings."""

import re

import pytest

from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.audit.probes.machine import Changed, Environ, ListFolder, Missing, Output, Refused, RunCommand
from peerkit.model.facts import ScreenLock, Unknown
from peerkit.model.finding import Status
from tests.audit.probes.linux.desktop import desktop, pgrep, read
from tests.audit.probes.linux.samples import samples

MODULE = "/usr/lib/x86_64-linux-gnu/gio/modules/libdconfsettings.so"
WITH_MODULE = {ListFolder("/usr/lib"): ["python3", "x86_64-linux-gnu"], Changed(MODULE): 1.0}
SAVED = {Changed("/home/robin/.config/dconf/user"): 1.0}


def listing(schema, **values):
    rows = "".join(f"{schema} {key.replace('_', '-')} {value}\n" for key, value in values.items())
    return {RunCommand(("gsettings", "list-recursively", schema)): Output(0, rows)}


def gnome(idle="uint32 300", delay="uint32 0", lock="true", barred="false", active="true", folder="org.gnome.desktop"):
    saver = listing(f"{folder}.screensaver", lock_enabled=lock, lock_delay=delay, idle_activation_enabled=active)
    session = "org.mate.session" if folder == "org.mate" else f"{folder}.session"
    return listing(session, idle_delay=idle) | saver | listing(f"{folder}.lockdown", disable_lock_screen=barred)


@pytest.mark.parametrize(
    ("replies", "after", "weakness"),
    [
        (gnome(), 300, ""),
        (gnome(delay="uint32 30"), 330, ""),
        (gnome(idle="uint32 0"), None, "the screen is set never to go dark"),
        (gnome(lock="false"), None, "the automatic lock is switched off in the settings"),
        (gnome(barred="true"), None, "the lock screen is switched off for this computer"),
        # GNOME calls this key deprecated and looks past it.
        (gnome(active="false"), 300, ""),
        (gnome(idle="uint32 4294967295"), 4_294_967_295, ""),
    ],
)
@pytest.mark.parametrize("name", ["GNOME", "ubuntu:GNOME", "GNOME-Classic:GNOME", "Unity:Unity7:ubuntu"])
def test_gnome_counts_seconds(name, replies, after, weakness):
    fact = read(desktop(name) | replies)
    assert isinstance(fact, ScreenLock)
    assert (fact.after, fact.weakness) == (after, weakness)


def test_budgie_heeds_what_gnome_looks_past():
    never = read(desktop("Budgie:GNOME") | gnome(active="false"))
    assert isinstance(never, ScreenLock)
    assert never.after is None
    assert "not to start" in never.weakness


def test_cinnamon_counts_seconds():
    fact = read(desktop("X-Cinnamon") | gnome(idle="uint32 900", delay="uint32 2", folder="org.cinnamon.desktop"))
    assert isinstance(fact, ScreenLock)
    assert fact.after == 902


@pytest.mark.parametrize(
    ("replies", "after"),
    [
        (gnome(idle="5", delay="0", folder="org.mate"), 300),
        (gnome(idle="10", delay="3", folder="org.mate"), 780),
        (gnome(idle="20", delay="0", folder="org.mate"), 1200),
        (gnome(idle="5", active="false", folder="org.mate"), None),
    ],
)
def test_mate_counts_minutes(replies, after):
    fact = read(desktop("MATE") | pgrep("mate-screensaver") | replies)
    assert isinstance(fact, ScreenLock)
    assert fact.after == after


@pytest.mark.parametrize(("wait", "known"), [("uint32 0", True), ("uint32 5", False)])
def test_light_locker_is_known_only_where_it_is_switched_off(wait, known):
    fact = read(desktop("XFCE") | pgrep("light-locker") | listing("apps.light-locker", lock_after_screensaver=wait))
    assert isinstance(fact, ScreenLock if known else Unknown)
    if isinstance(fact, ScreenLock):
        assert fact.after is None


@pytest.mark.parametrize(
    "replies",
    [
        gnome(idle="soon"),
        gnome(idle="uint32 5 minutes"),
        gnome(lock="yes"),
        gnome(barred=""),
        gnome() | listing("org.gnome.desktop.session"),
        gnome() | {RunCommand(("gsettings", "list-recursively", "org.gnome.desktop.session")): Output(1, "")},
        gnome() | {RunCommand(("gsettings", "list-recursively", "org.gnome.desktop.lockdown")): Missing("none")},
        # A row of another schema is not this one's.
        gnome()
        | {
            RunCommand(("gsettings", "list-recursively", "org.gnome.desktop.session")): Output(
                0, "org.gnome.desktop.sessions idle-delay uint32 300\n"
            )
        },
    ],
)
def test_settings_that_make_no_sense_stay_unknown(replies):
    assert isinstance(read(desktop("GNOME") | replies), Unknown)


def test_defaults_that_hide_the_real_settings_are_not_believed():
    """With settings saved and no dconf module to read them, gsettings prints the defaults as if they were set."""
    fact = read(desktop("GNOME") | gnome() | SAVED)
    assert isinstance(fact, Unknown)
    assert "libdconfsettings.so" in fact.reason
    assert "dconf" in fact.hint


@pytest.mark.parametrize(
    "module",
    [
        WITH_MODULE,
        {Changed("/usr/lib64/gio/modules/libdconfsettings.so"): 1.0},
        {Changed("/usr/lib/gio/modules/libdconfsettings.so"): 1.0},
    ],
)
@pytest.mark.parametrize("saved", [SAVED, {Changed("/etc/dconf/profile/user"): 1.0}, {}])
def test_with_the_module_they_are_believed(module, saved):
    assert isinstance(read(desktop("GNOME") | gnome() | saved | module), ScreenLock)


def test_settings_of_the_own_folder_are_looked_for():
    own = {Environ("XDG_CONFIG_HOME"): "/srv/robin", Changed("/srv/robin/dconf/user"): 1.0}
    assert isinstance(read(desktop("GNOME") | gnome() | own), Unknown)
    assert isinstance(read(desktop("GNOME") | gnome() | own | WITH_MODULE), ScreenLock)


def test_a_folder_that_may_not_be_seen_is_not_taken_for_empty():
    hidden = {Changed("/home/robin/.config/dconf/user"): Refused("not for you")}
    assert isinstance(read(desktop("GNOME") | gnome() | hidden), Unknown)


@pytest.mark.parametrize("variable", ["DCONF_PROFILE", "GSETTINGS_BACKEND"])
def test_settings_kept_elsewhere_are_unknown(variable):
    fact = read(desktop("GNOME") | gnome() | {Environ(variable): "elsewhere"})
    assert isinstance(fact, Unknown)
    assert variable in fact.reason


def sampled(*schemas):
    folder = samples("gsettings")
    return {
        RunCommand(("gsettings", "list-recursively", schema)): Output(
            0, (folder / f"{schema}.defaults.out").read_text()
        )
        for schema in schemas
    }


@pytest.mark.parametrize(
    ("name", "session", "folder", "after"),
    [
        ("GNOME", "org.gnome.desktop.session", "org.gnome.desktop", 300),
        ("X-Cinnamon", "org.cinnamon.desktop.session", "org.cinnamon.desktop", 900),
        ("MATE", "org.mate.session", "org.mate", 300),
    ],
)
def test_samples_of_the_real_defaults_pass(name, session, folder, after):
    replies = sampled(session, f"{folder}.screensaver", f"{folder}.lockdown")
    fact = read(desktop(name) | pgrep("mate-screensaver") | replies)
    assert isinstance(fact, ScreenLock)
    assert fact.after == after
    assert screen_locks(fact).status is Status.PASS


def test_sample_of_insecure_settings_fails():
    text = (samples("gsettings") / "dconf-dump-insecure.ini").read_text()
    stored = dict(re.findall(r"^([a-z-]+)=(.+)$", text, re.MULTILINE))
    fact = read(desktop("GNOME") | gnome(stored["idle-delay"], stored["lock-delay"], stored["lock-enabled"]))
    assert isinstance(fact, ScreenLock)
    assert screen_locks(fact).status is Status.FAIL


def test_sample_of_an_administrators_locks():
    """Two of three settings are the administrator's; the wait the person chose stays and is too long."""
    idle, lock, delay, _ = (samples("gsettings") / "session-admin-locked.log").read_text().splitlines()
    fact = read(desktop("GNOME") | gnome(idle, delay, lock))
    assert isinstance(fact, ScreenLock)
    assert (fact.after, fact.weakness) == (3900, "")
    # What the administrator locked passes by itself.
    assert screen_locks(ScreenLock(desktop="GNOME", after=300)).status is Status.PASS
