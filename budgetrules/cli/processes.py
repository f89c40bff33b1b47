"""Do the same work on many items in several processes, even if one of these dies."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Item = TypeVar("Item")
Result = TypeVar("Result")

# To start processes takes as long as to check so many bytes of text.
_WORTHWHILE = 400_000
_given: Any = None


def processes_for(paths: Sequence[str], wanted: int | None) -> int:
    """Return how many processes to read these files in.

    As many as are wanted, else one a processor if there is enough to do.
    """
    if wanted is not None:
        return min(wanted, len(paths))
    size = sum(map(_size, paths))
    if size < _WORTHWHILE:
        return 1
    return min(_processors(), len(paths))


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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

    With one process the work is done when it is asked for; so it is where no process can be
    started, and for what was given to one that died.
    """
    here: list[Callable[[], Result]] = [functools.partial(work, given, item) for item in items]
    pool = _pool(given, processes) if processes > 1 else None
    if pool is None:
        yield here
        return
    try:
        results = list(here)
        for number, future in enumerate(_submitted(pool, work, items)):
            results[number] = functools.partial(_result, future, here[number])
        yield results
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(given: Any, processes: int) -> ProcessPoolExecutor | None:
    """Return processes that have what is given.

    None where the system can't share work between them.
    """
    # Imported here: one document needs none of it.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked process has the rules already; where there is no safe fork they are handed over.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    try:
        return ProcessPoolExecutor(processes, context, _begin, (given,))
    except (OSError, NotImplementedError, ImportError):
        return None


def _submitted(
    pool: ProcessPoolExecutor, work: Callable[[Any, Item], Result], items: Sequence[Item]
) -> list[Future[Result]]:
    """Return the work given to processes, in order; what could not be is left out at the end."""
    futures: list[Future[Result]] = []
    # No memory for one more process, or too many of them: the first call starts them.
    with contextlib.suppress(OSError):
        futures.extend(pool.submit(_run, work, item) for item in items)
    return futures


def _begin(given: Any) -> None:
    """Keep what is given, and leave an interruption to the first process, which ends the others."""
    global _given
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given = given


def _run(work: Callable[[Any, Item], Result], item: Item) -> Result:
    return work(_given, item)


def _result(future: Future[Result], here: Callable[[], Result]) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        return here()
