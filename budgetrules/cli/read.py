"""`budgetrules read`: print what was understood of documents, or write it to be read back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from budgetrules.cli import output
from budgetrules.cli.messages import reason, say
from budgetrules.cli.paths import STDIN, document_endings, find_files, on_disk
from budgetrules.cli.processes import processes_for, spread
from budgetrules.cli.progress import Progress
from budgetrules.cli.rules import known_template, rules_for
from budgetrules.core.collecting import uncollected
from budgetrules.readers.formats import begin_reading
from budgetrules.reporting.formats import MODEL_FORMATS, model_format

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet
    from budgetrules.model.disclosure import Disclosure

# How many files are begun before it is their turn.
_AHEAD = 2


def run(arguments: argparse.Namespace) -> int:
    """Print or write the documents; status 2 if one could not be read or no form was recognised."""
    lang: str = arguments.lang
    if arguments.output is None and arguments.format not in (*MODEL_FORMATS, "json"):
        say("C130", lang, format=arguments.format)
        return 2
    endings = document_endings(arguments.paths)
    inputs = find_files(arguments.paths, endings, lang)
    if arguments.output is not None and output.overwrites(arguments.output, inputs.files):
        say("C109", lang, path=arguments.output)
        return 2
    if not inputs.files:
        return 2
    processes = processes_for(inputs.files, None) if arguments.format == "json" else 1
    if processes == 1:
        # Files are opened by other processes while rules are loaded here.
        _begin_first(inputs.files)
    rules = rules_for(arguments)
    if rules is None or not known_template(rules, arguments.template, lang):
        return 2
    with on_disk(inputs.files) as paths:
        reading = _Reading(inputs.files, paths, rules, arguments)
        written = _write_all(reading, processes)
    return 0 if inputs.complete and written and reading.understood else 2


def _begin_first(files: tuple[str, ...]) -> None:
    for path in files[:_AHEAD]:
        begin_reading(path, len(files) == 1)


def _write_all(reading: _Reading, processes: int) -> bool:
    """Print or write what is read; False if that failed, of which the user has been told."""
    arguments = reading.arguments
    if arguments.format == "json":
        return _write_json(reading, processes)
    # All documents are kept until they are written: looking for garbage meanwhile takes a fifth
    # of the time and finds none.
    with uncollected():
        documents = reading.documents()
        if arguments.format in MODEL_FORMATS:
            return _print(documents, arguments)
        return _write(documents, arguments)


class _Reading:
    """Files on their way to documents.

    `understood`: all could be opened so far and are documents of a known form.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        paths: tuple[str, ...],
        rules: RuleSet,
        arguments: argparse.Namespace,
    ) -> None:
        self.names = names
        self.understood = True
        self.arguments = arguments
        self._paths = paths
        self._rules = rules

    def read(self, number: int) -> list[Disclosure]:
        """Return the documents of a file. Raises OSError."""
        from budgetrules.engine import read_all

        name = self.names[number]
        path = self._paths[number]
        template = self.arguments.template
        year = self.arguments.year
        documents = read_all(path, rules=self._rules, template=template, year=year)
        for document in documents:
            if name == STDIN and document.path == path:
                document.path = STDIN
        return documents

    def begin(self, number: int) -> None:
        """Have the file behind the next one read meanwhile."""
        if 0 < number < len(self._paths) - 1:
            begin_reading(self._paths[number + 1], False)

    def failed(self, number: int, why: str) -> None:
        """Tell that a file can't be opened."""
        say("C103", self.arguments.lang, path=self.names[number], reason=why)
        self.understood = False

    def documents(self) -> list[Disclosure]:
        """Return all documents; what can't be opened is told."""
        documents: list[Disclosure] = []
        with Progress(len(self.names), self.arguments.lang) as progress:
            for number, name in enumerate(self.names):
                self.begin(number)
                try:
                    documents += self.read(number)
                except OSError as error:
                    self.failed(number, reason(error))
                    continue
                progress.step(name)
        self.understood = self.understood and all(map(_is_understood, documents))
        return documents


def _is_understood(document: Disclosure) -> bool:
    return document.template is not None and bool(document.tables)


def _write_json(reading: _Reading, processes: int) -> bool:
    """Print or write JSON, each document made where its file was read.

    False if that failed, of which the user has been told.
    """
    from budgetrules.storage.json import whole_text

    names, arguments = reading.names, reading.arguments
    texts: list[str] = []
    with (
        # Processes before the bar, which has a thread of its own.
        spread(_texts, reading, range(len(names)), processes) as results,
        Progress(len(names), arguments.lang) as progress,
    ):
        for number, result in enumerate(results):
            if processes == 1:
                reading.begin(number)
            try:
                texts_of_file, understood = result()
            except OSError as error:
                reading.failed(number, reason(error))
                continue
            texts += texts_of_file
            reading.understood = reading.understood and understood
            progress.step(names[number])
    return output.write(arguments.output, whole_text(texts), arguments.lang)


def _texts(reading: _Reading, number: int) -> tuple[list[str], bool]:
    """Return the documents of a file as JSON, and whether they were understood. Raises OSError."""
    from budgetrules.storage.encode import document_value
    from budgetrules.storage.json import document_text

    lang, with_reasons = reading.arguments.lang, reading.arguments.explain
    documents = reading.read(number)
    values = [document_value(document, lang, with_reasons) for document in documents]
    texts = [document_text(value) for value in values]
    return texts, all(map(_is_understood, documents))


def _print(documents: list[Disclosure], arguments: argparse.Namespace) -> bool:
    """Print as text, or write that to what is named with -o.

    False if that failed, of which the user has been told.
    """
    lang, target = arguments.lang, arguments.output
    options = output.options_for(target is None and output.is_terminal(), when_piped=None)
    layout = model_format(arguments.format)
    content = layout(documents, lang, arguments.explain, options)
    return output.write(target, content, lang)


def _write(documents: list[Disclosure], arguments: argparse.Namespace) -> bool:
    """Write to what is named with -o; False if that failed, of which the user has been told."""
    from budgetrules.storage.encode import model_value
    from budgetrules.storage.errors import WriteError
    from budgetrules.storage.formats import writer

    lang, target = arguments.lang, arguments.output
    try:
        value = model_value(documents, lang, arguments.explain)
        write = writer(arguments.format)
        write(value, Path(target))
    except WriteError as error:
        say(error.code, lang, **error.details)
        return False
    except OSError as error:
        say("C106", lang, path=target, reason=reason(error))
        return False
    return True
