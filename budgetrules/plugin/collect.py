"""Disclosures and rule files as collectors, rules and examples as items.

Collection reads rules, never a disclosure.
"""

from __future__ import annotations

import functools
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from budgetrules.core.diagnostics import RuleFileError
from budgetrules.engine import RuleSet, load_rules
from budgetrules.messages.catalogue import text
from budgetrules.plugin.outcomes import Kind, Outcome, outcome
from budgetrules.plugin.state import State, state_of, told
from budgetrules.rule_tests import ExampleResult, run_examples
from budgetrules.schema.rules import Rule

_LONGEST_TITLE = 32
_STATE_KEY = pytest.StashKey[dict[str, dict[tuple[str, int], ExampleResult]]]()


class BudgetWarning(pytest.PytestWarning):
    """Something about a disclosure that is no failure: a check that could not be decided, a finding
    below the fail level.
    """


class NotCompliant(Exception):
    """A rule does not hold; the text is what is to be printed."""


def short_title(title: str) -> str:
    """A title as a part of a test's id: letters and digits only, so that no shell and no -k
    stumbles over it.
    """
    return "".join(letter for letter in title if letter.isalnum())[:_LONGEST_TITLE]


@functools.lru_cache(maxsize=4096)
def mark(name: str) -> pytest.MarkDecorator:
    """A mark by name; made once, since thousands of items have the same ones."""
    return getattr(pytest.mark, name)  # type: ignore[no-any-return]


class DisclosureFile(pytest.File):
    """A disclosure: an item for each rule of the forms it may have."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item a rule, in the order of the packs."""
        try:
            tests = _tests(state_of(self.config), self.config)
        except pytest.UsageError as error:
            raise self.CollectError(str(error)) from error
        for rule, name, marks in tests:
            item = RuleItem.from_parent(self, name=name, rule=rule)
            item.own_markers.extend(decorator.mark for decorator in marks)
            item.keywords.update((decorator.name, decorator) for decorator in marks)
            yield item


_Tests = tuple[tuple[str, str, tuple[pytest.MarkDecorator, ...]], ...]
_TESTS = pytest.StashKey[_Tests]()


def _tests(state: State, config: pytest.Config) -> _Tests:
    """Rule, name of the test and its marks, for every rule that may be run on a disclosure.

    They are the same for all disclosures. Raises pytest.UsageError if there is no such rule.
    """
    if _TESTS not in config.stash:
        tests: dict[str, tuple[str, str, tuple[pytest.MarkDecorator, ...]]] = {}
        for rule in _chosen_rules(state):
            if rule.id not in tests:
                name = f"{rule.id}_{short_title(rule.title)}"
                tests[rule.id] = (rule.id, name, _marks(rule, config))
        if not tests:
            raise pytest.UsageError(text("C114", state.settings.lang))
        config.stash[_TESTS] = tuple(tests.values())
    return config.stash[_TESTS]


def _chosen_rules(state: State) -> Iterator[Rule]:
    """The rules that the settings choose, form by form; one of several forms comes as often."""
    settings, rules = state.settings, state.rules
    for name in settings.templates:
        if name not in rules.templates:
            words = text("C105", settings.lang, name=name)
            raise pytest.UsageError(f"budget_template: {words}: {', '.join(rules.templates)}")
    for name in settings.templates or rules.templates:
        yield from rules.chosen(name, settings.select, settings.ignore)


def _marks(rule: Rule, config: pytest.Config) -> tuple[pytest.MarkDecorator, ...]:
    """The marks of a rule's test: ours, its severity, its tags; pytest is told of them."""
    # pytest gives no marks that begin with a line, and -m knows no blanks.
    tags = [tag for tag in rule.tags if not tag.startswith("_") and " " not in tag]
    of_rule = (f"budget_{rule.severity.value}", *tags)
    for name in of_rule:
        config.addinivalue_line("markers", f"{name}: rules of budgetrules")
    return tuple(map(mark, ("budget", *of_rule)))


