"""A small form and what its rules may name: toy sources by hand, for the tests of the language."""

from __future__ import annotations

import functools

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.language.check.expressions import resolve
from budgetrules.language.check.names import Names, Resolved, Scope, Unresolved
from budgetrules.language.check.rules import build_rule
from budgetrules.language.forms.declarations import build_declarations
from budgetrules.language.text import tree
from budgetrules.language.text.parser import parse_text
from budgetrules.schema.packs import Declarations
from budgetrules.schema.rules import Rule

FORM = """代码表 科目表 外部
代码表 项目库 外部
对照表 分类 自 "facts.tsv" 列 code, kind
参数 批复日 日期 外部
参数 名词 名单 外部
参数 文号 文字 外部
参数 限额 万元 外部
文件 上年 年度 -1 外部
词组 变动词 正 增加 负 减少
模板 甲 "试验公示"
  文种 决算
  单位 元
  口径 资金
    口径 拨款
    口径 其他
  口径 性质
    口径 经常
    口径 临时
  表 表1 "收支表" 必有
    分栏 收入
      键 项目 名称
      列 金额
      行 合计 "收入合计"
        行 拨款收入 "一、拨款" 口径 拨款
        行 其他收入 "二、其他" 口径 其他
    分栏 支出
      键 项目 名称
      列 金额
  表 表2 "支出表" 可空
    键 科目 编码 科目表
    列 名称
    层级 合计 > 类 > 款
    列 合计
      列 基本 "基本支出" 口径 拨款
      列 项目 "项目支出" 口径 其他
    列 面积 单位 平方米
    列 说明 文字
    文句 空表说明 键 单位名
      写法 "{单位名:本单位}没有支出。"
  节 说明 "第一部分{年:年}" 必有
    文句 总额 必有
      写法 "共{数:万元}，增{幅度:%}，{方向:变动词}，于{日子:日期}{次数:个数}次。"
  节 附页 "附页{页名:文字}" 可重复
    文句 指标
      写法 "指标{权重:数}分"
"""


@functools.cache
def declarations() -> Declarations:
    """What the form and the lines before it declare."""
    file, unread = parse_text(FORM, "form.rules")
    declared, _, mistakes = build_declarations([file], None, None)
    assert (unread, mistakes) == ((), ())
    return declared


def names() -> Names:
    """What rules for the form may name; 上年 is a document of the same form."""
    declared = declarations()
    template = declared.templates["甲"]
    return Names(declared, template, {"上年": template})


def rule_clause(*lines: str) -> tree.Clause:
    """A rule with these lines; the first of them is line 2."""
    text = "".join(f"  {line}\n" for line in lines)
    file, unread = parse_text('规则 R-1 "名"\n' + text, "rule.rules")
    assert unread == ()
    return file.clauses[0]


def checked(*lines: str) -> tuple[Rule | None, tuple[Diagnostic, ...]]:
    """The rule with these lines checked against the form."""
    declared = declarations()
    template = declared.templates["甲"]
    return build_rule(rule_clause(*lines), declared, template, "toy", {"上年": template})


def rule_of(*lines: str) -> Rule:
    """The rule with these lines; there is no mistake in it."""
    rule, mistakes = checked(*lines)
    assert rule is not None, mistakes
    return rule


def mistakes_in(*lines: str) -> list[tuple[str, int]]:
    """The code and line of each mistake in a rule; the first line given is line 2."""
    _, mistakes = checked(*lines)
    return [(mistake.code, mistake.span.line) for mistake in mistakes]


def parsed(text: str) -> tree.Expression:
    """An expression of the language: a condition as in 检查, a value as in 令."""
    for line in (f"检查 {text}", f"令 甲 = {text}"):
        file, unread = parse_text(f'规则 R-1 "名"\n  {line}\n', "rule.rules")
        if unread == ():
            head = file.clauses[0].children[0].head
            if isinstance(head, tree.LetHead):
                return head.value
            assert isinstance(head, tree.Expression)
            return head
    raise AssertionError(f"not read: {text}")


def scope(*records: Resolved) -> Scope:
    """The names of the form, and records of an instance, the innermost first."""
    return Scope(names(), records=records)


def resolved(text: str, *records: Resolved) -> Resolved:
    """The type and the checked form of an expression inside these records."""
    return resolve(parsed(text), scope(*records))


def mistake_in(text: str, *records: Resolved) -> Diagnostic:
    """The mistake that an expression is."""
    try:
        kind, value = resolved(text, *records)
    except Unresolved as error:
        return error.diagnostic
    raise AssertionError(f"no mistake: {kind} {value}")
