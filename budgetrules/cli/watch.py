"""`check --watch`: look at the files again and again, and check what has changed."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator

import attrs

from budgetrules.cli.check import exit_status, may_write, write
from budgetrules.cli.checking import Job, check_files, prepare, report_on
from budgetrules.cli.messages import say, say_settings
from budgetrules.cli.paths import RULE_ENDINGS, STDIN, document_endings, present_files
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.messages.catalogue import text
from budgetrules.messages.errors import SettingsError

_PAUSE_SECONDS = 1
_Stamp = tuple[int, int, int]


def run(arguments: argparse.Namespace, pause: Callable[[float], None] = time.sleep) -> int:
    """Check until the user interrupts; the exit status is that of the last state.

    A changed document is checked again; a changed file of rules, waivers or baseline has everything
    checked again.
    """
    if STDIN in arguments.paths:
        say("C157", arguments.lang)
        return 2
    watcher = _Watcher(arguments)
    try:
        while True:
            watcher.look()
            pause(_PAUSE_SECONDS)
    except KeyboardInterrupt:
        return watcher.status


class _Watcher:
    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        self._job: Job | None = None
        self._documents: dict[str, _Stamp] = {}
        self._others: dict[str, _Stamp] | None = None
        self._results: dict[str, tuple[DocumentResult, ...]] = {}
        self.status = 2

    def look(self) -> None:
        """Look once, and check what is not as it was."""
        others = _stamps(self._settings())
        files = present_files(self._arguments.paths, document_endings(self._arguments.paths))
        documents = _stamps(files)
        anew = others != self._others
        changed = tuple(
            path for path, stamp in documents.items() if anew or self._documents.get(path) != stamp
        )
        gone = [path for path in self._documents if path not in documents]
        if not changed and not gone and self._others is not None:
            return
        self._documents, self._others = documents, others
        if anew:
            self._job = self._prepared(files)
        for path in gone:
            self._results.pop(path, None)
        if self._job is not None:
            self._check(self._job, changed)
        words = text(
            "cli.watch",
            self._arguments.lang,
            changed=len(changed),
            total=len(documents),
            time=time.strftime("%H:%M:%S"),
        )
        print(words, file=sys.stderr, flush=True)

    def _prepared(self, files: tuple[str, ...]) -> Job | None:
        try:
            return prepare(self._arguments) if may_write(self._arguments, files) else None
        except SettingsError as error:
            say_settings(error, self._arguments.lang)
            return None

    def _check(self, job: Job, changed: tuple[str, ...]) -> None:
        results = check_files(job, changed)
        for path in changed:
            self._results.pop(path, None)
        self._results.update(results)
        whole = report_on(job, self._results_of(self._documents))
        names = {document.path for document in self._results_of(changed)}
        shown: list[DocumentResult] = []
        for document in whole.documents:
            if document.path in names or document.format == "waivers":
                shown.append(document)
        report = attrs.evolve(whole, documents=shown)
        is_written = write(report, self._arguments, whole)
        has_all = set(self._results) == set(self._documents) and bool(self._documents)
        self.status = exit_status(job, whole, is_written and has_all)

    def _results_of(self, paths: Iterable[str]) -> Iterator[DocumentResult]:
        """Yield the results of files, in their order."""
        for path in paths:
            yield from self._results.get(path, ())

    def _settings(self) -> Iterable[str]:
        """Yield the files besides documents that a result hangs on.

        A baseline that is being written is none.
        """
        arguments = self._arguments
        yield from present_files(arguments.rules, (*RULE_ENDINGS, ".tsv"))
        yield from present_files(arguments.with_, document_endings(arguments.with_))
        yield from arguments.waivers
        if arguments.baseline is not None and not arguments.update_baseline:
            yield arguments.baseline


def _stamps(files: Iterable[str]) -> dict[str, _Stamp]:
    stamps: dict[str, _Stamp] = {}
    for path in files:
        stamp = _stamp(path)
        if stamp is not None:
            stamps[path] = stamp
    return stamps


def _stamp(path: str) -> _Stamp | None:
    """Say when a file was last written, its size, its number; of a folder, those of its files."""
    try:
        status = os.stat(path)
        if not os.path.isdir(path):
            return status.st_mtime_ns, status.st_size, status.st_ino
        inside = [entry.stat() for entry in os.scandir(path)]
        latest = max((item.st_mtime_ns for item in inside), default=0)
        size = sum(item.st_size for item in inside)
        return latest, size, len(inside)
    except OSError:
        return None
