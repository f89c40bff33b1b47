"""Errors planted in the narrative and the sheets: each is found where it is or at the other end of its relation.

What no relation speaks of can't be found; the exceptions stand below, each with its reason. `BUDGETRULES_ALL=1` plants
everywhere instead of at every few places.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.engine import read
from budgetrules.findings.verdicts import DocumentResult, Finding
from budgetrules.model.disclosure import Disclosure, SectionData
from tests.conftest import EXAMPLES, PLANTS_ALL, at_most, check_text
from tests.properties.test_detection import lines_of, said

# Line from 0, what was there, what stands there now (None: the line is gone).
Plant = tuple[int, str, str | None]
_FIGURE = re.compile(r"(?<![\d.,〔【｛{/])\d[\d,]*(?:\.\d+)?(?= ?(?:万元|%|人|个|台|辆|平方米))")
_PLACES = 45


def kind_of(finding: Finding) -> tuple[str, str | None, str | None]:
    """What a finding says, wherever it is told."""
    return finding.rule, finding.subject.row, finding.evidence.stated


class Page:
    """A document, what was read of it, and what was found before anything was planted."""

    def __init__(self, text: str, rules: RuleSet, folder: Path) -> None:
        self.rules, self.folder = rules, folder
        self.lines = text.split("\n")
        self.result = check_text(text, rules, folder)
        path = folder / "disclosure.txt"
        self.disclosure: Disclosure = read(path, rules=rules)
        self.known = {said(finding) for finding in self.result.findings}
        # What stands in several places is one finding, told at another once the first is changed.
        self.kinds = {kind_of(finding) for finding in self.result.findings}
        self.first = next(at for at, line in enumerate(self.lines) if "第三部分" in line)

    def narrative(self) -> Iterator[tuple[int, str]]:
        """The lines of part three and what follows."""
        return ((at, self.lines[at]) for at in range(self.first, len(self.lines)))

    def section(self, line: int) -> SectionData | None:
        """The section that a line (from 0) stands in."""
        return next(
            (
                item
                for item in self.disclosure.sections
                if item.lines[0] <= line + 1 <= item.lines[1]
            ),
            None,
        )

    def planted(self, plants: list[Plant]) -> list[Finding]:
        """What is found that was not found before."""
        lines: list[str | None] = list(self.lines)
        for at, _, wrong in plants:
            lines[at] = wrong
        result: DocumentResult = check_text(
            "\n".join(line for line in lines if line is not None), self.rules, self.folder
        )
        new = [finding for finding in result.findings if said(finding) not in self.known]
        return [finding for finding in new if kind_of(finding) not in self.kinds]


def figures(page: Page) -> Iterator[Plant]:
    """The first digit of every figure that some check ties to another."""
    loose = {
        (item.place.line, item.place.chars[0])
        for item in page.result.unchecked
        if item.place.chars and item.place.line
    }
    for at, line in page.narrative():
        for found in _FIGURE.finditer(line):
            if (at + 1, found.start()) not in loose and not _is_target(page, at):
                word = found.group()
                yield (
                    at,
                    word,
                    line[: found.start()]
                    + str(int(word[0]) % 9 + 1)
                    + word[1:]
                    + line[found.end() :],
                )


def _is_target(page: Page, line: int) -> bool:
    """Targets of indicators and last year's values are tied to nothing; numbers in goals and policies neither."""
    section = page.section(line)
    line_says = page.lines[line]
    money = (
        re.search(r"预算|资金|用于", line_says) and "标准" not in line_says and "%" not in line_says
    )
    goal = section is not None and section.id in ("整体绩效表", "绩效表") and not money
    alone = re.fullmatch(r"\s*[\d.,]+\s*", page.lines[line]) is not None
    return goal and not alone


def words(page: Page) -> Iterator[Plant]:
    """Words of direction turned round."""
    pairs = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
    for at, line in page.narrative():
        for found in re.finditer("|".join(pairs), line):
            # 增加 0.00 万元 and 减少 0.00 万元 say the same.
            behind = (line[found.end() :] + page.lines[min(at + 2, len(page.lines) - 1)]).strip()
            if re.match(r"[\d,]+(\.\d+)? ?(万元|%)", behind) and not behind.startswith(
                ("0.00", "0 ")
            ):
                yield (
                    at,
                    found.group(),
                    line[: found.start()] + pairs[found.group()] + line[found.end() :],
                )


def years(page: Page) -> Iterator[Plant]:
    """Years of headings, prescribed sentences and sheets moved to the year before."""
    for at, line in page.narrative():
        section = page.section(at)
        for found in re.finditer(r"20\d\d(?= ?年)", line):
            heading = section is not None and at + 1 < section.opens
            prescribed = re.search(
                r"20\d\d ?年(预算数|\d? ?一般公共预算|财政拨款|收支|支出预算|上年结转|\d+ ?月)",
                line[found.start() :],
            )
            if (
                (heading or prescribed or line.strip().startswith("（20"))
                and section is not None
                and section.id != "名词解释"
            ):
                yield (
                    at,
                    found.group(),
                    line[: found.start()] + str(int(found.group()) - 1) + line[found.end() :],
                )


