"""What a user has accepted of a document: the waivers and the baseline that a check is given."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

import attrs

from budgetrules.cli.messages import say
from budgetrules.findings.baseline import Baseline, load_baseline
from budgetrules.findings.notices import with_notices
from budgetrules.findings.verdicts import Report
from budgetrules.findings.waiver_file import load_waivers
from budgetrules.findings.waivers import Waivers, waive_all


@attrs.frozen
class Accepted:
    """The waivers of each file, and the baseline; `renews` if the baseline is to be written."""

    waivers: tuple[Waivers, ...] = ()
    baseline: Baseline | None = None
    renews: bool = False

    def apply(self, report: Report, day: datetime.date, lang: str) -> Report:
        """Return the report with its waived findings marked, without what the baseline knows.

        It says which waivers are past their date or accept nothing. The user is told what became
        of the baseline.
        """
        report, uses = waive_all(report, self.waivers, day)
        for waivers, use in zip(self.waivers, uses, strict=True):
            report = with_notices(report, waivers, use, day)
        if self.baseline is None:
            return report
        if self.renews:
            renewed = self.baseline.renewed(report)
            renewed.save()
            say("C154", lang, path=renewed.path, number=len(renewed.entries))
            return renewed.apply(report)
        gone = self.baseline.gone(report)
        if gone:
            say("C156", lang, path=self.baseline.path, number=len(gone))
        return self.baseline.apply(report)


def load_accepted(arguments: argparse.Namespace) -> Accepted:
    """Read the waivers and the baseline that are asked for.

    Raises SettingsError, OSError.
    """
    waivers: tuple[Waivers, ...] = ()
    if not arguments.no_waivers:
        waivers = tuple(map(load_waivers, arguments.waivers))
    return Accepted(waivers, _baseline(arguments), arguments.update_baseline)


def _baseline(arguments: argparse.Namespace) -> Baseline | None:
    """Return the baseline; an empty one if it is to be written and isn't there yet."""
    path: str | None = arguments.baseline
    if path is None:
        return None
    if arguments.update_baseline and not Path(path).exists():
        return Baseline(path)
    return load_baseline(path)
