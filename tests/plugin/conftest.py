"""A small project with a form and rules of its own, in which every outcome occurs."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

import pytest

# pytester forgets what is first imported while it runs pytest in this process; half of our modules would then come twice.
import budgetrules.cli.main
import budgetrules.packs.loading
import budgetrules.plugin.active
import budgetrules.plugin.fixtures
import budgetrules.storage.json  # noqa: F401

Run = Callable[..., pytest.RunResult]

RULES = """规则包 toy "学校收支公示" 版本 1
  地区 "试验"
  许可 "CC0"

参数 批准数 元 外部

模板 学校公示 "学校收支公示表"
  文种 预算
  单位 元
  空白 零
  缺行 零

  表 收支 "经费收支一览表" 必有
    键 项目 名称
    列 本年 "本年数"
    列 上年 "上年数"
    行 收入 "收入合计"
      行 拨款 "拨款"
      行 捐赠 "捐赠"
    行 支出 "支出合计"

规则 TOY-1 "收入（合计）::等于[各项]之和"
  级别 错误
  依据 表式
  对于 每格 属于 收支
  若 有 下级
  检查 本格 = 求和(下级)
  例 通过
    | 收支 | 本年 | 上年 |
    | 收入 | 30 | 20 |
    | 拨款 | 20 | 15 |
    | 捐赠 | 10 | 5 |
  例 不通过
    | 收支 | 本年 | 上年 |
    | 收入 | 90 | 20 |
    | 拨款 | 20 | 15 |
    | 捐赠 | 10 | 5 |

规则 TOY-2 "支出不超过收入"
  级别 警告
  依据 表式
  标签 平衡
  检查 收支["支出"].本年 <= 收支["收入"].本年

规则 TOY-3 "支出不超过批准的数"
  级别 错误
  依据 表式
  检查 收支["支出"].上年 <= 批准数

规则 TOY-4 "捐赠很多时才查"
  级别 错误
  依据 表式
  若 收支["捐赠"].本年 >= 100000元
  检查 收支["捐赠"].本年 <= 收支["收入"].本年

规则 TOY-5 "没有的行"
  级别 错误
  依据 表式
  对于 每行 属于 收支 其中 本年 >= 900000元
  检查 本年 >= 上年
"""
DOCUMENT = "2030 年\n经费收支一览表\n项目 本年数 上年数 \n收入合计 {total} 20 \n拨款 20 15 \n捐赠 10 5 \n支出合计 {spent} 18 \n"


def document(total: int = 30, spent: int = 25) -> str:
    """A disclosure of the form; 30 and 25 agree with every rule."""
    return DOCUMENT.format(total=total, spent=spent)


def plugin_words() -> tuple[str, ...]:
    """What makes pytest load the plugin where it is not installed."""
    installed = any(entry.name == "budgetrules" for entry in entry_points(group="pytest11"))
    return () if installed else ("-p", "budgetrules.pytest_plugin")


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """A function that runs pytest in a project with three disclosures."""
    (pytester.path / "toy.rules").write_text(RULES, encoding="utf-8")
    for name, text in (("甲", document()), ("乙", document(total=90)), ("丙", document(spent=99))):
        path = pytester.path / "data" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pytester.makepyprojecttoml(
        "[tool.pytest.ini_options]\n"
        'budget_files = ["data/*.txt"]\nbudget_rules = ["toy.rules"]\nbudget_default_rules = false\nbudget_examples = false\n'
    )
    return lambda *words, **options: pytester.runpytest(*plugin_words(), *words, **options)
