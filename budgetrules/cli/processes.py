"""The same work on many items in several processes: what comes of each, in order, whatever becomes of a process."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Given = TypeVar("Given")
Item = TypeVar("Item")
Result = TypeVar("Result")

# To start processes takes as long as to check so many bytes of text.
_WORTHWHILE = 400_000
_given: Any = None


def processes_for(paths: Sequence[str], wanted: int | None) -> int:
    """How many processes to read these files in: as many as are wanted, else one a processor if there is enough to do."""
    if wanted is not None:
        return min(wanted, len(paths))
    return min(_processors(), len(paths)) if sum(map(_size, paths)) >= _WORTHWHILE else 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


@contextlib.contextmanager
def spread(
    work: Callable[[Given, Item], Result], given: Given, items: Sequence[Item], processes: int
) -> Iterator[list[Callable[[], Result]]]:
    """For each item a function that gives what `work(given, item)` gives, or raises what it raises.

    With one process the work is done when it is asked for. Items whose process died are worked on in this one.
    """
    if processes < 2:
        yield [functools.partial(work, given, item) for item in items]
        return
    # Imported here: one document needs none of it.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked process has the rules already; where there is no safe fork they are handed over.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    pool = ProcessPoolExecutor(processes, context, _begin, (given,))
    try:
        futures = [pool.submit(_run, work, item) for item in items]
        yield [functools.partial(_result, future, work, given, item) for future, item in zip(futures, items, strict=True)]
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(given: Any) -> None:
    """A process begins: whoever interrupts the program interrupts the first one, which ends the others."""
    global _given
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given = given


def _run(work: Callable[[Any, Item], Result], item: Item) -> Result:
    return work(_given, item)


def _result(future: Future[Result], work: Callable[[Given, Item], Result], given: Given, item: Item) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        return work(given, item)
