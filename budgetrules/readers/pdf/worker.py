"""The process that reads PDF files for another one, within limits of memory.

It takes from standard input a line that says how long a file is and which of its pages are wanted
(the first, and every how many), then the file, and answers with one line an event; it begins with
`ready`, and a file ends with `done`. pdfium is a large program in C++: what a hostile file makes it
do stays in here.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator

from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.limits import LONGEST_FILE, MOST_MEMORY
from budgetrules.readers.pdf.opening import events_of
from budgetrules.readers.pdf.transfer import packed


def main() -> None:
    """Serve until standard input ends.

    A MemoryError ends the process: what is left of it can't be relied on.
    """
    _limit()
    # Pages leave no cycles behind: looking for them after every few values costs a tenth of the
    # time.
    gc.freeze()
    gc.disable()
    source = sys.stdin.buffer
    target = sys.stdout.buffer
    target.write(b'["ready", 0]\n')
    target.flush()
    while True:
        head = source.readline()
        if not head:
            return
        size, first, step = map(int, head.split())
        for line in _lines(source.read(size), first, step):
            target.write(line.encode("ascii") + b"\n")
            target.flush()
        gc.collect()


def _lines(
    data: bytes,
    first: int,
    step: int,
) -> Iterator[str]:
    # The page that is read next, counted from 0.
    page = first
    try:
        for event in events_of(data, first, step):
            if isinstance(event, PageContent):
                page = event.number - 1 + step
                yield packed(event)
            else:
                yield json.dumps(event)
    except MemoryError:
        raise
    except Exception as error:
        # A mistake of ours that one file in thousands shows must not end the check of the others:
        # it is told with its place.
        word = f"failed {type(error).__name__} {_place_of(error)}"
        yield json.dumps([word, page + 1])
    yield '["done", 0]'


def _place_of(error: Exception) -> str:
    """Return the file and the line that an error comes from."""
    import traceback
    from pathlib import Path

    *_, last = traceback.extract_tb(error.__traceback__)
    name = Path(last.filename).name
    return f"{name}:{last.lineno}"


def _limit() -> None:
    """Limit memory and processor time, where the system can."""
    try:
        import resource
    except ImportError:
        # Windows has no such limits; time is limited by the process that asks.
        return
    seconds = 10 * LONGEST_FILE
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
