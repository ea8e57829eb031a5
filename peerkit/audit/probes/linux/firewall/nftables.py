"""The kernel's own rules, as ``nft -j list ruleset`` prints them (libnftables-json(5)). Root only.

Rules of ufw, firewalld and iptables-nft show here too; those of iptables-legacy do not.
"""

from __future__ import annotations

from typing import Any

from peerkit.audit.probes.linux.firewall.chains import Chain, Fate, Rule, inbound
from peerkit.audit.probes.machine import Garbled
from peerkit.model.facts_system import Inbound

_FATES = {
    "drop": Fate.DROP,
    "reject": Fate.DROP,
    "accept": Fate.ACCEPT,
    "return": Fate.RETURN,
    "jump": Fate.JUMP,
    "goto": Fate.GOTO,
}
_XT_FATES = {"DROP": Fate.DROP, "REJECT": Fate.DROP}
_NO_CONDITION = {"counter", "log", "comment"}


def parse_ruleset(text: str) -> tuple[Inbound, Inbound]:
    """What the rules do with IPv4 and with IPv6. Raises ``Garbled``."""
    import json

    try:
        entries = json.loads(text)["nftables"]
        chains, starts = _chains(entries)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Garbled("nft printed rules that cannot be understood") from None
    return inbound(chains, starts["ip"]), inbound(chains, starts["ip6"])


def _chains(entries: list[dict[str, Any]]) -> tuple[dict[str, Chain], dict[str, list[str]]]:
    chains: dict[str, Chain] = {}
    starts: dict[str, list[str]] = {"ip": [], "ip6": []}
    for entry in entries:
        if "chain" in entry:
            chain = entry["chain"]
            name = _key(chain, chain["name"])
            chains[name] = Chain(_FATES[chain["policy"]] if "policy" in chain else None)
            if chain.get("hook") == "input" and chain.get("type") == "filter":
                for family in ("ip", "ip6"):
                    starts[family] += [name] if chain["family"] in (family, "inet") else []
        elif "rule" in entry:
            rule = entry["rule"]
            found = _rule(rule)
            if found:
                chains[_key(rule, rule["chain"])].rules.append(found)
    return chains, starts


def _key(entry: dict[str, Any], chain: str) -> str:
    return "\n".join((entry["family"], entry["table"], chain))


def _rule(rule: dict[str, Any]) -> Rule | None:
    """The rule, if it has no condition and ends or leads on."""
    for part in rule["expr"]:
        (word, value), *more = part.items()
        if more:
            return None
        if word in _FATES:
            leads_on = word in ("jump", "goto")
            return Rule(_FATES[word], _key(rule, value["target"]) if leads_on else "")
        if word == "xt" and isinstance(value, dict) and value.get("type") == "target":
            fate = _XT_FATES.get(value.get("name", ""))
            return Rule(fate) if fate else None
        if word not in _NO_CONDITION:
            return None
    return None
