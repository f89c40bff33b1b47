"""How far long work has come, on stderr.

That is a bar of rich on a terminal, plain lines elsewhere, and nothing for what is short.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from budgetrules.messages.catalogue import printable, text
from budgetrules.reporting.layout import clip

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as Bar

# A line in a log at most so often; a run that ends sooner prints none.
_EVERY_SECONDS = 5


class Progress:
    """Use as a context; call `step` after each piece of work."""

    def __init__(self, total: int, lang: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._lang = lang
        self._clock = clock
        self._done = 0
        self._said = clock()
        self._bar: Bar | None = None
        self._line = False

    def __enter__(self) -> Progress:
        if self._total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            self._bar = _bar()
            self._line = self._bar is None
            if self._bar is not None:
                self._bar.start()
                self._bar.add_task("", total=self._total, path="")
        return self

    def step(self, path: str) -> None:
        """Count one piece of work as done."""
        self._done += 1
        words = printable(
            text("cli.progress", self._lang, done=self._done, total=self._total, path=path)
        )
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1, path=clip(printable(path), 60))
        elif self._line:
            sys.stderr.write(f"\r\x1b[K{clip(words, 78)}")
            sys.stderr.flush()
        elif self._clock() - self._said >= _EVERY_SECONDS and self._done < self._total:
            self._said = self._clock()
            print(words, file=sys.stderr, flush=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        elif self._line:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _bar() -> Bar | None:
    """Return a bar that vanishes when it is done; None without rich.

    It follows NO_COLOR by itself.
    """
    try:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )
    except ModuleNotFoundError:
        return None
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[path]}", markup=False),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
