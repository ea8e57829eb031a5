"""The settings file as it is first written: every section, commented out."""

from __future__ import annotations

TEMPLATE = """\
# PeerKit settings. Everything here is optional; take away the # to use a line.
# This file stays on this device. Check it with: peerkit settings show
schema: peerkit.settings/1

# organisation: Our program

# Wi-Fi networks that are yours or your program's. Add the one in use with: peerkit settings trust-wifi
# trusted_wifi:
#   - Home network

# Your hours. A day you leave out is a day off.
# work_hours:
#   monday: ["09:00-12:00", "13:00-17:00"]
#   tuesday: example   # the rows of work of a day: peerkit schedule list

# What the crisis card says, one key away from every question. No names of the people you support.
# crisis:
#   local_emergency: "911"
#   supervisor: "Sam, 555 0100"
#   text: Stay with the person. Say that you will not hang up.

# What your program allows. Ids as in: peerkit platforms list
# approved_platforms: [zoom-paid, phone-call]
# banned_platforms: [tiktok]
# signed_baas:
#   - {platform: zoom-paid, signed_on: "2026-01-15"}

# What someone who knows you would try first as your password. PeerKit never shows it again. To be asked each time
# and keep nothing here, use the option --personal of the audit of passwords.
# personal:
#   names: [Ana, Reyes]
#   birthdays: ["1987-02-14", "06-30"]
#   towns: [Bridgeport]
#   pets: [Biscuit]
#   other: [the club you cheer for]

# For IT staff, how audits are judged here. A waiver needs a reason and a last day; after it, it is a finding.
# audit:
#   severity: {location-services-off: low}
#   waivers:
#     - {check: secure-boot-on, reason: older laptops are replaced in spring, until: "2027-03-31"}
"""
