"""The one table of options: what the command line, the settings file and pytest's settings take.

`cli/parser.py` makes arguments of it, `config.py` keys of a settings file, `pytest_plugin.py`
pytest's settings; a test holds the page on settings to it. Nothing is imported here: a command
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
    value is written, `help` the code of what the command line says of it, `meaning` that of what a
    settings file says (both in messages/options.tsv); an option without a meaning can't stand in
    one. `in_pytest` is the help of pytest's setting, if there is one. `checks_as` names the field
    of CheckOptions that it sets.
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
    meaning="setting.documents",
    is_path=True,
    in_pytest="which files are disclosures, as globs from the root folder",
    pytest_metavar="GLOB",
)
RULES = Option(
    "rules",
    TEXTS,
    metavar="PATH|PACK",
    help="help.rules",
    default=(),
    meaning="setting.rules",
    is_path=True,
    in_pytest="further rules: files, folders, names of installed packs",
    pytest_metavar="PATH",
    checks_as="rules",
)
DEFAULT_RULES = Option(
    "default-rules",
    TRUTH,
    help="help.default_rules",
    default=True,
    meaning="setting.default_rules",
    in_pytest="use the shipped rules (true)",
    checks_as="default_rules",
)
DEFAULT_FORMS = Option(
    "default-forms",
    TRUTH,
    help="help.default_forms",
    default=True,
    meaning="setting.default_forms",
    in_pytest="know the shipped forms, not only kinds of tables (true)",
    checks_as="default_forms",
)
TEMPLATE = Option(
    "template",
    TEXT,
    metavar="ID",
    help="help.template",
    meaning="setting.template",
    in_pytest="the forms that disclosures may have; rules of other forms are not collected",
    pytest_metavar="ID",
    checks_as="template",
)
FISCAL_YEAR = Option(
    "year",
    YEAR,
    metavar="N",
    help="help.year",
    meaning="setting.year",
    in_pytest="fiscal year of the disclosures",
    pytest_metavar="YEAR",
    checks_as="year",
)
WITH = Option(
    "with",
    TEXTS,
    metavar="OTHER",
    help="help.with",
    default=(),
    meaning="setting.with",
    is_path=True,
    in_pytest="documents to compare with: last year's, the budget of a final account",
    pytest_metavar="PATH",
    checks_as="others",
)
SELECT = Option(
    "select",
    WORDS,
    metavar="IDS",
    help="help.select",
    default=(),
    meaning="setting.select",
    in_pytest="only these rules: ids, prefixes, tag:NAME",
    pytest_metavar="IDS",
    checks_as="select",
)
IGNORE = Option(
    "ignore",
    WORDS,
    metavar="IDS",
    help="help.ignore",
    default=(),
    meaning="setting.ignore",
    in_pytest="without these rules",
    pytest_metavar="IDS",
    checks_as="ignore",
)
SHOW = Option(
    "show",
    CHOICES,
    metavar="VERDICTS",
    help="help.show",
    choices=SHOWN,
    default=(),
    meaning="setting.show",
    checks_as="show",
)
SET = Option(
    "set",
    VALUES,
    metavar="NAME=VALUE",
    help="help.set",
    default={},
    meaning="setting.set",
    in_pytest="a parameter from outside",
    pytest_metavar="NAME=VALUE",
    checks_as="values",
)
FAIL_LEVEL = Option(
    "fail-level",
    CHOICE,
    metavar="LEVEL",
    help="help.fail_level",
    choices=FAIL_LEVELS,
    default="error",
    meaning="setting.fail_level",
    in_pytest="which findings fail: error (default), warning, note, never",
    pytest_metavar="LEVEL",
)
STRICT = Option(
    "strict",
    TRUTH,
    help="help.strict",
    default=False,
    meaning="setting.strict",
)
WAIVERS = Option(
    "waivers",
    TEXTS,
    metavar="FILE",
    help="help.waivers",
    default=(),
    meaning="setting.waivers",
    is_path=True,
    in_pytest="files of waivers: what they accept is an expected failure",
    pytest_metavar="FILE",
)
BASELINE = Option(
    "baseline",
    TEXT,
    metavar="FILE",
    help="help.baseline",
    meaning="setting.baseline",
    is_path=True,
    in_pytest="a baseline: what it knows is an expected failure",
    pytest_metavar="FILE",
)
JOBS = Option(
    "jobs",
    NUMBER,
    metavar="N",
    help="help.jobs",
    meaning="setting.jobs",
)
REPORT_FORMAT = Option(
    "format",
    FORMAT,
    metavar="FORMAT",
    help="help.format",
    default="text",
    meaning="setting.format",
)
LANG = Option(
    "lang",
    CHOICE,
    metavar="zh|en",
    help="help.lang",
    choices=LANGUAGES,
    default="zh",
    meaning="setting.lang",
    in_pytest="language of findings (zh)",
    pytest_metavar="zh|en",
    checks_as="lang",
)
# In the order in which `config --show` prints them.
SETTINGS = (
    *(DOCUMENTS, RULES, DEFAULT_RULES, DEFAULT_FORMS, TEMPLATE, FISCAL_YEAR, WITH),
    *(SELECT, IGNORE, SHOW, SET),
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
    *(DOCUMENTS, RULES, DEFAULT_RULES, DEFAULT_FORMS, TEMPLATE, FISCAL_YEAR, WITH),
    *(SELECT, IGNORE, SET),
    *(WAIVERS, BASELINE, FAIL_LEVEL, PYTEST_UNKNOWN, PYTEST_EXAMPLES, LANG),
)


def check_fields(settings: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of CheckOptions that settings (values by key) come to."""
    fields: dict[str, object] = {}
    for option in SETTINGS:
        value = settings.get(option.name)
        if option.checks_as and value is not None:
            fields[option.checks_as] = value
    return fields


