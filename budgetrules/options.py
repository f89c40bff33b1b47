"""The one table of options: what the command line, the settings file and pytest's settings take.

`cli/parser.py` makes arguments of it, `config.py` keys of a settings file, `pytest_plugin.py`
pytest's settings, `docs/generate.py` the page on settings. Nothing is imported here: a command
that only prints its usage, and a pytest session that never asks for us, read this table too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FAIL_LEVELS = ("error", "warning", "note", "never")
LANGUAGES = ("zh", "en")
SHOWN = ("rounding", "unknown")
UNKNOWN = ("warning", "error")
MOST_JOBS = 64
PACKS = ("rules", "templates", "packs")


class Kind(NamedTuple):
    """A kind of value: what messages say is expected, and whether the option may be repeated."""

    name: str
    expected: str
    repeats: bool = False


TEXT = Kind("text", "text")
TEXTS = Kind("texts", "[text]", repeats=True)
WORDS = Kind("words", "[text]", repeats=True)
CHOICE = Kind("choice", "")
CHOICES = Kind("choices", "", repeats=True)
VALUES = Kind("values", "{name = text}", repeats=True)
TRUTH = Kind("truth", "true|false")
SWITCH = Kind("switch", "")
YEAR = Kind("year", "yyyy")
NUMBER = Kind("number", f"1–{MOST_JOBS}")
DATE = Kind("date", "YYYY-MM-DD")
FORMAT = Kind("format", "text")
REPORT = Kind("report", "FORMAT=PATH", repeats=True)


class Option(NamedTuple):
    """One option and all its faces.

    `name` is the long option without its dashes and the key in a settings file, `kind` how its
    value is written, `help` (zh · en) what the command line says of it. `meaning` (zh · en) is what
    a settings file says; an option without one can't stand there. `in_pytest` is the help of
    pytest's setting, if there is one. `checks_as` names the field of CheckOptions that it sets.
    """

    name: str
    kind: Kind
    metavar: str = ""
    help: str = ""
    short: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    default: object = None
    meaning: str = ""
    is_path: bool = False
    in_pytest: str = ""
    pytest_metavar: str = ""
    checks_as: str = ""

    @property
    def field(self) -> str:
        """The name under which argparse keeps it: no word of Python, no dashes."""
        return "with_" if self.name == "with" else self.name.replace("-", "_")

    @property
    def expected(self) -> str:
        """What a value must be, for messages."""
        if self.kind is CHOICE:
            return "|".join(self.choices)
        return f"[{'|'.join(self.choices)}]" if self.kind is CHOICES else self.kind.expected


# ---- settings: options that a settings file may hold

DOCUMENTS = Option(
    "documents",
    TEXTS,
    default=(),
    meaning="文件：pytest 收集哪些（通配符） · which files pytest collects, as globs",
    is_path=True,
    in_pytest="which files are disclosures, as globs from the root folder",
    pytest_metavar="GLOB",
)
RULES = Option(
    "rules",
    TEXTS,
    metavar="PATH|PACK",
    help="再加自己的规则，可重复 · further rules, may be repeated",
    default=(),
    meaning="再加的规则（文件、文件夹、已安装的包） · further rules",
    is_path=True,
    in_pytest="further rules: files, folders, names of installed packs",
    pytest_metavar="PATH",
    checks_as="rules",
)
DEFAULT_RULES = Option(
    "default-rules",
    TRUTH,
    help="用不用自带的规则 · with or without the shipped rules",
    default=True,
    meaning="用自带的规则 · use the shipped rules",
    in_pytest="use the shipped rules (true)",
    checks_as="default_rules",
)
TEMPLATE = Option(
    "template",
    TEXT,
    metavar="ID",
    help="按这个模板读 · read by this template",
    meaning="按这个模板读 · read by this template",
    in_pytest="the forms that disclosures may have; rules of other forms are not collected",
    pytest_metavar="ID",
    checks_as="template",
)
FISCAL_YEAR = Option(
    "year",
    YEAR,
    metavar="N",
    help="年度 · fiscal year",
    meaning="年度 · fiscal year",
    in_pytest="fiscal year of the disclosures",
    pytest_metavar="YEAR",
    checks_as="year",
)
WITH = Option(
    "with",
    TEXTS,
    metavar="OTHER",
    help="对照的文件：上年的、决算对应的预算，可重复"
    " · compare with last year's document or the budget, may be repeated",
    default=(),
    meaning="对照的文件 · documents to compare with",
    is_path=True,
    in_pytest="documents to compare with: last year's, the budget of a final account",
    pytest_metavar="PATH",
    checks_as="others",
)
SELECT = Option(
    "select",
    WORDS,
    metavar="IDS",
    help="只用这些规则（编号、前缀、tag:）· only these rules",
    default=(),
    meaning="只用这些规则 · only these rules",
    in_pytest="only these rules: ids, prefixes, tag:NAME",
    pytest_metavar="IDS",
    checks_as="select",
)
IGNORE = Option(
    "ignore",
    WORDS,
    metavar="IDS",
    help="不用这些规则 · without these rules",
    default=(),
    meaning="不用这些规则 · without these rules",
    in_pytest="without these rules",
    pytest_metavar="IDS",
    checks_as="ignore",
)
SHOW = Option(
    "show",
    CHOICES,
    metavar="VERDICTS",
    help="也列出 rounding,unknown · list these verdicts too",
    choices=SHOWN,
    default=(),
    meaning="也列出 · list these verdicts too",
    checks_as="show",
)
SET = Option(
    "set",
    VALUES,
    metavar="NAME=VALUE",
    help="给外部参数赋值，可重复 · a parameter from outside",
    default={},
    meaning="外部参数 · parameters from outside",
    in_pytest="a parameter from outside",
    pytest_metavar="NAME=VALUE",
    checks_as="values",
)
FAIL_LEVEL = Option(
    "fail-level",
    CHOICE,
    metavar="LEVEL",
    help="几级疑点算失败 · exit status 1 from: error warning note never (error)",
    choices=FAIL_LEVELS,
    default="error",
    meaning="几级疑点算失败 · what counts as failure",
    in_pytest="which findings fail: error (default), warning, note, never",
    pytest_metavar="LEVEL",
)
STRICT = Option(
    "strict",
    TRUTH,
    help="无法判定算不算错误 · whether unknown counts as error",
    default=False,
    meaning="无法判定也算错误 · unknown counts as error",
)
WAIVERS = Option(
    "waivers",
    TEXTS,
    metavar="FILE",
    help="豁免文件，可重复 · file of waivers, may be repeated",
    default=(),
    meaning="豁免文件 · files of waivers",
    is_path=True,
    in_pytest="files of waivers: what they accept is an expected failure",
    pytest_metavar="FILE",
)
BASELINE = Option(
    "baseline",
    TEXT,
    metavar="FILE",
    help="已知的疑点，不再算 · known findings, which don't count",
    meaning="基线文件 · baseline file",
    is_path=True,
    in_pytest="a baseline: what it knows is an expected failure",
    pytest_metavar="FILE",
)
JOBS = Option(
    "jobs",
    NUMBER,
    metavar="N",
    help="用几个进程 · number of processes (one a processor)",
    meaning="用几个进程 · number of processes",
)
REPORT_FORMAT = Option(
    "format",
    FORMAT,
    metavar="FORMAT",
    help="输出格式 · format: {formats} (text)",
    default="text",
    meaning="输出格式 · format of the report",
)
LANG = Option(
    "lang",
    CHOICE,
    metavar="zh|en",
    help="语言 · language (zh)",
    choices=LANGUAGES,
    default="zh",
    meaning="语言 · language",
    in_pytest="language of findings (zh)",
    pytest_metavar="zh|en",
    checks_as="lang",
)
# In the order in which `config --show` prints them.
SETTINGS = (
    *(DOCUMENTS, RULES, DEFAULT_RULES, TEMPLATE, FISCAL_YEAR, WITH, SELECT, IGNORE, SHOW, SET),
    *(FAIL_LEVEL, STRICT, WAIVERS, BASELINE, JOBS, REPORT_FORMAT, LANG),
)

# ---- settings that only pytest has

PYTEST_UNKNOWN = Option(
    "unknown",
    CHOICE,
    choices=UNKNOWN,
    in_pytest="what a check that could not be decided is (warning)",
    pytest_metavar="warning|error",
)
PYTEST_EXAMPLES = Option("examples", TRUTH, in_pytest="collect the examples in *.rules (true)")
# In the order of `pytest --help`.
PYTEST_SETTINGS = (
    *(DOCUMENTS, RULES, DEFAULT_RULES, TEMPLATE, FISCAL_YEAR, WITH, SELECT, IGNORE, SET),
    *(WAIVERS, BASELINE, FAIL_LEVEL, PYTEST_UNKNOWN, PYTEST_EXAMPLES, LANG),
)


def check_fields(settings: Mapping[str, object]) -> dict[str, object]:
    """The fields of CheckOptions that settings (values by key) come to."""
    fields: dict[str, object] = {}
    for option in SETTINGS:
        value = settings.get(option.name)
        if option.checks_as and value is not None:
            fields[option.checks_as] = value
    return fields


def pytest_name(option: Option) -> str:
    """The name of an option among pytest's settings; what we call documents it calls files."""
    return "budget_files" if option is DOCUMENTS else f"budget_{option.name.replace('-', '_')}"


