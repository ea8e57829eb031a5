"""What is amiss with the wording of one statement.

Yes must be the good answer, and one answer must be enough. The rules look for words, as a person who reads fast does;
they know no grammar. How often they are right is measured on ``tests/checklists/labelled_statements.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerkit.model.lint import LintRule

_I = re.IGNORECASE
_ASKS = re.compile(r"^(is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)(n't)?\b", _I)
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|nothing|nowhere|neither|without|cannot)\b|n't\b|\bno[ -]one\b", _I)
# Words that hold a negative of their own, so that a second one makes the reader turn twice.
_UN = re.compile(
    r"\b(?:un(?:able|attended|aware|clear|common|fair|familiar|finished|guarded|happy|healthy|known|likely|locked|ready"
    r"|safe|secured?|sure|usual|well)|im(?:possible|proper)|in(?:complete|correct|secure|visible)|fail(?:s|ed)?"
    r"|forg(?:et|ets|ot|otten)|lacks?|refuse[sd]?)\b",
    _I,
)
_CLAUSES = re.compile(r"[,;:.!?]|\b(?:and|but|or|so|because)\b", _I)
_OTHERS = (
    r"(?:any(?:one|body)|some(?:one|body)|other people|others|people|strangers?|an?other person|room-?mates?"
    r"|(?:a |your |my )?(?:family|household|children|kids|partner|spouse|neighbou?rs?)(?: members?)?)(?: else)?"
)
_STATE = r"(?:am|are|is|be|feel|feels|feeling|you|i'm|get|getting)(?: (?:a bit|too|very|so|still|often|all|really))* "
_OVERHEARS = (
    r"(?:hears?|overhears?|sees?|watch(?:es|ing)? (?:me|us|you)|listen(?:s|ing)?|walks? in|comes? in|in the room"
    r"|in earshot|around|with you|reads?|us(?:e|es|ing) (?:this|my|your))"
)
_UNWELL = (
    r"(?:angry|distracted|drunk|exhausted|hungry|hurried|ill|late|lost|nervous|overwhelmed|rushed|sick|sleepy|stressed"
    r"|tired|upset|worried|worn out|in a (?:hurry|rush)|driving|in public)"
)
_TROUBLES = (
    r"(?:concerns?|conflicts?|distractions?|errors?|interruptions?|issues?|noises?|pets|problems?|risks?|trouble)"
)
# Things one hopes are not so. A statement or question that holds one, and no negative, has no for its good answer.
_HOPED_NOT = (
    rf"{_OTHERS}\b.{{0,25}}\b{_OVERHEARS}",
    rf"(?:visible|shown|open|known) to (?:{_OTHERS}|everyone|the public)",
    r"seen (?:by|from)",
    r"shar(?:e|es|ed|ing) (?:your|my|the|a|an|their)? ?(?:log-?in|password|passcode|account|pin)",
    r"re-?us(?:e|es|ed|ing)",
    r"passwords? (?:is|are) (?:all )?the same",
    r"same password",
    r"passwords? (?:\w+ )?(?:on|under) (?:a|my|your|the) \w+",
    rf"{_STATE}{_UNWELL}",
    rf"any {_TROUBLES}",
    r"(?:leave|left) .{0,25}\b(?:open|on|out|unlocked|behind|unattended)",
    r"(?:notifications?|alerts?) (?:are |is )?(?:still )?(?:popping|showing|on)",
    r"being recorded",
    r"is .{0,20}\brecorded",
    r"public (?:wi-?fi|networks?|places?|spaces?|computers?)",
    r"(?:battery|charge) (?:is )?low",
    r"low (?:battery|on)",
    r"running (?:out|low|late)",
    r"(?:out of date|outdated|expired|broken|noisy|cluttered|messy)",
    r"(?:skip(?:s|ped)?|miss(?:ed)?)",
    r"(?:tv|radio|music) (?:is )?on",
)
_RISKS = re.compile(rf"\b(?:{'|'.join(_HOPED_NOT)})\b", _I)
# Words that turn such a thing into something done about it.
_GUARDED = re.compile(
    r"\b(?:agreed?|ask(?:ed)?|avoid(?:ed)?|block(?:ed|s)?|check(?:ed)?|closed?|consent(?:ed)?|forbid|hidden|if|keep|kept"
    r"|knows?|off|only|plan(?:ned)?|prevent(?:ed)?|protect(?:ed)?|ready|remov(?:e|ed)|said|stop(?:ped)?|test(?:ed)?|told"
    r"|turn(?:ed)? off|unless|until|away|before)\b",
    _I,
)
_VERB = (
    r"(?:am|is|are|was|were|has|have|had|can|could|will|would|do|does|did|may|must|knows?|works?|looks?|needs?|wants?"
    r"|uses?|feels?|agrees?|asks?|tells?|keeps?|turned|checked|told|sent|set|put|\w{3,}ed)"
)
_SUBJECT = (
    r"(?:i|we|they|you|it|he|she|there|everyone|everybody|nobody|no one|all"
    r"|(?:my|your|our|the|their|his|her|this|a|an)(?: [\w'-]+){1,2}?)"
)
_SECOND = re.compile(rf"\band (?:also )?{_SUBJECT} {_VERB}\b", _I)
_SECOND_ASKED = re.compile(
    r"\band (?:is|are|do|does|did|has|have|can|could|will|would) (?:you|your|the|there|it|they)\b", _I
)
_DONE = r"(?:wrote|told|sent|set|put|read|made|took|gave|shut|left|had|got|met|said|found|kept|[a-z]{2,}ed)"
_SECOND_DONE = re.compile(rf"\b(?:i|we|they)(?: have)? {_DONE}\b.*\band (?:then )?{_DONE}\b", _I)
_HAS_VERB = re.compile(rf"\b{_VERB}\b", _I)
_OURS = re.compile(r"\b(?:client|user|patient)s?(?:'s)?\b", _I)
_OTHER_SENSE = re.compile(
    r"\b(?:e-?mail|mail|chat|web|desktop) clients?\b|\buser[ -]?(?:name|id|account|guide|manual)s?\b"
    r"|\b(?:am|be|being|is|are|was|were|stay|stays|remain|feel|so|very|more) patient\b(?!')",
    _I,
)
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
# Short words that people shout. Longer ones are taken as shouted unless they are a name; letters alone tell no more.
_LOUD = re.compile(
    "ALL|AND|ANY|ARE|ASK|BE|BEEN|BOTH|BUT|CALL|CAN|DO|DOES|DONT|DOOR|EACH|EVER|FIRST|FOR|FROM|HAVE|HELP|HERE|IS|JUST"
    "|KEEP|KNOW|LOCK|LOOK|MAKE|MUST|MY|NEED|NEXT|NO|NOT|NOTE|NOW|OFF|ON|ONCE|ONE|ONLY|OPEN|OR|OUT|READ|SAFE|SAME|SAY|SEE"
    "|SHUT|STOP|SURE|TELL|THAT|THE|THEM|THEN|THIS|TO|TURN|USE|VERY|WAIT|WHEN|WILL|WITH|YES|YOU|YOUR"
)
_NAMES = re.compile("CHIME|COVID|FERPA|HIPAA|HTTPS|LGBTQ|LUKS2|NAADAC|SAMHSA|SMART")


def flaws_in(statement: str) -> Iterator[LintRule]:
    """What is amiss with a statement, each rule at most once."""
    text = statement.replace("\u2019", "'").strip()
    twice = any(_negatives(clause) > 1 for clause in _CLAUSES.split(text))
    if twice:
        yield LintRule.TWO_NEGATIVES
    if _no_is_good(text, twice):
        yield LintRule.NO_IS_GOOD
    if _two_in_one(text):
        yield LintRule.TWO_IN_ONE
    if _OURS.search(_OTHER_SENSE.sub("", text)):
        yield LintRule.OUR_WORDS
    if any(_shouted(word) for word in _CAPITALS.findall(text)):
        yield LintRule.CAPITALS


def _negatives(clause: str) -> int:
    """How many negatives a clause holds; a word such as unlocked counts only behind another one."""
    plain = re.sub(r"\bno[ -]one\b", "nobody", clause, flags=_I)
    plain = re.sub(r"\bnot only\b|\bno matter\b", "", plain, flags=_I)
    found = list(_NOT.finditer(plain))
    behind = _UN.findall(plain[found[0].end() :]) if found else []
    return len(found) + len(behind)


def _no_is_good(text: str, twice: bool) -> bool:
    asks = text.endswith("?") or bool(_ASKS.match(text))
    negative = bool(_NOT.search(text))
    if asks and (negative or _UN.search(text)):
        return True
    if negative or twice or _GUARDED.search(text):
        return False
    return bool(_RISKS.search(text) or _UN.search(text))


def _two_in_one(text: str) -> bool:
    parts = [part for part in re.split(r"[.?!]+(?:\s|$)|;", text) if len(part.split()) > 1]
    # "If not, ..." says what else would be a yes.
    if len([part for part in parts if not re.match(r"\s*(?:if not|or)\b", part, _I)]) > 1:
        return True
    second = _SECOND.search(text)
    if second is not None and _HAS_VERB.search(text[: second.start()]):
        return True
    return bool(_SECOND_ASKED.search(text) or _SECOND_DONE.search(text))


def _shouted(word: str) -> bool:
    if _LOUD.fullmatch(word):
        return True
    return len(word) >= 5 and not _NAMES.fullmatch(word)
