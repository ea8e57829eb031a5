"""The workday: an example, an organisation's own days, breaks, and the day as a calendar file."""
