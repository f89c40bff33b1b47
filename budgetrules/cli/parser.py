"""Commands and options, as OUTPUT.md fixes them; whatever is not served here is refused."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from typing import NoReturn

from budgetrules.core.choices import FAIL_LEVELS, MOST_JOBS, SHOWN
from budgetrules.core.extensions import FORMATS, installed
from budgetrules.reporting.formats import MODEL_FORMATS, REPORT_FORMATS
from budgetrules.storage.formats import WRITERS


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # The message alone: the list of all options above it would hide it, and argparse words it anew every year.
        self.exit(
            2,
            f"{self.prog}: 用法不对 wrong use: {message}\n  {self.prog} --help 看用法 shows how\n",
        )


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = _Parser(
        prog="budgetrules",
        description="检查部门预算、决算公开 · Check published department budgets and final accounts.",
        allow_abbrev=False,
    )
    # The entry of the command sets it where no other program runs in this process.
    parser.set_defaults(owns_process=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="版本 · version")
    commands = parser.add_subparsers(
        title="命令 · commands", metavar="COMMAND", dest="command", required=True
    )
    _check(_command(commands, "check", "检查文件，报告疑点 · check documents and report findings"))
    _read(_command(commands, "read", "打印读懂的内容 · print what was understood"))
    explain = _command(
        commands, "explain", "解释一条规则或错误代码 · explain a rule or an error code"
    )
    explain.add_argument(
        "name", metavar="RULE|CODE", help="规则编号或错误代码 · a rule's id or an error code"
    )
    _rules(explain)
    listing = _command(commands, "list", "列出规则、模板、规则包 · list rules, templates, packs")
    listing.add_argument(
        "what",
        type=_one_of("rules", "templates", "packs"),
        metavar="rules|templates|packs",
        help="列出什么 · what to list",
    )
    _rules(listing)
    _fmt(_command(commands, "fmt", "排版规则文件 · format rule files in place"))
    test = _command(commands, "test", "运行规则文件里的例 · run the examples inside rule files")
    test.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="只运行这些文件的例 · only the examples of these files",
    )
    _rules(test)
    _waive(
        _command(commands, "waive", "豁免一处疑点 · accept a finding, with reason, name and date")
    )
    show = _command(commands, "config", "显示生效的设置 · show the settings in force")
    show.add_argument(
        "--show",
        action="store_true",
        dest="show_settings",
        help="显示（缺省） · show them (the default)",
    )
    for command in commands.choices.values():
        command.add_argument(
            "--lang", type=_one_of("zh", "en"), metavar="zh|en", help="语言 · language (zh)"
        )
        command.add_argument(
            "--config", metavar="FILE", help="用这个设置文件 · settings of this file"
        )
        command.add_argument(
            "--no-config", action="store_true", help="不用设置文件 · without settings of a file"
        )
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        from budgetrules.version import version

        parser.exit(0, f"budgetrules {version()}\n")


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, words: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
    command.set_defaults(
        module={"list": "listing", "test": "examples", "config": "settings_page"}.get(name, name)
    )
    return command


def _documents(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help=words)


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rules",
        action="append",
        metavar="PATH|PACK",
        help="再加自己的规则，可重复 · further rules, may be repeated",
    )
    command.add_argument(
        "--default-rules",
        action=argparse.BooleanOptionalAction,
        help="用不用自带的规则 · with or without the shipped rules",
    )


def _form(command: argparse.ArgumentParser) -> None:
    command.add_argument("--template", metavar="ID", help="按这个模板读 · read by this template")
    command.add_argument("--year", type=_year, metavar="N", help="年度 · fiscal year")


def _check(command: argparse.ArgumentParser) -> None:
    _documents(command, "文件、文件夹，或 - 表示标准输入 · files, folders, or - for standard input")
    command.add_argument(
        "--format",
        type=_format,
        metavar="FORMAT",
        help=f"输出格式 · format: {' '.join(REPORT_FORMATS)} (text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="写入文件 · write to a file")
    command.add_argument(
        "--report",
        action="append",
        default=[],
        type=_report,
        metavar="FORMAT=PATH",
        help="另写一份，可重复 · one more report, may be repeated",
    )
    _rules(command)
    _form(command)
    command.add_argument(
        "--select",
        action="append",
        type=_words,
        metavar="IDS",
        help="只用这些规则（编号、前缀、tag:）· only these rules",
    )
    command.add_argument(
        "--ignore",
        action="append",
        type=_words,
        metavar="IDS",
        help="不用这些规则 · without these rules",
    )
    command.add_argument(
        "--show",
        action="append",
        type=_shown,
        metavar="VERDICTS",
        help="也列出 rounding,unknown · list these verdicts too",
    )
    command.add_argument(
        "--set",
        action="append",
        type=_setting,
        metavar="NAME=VALUE",
        help="给外部参数赋值，可重复 · a parameter from outside",
    )
    command.add_argument(
        "--with",
        dest="with_",
        action="append",
        metavar="OTHER",
        help="对照的文件：上年的、决算对应的预算，可重复 · compare with last year's document or the budget, may be repeated",
    )
    command.add_argument(
        "--fail-level",
        type=_one_of(*FAIL_LEVELS),
        metavar="LEVEL",
        help="几级疑点算失败 · exit status 1 from: error warning note never (error)",
    )
    command.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="无法判定算不算错误 · whether unknown counts as error",
    )
    _waivers(command)
    command.add_argument(
        "--baseline", metavar="FILE", help="已知的疑点，不再算 · known findings, which don't count"
    )
    command.add_argument(
        "--update-baseline",
        action="store_true",
        help="把现有疑点写进基线 · write what is found to the baseline",
    )
    command.add_argument(
        "--jobs",
        type=_number,
        metavar="N",
        help="用几个进程 · number of processes (one a processor)",
    )
    command.add_argument(
        "--watch", action="store_true", help="文件一改就再检查 · check again whatever changes"
    )


def _waivers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--waivers",
        action="append",
        metavar="FILE",
        help="豁免文件，可重复 · file of waivers, may be repeated",
    )
    command.add_argument("--no-waivers", action="store_true", help="不用豁免 · without waivers")


def _waive(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="文件 · the document")
    command.add_argument(
        "finding",
        metavar="FINDING",
        help="疑点在报告里的编号、规则编号或指纹 · its number in the report, its rule, or its fingerprint",
    )
    command.add_argument(
        "--reason", required=True, metavar="TEXT", help="理由 · why it is accepted"
    )
    command.add_argument("--by", required=True, metavar="NAME", help="批准人 · who accepts it")
    command.add_argument(
        "--until",
        required=True,
        type=_date,
        metavar="YYYY-MM-DD",
        help="到期日 · the last day it counts",
    )
    command.add_argument(
        "--hash",
        action="store_true",
        help="按内容认文件，不按路径 · know the document by content, not by path",
    )
    command.add_argument(
        "--waivers",
        action="append",
        metavar="FILE",
        help="写入这个文件（waivers.toml） · write to this file (waivers.toml)",
    )
    _rules(command)
    _form(command)
    command.add_argument(
        "--set",
        action="append",
        type=_setting,
        metavar="NAME=VALUE",
        help="外部参数 · a parameter from outside",
    )


def _read(command: argparse.ArgumentParser) -> None:
    _documents(command, "文件、文件夹，或 - 表示标准输入 · files, folders, or - for standard input")
    command.add_argument(
        "--format",
        type=_one_of(*MODEL_FORMATS, *WRITERS),
        metavar="FORMAT",
        default="text",
        help=f"输出格式 · format: {' '.join((*MODEL_FORMATS, *WRITERS))} (text)",
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="写入文件（csv、parquet 是文件夹）· write to a file (csv, parquet: a folder)",
    )
    command.add_argument(
        "--explain",
        action="store_true",
        help="说明表和列是怎样认出的 · why tables and columns were recognised",
    )
    _rules(command)
    _form(command)


def _fmt(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="规则文件、文件夹，或 - · rule files, folders, or -",
    )
    command.add_argument(
        "--check",
        action="store_true",
        help="只看不改 · change nothing, exit 1 if something would change",
    )
    command.add_argument(
        "--spelling",
        type=_one_of("zh", "en"),
        metavar="zh|en",
        help="关键词的写法，缺省照原文件 · spelling of keywords (as in the file)",
    )


def _one_of(*words: str) -> Callable[[str], str]:
    def chosen(argument: str) -> str:
        if argument not in words:
            raise argparse.ArgumentTypeError(f"{argument!r}：可用 choose from: {', '.join(words)}")
        return argument

    return chosen


def _format(argument: str) -> str:
    """A format of ours, or one that another package brings; those are looked up for a name that we don't have."""
    if argument not in REPORT_FORMATS and argument not in (others := installed(FORMATS)):
        raise argparse.ArgumentTypeError(
            f"{argument!r}：可用 choose from: {', '.join((*REPORT_FORMATS, *others))}"
        )
    return argument


