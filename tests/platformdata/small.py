# ruff: noqa: E501  # the file keeps the shape of the shipped one
"""A small sound data file as text, to be spoiled in one place at a time."""

SMALL = """\
schema: peerkit.platforms/1
functions:
  video-1to1: video call with one person
  video-group: video call with a group
  call: voice call with one person
  text-1to1: text messages with one person
  text-group: text messages in a group
  broadcast: one speaks
modalities:
  video-call: Video
strengths:
  no-travel: Nobody has to travel
criteria:
  status:
    question: Is it running?
    about: standing
    type: choice
    by_function: false
    max_age_days: 90
    values:
      active: {points: null, words: running}
      retired: {points: null, words: shut down, lasting: true}
      renamed: {points: null, words: has a new name, lasting: true}
      unknown: {words: not known}
  audience:
    question: Who can see?
    about: standing
    type: choice
    by_function: true
    max_age_days: 365
    values:
      private: {points: null, words: few}
      public: {points: null, words: all}
      unknown: {words: not known}
  e2ee:
    question: Is it locked?
    about: privacy
    type: choice
    by_function: true
    max_age_days: 180
    values:
      default-on: {points: 1.0, words: "yes"}
      none: {points: 0.0, words: "no"}
      unknown: {words: not known}
  door:
    question: What guards the door?
    about: safety
    type: set
    by_function: false
    max_age_days: 365
    values:
      room: {points: 0.6, words: a waiting room}
      code: {points: 0.6, words: a code}
      none: {points: 0.0, words: nothing}
      unknown: {words: not known}
  max-people:
    question: How many?
    about: cost
    type: number
    by_function: true
    max_age_days: 180
    values:
      no-limit: {points: null, words: no limit}
      unknown: {words: not known}
  price:
    question: How much?
    about: cost
    type: money
    by_function: false
    max_age_days: 180
    values:
      by-quote: {points: null, words: ask}
      unknown: {words: not known}
platforms:
  app-free:
    name: App (free)
    vendor: Maker
    kind: video
    aliases: [app]
    modalities: [video-call]
    functions: [video-1to1, video-group]
    summary: An app.
    practices: [some-practice]
    strengths: [no-travel]
    answers:
      status: {value: active, as_of: "2026-11-20", confidence: high, source: page}
      audience: {value: private, as_of: "2026-11-20", confidence: high, source: page, also: [other-page], note: "Mostly."}
      e2ee:
        video-1to1: {value: default-on, as_of: "2026-11-20", confidence: high, source: page}
        others: {value: unknown, as_of: "2026-11-20", note: "Look."}
      door: {value: [room, code], as_of: "2026-11-20", confidence: medium, source: memory}
      max-people: {value: 40, as_of: "2026-11-20", confidence: high, source: page, conflicts: [{value: 50, as_of: "2026-01-01", confidence: low, source: other-page}]}
      price: {value: 16.99, as_of: "2026-11-20", confidence: high, source: page}
    lost_with_e2ee:
      - {what: "Recording", as_of: "2026-11-20", confidence: high, source: page}
    facts:
      baa: {says: "None.", as_of: "2026-11-20", confidence: high, source: page}
      account: {says: "None.", as_of: "2026-11-20", confidence: high, source: page}
      cost: {says: unknown, as_of: "2026-11-20", note: "Look."}
      download: {says: "None.", as_of: "2026-11-20", confidence: high, source: page}
      equipment: {says: "None.", as_of: "2026-11-20", confidence: high, source: page}
      connect: {says: "A link.", as_of: "2026-11-20", confidence: high, source: page, conflicts: [{says: "A code.", as_of: "2026-01-01", confidence: low, source: other-page}]}
    harden:
      - {who: host, where: "Settings", set: "on", why: "Safer.", as_of: "2026-11-20", confidence: high, source: page}
    history:
      - {date: "2020", what: "Began.", confidence: low, source: page}
      - {date: "2022-07", what: "Grew.", confidence: low, source: page}
  app-old:
    name: App (old)
    vendor: Maker
    kind: video
    modalities: [video-call]
    functions: [video-1to1]
    summary: It is gone.
    ended: "2021-10"
    replaced_by: [app-free]
    answers:
      status: {value: retired, as_of: "2026-11-20", confidence: high, source: page}
      audience: {value: public, as_of: "2026-11-20", confidence: high, source: page}
sources:
  page: {title: "Help", url: "https://example.org/help", kind: vendor, accessed: "2026-11-20", published: "2026"}
  other-page: {title: "Blog", url: "https://example.org/blog", kind: community, accessed: "2026-11-20", interested: true}
  memory: {title: "Not looked up", kind: memory, accessed: "2026-11-20"}
"""


def spoiled(old: str, new: str, times: int = 1) -> str:
    """The text with one passage changed; the passage must be there."""
    assert old in SMALL
    return SMALL.replace(old, new, times)


def place(text: str, passage: str) -> tuple[int, int]:
    """Line and column, from 1, of the first place a passage stands in."""
    before = text[: text.index(passage)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
