"""Errors planted one at a time in what a reader made of a file, so that they can be planted in files of any kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import attrs

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure
from budgetrules.findings.verdicts import DocumentResult, Finding
from budgetrules.model.disclosure import Disclosure, Place
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from budgetrules.recognition.recognise import build_disclosure

# Where something stands: page and height, sheet and cell, or line.
Spot = tuple[object, ...]


@attrs.frozen
class Plant:
    """One error: its kind, what stood there and what stands there now, the document with it, and where it is."""

    kind: str
    was: str
    now: str
    raw: RawDocument
    spots: frozenset[Spot]


@attrs.frozen
class Original:
    """A document before anything is planted: as read, what was recognised, and what was found."""

    raw: RawDocument
    rules: RuleSet
    others: Sequence[Disclosure]
    disclosure: Disclosure
    result: DocumentResult
    known: frozenset[tuple[object, ...]]

    def found(self, raw: RawDocument) -> list[Finding]:
        """What is found in a changed document that was not found before."""
        result = check_disclosure(
            recognised(raw, self.rules), CheckOptions(), self.rules, self.others
        )
        return [item for item in result.findings if _said(item) not in self.known]


def original(raw: RawDocument, rules: RuleSet, others: Sequence[Disclosure] = ()) -> Original:
    """A document and what is found in it."""
    disclosure = recognised(raw, rules)
    result = check_disclosure(disclosure, CheckOptions(), rules, others)
    return Original(raw, rules, others, disclosure, result, frozenset(map(_said, result.findings)))


def recognised(raw: RawDocument, rules: RuleSet) -> Disclosure:
    """The model of what was read."""
    lists = rules.plan.declarations.codelists
    names = {
        code: entry.names[0]
        for held in lists.values()
        for code, entry in held.entries.items()
        if entry.names
    }
    return build_disclosure(raw, tuple(rules.templates.values()), known_names=names)


def _said(finding: Finding) -> tuple[object, ...]:
    subject = finding.subject
    return (
        finding.rule,
        subject.table,
        subject.section,
        subject.row,
        subject.column,
        finding.evidence.stated,
    )


def spot(place: Place) -> Spot:
    """Where a place is, without the characters there: sheet and cell, height on the page, or line."""
    if place.box is not None:
        return place.page, place.box[1], place.box[3]
    return place.sheet, place.cell, place.line if place.cell is None else None


def spots_of(finding: Finding) -> set[Spot]:
    """Every place a finding or what follows from it speaks of."""
    places = (finding.subject.place, *(operand.place for operand in finding.evidence.operands))
    return {spot(place) for place in places}.union(*map(spots_of, finding.consequences))


def with_cell(raw: RawDocument, at: int, number: int, text: str) -> RawDocument:
    """A document with other words in a cell of a grid."""
    grid = raw.grids[at]
    cell = attrs.evolve(
        grid.cells[number], text=text, place=attrs.evolve(grid.cells[number].place, text=text)
    )
    return with_grid(
        raw, at, attrs.evolve(grid, cells=(*grid.cells[:number], cell, *grid.cells[number + 1 :]))
    )


def with_grid(raw: RawDocument, at: int, grid: RawGrid) -> RawDocument:
    """A document with another grid in the place of one."""
    return attrs.evolve(raw, grids=(*raw.grids[:at], grid, *raw.grids[at + 1 :]))


def with_line(raw: RawDocument, at: int, text: str) -> RawDocument:
    """A document with other words in a line."""
    # The left edges of the characters no longer fit; the whole line stands for its words.
    line = attrs.evolve(raw.lines[at], text=text, edges=None)
    return attrs.evolve(raw, lines=(*raw.lines[:at], line, *raw.lines[at + 1 :]))


_FIGURE = re.compile(r"[\d,]*\d(?:\.\d+)?")
_CODE = re.compile(r"\d{2,7}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _amounts(raw: RawDocument) -> Iterator[tuple[int, int, RawCell]]:
    """The cells of amounts: with two decimals or a thousands separator."""
    for at, grid in enumerate(raw.grids):
        for number, cell in enumerate(grid.cells):
            text = cell.text.strip()
            if _FIGURE.fullmatch(text) and ("." in text or "," in text):
                yield at, number, cell


def _cells(kind: str, change: Callable[[str], str | None], raw: RawDocument) -> Iterator[Plant]:
    for at, number, cell in _amounts(raw):
        now = change(cell.text.strip())
        if now is not None and now != cell.text.strip():
            yield Plant(
                kind, cell.text, now, with_cell(raw, at, number, now), frozenset({spot(cell.place)})
            )


def _other_digit(text: str) -> str:
    at = (
        next(at for at, mark in enumerate(text) if mark.isdigit() and mark != "0")
        if text.strip("0.,")
        else 0
    )
    return text[:at] + str(int(text[at]) % 9 + 1) + text[at + 1 :]


def _swapped_digits(text: str) -> str | None:
    """The first two unlike neighbours exchanged before the last decimal, so that rounding doesn't explain it."""
    for at in range(len(text) - 2):
        pair = text[at : at + 2]
        if pair.isdigit() and pair[0] != pair[1]:
            return text[:at] + pair[::-1] + text[at + 2 :]
    return None


