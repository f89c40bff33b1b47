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
from budgetrules.plugin.outcomes import Kind, Outcome, outcome_of
from budgetrules.plugin.state import State, mistakes_text, state_of
from budgetrules.rule_tests import ExampleResult, run_examples
from budgetrules.schema.rules import Example, Rule

_LONGEST_TITLE = 32


class BudgetWarning(pytest.PytestWarning):
    """Something about a disclosure that is no failure.

    That is a check that could not be decided, or a finding below the fail level.
    """


class NotCompliant(Exception):
    """A rule does not hold; the text is what is to be printed."""


def short_title(title: str) -> str:
    """Return a title as a part of a test's id.

    It has letters and digits only, so that no shell and no -k stumbles over it.
    """
    letters = filter(str.isalnum, title)
    return "".join(letters)[:_LONGEST_TITLE]


@functools.lru_cache(maxsize=4096)
def mark(name: str) -> pytest.MarkDecorator:
    """Return a mark by name; made once, since thousands of items have the same ones."""
    # The generator of marks has no types for names it learns at run time.
    return getattr(pytest.mark, name)  # type: ignore[no-any-return]


class DisclosureFile(pytest.File):
    """A disclosure: an item for each rule of the forms it may have."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each rule, in the order of the packs."""
        try:
            state = state_of(self.config)
            tests = _tests(state, self.config)
        except pytest.UsageError as error:
            raise self.CollectError(str(error)) from error
        for test in tests:
            item = RuleItem.from_parent(self, name=test.name, rule=test.rule)
            for decorator in test.marks:
                item.own_markers.append(decorator.mark)
                item.keywords[decorator.name] = decorator
            yield item


@attrs.frozen
class RuleTest:
    """The test of a rule: the rule's id, the test's name and its marks.

    It is the same for all disclosures.
    """

    rule: str
    name: str
    marks: tuple[pytest.MarkDecorator, ...]


_TESTS = pytest.StashKey[tuple[RuleTest, ...]]()


def _tests(state: State, config: pytest.Config) -> tuple[RuleTest, ...]:
    """Return a test for every rule that may be run on a disclosure.

    Raises pytest.UsageError if there is no such rule.
    """
    if _TESTS in config.stash:
        return config.stash[_TESTS]
    tests: dict[str, RuleTest] = {}
    for rule in _chosen_rules(state):
        if rule.id not in tests:
            title = short_title(rule.title)
            marks = _marks(rule, config)
            name = f"{rule.id}_{title}"
            tests[rule.id] = RuleTest(rule.id, name, marks)
    if not tests:
        words = text("C114", state.lang)
        raise pytest.UsageError(words)
    config.stash[_TESTS] = tuple(tests.values())
    return config.stash[_TESTS]


def _chosen_rules(state: State) -> Iterator[Rule]:
    """Yield the rules that the settings choose, form by form; one of several forms comes again."""
    settings, rules = state.settings, state.rules
    for name in settings.templates:
        if name not in rules.templates:
            words = text("C105", settings.lang, name=name)
            allowed = ", ".join(rules.templates)
            raise pytest.UsageError(f"budget_template: {words}: {allowed}")
    for name in settings.templates or rules.templates:
        yield from rules.chosen(name, settings.select, settings.ignore)


def _marks(
    rule: Rule,
    config: pytest.Config,
) -> tuple[pytest.MarkDecorator, ...]:
    """Return the marks of a rule's test: ours, its severity, its tags; pytest is told of them."""
    of_rule = [f"budget_{rule.severity.value}"]
    of_rule += filter(_may_be_mark, rule.tags)
    for name in of_rule:
        config.addinivalue_line("markers", f"{name}: rules of budgetrules")
    return tuple(map(mark, ["budget", *of_rule]))


def _may_be_mark(tag: str) -> bool:
    """Return whether a tag may be a mark: pytest gives none with a `_` before it, -m no blanks."""
    return not tag.startswith("_") and " " not in tag


class BudgetItem(pytest.Item):
    """An item that ends as an Outcome says."""

    def judged(self) -> Outcome:
        """Return what the test comes to. Raises OSError for a file that can't be read."""
        raise NotImplementedError

    def runtest(self) -> None:
        """End as the outcome says.

        How it is counted where pytest has no word for it is told to the report.
        """
        outcome = self.judged()
        kind, words = outcome.kind, outcome.words
        self.user_properties.extend(outcome.properties)
        for note in outcome.notes:
            self._say(note)
        self.stash[OUTCOME] = outcome
        if kind is Kind.FAILED:
            raise NotCompliant(words)
        if kind is Kind.WARNED:
            self._say(words)
        elif kind is Kind.UNKNOWN:
            self._end_undecided(words)
        elif kind in (Kind.SKIPPED, Kind.NOT_EXERCISED):
            pytest.skip(words)
        elif kind is Kind.XFAILED:
            pytest.xfail(words)
            # Under --runxfail that does nothing: the finding counts.
            raise NotCompliant(words)

    def _end_undecided(self, words: str) -> None:
        """Fail if what is undecided is an error, else skip with a warning."""
        settings = state_of(self.config).settings
        if settings.unknown == "error":
            raise NotCompliant(words)
        self._say(words)
        pytest.skip(words)

    def _say(self, words: str) -> None:
        """Warn without a line: pytest would print what stands there."""
        warning = BudgetWarning(words)
        path = str(self.path)
        warnings.warn_explicit(warning, category=None, filename=path, lineno=0)

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,
    ) -> Any:
        """Print the finding, not a traceback."""
        error = excinfo.value
        if isinstance(error, NotCompliant):
            return str(error)
        if isinstance(error, OSError):
            lang = state_of(self.config).lang
            reason = error.strerror or str(error)
            return text("C103", lang, path=self.path, reason=reason)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        """Return where the test is and what it is called."""
        return self.path, 0, self.name


