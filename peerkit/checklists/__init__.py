"""Checklists: their files and loader, and the engine that walks a person through one."""