def first_digits(raw: RawDocument) -> Iterator[Plant]:
    """Another first digit in every amount."""
    return _cells("首位数字", _other_digit, raw)


def swapped_digits(raw: RawDocument) -> Iterator[Plant]:
    """Two digits exchanged in every amount."""
    return _cells("数字颠倒", _swapped_digits, raw)


def blanked(raw: RawDocument) -> Iterator[Plant]:
    """Every amount left out."""
    return _cells("漏填", lambda text: "", raw)


def _coded(grid: RawGrid) -> Iterator[list[int]]:
    """The rows that begin with a code, as the numbers of their cells."""
    rows: dict[int, list[int]] = {}
    for number, cell in enumerate(grid.cells):
        rows.setdefault(cell.row, []).append(number)
    for numbers in rows.values():
        filled = [number for number in numbers if grid.cells[number].text.strip()]
        amounts = [number for number in filled if "." in grid.cells[number].text]
        if (
            filled
            and amounts
            and re.fullmatch(r"[23]\d\d(\d\d){0,2}", grid.cells[filled[0]].text.strip())
        ):
            yield filled


def codes(raw: RawDocument) -> Iterator[Plant]:
    """The last digit of the last part of every code."""
    for at, grid in enumerate(raw.grids):
        for filled in _coded(grid):
            parts = [
                number for number in filled if _CODE.fullmatch(grid.cells[number].text.strip())
            ]
            number = next(
                number
                for number, after in zip(parts, [*parts[1:], None], strict=True)
                if after != number + 1
            )
            text = grid.cells[number].text.strip()
            now = text[:-1] + str((int(text[-1]) + 3) % 10)
            near = frozenset(spot(grid.cells[other].place) for other in filled)
            yield Plant("科目编码", text, now, with_cell(raw, at, number, now), near)


def names(raw: RawDocument) -> Iterator[Plant]:
    """Two characters of every coded row's name exchanged."""
    for at, grid in enumerate(raw.grids):
        for filled in _coded(grid):
            number = next(
                (number for number in filled if len(_CHINESE.findall(grid.cells[number].text)) > 2),
                None,
            )
            if number is None:
                continue
            text = grid.cells[number].text
            where = next(
                (
                    i
                    for i in range(1, len(text) - 1)
                    if text[i] != text[i + 1]
                    and _CHINESE.match(text[i])
                    and _CHINESE.match(text[i + 1])
                ),
                None,
            )
            if where is not None:
                now = text[:where] + text[where + 1] + text[where] + text[where + 2 :]
                near = frozenset(spot(grid.cells[other].place) for other in filled)
                yield Plant("科目名称", text, now, with_cell(raw, at, number, now), near)


def rows_left_out(raw: RawDocument) -> Iterator[Plant]:
    """A coded row left out; what is found stands in the same table or speaks of the row."""
    for at, grid in enumerate(raw.grids):
        tables = frozenset(spot(cell.place) for cell in grid.cells)
        for filled in _coded(grid):
            gone = grid.cells[filled[0]].row
            if any(cell.row < gone < cell.row + cell.row_span for cell in grid.cells):
                continue
            kept = tuple(
                attrs.evolve(cell, row=cell.row - (cell.row > gone))
                for cell in grid.cells
                if cell.row != gone
            )
            said = " ".join(grid.cells[number].text for number in filled)
            yield Plant(
                "漏行",
                said,
                "",
                with_grid(raw, at, attrs.evolve(grid, cells=kept, rows=grid.rows - 1)),
                tables,
            )


