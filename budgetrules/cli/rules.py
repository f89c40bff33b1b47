"""Load the rules that a command line names, and tell every mistake in them."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from budgetrules.cli.messages import reason, say, say_mistakes
from budgetrules.core.diagnostics import RuleFileError
from budgetrules.core.names import closest
from budgetrules.messages.catalogue import printable, text

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet


def rules_for(arguments: argparse.Namespace) -> RuleSet | None:
    """Load the rules of --rules and --default-rules; None if that failed, of which is told."""
    paths = tuple(arguments.rules)
    loaded = load(paths, arguments)
    if arguments.owns_process:
        # What is there now stays until the command ends: never look for garbage in it.
        gc.freeze()
    return loaded


def load(paths: tuple[str, ...], arguments: argparse.Namespace) -> RuleSet | None:
    """Load rules from paths and pack names; None if that failed, of which is told."""
    from budgetrules.engine import load_rules

    lang: str = arguments.lang
    try:
        return load_rules(
            paths,
            default=arguments.default_rules,
            forms=arguments.default_forms,
        )
    except RuleFileError as error:
        say_mistakes(error, lang)
    except FileNotFoundError as error:
        say("C101", lang, path=error.filename or str(error))
    except OSError as error:
        say("C103", lang, path=error.filename or "", reason=reason(error))
    return None


def known_template(rules: RuleSet, name: str | None, lang: str) -> bool:
    """Return whether --template names a template of the rules; if not, the user is told."""
    if name is None or name in rules.templates:
        return True
    say_unknown("C105", name, rules.templates, lang)
    return False


def some_rules(rules: RuleSet, select: tuple[str, ...], ignore: tuple[str, ...], lang: str) -> bool:
    """Return whether each word of --select and --ignore names rules, and some are left.

    If not, the user is told: a word that names nothing would let a document pass that nothing has
    checked.
    """
    if not select and not ignore and rules.rules:
        return True
    tags_of = {rule: _tags(rules, rule) for rule in rules.rules}
    unknown = [word for word in (*select, *ignore) if not _names_some(word, tags_of)]
    for word in unknown:
        say_unknown("C104", word, _words_to_choose_from(tags_of), lang)
    if unknown:
        return False
    for rule, tags in tags_of.items():
        is_selected = not select or _is_named(rule, tags, select)
        if is_selected and not _is_named(rule, tags, ignore):
            return True
    say("C114", lang)
    return False


def _tags(rules: RuleSet, rule: str) -> frozenset[str]:
    """Return the tags of a rule as --select names them."""
    return frozenset(f"tag:{tag}" for tag in rules.rule(rule).tags)


def _words_to_choose_from(tags_of: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the ids of rules in order, then all tags."""
    tags: set[str] = set()
    tags.update(*tags_of.values())
    return [*tags_of, *sorted(tags)]


def _names_some(word: str, tags_of: Mapping[str, frozenset[str]]) -> bool:
    return any(_names(word, rule, tags) for rule, tags in tags_of.items())


def _is_named(rule: str, tags: frozenset[str], words: tuple[str, ...]) -> bool:
    return any(_names(word, rule, tags) for word in words)


def _names(word: str, rule: str, tags: frozenset[str]) -> bool:
    """Return whether a word of --select is a tag of the rule, or its id or a prefix of that."""
    if word.startswith("tag:"):
        return word in tags
    return rule.startswith(word)


def say_unknown(code: str, name: str, known: Iterable[str], lang: str) -> None:
    """Tell that there is no such name, with the name that was perhaps meant."""
    say(code, lang, name=name)
    nearest = closest(name, known)
    if nearest is not None:
        advice = text("advice.suggestion", lang, word=nearest)
        print(f"  {printable(advice)}", file=sys.stderr)
