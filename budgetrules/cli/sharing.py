"""Work on many files shared out over the processors: each process takes the next file when it is done with one.

Processes are forked, so that what was loaded is loaded once; where that can't be done, or isn't worth it, one process does all.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO

# A process costs its start and the memory it writes to; more of them would wait for the disk.
MOST_PROCESSES = 4
# Tickets that a pipe surely holds; of more files each ticket is for several.
_MOST_TICKETS = 1000
_NUMBER = 8


def processes_for(count: int) -> int:
    """How many processes so many files are worth on this machine."""
    if sys.platform != "linux" or threading.active_count() > 1 or threading.current_thread() is not threading.main_thread():
        # Elsewhere, or beside other threads, a forked process may stand still.
        return 1
    return max(1, min(count, MOST_PROCESSES, len(os.sched_getaffinity(0))))


def share_out(count: int, work: Callable[[int], bytes], processes: int, done: Callable[[int], None]) -> Iterator[bytes]:
    """What `work` makes of 0, 1 … `count` - 1, in this order; the first is always made here. `done` hears of what is made here.

    The other processes begin at once. What one owed that came to no end is made here.
    """
    stride = (count - 1) // _MOST_TICKETS + 1
    tickets, issue = os.pipe()
    os.write(issue, b"".join(first.to_bytes(_NUMBER) for first in range(1, count, stride)))
    os.close(issue)
    helpers: list[_Helper] = []
    # Without room for another process or its file, those that are there do all.
    with contextlib.suppress(OSError):
        helpers += (_Helper(tickets, count, stride, work) for _ in range(processes - 1))
    return _together(tickets, count, stride, work, helpers, done)


def _together(
    tickets: int, count: int, stride: int, work: Callable[[int], bytes], helpers: list[_Helper], done: Callable[[int], None]
) -> Iterator[bytes]:
    found: dict[int, bytes] = {}
    try:
        for number in chain((0,), _taken(tickets, count, stride)):
            found[number] = work(number)
            done(number)
        for helper in helpers:
            found.update(helper.results())
    finally:
        os.close(tickets)
        for helper in helpers:
            helper.close()
    for number in range(count):
        if number not in found:
            found[number] = work(number)
        yield found.pop(number)


def _taken(tickets: int, count: int, stride: int) -> Iterator[int]:
    """The numbers that a process takes, until none is left."""
    while ticket := os.read(tickets, _NUMBER):
        first = int.from_bytes(ticket)
        yield from range(first, min(count, first + stride))


class _Helper:
    """A forked process; what it makes goes to a file without a name, which can hold any amount."""

    def __init__(self, tickets: int, count: int, stride: int, work: Callable[[int], bytes]) -> None:
        self._open = contextlib.ExitStack()
        self._file: IO[bytes] = self._open.enter_context(tempfile.TemporaryFile())
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self._process = os.fork()
        if self._process == 0:
            status = 1
            try:
                for number in _taken(tickets, count, stride):
                    made = work(number)
                    self._file.write(number.to_bytes(_NUMBER) + len(made).to_bytes(_NUMBER) + made)
                self._file.flush()
                status = 0
            finally:
                # Whatever went wrong, the process that forked does it over and tells; nothing of it may run here a second time.
                os._exit(status)

    def results(self) -> Iterator[tuple[int, bytes]]:
        """What it made, when it has ended."""
        self._wait()
        self._file.seek(0)
        while len(head := self._file.read(2 * _NUMBER)) == 2 * _NUMBER:
            size = int.from_bytes(head[_NUMBER:])
            made = self._file.read(size)
            if len(made) == size:
                yield int.from_bytes(head[:_NUMBER]), made

    def _wait(self) -> None:
        if self._process:
            os.waitpid(self._process, 0)
            self._process = 0

    def close(self) -> None:
        """End it."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self._wait()
        self._open.close()
