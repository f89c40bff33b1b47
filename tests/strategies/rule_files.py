"""Random rule files: text built from the grammar's pieces, well formed as far as parsing goes."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ("表1", "表2.收入", "合计", "基本支出", "甲", "级次", "下级", "名称", "预算年度")
TEXTS = ("总计", "类", "301", "一般公共服务支出（类）", "a “b” c", "其中：")


def strings() -> st.SearchStrategy[str]:
    """A text in quotes."""
    return st.sampled_from(TEXTS).map(lambda text: f'"{text}"')


@st.composite
def figures(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression that is a figure, as far as the grammar knows."""
    kind = draw(st.sampled_from(("leaf", "+", "-", "求和", "百分比", "(") if depth else ("leaf",)))
    if kind == "leaf":
        number = st.one_of(st.integers(0, 10**6), st.decimals(0, 1000, places=2)).map(str)
        cell = st.builds(
            "{}[{}].{}".format, st.sampled_from(NAMES[:2]), strings(), st.sampled_from(NAMES[2:4])
        )
        return draw(st.one_of(st.sampled_from(NAMES), number, cell))
    first = draw(figures(depth - 1))
    if kind == "×":
        return f"{draw(st.integers(0, 400))} × {draw(figures(0))}"
    if kind in "+-":
        return f"{first} {kind} {draw(figures(0))}"
    if kind == "百分比":
        return f"百分比({draw(figures(0))}, {draw(figures(0))})"
    return f"求和({first})" if kind == "求和" else f"({first})"


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression that is true or false."""
    kind = draw(st.sampled_from(("leaf", "且", "或", "非", "(") if depth else ("leaf",)))
    if kind == "leaf":
        return draw(st.one_of(_comparisons(), _memberships()))
    if kind == "非":
        return f"非 {draw(_memberships())}"
    first = draw(conditions(depth - 1))
    second = draw(conditions(0))
    return f"({first}) 且 {second}" if kind == "(" else f"{first} {kind} {second}"


def _comparisons() -> st.SearchStrategy[str]:
    signs = st.sampled_from(("=", "相同", "<=", ">=", "<", ">", "!="))
    return st.builds("{} {} {}".format, figures(), signs, figures())


def _memberships() -> st.SearchStrategy[str]:
    names = st.sampled_from(NAMES)
    return st.one_of(
        st.builds("{} 属于 ({}, {})".format, names, strings(), strings()),
        names.map("有 {}".format),
        st.builds("{} = {}".format, names, strings()),
    )


_QUANTIFIERS = (
    "对于 每行 属于 表3",
    '对于 每行 甲 属于 表5 其中 级次 = "项"',
    "对于 每格 属于 全部表",
    "对于 每对 甲 属于 表2 与 乙 属于 表3 按 科目",
    "对于 每组 甲 属于 表7 按 项目名称",
    "对于 每张 表 属于 表8, 表9",
)
_COMMENTS = ("", "# 一条说明", "#")


@st.composite
def rules(draw: st.DrawFn, number: int) -> str:
    """A rule."""
    lines = [f'规则 T-{number} "{draw(st.sampled_from(("甲", "每行合计", "a b")))}"']
    lines.append(f"  级别 {draw(st.sampled_from(('错误', '警告', '提醒')))}")
    lines.append("  依据 预算法32")
    for _ in range(draw(st.integers(1, 2))):
        comment = draw(st.sampled_from(_COMMENTS))
        lines += [f"  {comment}"] if comment else []
        lines.append("  " + draw(st.sampled_from(_QUANTIFIERS)))
        if draw(st.booleans()):
            lines.append("  若 " + draw(conditions()))
        lines.append("  检查 " + draw(conditions()) + draw(st.sampled_from(("", "  # 边注"))))
        if draw(st.booleans()):
            lines.append('  提示 "{行}：{左} 与 {右}"')
    if draw(st.booleans()):
        lines += ["  例 通过", "    | 表3 | 合计 |", "    | 201 | 5.00 |"]
    return "\n".join(lines)


@st.composite
def rule_files(draw: st.DrawFn) -> str:
    """Some rules with blank lines and comments between them."""
    parts = [draw(rules(number)) for number in range(draw(st.integers(1, 3)))]
    return draw(st.sampled_from(("\n\n", "\n\n\n", "\n# 之间\n"))).join(parts) + draw(
        st.sampled_from(("\n", ""))
    )
