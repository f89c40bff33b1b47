"""`budgetrules test`: run the examples that stand inside rule files."""

from __future__ import annotations

import argparse
import os
import sys

from budgetrules.cli.paths import RULE_ENDINGS, find_files
from budgetrules.cli.rules import load
from budgetrules.messages.catalogue import printable, text
from budgetrules.resources import resource_folder
from budgetrules.rule_tests import run_examples


def run(arguments: argparse.Namespace) -> int:
    """Run the examples of the loaded rules, or of the named files; status 1 if one does not hold.
    """
    lang: str = arguments.lang
    files: tuple[str, ...] = ()
    if arguments.paths:
        inputs = find_files(arguments.paths, RULE_ENDINGS, lang)
        if not inputs.complete or not inputs.files:
            return 2
        files = inputs.files
    # Shipped packs are loaded already; loading one again would define everything twice.
    shipped = os.path.realpath(resource_folder("rules")) if arguments.default_rules else None
    own = [path for path in arguments.paths if shipped is None or not _is_below(path, shipped)]
    rules = load((*arguments.rules, *own), default=arguments.default_rules, lang=lang)
    if rules is None:
        return 2
    results = run_examples(rules, lang)
    if files:
        wanted = {os.path.realpath(file) for file in files}
        results = [result for result in results if os.path.realpath(result.file) in wanted]
    bad = [result for result in results if not result.passed]
    for result in bad:
        expected = text(f"cli.test.{result.expected}", lang)
        words = text(
            "cli.test.bad",
            lang,
            file=result.file,
            line=result.line,
            rule=result.rule,
            expected=expected,
            detail=result.detail,
        )
        print(printable(words))
    tested = len({result.rule for result in results})
    counts = text(
        "cli.test.counts",
        lang,
        rules=tested,
        examples=len(results),
        good=len(results) - len(bad),
        bad=len(bad),
    )
    sys.stdout.write(counts + "\n")
    return 1 if bad else 0


def _is_below(path: str, folder: str) -> bool:
    return os.path.commonpath([os.path.realpath(path), folder]) == folder