# ---- options of commands alone

OUTPUT = Option("output", TEXT, metavar="FILE", short="-o", help="写入文件 · write to a file")
MORE_REPORTS = Option(
    "report",
    REPORT,
    metavar="FORMAT=PATH",
    help="另写一份，可重复 · one more report, may be repeated",
    default=[],
)
NO_WAIVERS = Option("no-waivers", SWITCH, help="不用豁免 · without waivers")
UPDATE_BASELINE = Option(
    "update-baseline", SWITCH, help="把现有疑点写进基线 · write what is found to the baseline"
)
WATCH = Option("watch", SWITCH, help="文件一改就再检查 · check again whatever changes")
MODEL_FORMAT = REPORT_FORMAT._replace(kind=CHOICE, meaning="")
MODEL_OUTPUT = OUTPUT._replace(
    help="写入文件（csv、parquet 是文件夹）· write to a file (csv, parquet: a folder)"
)
EXPLAIN = Option(
    "explain",
    SWITCH,
    help="说明表和列是怎样认出的 · why tables and columns were recognised",
)
CHECK_ONLY = Option(
    "check", SWITCH, help="只看不改 · change nothing, exit 1 if something would change"
)
SPELLING = Option(
    "spelling",
    CHOICE,
    metavar="zh|en",
    help="关键词的写法，缺省照原文件 · spelling of keywords (as in the file)",
    choices=LANGUAGES,
)
REASON = Option("reason", TEXT, metavar="TEXT", help="理由 · why it is accepted", required=True)
BY = Option("by", TEXT, metavar="NAME", help="批准人 · who accepts it", required=True)
UNTIL = Option(
    "until",
    DATE,
    metavar="YYYY-MM-DD",
    help="到期日 · the last day it counts",
    required=True,
)
HASH = Option(
    "hash", SWITCH, help="按内容认文件，不按路径 · know the document by content, not by path"
)
WAIVERS_TO_WRITE = WAIVERS._replace(
    help="写入这个文件（waivers.toml） · write to this file (waivers.toml)"
)
SET_FOR_WAIVER = SET._replace(help="外部参数 · a parameter from outside")
SHOW_SETTINGS = Option("show", SWITCH, help="显示（缺省） · show them (the default)")
CONFIG = Option("config", TEXT, metavar="FILE", help="用这个设置文件 · settings of this file")
NO_CONFIG = Option("no-config", SWITCH, help="不用设置文件 · without settings of a file")
# What every command takes.
OF_EVERY_COMMAND = (LANG, CONFIG, NO_CONFIG)


