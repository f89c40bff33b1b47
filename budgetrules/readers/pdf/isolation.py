"""Reading in processes of their own, so that no file can take the time, the memory or the life of
the one that asks.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import IO

from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.limits import LONGEST_FILE, LONGEST_PAGE
from budgetrules.readers.pdf.transfer import unpacked

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from budgetrules.readers.pdf.worker import main; main()"
)
# A file of more bytes is worth a second process.
_WORTH_TWO = 100_000
# How much the pipes to and from a process hold where the system allows it: it goes on reading while
# nobody asks for its answers.
_PIPE = 2**20
# How many files may be begun before they are asked for.
MOST_BEGUN = 2

Event = PageContent | tuple[str, int]


class _Worker:
    """A reading process; it takes one file after the other."""

    def __init__(self) -> None:
        if getattr(sys, "frozen", False) or not sys.executable:
            # A packed application would start itself anew.
            raise OSError("there is no interpreter to start")
        self.process = _started_process()
        _widen(self.process.stdin)
        _widen(self.process.stdout)
        self.owner = os.getpid()
        self.is_done = True
        self._is_ready = False
        self._first = 0
        self._step = 1

    def begin(self, data: bytes, first: int, step: int) -> None:
        """Ask for some pages of a file."""
        self.is_done = False
        self._first, self._step = first, step
        assert self.process.stdin is not None
        # If the process has died, that shows when its answer is read.
        head = b"%d %d %d\n" % (len(data), first, step)
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(head + data)
            self.process.stdin.flush()

    def events(self, longest_page: int, longest_file: int) -> Iterator[Event]:
        """Yield the events of a file that was begun; `broken` or `slow` and the number of the page
        if the process came to no end.

        Raises OSError if it never came to its beginning.
        """
        target = self.process.stdout
        assert target is not None
        page = self._first + 1
        with _Watch(self.process, longest_page, longest_file) as watch:
            while (line := target.readline()).endswith(b"\n"):
                watch.live()
                if not line.startswith(b'["'):
                    content = unpacked(line)
                    page = content.number + self._step
                    yield content
                    continue
                word, number = json.loads(line)
                if word == "ready":
                    self._is_ready = True
                    continue
                if word == "done":
                    self.is_done = True
                    return
                if word == "lost":
                    page = number + self._step
                yield word, number
        if not self._is_ready:
            raise OSError("the reading process does not start")
        yield ("slow" if watch.is_over else "broken"), page

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    @property
    def is_usable(self) -> bool:
        """Whether it runs, and for this process: one that was forked has workers of its own."""
        is_ours = self.owner == os.getpid()
        return is_ours and self.process.poll() is None


class _Watch:
    """Kills a process that gives no sign of life for too long, or takes too long in all."""

    def __init__(
        self, process: subprocess.Popen[bytes], longest_page: int, longest_file: int
    ) -> None:
        self._process = process
        self._longest = longest_page
        self._end = time.monotonic() + longest_file
        self._due = time.monotonic() + longest_page
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.is_over = False

    def live(self) -> None:
        """Note that a sign of life came."""
        self._due = time.monotonic() + self._longest

    def _run(self) -> None:
        while not self._stopped.wait(max(0.0, self._time_left())):
            if self._time_left() <= 0:
                self.is_over = True
                self._process.kill()
                return

    def _time_left(self) -> float:
        return min(self._due, self._end) - time.monotonic()

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()


def _started_process() -> subprocess.Popen[bytes]:
    paths = [path or os.getcwd() for path in sys.path]
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _START, json.dumps(paths)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _widen(pipe: IO[bytes] | None) -> None:
    """Let a pipe hold more, where the system can."""
    try:
        import fcntl

        if pipe is not None:
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    except (ImportError, AttributeError, OSError):
        # Only Linux has this, and up to a limit of its own.
        return


_LOCK = threading.Lock()
_idle: list[_Worker] = []
_begun: dict[bytes, list[_Worker]] = {}


def begin(data: bytes, alone: bool) -> None:
    """Have a file read that `isolated_events` will soon be asked for, as far as its answers can
    wait; nothing is lost if not.

    `alone`: no other one is read beside it.
    """
    if data in _begun or importlib.util.find_spec("pypdfium2_raw") is None:
        return
    while len(_begun) >= MOST_BEGUN:
        # Nobody came for it.
        oldest = next(iter(_begun))
        for worker in _begun.pop(oldest):
            worker.close()
    # Where no process can be started, that is for the one who asks.
    with contextlib.suppress(OSError):
        _begun[data] = _started(data, alone)


def _started(data: bytes, alone: bool) -> list[_Worker]:
    """Return the processes that read a file."""
    is_worth_two = alone and len(data) > _WORTH_TWO
    count = 2 if is_worth_two and _has_free_processor() else 1
    workers = _taken(count)
    for first, worker in enumerate(workers):
        worker.begin(data, first, len(workers))
    return workers


def isolated_events(
    data: bytes,
    longest_page: int = LONGEST_PAGE,
    longest_file: int = LONGEST_FILE,
) -> Iterator[Event]:
    """Yield the events of a file (see opening.events_of), read by processes that are kept for the
    next one.

    It ends with `slow` or `broken` and the number of a page if reading that page took too long or
    too much memory. Raises OSError where no process can be started.
    """
    workers = _begun.pop(data, [])
    if not workers or not all(worker.is_usable for worker in workers):
        workers = _started(data, True)
    streams = [worker.events(longest_page, longest_file) for worker in workers]
    try:
        yield from _in_turn(streams)
    finally:
        for worker in workers:
            _release(worker)


def _release(worker: _Worker) -> None:
    """Keep a process for the next file, or end it if it came to no end with this one."""
    if worker.is_done and worker.is_usable:
        with _LOCK:
            _idle.append(worker)
    elif worker.owner == os.getpid():
        worker.close()


def _in_turn(streams: list[Iterator[Event]]) -> Iterator[Event]:
    """Yield the events of several processes that read every so many pages each, in the order of the
    pages.
    """
    opened = [next(stream) for stream in streams]
    for event in opened:
        if _ends_reading(event, "pages"):
            # If one could not even open it, that is what is to tell.
            yield event
            break
    else:
        yield opened[0]
        for event in _pages_in_turn(streams):
            yield event
            if _ends_reading(event, "lost"):
                return
    for stream in streams:
        next(stream, None)


def _pages_in_turn(streams: list[Iterator[Event]]) -> Iterator[Event]:
    """Yield one event of each process after the other, until one of them comes to its end: the
    others come to the same.
    """
    for stream in itertools.cycle(streams):
        event = next(stream, None)
        if event is None:
            return
        yield event


def _ends_reading(event: Event, sound: str) -> bool:
    """Whether an event is a word other than the sound one."""
    if isinstance(event, PageContent):
        return False
    word, _ = event
    return word != sound


def _has_free_processor() -> bool:
    """Whether a second process would run beside the first one; on a busy machine it would only cost
    its start.
    """
    pool = sys.modules.get("multiprocessing.process")
    if pool is not None and pool.parent_process() is not None:
        # One of several that share the files: the others have the processors.
        return False
    try:
        return os.getloadavg()[0] < (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return False


def _taken(count: int) -> list[_Worker]:
    found: list[_Worker] = []
    with _LOCK:
        while _idle and len(found) < count:
            worker = _idle.pop()
            if worker.is_usable:
                found.append(worker)
    try:
        while len(found) < count:
            found.append(_Worker())
    except OSError:
        if not found:
            raise
    return found


@atexit.register
def _close_all() -> None:
    for workers in _begun.values():
        _idle.extend(workers)
    while _idle:
        worker = _idle.pop()
        if worker.owner == os.getpid():
            worker.close()