def pytest_name(option: Option) -> str:
    """Return the name of an option among pytest's settings.

    What we call documents it calls files.
    """
    return "budget_files" if option is DOCUMENTS else f"budget_{option.name.replace('-', '_')}"


# ---- options of commands alone

OUTPUT = Option("output", TEXT, metavar="FILE", short="-o", help="help.output")
MORE_REPORTS = Option(
    "report",
    REPORT,
    metavar="FORMAT=PATH",
    help="help.more_reports",
    default=[],
)
NO_WAIVERS = Option("no-waivers", SWITCH, help="help.no_waivers")
UPDATE_BASELINE = Option("update-baseline", SWITCH, help="help.update_baseline")
WATCH = Option("watch", SWITCH, help="help.watch")
MODEL_FORMAT = REPORT_FORMAT._replace(kind=CHOICE, meaning="")
MODEL_OUTPUT = OUTPUT._replace(help="help.model_output")
EXPLAIN = Option(
    "explain",
    SWITCH,
    help="help.explain",
)
CHECK_ONLY = Option("check", SWITCH, help="help.check_only")
SPELLING = Option(
    "spelling",
    CHOICE,
    metavar="zh|en",
    help="help.spelling",
    choices=LANGUAGES,
)
REASON = Option("reason", TEXT, metavar="TEXT", help="help.reason", required=True)
BY = Option("by", TEXT, metavar="NAME", help="help.by", required=True)
UNTIL = Option(
    "until",
    DATE,
    metavar="YYYY-MM-DD",
    help="help.until",
    required=True,
)
HASH = Option("hash", SWITCH, help="help.hash")
WAIVERS_TO_WRITE = WAIVERS._replace(help="help.waivers_to_write")
SET_FOR_WAIVER = SET._replace(help="help.set_for_waiver")
SHOW_SETTINGS = Option("show", SWITCH, help="help.show_settings")
CONFIG = Option("config", TEXT, metavar="FILE", help="help.config")
NO_CONFIG = Option("no-config", SWITCH, help="help.no_config")
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
    "help.argument.documents",
    "+",
)
_NAME = Argument("name", "RULE|CODE", "help.argument.name")
_WHAT = Argument("what", "|".join(PACKS), "help.argument.what", choices=PACKS)
_NEW = Argument("what", "template", "help.argument.new", choices=("template",))
_RULE_FILES = Argument("paths", "PATH", "help.argument.rule_files", "+")
_FILES_OF_EXAMPLES = Argument("paths", "PATH", "help.argument.files_of_examples", "*")
_DOCUMENT = Argument("path", "PATH", "help.argument.document")
_FINDING = Argument(
    "finding",
    "FINDING",
    "help.argument.finding",
)
_LOADING = (RULES, DEFAULT_RULES, DEFAULT_FORMS)
_READING = (*_LOADING, TEMPLATE, FISCAL_YEAR)

COMMANDS = (
    Command(
        "check",
        "check",
        "help.command.check",
        (_DOCUMENTS,),
        (
            *(REPORT_FORMAT, OUTPUT, MORE_REPORTS, *_READING, SELECT, IGNORE, SHOW, SET, WITH),
            *(FAIL_LEVEL, STRICT, WAIVERS, NO_WAIVERS, BASELINE, UPDATE_BASELINE, JOBS, WATCH),
        ),
    ),
    Command(
        "read",
        "read",
        "help.command.read",
        (_DOCUMENTS,),
        (MODEL_FORMAT, MODEL_OUTPUT, EXPLAIN, *_READING),
    ),
    Command(
        "explain",
        "explain",
        "help.command.explain",
        (_NAME,),
        _LOADING,
    ),
    Command(
        "list",
        "listing",
        "help.command.list",
        (_WHAT,),
        _LOADING,
    ),
    Command(
        "new",
        "new",
        "help.command.new",
        (_NEW, _DOCUMENT),
        (OUTPUT, *_LOADING),
    ),
    Command(
        "fmt",
        "fmt",
        "help.command.fmt",
        (_RULE_FILES,),
        (CHECK_ONLY, SPELLING),
    ),
    Command(
        "test",
        "examples",
        "help.command.test",
        (_FILES_OF_EXAMPLES,),
        _LOADING,
    ),
    Command(
        "waive",
        "waive",
        "help.command.waive",
        (_DOCUMENT, _FINDING),
        (REASON, BY, UNTIL, HASH, WAIVERS_TO_WRITE, *_READING, SET_FOR_WAIVER),
    ),
    Command(
        "config",
        "settings_page",
        "help.command.config",
        options=(SHOW_SETTINGS,),
    ),
)