def units(page: Page) -> Iterator[Plant]:
    """万元 printed as 元 behind figures that are not nothing and that a check ties."""
    loose = {item.place.line for item in page.result.unchecked}
    for at, line in page.narrative():
        for found in re.finditer(r"(?<=\d)\s?万元", line):
            amount = re.search(r"[\d,.]+$", line[: found.start()])
            if (
                amount
                and amount.group().strip("0.")
                and at + 1 not in loose
                and not _is_target(page, at)
            ):
                yield at, found.group(), line[: found.start()] + "元" + line[found.end() :]


def headings(page: Page) -> Iterator[Plant]:
    """Two characters of a required section's heading swapped, and the heading gone."""
    template = page.disclosure.template
    assert template is not None
    required = {section.id for section in template.all_sections() if section.required}
    for section in page.disclosure.sections:
        at = section.lines[0] - 1
        line = page.lines[at].rstrip()
        if section.id in required and at >= page.first and section.opens == _next(page, at):
            yield at, "swapped", line[:-3] + line[-2] + line[-3] + line[-1] + " "
            yield at, "gone", None


def _next(page: Page, at: int) -> int:
    return (
        next(number for number in range(at + 1, len(page.lines)) if page.lines[number].strip()) + 1
    )


_NAMED = ("结构项", "具体使用", "经费", "支出包括", "项目规模", "收入来源")


def before(page: Page, at: int, word: str) -> str:
    """What stands in front of a word in its sentence, which may begin some lines above."""
    text = "".join(page.lines[max(0, at - 6) : at])
    return (text + page.lines[at][: page.lines[at].find(word)]).rsplit("。", 1)[-1]


def names(page: Page) -> Iterator[Plant]:
    """Two characters swapped in names of codes, sources, kinds of spending and projects that are listed or enumerated."""
    for statement in _NAMED:
        for row in page.disclosure.statements[statement].rows:
            for place in row.text_places.values():
                at = (place.line or 1) - 1
                found = re.search(r"[\u4e00-\u9fff]{4,}", place.text.split("、")[0])
                if (
                    found is None
                    or found.group() not in page.lines[at]
                    or "原因" in before(page, at, found.group())
                ):
                    continue
                word, middle = found.group(), len(found.group()) // 2
                if word[middle] != word[middle - 1]:
                    wrong = (
                        word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
                    )
                    yield at, word, page.lines[at].replace(word, wrong, 1)


def entity(page: Page) -> Iterator[Plant]:
    """A character of the department's name misprinted."""
    name = page.disclosure.entity
    for at, line in page.narrative():
        if name in line:
            yield at, name, line.replace(name, name[:3] + "某" + name[4:], 1)


KINDS: tuple[Callable[[Page], Iterator[Plant]], ...] = (
    figures,
    words,
    years,
    units,
    headings,
    names,
    entity,
)


def is_connected(finding: Finding, plants: list[Plant], page: Page) -> bool:
    """Whether a finding speaks of a planted line, of one beside it, or of the section that it stands in."""
    for at, _, _ in plants:
        section = page.section(at)
        near = any(at - 3 <= line <= at + 4 for line in lines_of(finding))
        home = section is not None and any(
            section.lines[0] - 1 <= line <= section.lines[1] + 1 for line in lines_of(finding)
        )
        if near or home:
            return True
    return False


def chosen(plants: list[Plant], most: int = _PLACES) -> list[Plant]:
    """Some of them, spread over the document, the same each time."""
    most = at_most(most)
    if PLANTS_ALL or len(plants) <= most:
        return plants
    return random.Random(len(plants)).sample(plants, most)


# Tied to nothing but an inequality that still holds: devices above and below a value, shares kept for small firms.
_INEQUALITY = re.compile(
    r"大型设备|设备 ?\d|中小企业|小微企业|采购项目预算|预算金额|价值|编制数|实有人"
)


@pytest.fixture(
    params=[
        pytest.param("xinjiang-2024-clean.txt"),
        pytest.param("kashgar-2024-budget.txt", marks=pytest.mark.slow),
    ]
)
def page(request: pytest.FixtureRequest, rules: RuleSet, tmp_path: Path) -> Page:
    name: str = request.param
    folder = (
        request.getfixturevalue("shared") / "disclosures"
        if name.startswith("kashgar")
        else EXAMPLES
    )
    return Page((folder / name).read_text(encoding="utf-8"), rules, tmp_path)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_planted_in_the_narrative_is_found(
    kind: Callable[[Page], Iterator[Plant]], page: Page
) -> None:
    plants = list(kind(page))
    assert len(plants) > 5
    for plant in chosen(plants):
        found = page.planted([plant])
        where = f"line {plant[0] + 1} {plant[1]!r}: {page.lines[plant[0]]!r} → {plant[2]!r}"
        if not found and _INEQUALITY.search(page.lines[plant[0]]):
            continue
        assert found, where
        assert all(is_connected(finding, [plant], page) for finding in found), where


def test_several_errors_at_once_are_each_found(page: Page) -> None:
    order = random.Random(2024)
    every = [
        plant
        for kind in (figures, words, years, names)
        for plant in kind(page)
        if not _INEQUALITY.search(page.lines[plant[0]])
    ]
    for _ in range(at_most(12)):
        plants = [*{plant[0]: plant for plant in order.sample(every, order.randint(3, 6))}.values()]
        found = page.planted(plants)
        where = [f"line {at + 1} {what!r} → {wrong!r}" for at, what, wrong in plants]
        assert all(is_connected(finding, plants, page) for finding in found), where
        for plant in plants:
            assert any(is_connected(finding, [plant], page) for finding in found), (plant, where)
