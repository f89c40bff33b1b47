"""Every word of the language does something: the toy pack uses each, and leaving one out shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from budgetrules import RuleFileError, RuleSet, load_rules
from budgetrules.core.spans import Span
from budgetrules.language.forms.wording_syntax import build_wording
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import SPELLINGS, Keyword, keywords, of_kind
from budgetrules.language.text.parser import parse_text
from budgetrules.language.text.printer import format_file
from budgetrules.program import codec
from budgetrules.rule_tests import run_examples
from budgetrules.schema.forms import Slot
from tests.conftest import every, thinned
from tests.toy import toy_rules, toy_text

# What may be left out because it says what holds anyway, or is for people who read the file.
_SAYS_WHAT_HOLDS = {
    ("document", "external"),  # other documents always come with the run
    ("law", "unverified"),  # a law is not verified unless it is said to be
    ("key", "name_column"),  # a key is a name unless it is a code
}
_FOR_PEOPLE = {("pack", "region"), ("pack", "licence")}
# Stands in packs that build on others; the toy pack is alone.
_OF_SEVERAL_PACKS = {"builds_on"}
# Words inside the text of a wording, which the printer leaves as they are.
_IN_WORDINGS = {"type", "slot"}


def meaning(rules: RuleSet) -> str:
    """What rules come to: everything declared and checked, without the text it was made of."""
    plan = rules.plan
    infos = tuple(attrs.evolve(info, hash="") for info in plan.packs)
    return codec.dumps((infos, plan.declarations, plan.templates))


@pytest.fixture(scope="module")
def whole() -> str:
    return meaning(toy_rules(folder=None))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_toy_pack_uses_every_word_of_the_language(spelling: str) -> None:
    text = toy_text(spelling)
    for keyword in keywords():
        if keyword.id in _OF_SEVERAL_PACKS or (spelling == "en" and keyword.kind in _IN_WORDINGS):
            continue
        word = re.escape(keyword.spelled(spelling))
        assert re.search(rf"(?<!\w){word}(?!\w)", text), keyword


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_example_of_the_toy_pack_holds_in_both_spellings(
    spelling: str, tmp_path: Path
) -> None:
    results = run_examples(toy_rules(toy_text(spelling), folder=tmp_path))
    assert [result for result in results if not result.passed] == []
    assert {result.expected for result in results} == {"pass", "fail"}


def test_both_spellings_mean_the_same(tmp_path: Path) -> None:
    chinese = toy_rules(toy_text("zh"), folder=tmp_path)
    english = toy_rules(toy_text("en"), folder=tmp_path)

    def named(rules: RuleSet) -> list[tuple[str, int, int]]:
        return [
            (rule.id, len(rule.blocks), len(rule.examples)) for rule in rules.by_template["试验"]
        ]

    assert named(chinese) == named(english)
    assert chinese.templates["试验"].lists() == english.templates["试验"].lists()


def without_line(lines: list[str], at: int) -> str:
    """The text with a line and what stands under it turned into comments, so that lines keep their numbers."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    changed = list(lines)
    changed[at] = "#"
    for below in range(at + 1, len(lines)):
        line = lines[below]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        changed[below] = "#" if line.strip() else line
    return "\n".join(changed) + "\n"


def shows(text: str, whole: str, folder: Path) -> bool:
    """Whether a changed text means something else, or nothing."""
    try:
        return meaning(toy_rules(text, folder=folder)) != whole
    except RuleFileError:
        return True


def test_no_line_can_be_left_out_without_a_difference(whole: str, tmp_path: Path) -> None:
    lines = toy_text().splitlines()
    for at, line in list(enumerate(lines))[:: every(1)]:
        word = line.split()[0] if line.strip() else "#"
        if word.startswith(("#", "|")) or word in ("地区", "许可"):
            continue
        assert shows(without_line(lines, at), whole, tmp_path), line


