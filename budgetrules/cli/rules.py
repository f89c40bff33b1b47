"""Loading the rules that a command line names, with every mistake in them told."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from budgetrules.cli.messages import reason, say, say_mistakes
from budgetrules.core.diagnostics import RuleFileError
from budgetrules.core.names import closest
from budgetrules.messages.catalogue import printable, text

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet

# As many as a few documents leave behind: some megabytes.
_OBJECTS = 100_000


def rules_for(arguments: argparse.Namespace) -> RuleSet | None:
    """The rules of --rules and --default-rules; None if they are broken or missing; the user was
    told.
    """
    loaded = load(tuple(arguments.rules), default=arguments.default_rules, lang=arguments.lang)
    if arguments.owns_process:
        # What is there now stays until the command ends: never look for garbage in it, and seldom
        # in what a document leaves.
        gc.freeze()
        gc.set_threshold(_OBJECTS)
    return loaded


def load(paths: tuple[str, ...], *, default: bool, lang: str) -> RuleSet | None:
    """Load rules from paths and pack names; None if that failed; the user was told."""
    from budgetrules.engine import load_rules

    try:
        return load_rules(paths, default=default)
    except RuleFileError as error:
        say_mistakes(error, lang)
    except FileNotFoundError as error:
        say("C101", lang, path=error.filename or str(error))
    except OSError as error:
        say("C103", lang, path=error.filename or "", reason=reason(error))
    return None


def known_template(rules: RuleSet, name: str | None, lang: str) -> bool:
    """Whether --template names a template of the rules; if not, the user is told."""
    if name is None or name in rules.templates:
        return True
    say_unknown("C105", name, rules.templates, lang)
    return False


def some_rules(rules: RuleSet, select: tuple[str, ...], ignore: tuple[str, ...], lang: str) -> bool:
    """Whether each word of --select and --ignore names rules, and some are left; if not, the user
    is told.

    A word that names nothing would let a document pass that nothing has checked.
    """
    if not select and not ignore and rules.rules:
        return True
    tags = {rule: frozenset(f"tag:{tag}" for tag in rules.rule(rule).tags) for rule in rules.rules}
    known = [*tags, *sorted({tag for of_rule in tags.values() for tag in of_rule})]
    unknown = [
        word
        for word in (*select, *ignore)
        if not any(_names(word, rule, tags[rule]) for rule in tags)
    ]
    for word in unknown:
        say_unknown("C104", word, known, lang)
    if unknown:
        return False
    for rule, own in tags.items():
        selected = not select or any(_names(word, rule, own) for word in select)
        if selected and not any(_names(word, rule, own) for word in ignore):
            return True
    say("C114", lang)
    return False


def _names(word: str, rule: str, tags: frozenset[str]) -> bool:
    return word in tags if word.startswith("tag:") else rule.startswith(word)


def say_unknown(code: str, name: str, known: Iterable[str], lang: str) -> None:
    """Tell that there is no such name, with the name that was perhaps meant."""
    say(code, lang, name=name)
    near = closest(name, known)
    if near is not None:
        print("  " + printable(text("advice.suggestion", lang, word=near)), file=sys.stderr)
