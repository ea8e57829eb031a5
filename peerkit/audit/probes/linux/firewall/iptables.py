"""Rules as iptables writes them down: ``iptables -S``, ``iptables-save``. Root only."""

from __future__ import annotations

from peerkit.audit.probes.linux.firewall.chains import Chain, Fate, Rule, inbound
from peerkit.audit.probes.machine import Garbled
from peerkit.model.facts_system import Inbound

_FATES = {"DROP": Fate.DROP, "REJECT": Fate.DROP, "ACCEPT": Fate.ACCEPT, "RETURN": Fate.RETURN}
# Targets that only note something and let the packet go on.
_NOTES = {"LOG", "NFLOG", "TRACE", "MARK", "CONNMARK", "ULOG", "AUDIT"}


def parse_rules(text: str) -> Inbound:
    """What the rules of the table ``filter`` do with a packet for this machine. Raises ``Garbled``."""
    chains: dict[str, Chain] = {}
    table = "filter"
    for line in text.split("\n"):
        if line.startswith("*"):
            table = line[1:].strip()
        if table == "filter":
            _line(chains, line)
    if "INPUT" not in chains:
        raise Garbled("iptables printed no rules for what comes in")
    return inbound(chains, ("INPUT",))


def _line(chains: dict[str, Chain], line: str) -> None:
    if line.startswith((":", "-P ")):
        name, _, policy = line.removeprefix(":").removeprefix("-P ").partition(" ")
        chains[name] = Chain(_FATES.get(policy.split(" ")[0]))
    elif line.startswith("-N "):
        chains[line[3:].strip()] = Chain()
    elif line.startswith("-A "):
        import shlex

        try:
            _, name, *words = shlex.split(line)
        except ValueError:
            return  # a comment with a stray quote: a condition is assumed
        rule = _rule(words)
        if rule and name in chains:
            chains[name].rules.append(rule)


def _rule(words: list[str]) -> Rule | None:
    """The rule, if it has no condition and ends or leads on."""
    while words[:3] == ["-m", "comment", "--comment"] and len(words) > 3:
        words = words[4:]
    if len(words) < 2 or words[0] not in ("-j", "-g") or words[1] in _NOTES:
        return None
    if words[1] in _FATES:
        return Rule(_FATES[words[1]])
    return Rule(Fate.GOTO if words[0] == "-g" else Fate.JUMP, words[1])
