"""The vocabulary of PeerKit. Standard library only; nothing here imports the rest of PeerKit.

fact       what is known about the machine, or ``Unknown`` with a reason
probe      asks one operating system for facts; the only code that touches the machine
check      judges facts; a pure function
finding    one check's verdict on one subject of one machine
report     all findings and their context
renderer   turns a report into text
checklist  what a person (or a check) answers before, during or after a session; yes is always the good answer
platform   a service; judged by sourced, dated answers to criteria
policy     gates and weights for a setting
gate       a rule no points can outweigh
"""
