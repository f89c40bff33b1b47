"""The hooks of a session that asked for us; in any other session none of them is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from budgetrules.findings.notices import with_notices
from budgetrules.findings.verdicts import Finding, Report
from budgetrules.findings.waivers import Use
from budgetrules.messages.catalogue import text
from budgetrules.plugin.collect import OUTCOME, BudgetItem, collector
from budgetrules.plugin.outcomes import Kind
from budgetrules.plugin.state import State, state_of

_NAME = "budgetrules-active"
# How outcomes that pytest does not know are printed: letter and word.
_SIGNS = {Kind.UNKNOWN.value: ("u", "UNKNOWN"), Kind.NOT_EXERCISED.value: ("n", "NOT EXERCISED")}


def switch_on(config: pytest.Config) -> None:
    """Add our hooks to a session, unless its settings name no disclosures.

    Raises pytest.UsageError.
    """
    state = state_of(config)
    if state.settings.files and not config.pluginmanager.has_plugin(_NAME):
        # What is wrong with waivers or a baseline stops the session, here and in every worker.
        _ = state.accepted
        config.pluginmanager.register(_Hooks(state), _NAME)


class _Hooks:
    def __init__(self, state: State) -> None:
        self._state = state

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        """Our files are ours alone: pytest would take a text that is named for a doctest, and fail
        on its encoding.
        """
        others = yield
        own = collector(file_path, parent, self._state)
        return [own] if own is not None else others

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put into the report what pytest has no word for; it travels with it from workers."""
        report = yield
        if not isinstance(item, BudgetItem) or call.when != "call" or OUTCOME not in item.stash:
            return report
        found = item.stash[OUTCOME]
        if report.skipped and isinstance(report.longrepr, tuple):
            report.longrepr = (str(item.path), 0, report.longrepr[2])
        if report.skipped and found.kind.value in _SIGNS:
            report.budget_outcome = found.kind.value  # type: ignore[attr-defined]
        if found.kind is Kind.XPASSED and report.passed:
            if item.config.getini("xfail_strict"):
                report.outcome, report.longrepr = "failed", f"[XPASS(strict)] {found.words}"
            else:
                report.wasxfail = found.words
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A waiver that is past its date or for nothing is a finding: a warning, which fails a
        session that asks for those.
        """
        is_worker = hasattr(session.config, "workerinput")
        if (
            not is_worker
            and session.exitstatus == pytest.ExitCode.OK
            and self._state.settings.fail_level in ("warning", "note")
        ):
            session.exitstatus = (
                pytest.ExitCode.TESTS_FAILED if self._notices() else session.exitstatus
            )

    def _notices(self) -> list[tuple[str, Finding]]:
        """What there is to say about waivers whatever the tests found; that one is not used is told
        by its own test.
        """
        if not self._state.accepted[0]:
            return []
        report = Report([], self._state.rules.packs, self._state.rules.rules)
        for waivers in self._state.accepted[0]:
            uses = {number: Use() for number in range(len(waivers.entries))}
            report = with_notices(report, waivers, uses, self._state.today)
        said: list[tuple[str, Finding]] = []
        for document in report.documents:
            said.extend((document.path, finding) for finding in document.findings)
        return said

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Undecided and not exercised are outcomes of their own."""
        name = getattr(report, "budget_outcome", None)
        if name is None or report.when != "call":
            return None
        letter, word = _SIGNS[name]
        return name, letter, word

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was undecided and what found nothing to check: nothing of it is a pass."""
        lang = self._state.settings.lang
        lines = []
        for kind in (Kind.UNKNOWN, Kind.NOT_EXERCISED):
            by_file: dict[str, list[str]] = defaultdict(list)
            for report in terminalreporter.stats.get(kind.value, []):
                by_file[report.nodeid.split("::")[0]].append(
                    dict(report.user_properties).get("budget_rule", "")
                )
            code = f"plugin.summary.{kind.name.lower()}"
            lines += [
                text(code, lang, path=path, number=len(rules), rules=" ".join(rules))
                for path, rules in by_file.items()
            ]
        lines += [
            f"{finding.rule}  {path}:{finding.subject.place.line or 0} {finding.message.text(lang)}"
            for path, finding in self._notices()
        ]
        if lines:
            terminalreporter.section("budgetrules")
            for line in lines:
                terminalreporter.write_line(line)
