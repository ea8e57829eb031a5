"""Core Audio with objects of our own: only the methods that read are called, each at its own place, and all let go."""

from __future__ import annotations

import ctypes
from ctypes import CFUNCTYPE, POINTER, c_float, c_int32, c_uint32, c_void_p, cast
from typing import Any

import pytest

from peerkit.audit.probes.machine import Garbled
from peerkit.audit.probes.windows.native import Guid, audio

NAME, FORM, E_NOTFOUND = "{A45C254E-DF1C-4EFD-8020-67D146A850E0}", "{1DA5D803-D492-4EDD-8C23-E0C0FFEE7F0E}", -2147023728


class Sounds:
    """The library ole32 and the objects it hands out. A place of a table that is not given breaks the test."""

    def __init__(self, *, missing: int = -1, broken: bool = False) -> None:
        self.missing, self.broken = missing, broken
        self.kept: list[Any] = []
        self.open = 0
        self.started = 0
        self.title = ctypes.create_string_buffer("Kopfhörer\0".encode("utf-16-le"))
        out = POINTER(c_void_p)
        self.store = self.made({5: ((POINTER(audio.PropertyKey), POINTER(audio.PropVariant)), self.value)})
        self.volume = self.made({9: ((POINTER(c_float),), self.level), 15: ((POINTER(c_int32),), self.mute)})
        self.device = self.made(
            {3: ((POINTER(Guid), c_uint32, c_void_p, out), self.activate), 4: ((c_uint32, out), self.properties)}
        )
        self.enumerator = self.made({4: ((c_int32, c_int32, out), self.endpoint)})

    def made(self, methods: dict[int, tuple[tuple[Any, ...], Any]]) -> int:
        table = (c_void_p * 24)()
        for place in range(24):
            kinds, answer = methods.get(place, ((), lambda *a, at=place: pytest.fail(f"called place {at}")))
            if place == 2:
                kinds, answer = (), self.release
            function = CFUNCTYPE(c_int32, c_void_p, *kinds)(answer)
            self.kept.append(function)
            table[place] = cast(function, c_void_p)
        this = (c_void_p * 1)(ctypes.addressof(table))
        self.kept += [table, this]
        return ctypes.addressof(this)

    def release(self, _this: int) -> int:
        self.open -= 1
        return 0

    def hand(self, place: Any, address: int) -> int:
        self.open += 1
        place[0] = address
        return 0

    def endpoint(self, _this: int, flow: int, role: int, out: Any) -> int:
        assert role == 2
        return E_NOTFOUND if flow == self.missing else self.hand(out, self.device)

    def activate(self, _this: int, guid: Any, _context: int, _none: Any, out: Any) -> int:
        assert str(guid[0]) == "{5CDF2C82-841E-4546-9722-0CF74078229A}"
        return -2147467259 if self.broken else self.hand(out, self.volume)

    def properties(self, _this: int, access: int, out: Any) -> int:
        assert access == 0
        return self.hand(out, self.store)

    def level(self, _this: int, out: Any) -> int:
        out[0] = 0.5
        return 0

    def mute(self, _this: int, out: Any) -> int:
        out[0] = 1
        return 0

    def value(self, _this: int, key: Any, out: Any) -> int:
        kind, number = {NAME: (31, ctypes.addressof(self.title)), FORM: (19, 3)}[str(key[0].fmtid)]
        out[0].vt = kind
        ctypes.memmove(out[0].value, number.to_bytes(8, "little"), 8)
        return 0

    def library(self) -> Any:
        class Function:
            def __init__(self, answer: Any) -> None:
                self.answer = answer

            def __call__(self, *arguments: Any) -> Any:
                return self.answer(*arguments)

        class Ole32:
            CoInitializeEx = Function(lambda _none, _how: self.start(1))
            CoUninitialize = Function(lambda: self.start(-1))
            CoCreateInstance = Function(lambda c, n, w, i, out: self.created(out))
            PropVariantClear = Function(lambda _value: 0)

        return Ole32()

    def start(self, step: int) -> int:
        self.started += step
        return 0

    def created(self, out: Any) -> int:
        self.open += 1
        out._obj.value = self.enumerator
        return 0


def test_both_devices_are_read_and_let_go() -> None:
    sounds = Sounds()
    told = {"name": "Kopfhörer", "form": 3, "muted": True, "volume": 0.5}
    assert audio.devices(lambda _name: sounds.library()) == {"speaker": told, "microphone": told}
    assert (sounds.open, sounds.started) == (0, 0)


def test_no_microphone_is_an_answer() -> None:
    sounds = Sounds(missing=1)
    assert audio.devices(lambda _name: sounds.library())["microphone"] is None
    assert (sounds.open, sounds.started) == (0, 0)


def test_a_device_that_does_not_answer_is_not_taken_for_none() -> None:
    sounds = Sounds(broken=True)
    with pytest.raises(Garbled):
        audio.devices(lambda _name: sounds.library())
    assert (sounds.open, sounds.started) == (0, 0)
