"""`budgetrules read`: print what was understood of documents."""

from __future__ import annotations

import argparse

from budgetrules.cli import output
from budgetrules.cli.messages import reason, say
from budgetrules.cli.paths import DOCUMENT_ENDINGS, STDIN, find_files, on_disk
from budgetrules.cli.rules import known_template, rules_for
from budgetrules.engine import read
from budgetrules.model.disclosure import Disclosure
from budgetrules.reporting.formats import model_format


def run(arguments: argparse.Namespace) -> int:
    """Print the documents; status 2 if one could not be read or no form was recognised."""
    lang: str = arguments.lang
    inputs = find_files(arguments.paths, DOCUMENT_ENDINGS, lang)
    if arguments.output is not None and output.overwrites(arguments.output, inputs.files):
        say("C109", lang, path=arguments.output)
        return 2
    if not inputs.files:
        return 2
    rules = rules_for(arguments)
    if rules is None or not known_template(rules, arguments.template, lang):
        return 2
    documents: list[Disclosure] = []
    complete = inputs.complete
    with on_disk(inputs.files) as paths:
        for name, path in zip(inputs.files, paths, strict=True):
            try:
                document = read(path, rules=rules, template=arguments.template, year=arguments.year)
            except OSError as error:
                say("C103", lang, path=name, reason=reason(error))
                complete = False
                continue
            if name == STDIN:
                document.path = STDIN
            documents.append(document)
    options = output.options_for(arguments.output is None and output.is_terminal(), when_piped=None)
    content = model_format(arguments.format)(documents, lang, arguments.explain, options)
    written = output.write(arguments.output, content, lang)
    understood = all(document.template is not None and document.tables for document in documents)
    return 0 if complete and written and understood else 2
