"""A stand-in for the engine, so that these tests are about commands alone: it reads documents that begin with 预算.

It has the faces of `budgetrules.engine`, `language.printer`, `rule_tests` and `resources`.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import pytest

from budgetrules.core.diagnostics import Diagnostic, RuleFileError, Severity
from budgetrules.core.spans import Span
from budgetrules.findings.verdicts import Counts, DocumentResult, RuleInfo
from budgetrules.model.disclosure import Disclosure
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import PackInfo
from budgetrules.schema.sources import Law
from tests.unit.reporting import samples


@attrs.frozen
class CheckOptions:
    rules: tuple[str, ...] = ()
    default_rules: bool = True
    default_forms: bool = True
    template: str | None = None
    year: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    show: frozenset[str] = frozenset()
    values: Mapping[str, str] = attrs.field(factory=dict)
    lang: str = "zh"
    others: tuple[str, ...] = ()


@attrs.frozen
class RulePage:
    id: str
    title: str
    severity: str
    basis: tuple[Law, ...]
    formula: tuple[str, ...]
    source: str
    file: str
    line: int
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    pack: str
    templates: tuple[str, ...]


@attrs.frozen
class ExampleResult:
    rule: str
    title: str
    expected: str
    passed: bool
    detail: str
    file: str
    line: int


class RuleSet:
    packs = (PackInfo("demo", "1.0", "abc123"),)
    rules: Mapping[str, RuleInfo] = samples.report().rules
    templates: Mapping[str, Template] = {
        "示例表式": Template(
            "示例表式", "示例省部门预算公开", "budget", (), region="示例省", first_year=2021
        )
    }

    def rule(self, name: str) -> RulePage:
        info = self.rules[name]
        return RulePage(
            id=name,
            title=info.title,
            severity=info.severity.value,
            basis=info.basis,
            formula=("合计 = 基本支出 + 项目支出",),
            source=f'规则 {name} "{info.title}"\n  检查 合计 = 基本支出 + 项目支出',
            file="demo.rules",
            line=10,
            relations=("A16",),
            tags=("表间",),
            pack="demo",
            templates=("示例表式",),
        )


seen: list[CheckOptions] = []


def load_rules(paths: Sequence[str] = (), *, default: bool = True, forms: bool = True) -> RuleSet:
    for path in paths:
        content = Path(path).read_text(encoding="utf-8")
        if "检察" in content:
            span = Span(path, 2, 2, 4)
            wrong = Diagnostic(
                "C104", Severity.ERROR, {"name": "检察"}, span, "检查", ("级别", "依据", "检查")
            )
            unknown = Diagnostic(
                "Z999",
                Severity.ERROR,
                {"word": "没有这条消息"},
                attrs.evolve(span, line=3, column=0),
            )
            raise RuleFileError((wrong, unknown))
    return RuleSet()


def check_iter(
    paths: Sequence[str],
    options: CheckOptions,
    rules: RuleSet | None = None,
    others: Sequence[Disclosure] = (),
) -> Iterator[DocumentResult]:
    seen.append(options)
    for path in paths:
        content = Path(path).read_bytes().decode("utf-8", "replace")
        if content.startswith("中断"):
            raise KeyboardInterrupt
        if content.startswith("预算 干净"):
            counts = Counts(exact=5, unknown=1)
            rule_counts = {"T-A01": counts}
            yield samples.document(
                path=path,
                findings=(),
                problems=(),
                counts=counts,
                rules=rule_counts,
                not_exercised=(),
            )
        elif content.startswith("预算 警告"):
            yield samples.document(path=path, findings=(samples.warning(),))
        elif content.startswith("预算"):
            yield samples.document(path=path)
        else:
            yield attrs.evolve(samples.unreadable(), path=path)


def read_all(
    path: str, *, rules: RuleSet | None = None, template: str | None = None, year: int | None = None
) -> list[Disclosure]:
    return [Disclosure(path, "0" * 64, "text", None, "", year, {})]


def format_text(text: str, spelling: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    if "检察" in text:
        return None, (
            Diagnostic("C104", Severity.ERROR, {"name": "检察"}, Span("", 2, 2, 4), "检查"),
        )
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines()) + "\n", ()


def run_examples(ruleset: RuleSet, lang: str = "zh") -> list[ExampleResult]:
    return [
        ExampleResult("T-A01", "", "pass", True, "", "demo.rules", 3),
        ExampleResult("T-A16", "", "fail", False, "得到的是 通过", "demo.rules", 12),
    ]


def resource_folder(name: str) -> Path:
    return Path("shipped") / name


@pytest.fixture
def engine() -> Iterator[None]:
    """Put the stand-in in the place of the engine, and take away afterwards every command module that has seen it."""
    faces = {
        "budgetrules.engine": (
            "CheckOptions",
            "RuleSet",
            "RulePage",
            "load_rules",
            "check_iter",
            "read_all",
        ),
        "budgetrules.language.text.printer": ("format_text",),
        "budgetrules.rule_tests": ("run_examples", "ExampleResult"),
        "budgetrules.resources": ("resource_folder",),
    }
    before = dict(sys.modules)
    _forget_commands()
    for name, members in faces.items():
        module = types.ModuleType(name)
        module.__dict__.update({member: globals()[member] for member in members})
        sys.modules[name] = module
    seen.clear()
    yield
    _forget_commands()
    for name in faces:
        del sys.modules[name]
    sys.modules.update(
        {
            name: module
            for name, module in before.items()
            if name in faces or name.startswith("budgetrules.cli.")
        }
    )


def _forget_commands() -> None:
    for name in [name for name in sys.modules if name.startswith("budgetrules.cli.")]:
        del sys.modules[name]
