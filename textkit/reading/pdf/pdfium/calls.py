"""Calls into pdfium that cost as little as they can, for the few functions that reading calls thousands of times.

pypdfium2 declares every parameter as a pointer to a struct, which makes a call half as dear again. Here handles and
results are plain addresses; the functions are found through pypdfium2's own public names. Calls over many characters,
objects or points go through ``map``, so that the loop runs in C. They are short, so none lets another thread run.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from ctypes import PYFUNCTYPE, byref, c_void_p, cast, memset
from typing import Any

Handle = int
"""The address of a pdfium object."""
ROOM = 512
"""So many results are fetched at a time."""


def address(wrapped: Any) -> Handle:
    """The address behind a handle or a function of pypdfium2."""
    return cast(wrapped, c_void_p).value or 0


def declared(function: Any, result: Any, *parameters: Any) -> Any:
    """A function of addresses and numbers."""
    return PYFUNCTYPE(result, *parameters)(address(function))


def undeclared(function: Any, result: Any) -> Any:
    """A function of a handle (wrapped in ``c_void_p``), indices and places. Undeclared, these cost a third less."""
    made: Any = PYFUNCTYPE(result)(address(function))
    made.argtypes = None
    return made


def run(calls: Iterator[Any]) -> None:
    """Makes calls whose results are not needed."""
    deque(calls, maxlen=0)


class Results:
    """Memory that pdfium writes numbers to. It is kept, with the arguments that point into it: to make those for every
    call costs more than the call. So it serves one thread at a time, as pdfium does.

    :param number: a ctypes number, and ``code`` what :mod:`array` calls it.
    :param each: how many numbers a call writes.
    """

    def __init__(self, number: Any, code: str, each: int = 1) -> None:
        self.numbers: array[Any] = array(code, bytes(array(code).itemsize * each * ROOM))
        """What was written, call by call."""
        self._address, self._size = self.numbers.buffer_info()[0], self.numbers.itemsize * each
        self.places = [byref(number.from_buffer(self.numbers, at * self._size)) for at in range(ROOM)]
        """An argument for each of the next :data:`ROOM` calls."""

    def clear(self, calls: int) -> None:
        """Zeroes where calls will write: one that fails writes nothing."""
        memset(self._address, 0, calls * self._size)


class Points:
    """Memory for points: calls write an x to one place and a y to another.

    :param number: a ctypes number, and ``code`` what :mod:`array` calls it.
    """

    def __init__(self, number: Any, code: str) -> None:
        self._xs, self._ys = Results(number, code), Results(number, code)

    def of(
        self, calls: Callable[[Sequence[int], list[Any], list[Any]], Iterator[Any]], items: Sequence[int]
    ) -> list[tuple[float, float]]:
        """The point of each item.

        :param calls: makes an iterator that asks for those of some items, given the places for x and for y.
        """
        found: list[tuple[float, float]] = []
        for start in range(0, len(items), ROOM):
            part = items[start : start + ROOM]
            count = len(part)
            self._xs.clear(count)
            self._ys.clear(count)
            run(calls(part, self._xs.places, self._ys.places))
            found += zip(self._xs.numbers[:count], self._ys.numbers[:count], strict=True)
        return found
