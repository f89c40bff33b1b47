"""Reading in a process of its own, so that no file can take the time, the memory or the life of the one that asks."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from budgetrules.reading.pdf.content import PageContent
from budgetrules.reading.pdf.limits import LONGEST_FILE, LONGEST_PAGE
from budgetrules.reading.pdf.transfer import unpacked

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from budgetrules.reading.pdf.worker import main; main()"

Event = PageContent | tuple[str, int]


class _Worker:
    """A reading process; it takes one file after the other."""

    def __init__(self) -> None:
        paths = [path or os.getcwd() for path in sys.path]
        command = [sys.executable, "-I", "-c", _START, json.dumps(paths)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self.owner = os.getpid()

    def events(self, data: bytes, longest_page: int, longest_file: int) -> Iterator[Event]:
        """The events of a file; `broken` or `slow` with the number of the page if the process did not get to its end."""
        source, target = self.process.stdin, self.process.stdout
        assert source is not None
        assert target is not None
        end = time.monotonic() + longest_file
        page = 0
        slow = threading.Event()

        def stop() -> None:
            slow.set()
            self.process.kill()

        def watched() -> threading.Timer:
            timer = threading.Timer(max(0, min(longest_page, end - time.monotonic())), stop)
            timer.daemon = True
            timer.start()
            return timer

        timer = watched()
        try:
            source.write(f"{len(data)}\n".encode() + data)
            source.flush()
            while True:
                line = target.readline()
                timer.cancel()
                if not line.endswith(b"\n"):
                    break
                if line.startswith(b'["'):
                    word, number = json.loads(line)
                    if word == "done":
                        return
                    page = number if word == "lost" else page
                    yield word, number
                else:
                    content = unpacked(line)
                    page = content.number
                    yield content
                timer = watched()
        except BrokenPipeError:
            pass
        finally:
            timer.cancel()
        self.close()
        yield ("slow" if slow.is_set() else "broken"), page + 1

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
        """Whether it runs, and for this process: one that was forked has a worker of its own."""
        return self.owner == os.getpid() and self.process.poll() is None


_LOCK = threading.Lock()
_idle: list[_Worker] = []


def isolated_events(data: bytes, longest_page: int = LONGEST_PAGE, longest_file: int = LONGEST_FILE) -> Iterator[Event]:
    """The events of a file (see opening.events_of), read by a process that is kept for the next one.

    It ends with `slow` or `broken` and the number of a page if reading that page took too long or too much memory. Raises
    OSError where no process can be started.
    """
    worker = _taken()
    finished = False
    try:
        yield from worker.events(data, longest_page, longest_file)
        finished = True
    finally:
        if finished and worker.is_usable:
            with _LOCK:
                _idle.append(worker)
        elif worker.owner == os.getpid():
            worker.close()


def _taken() -> _Worker:
    with _LOCK:
        while _idle:
            worker = _idle.pop()
            if worker.is_usable:
                return worker
    return _Worker()


@atexit.register
def _close_all() -> None:
    while _idle:
        worker = _idle.pop()
        if worker.owner == os.getpid():
            worker.close()