OUTCOME = pytest.StashKey[Outcome]()


class RuleItem(BudgetItem):
    """A rule on a disclosure."""

    def __init__(self, *, rule: str, **rest: Any) -> None:
        super().__init__(**rest)
        self.rule = rule

    def judged(self) -> Outcome:
        """Return what the rule says, from the one run of all rules on this file."""
        state = state_of(self.config)
        results = state.results(self.path)
        return outcome_of(state, results, self.rule)


# The examples of a file with their rules, and what they came to.
_ExamplesByLine = dict[int, tuple[Rule, Example]]
_ResultsByLine = dict[int, ExampleResult]


class RulesFile(pytest.File):
    """A file of rules: an item for each example of each rule."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each example, in the order of the file."""
        try:
            rules = self.rule_set()
        except pytest.UsageError as error:
            raise self.CollectError(str(error)) from error
        here = os.path.realpath(self.path)
        lang = state_of(self.config).lang
        examples = _examples_in(rules, here)
        for line in sorted(examples):
            rule, example = examples[line]
            expected = "pass" if example.passes else "fail"
            words = text(f"cli.test.{expected}", lang)
            title = short_title(words)
            name = f"{rule.id}_{title}_{line}"
            item = ExampleItem.from_parent(self, name=name, rule=rule.id, line=line)
            item.add_marker(mark("budget"))
            yield item

    def rule_set(self) -> RuleSet:
        """Return the rules of the session if this file is among them, else both together."""
        state = state_of(self.config)
        here = os.path.realpath(self.path)
        if rules_in(state.rules, here):
            return state.rules
        rule_sets = self.config.stash.setdefault(_RULE_SETS, {})
        if here not in rule_sets:
            settings = state.settings
            paths = (*settings.rules, str(self.path))
            try:
                rule_sets[here] = load_rules(
                    paths, default=settings.default_rules, forms=settings.default_forms
                )
            except RuleFileError as error:
                words = mistakes_text(error, settings.lang)
                raise self.CollectError(words) from error
        return rule_sets[here]


def rules_in(rules: RuleSet, path: str) -> set[str]:
    """Return the ids of the rules that stand in a file, by its real path."""
    ids: set[str] = set()
    for of_template in rules.by_template.values():
        for rule in of_template:
            if os.path.realpath(rule.span.file) == path:
                ids.add(rule.id)
    return ids


def _examples_in(rules: RuleSet, path: str) -> _ExamplesByLine:
    """Return the examples that stand in a file, by their lines, each with its rule.

    A rule for several templates comes with each; its examples count once.
    """
    examples: _ExamplesByLine = {}
    for of_template in rules.by_template.values():
        for rule in of_template:
            for example in rule.examples:
                span = example.span
                if os.path.realpath(span.file) == path:
                    examples.setdefault(span.line, (rule, example))
    return examples


# Both by the real path of a file of rules.
_RULE_SETS = pytest.StashKey[dict[str, RuleSet]]()
_RESULTS = pytest.StashKey[dict[str, _ResultsByLine]]()


class ExampleItem(BudgetItem):
    """An example of a rule: does the rule say what its author expects?"""

    def __init__(self, *, rule: str, line: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.rule = rule
        self.line = line

    def judged(self) -> Outcome:
        """Return what the rule said."""
        lang = state_of(self.config).lang
        result = self._results(lang)[self.line]
        properties = (
            ("budget_rule", self.rule),
            ("budget_title", result.title),
            ("budget_expected", result.expected),
        )
        if result.passed:
            return Outcome(Kind.PASSED, "", properties)
        slots = attrs.asdict(result)
        slots["expected"] = text(f"cli.test.{result.expected}", lang)
        words = text("cli.test.bad", lang, **slots)
        return Outcome(Kind.FAILED, words, properties)

    def _results(self, lang: str) -> _ResultsByLine:
        """Return what all examples of the file came to; they are run at once."""
        assert isinstance(self.parent, RulesFile)
        results_of = self.config.stash.setdefault(_RESULTS, {})
        here = os.path.realpath(self.path)
        if here not in results_of:
            rules = self.parent.rule_set()
            results: _ResultsByLine = {}
            own = rules_in(rules, here)
            for result in run_examples(rules, lang, own):
                if os.path.realpath(result.file) == here:
                    results[result.line] = result
            results_of[here] = results
        return results_of[here]


def collector(
    path: Path,
    parent: pytest.Collector,
    state: State,
) -> pytest.Collector | None:
    """Return the collector of a file, if it is one of ours."""
    if state.settings.is_document(path):
        return DisclosureFile.from_parent(parent, path=path)
    if path.suffix == ".rules" and state.settings.examples:
        return RulesFile.from_parent(parent, path=path)
    return None
