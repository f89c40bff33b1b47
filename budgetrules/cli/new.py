"""`budgetrules new template`: print what form a document seems to have, as a rule file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from budgetrules.cli import output
from budgetrules.cli.messages import reason, say
from budgetrules.cli.rules import rules_for
from budgetrules.language.forms.writing import form_text
from budgetrules.language.text.keywords import of_kind
from budgetrules.messages.catalogue import text
from budgetrules.readers.formats import read_path
from budgetrules.recognition.inference.document import infer_document
from budgetrules.recognition.inference.template import inferred_template
from budgetrules.schema.names import own_name

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet
    from budgetrules.schema.forms import Template


def run(arguments: argparse.Namespace) -> int:
    """Print or write the rule file; status 2 if the document can't be read or holds no tables."""
    lang: str = arguments.lang
    path: str = arguments.path
    if arguments.output is not None and output.overwrites(arguments.output, [path]):
        say("C109", lang, path=arguments.output)
        return 2
    rules = rules_for(arguments)
    if rules is None:
        return 2
    try:
        written = _new_template(path, rules, lang)
    except OSError as error:
        say("C103", lang, path=path, reason=reason(error))
        return 2
    if not written:
        say("C135", lang, path=path)
        return 2
    return 0 if output.write(arguments.output, written, lang) else 2


def _new_template(path: str, rules: RuleSet, lang: str) -> str:
    """Return a rule file with the form that a document seems to follow.

    Empty where no table of figures was found.
    """
    document = infer_document(read_path(path, rules.vocabulary))
    if not document.tables:
        return ""
    codelists = rules.plan.declarations.codelists
    form = inferred_template(document, own_name("new_form"), codelists, rules.vocabulary)
    form = attrs.evolve(form, kind=_kind(form))
    foundation = rules.packs[0].name if rules.packs else ""
    return form_text("new", foundation, form, codelists, _comments(path, lang))


def _kind(form: Template) -> str:
    """Return whether the tables are those of final accounts: their titles say so."""
    final = of_kind("value")["final"].zh
    titles = [table.titles[0] for table in form.tables]
    return "final" if any(final in title for title in titles) else "budget"


def _comments(path: str, lang: str) -> list[str]:
    """Return what stands above the form: where it comes from, and what is left to do."""
    name = Path(path).name
    words = text("cli.new.comments", lang, path=name)
    return words.split("；") if lang == "zh" else words.split("; ")