def _date(argument: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(argument)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{argument!r}：写作 write YYYY-MM-DD") from None


def _report(argument: str) -> tuple[str, str]:
    name, _, path = argument.partition("=")
    if not path or (name not in REPORT_FORMATS and name not in installed(FORMATS)):
        raise argparse.ArgumentTypeError(
            f"{argument!r}：写作 write FORMAT=PATH, FORMAT: {', '.join(REPORT_FORMATS)}"
        )
    return name, path


def _setting(argument: str) -> tuple[str, str]:
    name, sign, value = argument.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"{argument!r}：写作 write NAME=VALUE")
    return name.strip(), value.strip()


def _words(argument: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in argument.split(",") if word.strip())
    if not words:
        raise argparse.ArgumentTypeError(f"{argument!r}：写作 write A,B,…")
    return words


def _shown(argument: str) -> tuple[str, ...]:
    words = _words(argument)
    for word in words:
        if word not in SHOWN:
            raise argparse.ArgumentTypeError(f"{word!r}：可用 choose from: {', '.join(SHOWN)}")
    return words


def _number(argument: str) -> int:
    if not (argument.isascii() and argument.isdigit() and 1 <= int(argument) <= MOST_JOBS):
        raise argparse.ArgumentTypeError(f"{argument!r}：1–{MOST_JOBS}")
    return int(argument)


def _year(argument: str) -> int:
    if not (argument.isascii() and argument.isdigit() and len(argument) == 4):
        raise argparse.ArgumentTypeError(f"{argument!r}：四位年份 a year of four digits")
    return int(argument)
