"""The parser of the command line, made of the table of options."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from typing import Any, NoReturn

from budgetrules import options as o
from budgetrules.core.extensions import FORMATS, installed
from budgetrules.messages.usage import in_both
from budgetrules.options import Argument, Command, Option
from budgetrules.reporting.formats import MODEL_FORMATS, REPORT_FORMATS
from budgetrules.storage.formats import WRITERS

_MODEL_FORMATS = (*MODEL_FORMATS, *WRITERS)


class _Formatter(argparse.HelpFormatter):
    """Help in both languages: what argparse is given are codes of the catalogue.

    The catalogue is read only where help is printed, not by every command.
    """

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return _sentence(action.help)

    def add_text(self, text: str | None) -> None:
        super().add_text(_sentence(text))

    def start_section(self, heading: str | None) -> None:
        super().start_section(_sentence(heading))


def _sentence(words: str | None) -> str | None:
    """Return what a code of help says in both languages, and behind it what a value may be.

    Words of argparse's own stay.
    """
    if words is None or not words.startswith("help."):
        return words
    code, _, values = words.partition(" ")
    sentence = in_both(code, " · ")
    return f"{sentence}: {values}" if values else sentence


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # The message alone: the list of all options above it would hide it, and argparse words it
        # anew every year.
        usage = f"{self.prog}: {in_both('cli.usage.wrong')}: {message}\n"
        self.exit(2, f"{usage}  {self.prog} --help {in_both('cli.usage.help')}\n")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        from budgetrules.version import version

        parser.exit(0, f"budgetrules {version()}\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="budgetrules",
        description="help.description",
        allow_abbrev=False,
        formatter_class=_Formatter,
    )
    # The entry of the command sets it where no other program runs in this process.
    parser.set_defaults(owns_process=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="help.version")
    commands = parser.add_subparsers(
        title="help.commands", metavar="COMMAND", dest="command", required=True
    )
    for command in o.COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        _fill(added, command)
    return parser


def _fill(parser: argparse.ArgumentParser, command: Command) -> None:
    """Give the parser of a command what the command takes."""
    parser.set_defaults(module=command.module)
    for argument in command.arguments:
        _add_argument(parser, argument)
    for option in (*command.options, *o.OF_EVERY_COMMAND):
        _add_option(parser, option)


def _add_argument(parser: argparse.ArgumentParser, argument: Argument) -> None:
    more: dict[str, Any] = {}
    if argument.times != "1":
        more["nargs"] = argument.times
    if argument.choices:
        more["type"] = _one_of(argument.choices)
    parser.add_argument(argument.name, metavar=argument.metavar, help=argument.help, **more)


def _add_option(parser: argparse.ArgumentParser, option: Option) -> None:
    flags = [f"--{option.name}"]
    if option.short:
        flags.insert(0, option.short)
    more: dict[str, Any] = {"help": _help(option)}
    if option is o.SHOW_SETTINGS:
        # What `check --show` lists goes by that name.
        more["dest"] = "show_settings"
    elif option is o.WITH:
        more["dest"] = option.field
    if option.kind is o.SWITCH:
        more["action"] = "store_true"
    elif option.kind is o.TRUTH:
        more["action"] = argparse.BooleanOptionalAction
    else:
        more |= _of_value(option)
    parser.add_argument(*flags, **more)


def _of_value(option: Option) -> dict[str, Any]:
    """Return what argparse needs to know of an option that takes a value."""
    more: dict[str, Any] = {"metavar": option.metavar}
    type_ = _type_of(option)
    if type_ is not None:
        more["type"] = type_
    if option.kind.repeats:
        more["action"] = "append"
    if option.required:
        more["required"] = True
    # Settings get their defaults where command line and settings file are made one.
    if option is o.MODEL_FORMAT or (option.default is not None and not option.meaning):
        more["default"] = option.default
    return more


def _help(option: Option) -> str:
    """Return the code of an option's help, with the formats that it may name."""
    if option is o.MODEL_FORMAT:
        return f"{option.help} {' '.join(_MODEL_FORMATS)} ({option.default})"
    if option is o.REPORT_FORMAT:
        return f"{option.help} {' '.join(REPORT_FORMATS)} ({option.default})"
    return option.help


def _type_of(option: Option) -> Callable[[str], object] | None:
    """Return the function that reads a value; None where the text itself is the value."""
    if option is o.MODEL_FORMAT:
        return _one_of(_MODEL_FORMATS)
    if option.kind is o.CHOICE:
        return _one_of(option.choices)
    if option.kind is o.CHOICES:
        return _some_of(option.choices)
    return _TYPES.get(option.kind.name)


# ---- values


def _refusal(argument: str, words: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{argument!r}：{words}")


def _write(form: str) -> str:
    """Return how a value is written."""
    return f"{in_both('cli.usage.write')} {form}"


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def chosen(argument: str) -> str:
        if argument not in choices:
            raise _refusal(argument, f"{in_both('cli.usage.choose')}: {', '.join(choices)}")
        return argument

    return chosen


def _some_of(choices: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    check = _one_of(choices)

    def chosen(argument: str) -> tuple[str, ...]:
        return tuple(check(word) for word in _words(argument))

    return chosen


def _format(argument: str) -> str:
    """Return a format of ours, or one that another package brings."""
    if argument in REPORT_FORMATS:
        return argument
    # Other packages are looked up only for a name that we don't have.
    others = installed(FORMATS)
    if argument not in others:
        allowed = ", ".join((*REPORT_FORMATS, *others))
        raise _refusal(argument, f"{in_both('cli.usage.choose')}: {allowed}")
    return argument


def _date(argument: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(argument)
    except ValueError:
        raise _refusal(argument, _write("YYYY-MM-DD")) from None


def _report(argument: str) -> tuple[str, str]:
    name, _, path = argument.partition("=")
    if not path or (name not in REPORT_FORMATS and name not in installed(FORMATS)):
        allowed = ", ".join(REPORT_FORMATS)
        raise _refusal(argument, _write(f"FORMAT=PATH, FORMAT: {allowed}"))
    return name, path


def _value(argument: str) -> tuple[str, str]:
    name, sign, value = argument.partition("=")
    if not sign or not name.strip():
        raise _refusal(argument, _write("NAME=VALUE"))
    return name.strip(), value.strip()


def _words(argument: str) -> tuple[str, ...]:
    stripped = map(str.strip, argument.split(","))
    words = tuple(filter(None, stripped))
    if not words:
        raise _refusal(argument, _write("A,B,…"))
    return words


def _is_digits(argument: str) -> bool:
    """Return whether a value is a number in digits of ASCII."""
    return argument.isascii() and argument.isdigit()


def _number(argument: str) -> int:
    if not _is_digits(argument) or not 1 <= int(argument) <= o.MOST_JOBS:
        raise _refusal(argument, f"1–{o.MOST_JOBS}")
    return int(argument)


def _year(argument: str) -> int:
    if not _is_digits(argument) or len(argument) != 4:
        raise _refusal(argument, in_both("cli.usage.year"))
    return int(argument)


_TYPES: dict[str, Callable[[str], object]] = {
    o.WORDS.name: _words,
    o.VALUES.name: _value,
    o.YEAR.name: _year,
    o.NUMBER.name: _number,
    o.DATE.name: _date,
    o.FORMAT.name: _format,
    o.REPORT.name: _report,
}
