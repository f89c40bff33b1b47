"""A session of the plugin over the toy form of `tests/plugin`, without running pytest."""

from __future__ import annotations

from pathlib import Path

from budgetrules.plugin.settings import Settings
from budgetrules.plugin.state import State
from tests.plugin.conftest import RULES


def state_in(folder: Path, **settings: object) -> State:
    """A session in a folder with the rules of the toy form."""
    rules = folder / "toy.rules"
    rules.write_text(RULES, encoding="utf-8")
    given: dict[str, object] = {"rules": (str(rules),), "default_rules": False}
    # Values of every type, each under the name of its field.
    return State(Settings(**(given | settings)))  # type: ignore[arg-type]


def written(folder: Path, text: str, name: str = "甲.txt") -> Path:
    """A document in the folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# Two rules that name a row which the form doesn't have.
BROKEN_RULES = RULES.replace('收支["支出"]', '收支["没有"]')
WAIVER = """[[waiver]]
rule = "{rule}"
document = "*.txt"
place = {{ table = "收支", row = "收入合计", column = "本年" }}
reason = "待更正"
approved_by = "某科"
until = {until}
"""


def waivers_file(folder: Path, rule: str, until: str = "2999-12-31") -> str:
    """A file with one waiver for a rule."""
    path = folder / "waivers.toml"
    path.write_text(WAIVER.format(rule=rule, until=until), encoding="utf-8")
    return str(path)
