"""The formats an audit can be written in: one line each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from peerkit.model.report import Report

_RENDERERS = {
    "json": ("audit_json", "render_audit_json"),
    "csv": ("audit_csv", "render_audit_csv"),
    "md": ("audit_markdown", "render_audit_markdown"),
    "html": ("audit_html", "render_audit_html"),
    "prometheus": ("audit_prometheus", "render_audit_prometheus"),
}


def renderer(form: str) -> Callable[[Report], str]:
    """The renderer of a format; only its own module is imported."""
    module, function = _RENDERERS[form]
    found: Callable[[Report], str] = getattr(import_module(f"peerkit.render.{module}"), function)
    return found
