"""`budgetrules read`: print what was understood of documents, or write it to be read back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from budgetrules.cli import output
from budgetrules.cli.messages import reason, say
from budgetrules.cli.paths import STDIN, document_endings, find_files, on_disk
from budgetrules.cli.progress import Progress
from budgetrules.cli.rules import known_template, rules_for
from budgetrules.core.collecting import uncollected
from budgetrules.reading.formats import begin_reading
from budgetrules.reporting.formats import MODEL_FORMATS, model_format

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet
    from budgetrules.model.disclosure import Disclosure

# How many files are begun before it is their turn.
_AHEAD = 2


def run(arguments: argparse.Namespace) -> int:
    """Print or write the documents; status 2 if one could not be read or no form was recognised."""
    # All documents are kept until they are written: looking for garbage meanwhile takes a fifth of the time and finds none.
    with uncollected():
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    lang: str = arguments.lang
    if arguments.output is None and arguments.format not in (*MODEL_FORMATS, "json"):
        say("C130", lang, format=arguments.format)
        return 2
    inputs = find_files(arguments.paths, document_endings(arguments.paths), lang)
    if arguments.output is not None and output.overwrites(arguments.output, inputs.files):
        say("C109", lang, path=arguments.output)
        return 2
    if not inputs.files:
        return 2
    for path in inputs.files[:_AHEAD]:
        # Files are opened by other processes while rules are loaded here.
        begin_reading(path, len(inputs.files) == 1)
    rules = rules_for(arguments)
    if rules is None or not known_template(rules, arguments.template, lang):
        return 2
    documents, complete = _read(inputs.files, rules, arguments)
    written = _write(documents, arguments)
    understood = all(document.template is not None and document.tables for document in documents)
    return 0 if inputs.complete and complete and written and understood else 2


def _read(files: tuple[str, ...], rules: RuleSet, arguments: argparse.Namespace) -> tuple[list[Disclosure], bool]:
    """The documents, and whether every file could be opened."""
    from budgetrules.engine import read_all

    documents: list[Disclosure] = []
    complete = True
    with on_disk(files) as paths, Progress(len(files), arguments.lang) as progress:
        for at, (name, path) in enumerate(zip(files, paths, strict=True)):
            if at and at + 1 < len(paths):
                begin_reading(paths[at + 1], False)
            try:
                found = read_all(path, rules=rules, template=arguments.template, year=arguments.year)
            except OSError as error:
                say("C103", arguments.lang, path=name, reason=reason(error))
                complete = False
                continue
            progress.step(name)
            for document in found:
                if name == STDIN and document.path == path:
                    document.path = STDIN
                documents.append(document)
    return documents, complete


def _write(documents: list[Disclosure], arguments: argparse.Namespace) -> bool:
    """Print, or write what is named with -o; False if that failed, of which the user has been told."""
    from budgetrules.writing.errors import WriteError
    from budgetrules.writing.formats import writer
    from budgetrules.writing.json import render
    from budgetrules.writing.values import model_value

    lang, target = arguments.lang, arguments.output
    if arguments.format in MODEL_FORMATS:
        options = output.options_for(target is None and output.is_terminal(), when_piped=None)
        return output.write(target, model_format(arguments.format)(documents, lang, arguments.explain, options), lang)
    value = model_value(documents, lang, arguments.explain)
    if target is None:
        return output.write(None, render(value), lang)
    try:
        writer(arguments.format)(value, Path(target))
    except WriteError as error:
        say(error.code, lang, **error.details)
        return False
    except OSError as error:
        say("C106", lang, path=target, reason=reason(error))
        return False
    return True
