"""A time limit for calls that have none of their own: some keyring back-ends wait for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OutOfPatience(Exception):
    """The call did not come back in time. Its thread is left behind, and ends with the program."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """What the call returns. Raises what it raises, or ``OutOfPatience``; Ctrl-C is heard meanwhile."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # noqa: BLE001  # it is raised again where somebody waits for it
            errors.append(error)

    # A daemon, so that a call that hangs for ever does not keep the program from ending.
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise OutOfPatience
    return results[0]
