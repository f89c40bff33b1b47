"""Law 2: move one figure out of what a check allows it, and a finding holds that figure; nothing that doesn't hold it appears."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budgetrules import RuleSet
from budgetrules.findings.verdicts import Finding
from examples.xinjiang.dump import dump_tables
from examples.xinjiang.ledger import Ledger
from tests.conftest import check_text
from tests.strategies.ledgers import ledgers

_FIGURE = re.compile(r"(?<![\d.,])\d[\d,]*\.\d\d(?!\d)")


def lines_of(finding: Finding) -> set[int]:
    """The lines a finding speaks of: its own, those of all operands, and those of its consequences."""
    places = (finding.subject.place, *(operand.place for operand in finding.evidence.operands))
    lines = {place.line for place in places if place.line is not None}
    return lines.union(*(lines_of(other) for other in finding.consequences))


def said(finding: Finding) -> tuple[object, ...]:
    """What a finding says, without its line and the path of its section, which a missing row or heading changes."""
    subject = finding.subject
    return finding.rule, subject.section_title, subject.row, subject.column, finding.evidence.stated


def figures_in(text: str) -> list[re.Match[str]]:
    """Every printed amount."""
    return list(_FIGURE.finditer(text))


def moved(figure: str, steps: int) -> str:
    """The amount moved by some printed steps, printed alike."""
    value = abs(int(figure.replace(",", "").replace(".", "")) + steps)
    return f"{value // 100:,}.{value % 100:02d}"


@given(ledgers(), st.data())
def test_a_moved_figure_is_found_and_nothing_else(
    rules: RuleSet, tmp_path: Path, ledger: Ledger, data: st.DataObject
) -> None:
    text = dump_tables(ledger)
    found = figures_in(text)
    chosen = data.draw(st.sampled_from(found))
    # More than twice the slack of the widest sum: no more addends than figures, half a step each.
    steps = data.draw(st.integers(2 * len(found) + 2, 10**9))
    line = text.count("\n", 0, chosen.start()) + 1
    damaged = text[: chosen.start()] + moved(chosen.group(), steps) + text[chosen.end() :]
    result = check_text(damaged, rules, tmp_path)
    assert result.findings
    assert all(line in lines_of(finding) for finding in result.findings)


@given(ledgers(), st.data())
def test_the_right_value_it_names_makes_the_check_pass(
    rules: RuleSet, tmp_path: Path, ledger: Ledger, data: st.DataObject
) -> None:
    text = dump_tables(ledger)
    chosen = data.draw(st.sampled_from(figures_in(text)))
    damaged = text[: chosen.start()] + moved(chosen.group(), 12_345) + text[chosen.end() :]
    result = check_text(damaged, rules, tmp_path)
    finding = data.draw(st.sampled_from(result.findings))
    place, expected = finding.subject.place, finding.evidence.expected_range
    if (
        place.chars is None
        or place.line is None
        or expected is None
        or expected[0] is None
        or not place.text
    ):
        return
    lines = damaged.split("\n")
    line = lines[place.line - 1]
    start, end = place.chars
    for right in expected:
        lines[place.line - 1] = line[:start] + f"{right}" + line[end:]
        after = check_text("\n".join(lines), rules, tmp_path)
        same = [
            other
            for other in after.findings
            if (other.rule, other.subject.row, other.subject.column) == _where(finding)
        ]
        assert not any(
            other.evidence.formula == finding.evidence.formula
            and _operands(other) == _operands(finding)
            for other in same
        )


def _where(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.rule, finding.subject.row, finding.subject.column


def _operands(finding: Finding) -> list[str]:
    return [operand.name for operand in finding.evidence.operands]