def tables_left_out(raw: RawDocument) -> Iterator[Plant]:
    """A table left out with the lines above it up to the table before."""
    for at, grid in enumerate(raw.grids):
        if len(grid.cells) < 12:
            continue
        near = range(max(raw.grids[at - 1].after if at else 0, grid.after - 4), grid.after)
        titles = [
            number
            for number in near
            if re.search("表$|单位[:：]", re.sub(r"\s", "", raw.lines[number].text))
        ]
        lines = tuple(line for number, line in enumerate(raw.lines) if number not in titles)
        grids = tuple(
            attrs.evolve(
                other, after=other.after - (len(titles) if other.after >= grid.after else 0)
            )
            for other in (*raw.grids[:at], *raw.grids[at + 1 :])
        )
        title = " ".join(raw.lines[number].text.strip() for number in titles)
        yield Plant("漏表", title, "", attrs.evolve(raw, lines=lines, grids=grids), frozenset())


def table_units(raw: RawDocument) -> Iterator[Plant]:
    """元 for 万元 above a table, or the other way."""
    for at, line in enumerate(raw.lines):
        found = re.search(r"单位\s*[:：]\s*(万?元)", line.text)
        if found and len(line.text.strip()) < 60:
            now = "元" if found[1] == "万元" else "万元"
            text = line.text[: found.start(1)] + now + line.text[found.end(1) :]
            yield Plant(
                "表的单位", found[0], now, with_line(raw, at, text), frozenset({spot(line.whole())})
            )


def _in_lines(
    kind: str, pattern: str, change: Callable[[re.Match[str]], str | None], raw: RawDocument
) -> Iterator[Plant]:
    """Changes in the narrative: near is the line and its neighbours, into which a paragraph of a page goes on."""
    for at, line in _narrative(raw):
        for found in re.finditer(pattern, line.text):
            now = change(found)
            if now is None or now == found.group():
                continue
            text = line.text[: found.start()] + now + line.text[found.end() :]
            near = frozenset(spot(other.whole()) for other in raw.lines[max(0, at - 1) : at + 2])
            said = line.text[max(0, found.start() - 14) : found.end() + 4]
            yield Plant(kind, said, now, with_line(raw, at, text), near)


def _narrative(raw: RawDocument) -> Iterator[tuple[int, RawLine]]:
    """The lines of the explanations, which come after the tables or before them."""
    marks = [
        at
        for at, line in enumerate(raw.lines)
        if re.match(r"第三部分|20\d\d年部门预算编制说明", re.sub(r"\s", "", line.text))
    ]
    first = marks[-1] if marks else 0
    terms = [
        at
        for at, line in enumerate(raw.lines)
        if re.match(r"(第四部分)?名词解释", re.sub(r"\s", "", line.text)) and at > first
    ]
    last = terms[-1] if terms else len(raw.lines)
    return ((at, raw.lines[at]) for at in range(first, last))


def amounts_in_words(raw: RawDocument) -> Iterator[Plant]:
    """Another first digit in every amount of the narrative."""
    return _in_lines(
        "文中金额",
        r"(?<![\d.（])\d[\d,]*(?:\.\d+)?(?=\s?万元)",
        lambda found: _other_digit(found.group()),
        raw,
    )


def swapped_in_words(raw: RawDocument) -> Iterator[Plant]:
    """Two digits exchanged in every amount of the narrative."""
    pattern = r"(?<![\d.（])\d[\d,]*\.\d+(?=\s?万元)"
    return _in_lines("文中金额颠倒", pattern, lambda found: _swapped_digits(found.group()), raw)


