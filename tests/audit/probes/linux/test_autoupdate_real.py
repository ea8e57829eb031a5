"""The real apt-config beside PeerKit's reading of the same files."""

import os
import subprocess

import pytest

from peerkit.audit.probes.linux.autoupdate import _PERIODIC, _SHELL, parse_apt_files
from tests.real import tool

ON = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n'
FILES = {
    "nothing": [""],
    "on": [ON],
    "a later file switches it off": [ON, 'APT::Periodic::Unattended-Upgrade "0";\n'],
    "comments": [ON, '# APT::Periodic::Enable "0";\n/* APT::Periodic::Enable\n"0"; */\n'],
    "switched off as a whole": [ON, 'APT::Periodic::Enable "0";\n'],
    "without quotes": [ON, "APT::Periodic::Unattended-Upgrade 0;\n"],
    "two on one line": ['Foo "x"; APT::Periodic::Enable "1"; APT::Periodic::Enable "0";\n'],
    "in other letters": [ON, 'apt::periodic::unattended-upgrade "0";\n'],
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_the_files_say_what_apt_makes_of_them(tmp_path, case):
    parts = tmp_path / "apt.conf.d"
    parts.mkdir()
    for number, text in enumerate(FILES[case]):
        (parts / f"{number}x").write_text(text)
    main = tmp_path / "main.conf"
    main.write_text(f'Dir::Etc::parts "{parts}";\nDir::Etc::main "/dev/null";\n')
    argv = [tool("apt-config"), "shell", *(word for pair in _PERIODIC.items() for word in pair)]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "APT_CONFIG": str(main)}
    real = subprocess.run(argv, env=environment, capture_output=True, text=True, check=True).stdout
    assert parse_apt_files("\n".join(FILES[case])) == dict(_SHELL.findall(real))


def test_settings_with_a_mistake_are_an_error_of_their_own(tmp_path):
    main = tmp_path / "main.conf"
    main.write_text('APT::Periodic::Enable "1"\n')  # no semicolon
    done = subprocess.run([tool("apt-config"), "dump"], env={"APT_CONFIG": str(main)}, capture_output=True)
    assert done.returncode == 100
