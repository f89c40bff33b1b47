"""Events of several reading processes, in the order of the pages."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf import isolation as module
from budgetrules.readers.pdf.isolation import Event, isolated_events
from tests.unit.readers.pdf.handmade import page


def in_turn(*streams: list[Event]) -> list[str | int]:
    """The words and page numbers of what processes answer."""
    events = module._in_turn([iter(stream) for stream in streams])
    return [event[0] if isinstance(event, tuple) else event.number for event in events]


@given(st.integers(0, 12), st.integers(1, 4))
def test_pages_come_in_their_order_however_many_read_them(pages: int, workers: int) -> None:
    streams: list[list[Event]] = []
    for first in range(workers):
        numbers = range(first + 1, pages + 1, workers)
        streams.append([("pages", pages), *(page(number) for number in numbers)])
    assert in_turn(*streams) == ["pages", *range(1, pages + 1)]


def test_a_file_that_one_process_can_not_open_is_told_once() -> None:
    assert in_turn([("pages", 2), page(1)], [("broken", 2)]) == ["broken"]


def test_reading_ends_with_the_page_that_takes_too_long() -> None:
    first: list[Event] = [("pages", 4), page(1), page(3)]
    second: list[Event] = [("pages", 4), ("slow", 2)]
    assert in_turn(first, second) == ["pages", 1, "slow"]


def test_reading_goes_on_behind_a_page_that_is_lost() -> None:
    assert in_turn([("pages", 2), ("lost", 1), page(2)]) == ["pages", "lost", 2]


def test_a_packed_application_does_not_start_itself_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(module, "_idle", [])
    with pytest.raises(OSError, match="no interpreter"):
        next(isolated_events(b"a file"))


def test_one_of_several_readers_leaves_the_processors_to_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))
    assert module._has_free_processor()
    monkeypatch.setattr(os, "getloadavg", lambda: (1000.0, 0.0, 0.0))
    assert not module._has_free_processor()