def rates(raw: RawDocument) -> Iterator[Plant]:
    """Another share, growth or completion."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        return (
            word[:-2] + f"{(int(word[-2:]) + 37) % 100:02d}"
            if re.search(r"\.\d\d$", word)
            else _other_digit(word)
        )

    return _in_lines("占比与幅度", r"(?<![\d.])\d+(?:\.\d+)?(?=\s?%)", other, raw)


_OPPOSITES = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "大于": "小于",
    "小于": "大于",
}


def directions(raw: RawDocument) -> Iterator[Plant]:
    """Words of direction turned round where an amount or 预算数 follows."""
    pattern = r"(?:增加|减少|增长|下降)(?=\s?\d)|(?:大于|小于)(?=(?:年初)?预算数)"
    return _in_lines("升降用语", pattern, lambda found: _OPPOSITES[found.group()], raw)


def steadies(raw: RawDocument) -> Iterator[Plant]:
    """持平 said of what differs, and the other way."""
    held = r"持平(?!。?其中：因)|(?:增加|减少)\s?\d[\d.]*\s?万元(?:，(?:增长|下降)\s?\d[\d.]*\s?%)?|(?:大于|小于)预算数"

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if word.endswith("预算数"):
            return "等于预算数"
        return "增加1.25万元" if word.startswith("持平") else "持平"

    return _in_lines("持平", held, other, raw)


def years(raw: RawDocument) -> Iterator[Plant]:
    """A year too early."""
    return _in_lines("年度", r"20\d\d(?=\s?年)", lambda found: str(int(found.group()) - 1), raw)


def counts(raw: RawDocument) -> Iterator[Plant]:
    """Counts of things and persons."""
    pattern = r"(?<![\d.,])\d+(?=\s?(?:辆|个(?!月)|批次|人次|台))"
    return _in_lines("个数", pattern, lambda found: str(int(found.group()) + 3), raw)


def units_in_words(raw: RawDocument) -> Iterator[Plant]:
    """元 for 万元 behind what is not nothing."""
    pattern = r"(?<=\d)\s?万元"

    def other(found: re.Match[str]) -> str | None:
        before = re.search(r"[\d.,]+$", found.string[: found.start()])
        return "元" if before and before.group().strip("0.,") and before.group() != "100" else None

    return _in_lines("文中单位", pattern, other, raw)


def entities(raw: RawDocument, entity: str) -> Iterator[Plant]:
    """Another department's name, and the own with a letter wrong."""
    yield from _in_lines(
        "别的部门", re.escape(entity), lambda found: entity[:3] + "水务管理局", raw
    )
    yield from _in_lines(
        "部门名错字", re.escape(entity), lambda found: entity[:-2] + "某" + entity[-1], raw
    )


def listed_names(raw: RawDocument) -> Iterator[Plant]:
    """Two characters exchanged in the names of codes."""
    pattern = r"[\u4e00-\u9fff]{4,}(?=（[类款项]）)|(?<=-)[\u4e00-\u9fff]{4,}(?=[-”])"
    return _in_lines(
        "文中科目名",
        pattern,
        lambda found: found[0][0] + found[0][2] + found[0][1] + found[0][3:],
        raw,
    )


def listed_left_out(raw: RawDocument) -> Iterator[Plant]:
    """A name left out of a list of economic items."""
    return _in_lines(
        "列举漏项",
        r"(?<=、)(?:津贴补贴|住房公积金|印刷费|工会经费|福利费|退休费)、",
        lambda found: "",
        raw,
    )


def residue(raw: RawDocument) -> Iterator[Plant]:
    """Placeholders, choices not made and doubled marks."""
    yield from _in_lines("占位符", r"(?<=\d)\d\.\d\d(?=\s?万元)", lambda found: "XX", raw)
    yield from _in_lines("未选", r"(?:增加|减少)(?=\s?\d)", lambda found: "增加（减少）", raw)
    yield from _in_lines("标点", r"。(?=\s*$)", lambda found: "。。", raw)


def every_plant(found: Original) -> Iterator[Plant]:
    """Every error of every kind, made when it is asked for: each is a whole document."""
    kinds = (
        first_digits, swapped_digits, blanked, codes, names, rows_left_out, tables_left_out, table_units, amounts_in_words,
        swapped_in_words, rates, directions, steadies, years, counts, units_in_words, listed_names, listed_left_out, residue,
    )  # fmt: skip
    for kind in kinds:
        yield from kind(found.raw)
    yield from entities(found.raw, found.disclosure.entity)
