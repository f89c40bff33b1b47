"""A document of the toy form in `pack/`, errors to plant in it, and the case that its checks make."""

from __future__ import annotations

import functools
from pathlib import Path

import attrs

from budgetrules import RuleSet, load_rules
from budgetrules.causes.case import Case, new_case
from budgetrules.causes.order import CAUSES, find_roots
from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.engine import read
from budgetrules.evaluation.outcome import Outcome, each_hit
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.verdicts import Verdict
from budgetrules.model.disclosure import Disclosure

PACK = Path(__file__).parent / "pack"
# The titles of the tables and the heads of their columns.
_CODED = ("科目", "科目名称", "本年数", "上年数")
_NAMED = ("项目名", "金额")
TABLES = {
    "总表": ("支出总表", _CODED),
    "明细": ("支出明细表", _CODED),
    "基金": ("基金支出表", _CODED),
    "项目": ("项目支出表", _NAMED),
    "项目说明": ("项目说明表", _NAMED),
}

Line = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Paper:
    """What a document prints: the rows of its tables, by what the form calls these, and its texts.

    The first column of a row is its code or name.
    """

    tables: dict[str, tuple[Line, ...]]
    units: dict[str, str]
    texts: tuple[str, ...]
    headings: tuple[str, str] = ("第一部分 支出说明", "第二部分 名词解释")
    notes: dict[str, str] = attrs.field(factory=dict)

    def with_row(self, table: str, key: str, line: Line | None) -> Paper:
        """Print another row for that of a code or name, or none."""
        rows = []
        for row in self.tables[table]:
            if row[0] != key:
                rows.append(row)
            elif line is not None:
                rows.append(line)
        return attrs.evolve(self, tables={**self.tables, table: tuple(rows)})

    def with_text(self, old: str, new: str) -> Paper:
        """Print other words."""
        texts = tuple(text.replace(old, new) for text in self.texts)
        return attrs.evolve(self, texts=texts)

    def html(self) -> str:
        """The document as a web page."""
        parts = ["<html><body><p>某某局 2030 年支出公示</p>"]
        parts += [self._table(table) for table in TABLES]
        parts.append(f"<p>{self.headings[0]}</p>")
        parts += [f"<p>{text}</p>" for text in self.texts[:-1]]
        parts.append(f"<p>{self.headings[1]}</p><p>{self.texts[-1]}</p>")
        return "".join([*parts, "</body></html>"])

    def _table(self, table: str) -> str:
        title, heads = TABLES[table]
        lines = [
            "".join(f"<td>{cell}</td>" for cell in row) for row in (heads, *self.tables[table])
        ]
        rows = "".join(f"<tr>{line}</tr>" for line in lines)
        unit, note = self.units.get(table, "万元"), self.notes.get(table, "")
        return f"<p>{title}</p><p>单位：{unit}</p><table>{rows}</table><p>{note}</p>"


_ROWS: tuple[Line, ...] = (
    ("", "总计", "110.00", "90.00"),
    ("201", "办公支出", "60.00", "45.00"),
    ("20101", "会议支出", "25.00", "20.00"),
    ("20102", "差旅支出", "35.00", "25.00"),
    ("202", "住房支出", "30.00", "28.00"),
    ("20201", "公积金支出", "19.00", "17.00"),
    ("20202", "提租支出", "11.00", "11.00"),
    ("203", "其他支出", "20.00", "17.00"),
    ("20301", "赠与支出", "20.00", "17.00"),
)
SOUND = Paper(
    tables={
        "总表": _ROWS,
        "明细": _ROWS,
        "基金": (("", "总计", "20.00", "17.00"), ("203", "其他支出", "20.00", "17.00")),
        "项目": (("购置设备", "12.00"), ("印刷年报", "3.00")),
        "项目说明": (("购置设备", "12.00"), ("印刷年报", "3.00")),
    },
    units={},
    texts=(
        "支出共110.00万元，比上年增加20.00万元，增长22.22%。",
        "支出包括：办公支出、住房支出、其他支出。",
        "办公支出安排60.00万元。",
        "住房支出安排30.00万元。",
        "其他支出安排20.00万元。",
        "以上名词按有关规定解释。",
    ),
)


@functools.cache
def toy_rules() -> RuleSet:
    """The rules of the toy form; read once."""
    return load_rules([PACK], default=False)


def toy_document(paper: Paper, folder: Path) -> Disclosure:
    """What is read of a paper."""
    path = folder / "paper.html"
    path.write_text(paper.html(), encoding="utf-8")
    return read(path, rules=toy_rules())


def case_of(paper: Paper, folder: Path) -> Case:
    """The case of a paper before any cause has looked at it."""
    disclosure, rules = toy_document(paper, folder), toy_rules()
    assert disclosure.template is not None
    view = DocumentView(disclosure, disclosure.template, rules.plan.declarations, {})
    chosen = rules.chosen(disclosure.template.id)
    orders = {rule.id: order for order, rule in enumerate(chosen)}
    failed: list[FailedCheck] = []
    passed: list[Comparison] = []
    for outcome in PlainEvaluator().run(chosen, view):
        if outcome.verdict is Verdict.FAIL:
            order = orders[outcome.rule.id]
            failed += [FailedCheck(order, outcome.severity, hit) for hit in each_hit(outcome)]
        elif _holds(outcome) and isinstance(outcome.grounds, Comparison):
            passed.append(outcome.grounds)
    return new_case(failed, passed, Locator(view))


def _holds(outcome: Outcome) -> bool:
    return outcome.verdict in (Verdict.EXACT, Verdict.ROUNDING)


def before(name: str, case: Case) -> Case:
    """The case when the cause of this name comes to look at it."""
    for cause in CAUSES:
        if cause.name == name:
            return case
        case = case.with_roots(cause.explain(case))
    raise KeyError(name)


def seen_by(name: str, paper: Paper, folder: Path) -> list[Root]:
    """The roots that the cause of this name returns for a paper, when its turn comes."""
    case = before(name, case_of(paper, folder))
    cause = next(cause for cause in CAUSES if cause.name == name)
    return list(cause.explain(case))


def roots_of(paper: Paper, folder: Path) -> list[Root]:
    """The roots that all causes find in a paper."""
    return find_roots(case_of(paper, folder))


def told(root: Root) -> tuple[str, list[str]]:
    """The check that speaks for a root, and those that follow, each by its rule and first row."""
    return name_of(root.spokesman), sorted(map(name_of, root.follows))


def name_of(item: FailedCheck) -> str:
    """A failed check by its rule and the first row of its instance."""
    rows = item.rows
    rule = item.outcome.rule.id
    return f"{rule} {rows[0].code or rows[0].name}" if rows else rule


def suspect_of(root: Root) -> str | None:
    """The text of the figure that a root calls wrong."""
    return root.suspect.place.text if root.suspect is not None else None