def options_left_out(file: tree.File) -> Iterator[tuple[str, str, tree.File]]:
    """Each option of each clause, and the file without it."""

    def changed(clause: tree.Clause) -> Iterator[tuple[str, str, tree.Clause]]:
        head = clause.head
        if isinstance(head, tree.Declaration):
            for option in head.options:
                rest = tuple(other for other in head.options if other is not option)
                yield (
                    clause.keyword,
                    option.keyword,
                    attrs.evolve(clause, head=attrs.evolve(head, options=rest)),
                )
        for at, child in enumerate(clause.children):
            for keyword, option_id, other in changed(child):
                children = (*clause.children[:at], other, *clause.children[at + 1 :])
                yield keyword, option_id, attrs.evolve(clause, children=children)

    for at, clause in enumerate(file.clauses):
        for keyword, option_id, other in changed(clause):
            clauses = (*file.clauses[:at], other, *file.clauses[at + 1 :])
            yield keyword, option_id, attrs.evolve(file, clauses=clauses)


@pytest.mark.slow
def test_no_option_can_be_left_out_without_a_difference(whole: str, tmp_path: Path) -> None:
    file, mistakes = parse_text(toy_text(), "toy.rules")
    assert mistakes == ()
    seen = set()
    for keyword, option, changed in options_left_out(file):
        if not option or (keyword, option) in _SAYS_WHAT_HOLDS or (keyword, option) in seen:
            continue
        seen.add((keyword, option))
        assert shows(format_file(changed), whole, tmp_path), (keyword, option)
    assert {option for _, option in seen} | {option for _, option in _SAYS_WHAT_HOLDS} >= set(
        of_kind("option")
    )


@pytest.mark.parametrize(
    "keyword", [*of_kind("type").values(), *of_kind("slot").values()], ids=lambda item: item.id
)
def test_words_of_wordings_mean_the_same_in_both_spellings(keyword: Keyword) -> None:
    def slots(spelling: str) -> list[object]:
        word = keyword.spelled(spelling)
        written = f"{{{word}:别的}}" if keyword.kind == "slot" else f"{{名:{word}}}"
        text = tree.String(f"共{written}。", span=Span("t", 1, 0, 9))
        mistakes: list[object] = []
        wording = build_wording(text, frozenset({"别的"}), mistakes)  # type: ignore[arg-type]
        assert mistakes == []
        slots = [part for part in wording.parts if isinstance(part, Slot)]
        return [(slot.kind, slot.detail, slot.choices) for slot in slots]

    assert slots("zh") == slots("en")
    assert slots("zh")


def test_a_pack_builds_on_another(tmp_path: Path) -> None:
    for name, more in (("below", ""), ("above", "  基于 below\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.rules").write_text(
            f'规则包 {name} "{name}" 版本 1\n{more}', encoding="utf-8"
        )
    rules = load_rules([tmp_path / "above", tmp_path / "below"], default=False)
    assert [pack.name for pack in rules.packs] == ["below", "above"]
    with pytest.raises(RuleFileError):
        load_rules([tmp_path / "above"], default=False)


def _every_word() -> list[str]:
    return sorted({keyword.spelled(spelling) for keyword in keywords() for spelling in SPELLINGS})


@pytest.mark.parametrize(
    "block",
    thinned(
        [
            "对于 每行 {} 属于 表2\n  检查 {}.合计 >= 0元",
            "对于 每格 {} 属于 表2\n  检查 {} >= 0元",
            "对于 每组 {} 属于 表2 按 科目\n  检查 个数({}) = 1",
            "对于 每对 {} 属于 表1.支出 与 别的 属于 表2 按 编码 对应 科目\n  检查 {}.金额 相同 别的.合计",
        ],
        2,
    ),
    ids=["row", "cell", "group", "pair"],
)
def test_every_word_may_be_an_authors_name(block: str, tmp_path: Path) -> None:
    names = [*_every_word(), "doc", "document", "row", "cell", "member", "pair", "names", "table"]
    rules = "\n".join(
        f'规则 N-{number} "名"\n  级别 错误\n  依据 表式\n  {block.replace("{}", f"【{name}】")}\n'
        "  例 通过\n    | 表1.支出 | 金额 |\n    | 办公支出 | 1.00 |\n"
        "    | 表2 | 合计 |\n    | 201 | 1.00 |\n"
        for number, name in enumerate(names)
    )
    loaded = toy_rules(folder=tmp_path, more="\n" + rules)
    results = [item for item in run_examples(loaded) if item.rule.startswith("N-")]
    assert [result for result in results if not result.passed] == []
    assert len(results) == len(names)
