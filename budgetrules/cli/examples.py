"""`budgetrules test`: run the examples that stand inside rule files."""

from __future__ import annotations

import argparse
import os
import sys

from budgetrules.cli.paths import RULE_ENDINGS, find_files
from budgetrules.cli.rules import load
from budgetrules.messages.catalogue import printable, text
from budgetrules.resources import resource_folder
from budgetrules.rule_tests import ExampleResult, run_examples


def run(arguments: argparse.Namespace) -> int:
    """Run the examples of the loaded rules, or of the files named.

    Status 1 if one does not hold.
    """
    lang: str = arguments.lang
    files: tuple[str, ...] = ()
    if arguments.paths:
        inputs = find_files(arguments.paths, RULE_ENDINGS, lang)
        if not inputs.complete or not inputs.files:
            return 2
        files = inputs.files
    paths = (*arguments.rules, *_not_shipped(arguments))
    rules = load(paths, arguments)
    if rules is None:
        return 2
    results = run_examples(rules, lang)
    if files:
        results = _of_files(results, files)
    bad = [result for result in results if not result.passed]
    for result in bad:
        _print_bad(result, lang)
    _print_counts(results, len(bad), lang)
    return 1 if bad else 0


def _not_shipped(arguments: argparse.Namespace) -> list[str]:
    """Return the paths named but for shipped packs, which are loaded already.

    Loading one again would define everything twice.
    """
    paths: list[str] = arguments.paths
    if not arguments.default_rules:
        return paths
    shipped = os.path.realpath(resource_folder("rules"))
    return [path for path in paths if not _is_below(path, shipped)]


def _of_files(results: list[ExampleResult], files: tuple[str, ...]) -> list[ExampleResult]:
    wanted = {os.path.realpath(file) for file in files}
    chosen: list[ExampleResult] = []
    for result in results:
        if os.path.realpath(result.file) in wanted:
            chosen.append(result)
    return chosen


def _print_bad(result: ExampleResult, lang: str) -> None:
    """Say of an example that its rule does not say what its author expects."""
    words = text(
        "cli.test.bad",
        lang,
        file=result.file,
        line=result.line,
        rule=result.rule,
        expected=text(f"cli.test.{result.expected}", lang),
        detail=result.detail,
    )
    print(printable(words))


def _print_counts(results: list[ExampleResult], bad: int, lang: str) -> None:
    rules = {result.rule for result in results}
    counts = text(
        "cli.test.counts",
        lang,
        rules=len(rules),
        examples=len(results),
        good=len(results) - bad,
        bad=bad,
    )
    sys.stdout.write(counts + "\n")


def _is_below(path: str, folder: str) -> bool:
    place = os.path.realpath(path)
    return os.path.commonpath([place, folder]) == folder