class Argument(NamedTuple):
    """An argument of a command without dashes: `times` is * (any number), + (at least one) or 1."""

    name: str
    metavar: str
    help: str
    times: str = "1"
    choices: tuple[str, ...] = ()


class Command(NamedTuple):
    """A command: its name, the module of cli/ that runs it, what it does, and what it takes."""

    name: str
    module: str
    help: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()


_DOCUMENTS = Argument(
    "paths",
    "PATH",
    "文件、文件夹，或 - 表示标准输入 · files, folders, or - for standard input",
    "+",
)
_NAME = Argument("name", "RULE|CODE", "规则编号或错误代码 · a rule's id or an error code")
_WHAT = Argument("what", "|".join(PACKS), "列出什么 · what to list", choices=PACKS)
_RULE_FILES = Argument("paths", "PATH", "规则文件、文件夹，或 - · rule files, folders, or -", "+")
_FILES_OF_EXAMPLES = Argument(
    "paths", "PATH", "只运行这些文件的例 · only the examples of these files", "*"
)
_DOCUMENT = Argument("path", "PATH", "文件 · the document")
_FINDING = Argument(
    "finding",
    "FINDING",
    "疑点在报告里的编号、规则编号或指纹 · its number in the report, its rule, or its fingerprint",
)
_LOADING = (RULES, DEFAULT_RULES)
_READING = (*_LOADING, TEMPLATE, FISCAL_YEAR)

COMMANDS = (
    Command(
        "check",
        "check",
        "检查文件，报告疑点 · check documents and report findings",
        (_DOCUMENTS,),
        (
            *(REPORT_FORMAT, OUTPUT, MORE_REPORTS, *_READING, SELECT, IGNORE, SHOW, SET, WITH),
            *(FAIL_LEVEL, STRICT, WAIVERS, NO_WAIVERS, BASELINE, UPDATE_BASELINE, JOBS, WATCH),
        ),
    ),
    Command(
        "read",
        "read",
        "打印读懂的内容 · print what was understood",
        (_DOCUMENTS,),
        (MODEL_FORMAT, MODEL_OUTPUT, EXPLAIN, *_READING),
    ),
    Command(
        "explain",
        "explain",
        "解释一条规则或错误代码 · explain a rule or an error code",
        (_NAME,),
        _LOADING,
    ),
    Command(
        "list",
        "listing",
        "列出规则、模板、规则包 · list rules, templates, packs",
        (_WHAT,),
        _LOADING,
    ),
    Command(
        "fmt",
        "fmt",
        "排版规则文件 · format rule files in place",
        (_RULE_FILES,),
        (CHECK_ONLY, SPELLING),
    ),
    Command(
        "test",
        "examples",
        "运行规则文件里的例 · run the examples inside rule files",
        (_FILES_OF_EXAMPLES,),
        _LOADING,
    ),
    Command(
        "waive",
        "waive",
        "豁免一处疑点 · accept a finding, with reason, name and date",
        (_DOCUMENT, _FINDING),
        (REASON, BY, UNTIL, HASH, WAIVERS_TO_WRITE, *_READING, SET_FOR_WAIVER),
    ),
    Command(
        "config",
        "settings_page",
        "显示生效的设置 · show the settings in force",
        options=(SHOW_SETTINGS,),
    ),
)