class BudgetItem(pytest.Item):
    """An item that ends as an Outcome says."""

    def judged(self) -> Outcome:
        """What the test comes to. Raises OSError for a file that can't be read."""
        raise NotImplementedError

    def runtest(self) -> None:
        """End as the outcome says; how it is counted where pytest has no word for it is told to the
        report.
        """
        found = self.judged()
        self.user_properties.extend(found.properties)
        for note in found.notes:
            self._say(note)
        self.stash[OUTCOME] = found
        if found.kind is Kind.FAILED:
            raise NotCompliant(found.words)
        if found.kind is Kind.WARNED:
            self._say(found.words)
        elif found.kind is Kind.UNKNOWN:
            if state_of(self.config).settings.unknown == "error":
                raise NotCompliant(found.words)
            self._say(found.words)
            pytest.skip(found.words)
        elif found.kind in (Kind.SKIPPED, Kind.NOT_EXERCISED):
            pytest.skip(found.words)
        elif found.kind is Kind.XFAILED:
            pytest.xfail(found.words)
            # Under --runxfail that does nothing: the finding counts.
            raise NotCompliant(found.words)

    def _say(self, words: str) -> None:
        """Warn without a line: pytest would print what stands there."""
        warnings.warn_explicit(BudgetWarning(words), None, str(self.path), 0)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The finding, not a traceback."""
        if isinstance(excinfo.value, NotCompliant):
            return str(excinfo.value)
        if isinstance(excinfo.value, OSError):
            settings = state_of(self.config).settings
            return text(
                "C103",
                settings.lang,
                path=self.path,
                reason=excinfo.value.strerror or str(excinfo.value),
            )
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Where the test is and what it is called."""
        return self.path, 0, self.name


OUTCOME = pytest.StashKey[Outcome]()


class RuleItem(BudgetItem):
    """A rule on a disclosure."""

    def __init__(self, *, rule: str, **rest: Any) -> None:
        super().__init__(**rest)
        self.rule = rule

    def judged(self) -> Outcome:
        """What the rule says, from the one run of all rules on this file."""
        state = state_of(self.config)
        return outcome(state, state.results(self.path), self.rule)


class RulesFile(pytest.File):
    """A file of rules: an item for each example of each rule."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item an example, in the order of the file."""
        try:
            rules = self.rule_set()
        except pytest.UsageError as error:
            raise self.CollectError(str(error)) from error
        here = os.path.realpath(self.path)
        seen: set[int] = set()
        found = []
        for own in rules.by_template.values():
            for rule in own:
                for example in rule.examples:
                    if (
                        os.path.realpath(example.span.file) == here
                        and example.span.line not in seen
                    ):
                        seen.add(example.span.line)
                        found.append(
                            (example.span.line, rule.id, "pass" if example.passes else "fail")
                        )
        lang = state_of(self.config).settings.lang
        for line, rule_id, expected in sorted(found):
            name = f"{rule_id}_{short_title(text(f'cli.test.{expected}', lang))}_{line}"
            item = ExampleItem.from_parent(self, name=name, rule=rule_id, line=line)
            item.add_marker(mark("budget"))
            yield item

    def rule_set(self) -> RuleSet:
        """The rules of the session if this file is among them, else both together."""
        state = state_of(self.config)
        here = os.path.realpath(self.path)
        if rules_in(state.rules, here):
            return state.rules
        key = _sets(self.config)
        if here not in key:
            try:
                key[here] = load_rules(
                    (*state.settings.rules, str(self.path)), default=state.settings.default_rules
                )
            except RuleFileError as error:
                raise self.CollectError(told(error, state.settings.lang)) from error
        return key[here]


def rules_in(rules: RuleSet, path: str) -> set[str]:
    """The ids of the rules that stand in a file, by its real path."""
    own: set[str] = set()
    for of_template in rules.by_template.values():
        own.update(rule.id for rule in of_template if os.path.realpath(rule.span.file) == path)
    return own


_SETS = pytest.StashKey[dict[str, RuleSet]]()


def _sets(config: pytest.Config) -> dict[str, RuleSet]:
    return config.stash.setdefault(_SETS, {})


class ExampleItem(BudgetItem):
    """An example of a rule: does the rule say what its author expects?"""

    def __init__(self, *, rule: str, line: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.rule = rule
        self.line = line

    def judged(self) -> Outcome:
        """What the rule said; all examples of a file are run at once."""
        assert isinstance(self.parent, RulesFile)
        lang = state_of(self.config).settings.lang
        done = self.config.stash.setdefault(_STATE_KEY, {})
        here = os.path.realpath(self.path)
        if here not in done:
            rules = self.parent.rule_set()
            own = rules_in(rules, here)
            done[here] = {
                (os.path.realpath(item.file), item.line): item
                for item in run_examples(rules, lang, own)
            }
        result = done[here][here, self.line]
        properties = (
            ("budget_rule", self.rule),
            ("budget_title", result.title),
            ("budget_expected", result.expected),
        )
        if result.passed:
            return Outcome(Kind.PASSED, "", properties)
        slots = {**attrs.asdict(result), "expected": text(f"cli.test.{result.expected}", lang)}
        return Outcome(Kind.FAILED, text("cli.test.bad", lang, **slots), properties)


def collector(path: Path, parent: pytest.Collector, state: State) -> pytest.Collector | None:
    """The collector of a file, if it is one of ours."""
    if state.settings.is_document(path):
        return DisclosureFile.from_parent(parent, path=path)
    if path.suffix == ".rules" and state.settings.examples:
        return RulesFile.from_parent(parent, path=path)
    return None
