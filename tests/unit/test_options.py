"""The one table of options: whatever stands in it is known wherever options are read."""

from __future__ import annotations

import argparse
import runpy

import pytest

from budgetrules import config, options, pytest_plugin
from budgetrules.cli.parser import build_parser
from budgetrules.messages.catalogue import all_messages
from budgetrules.options import COMMANDS, OF_EVERY_COMMAND, PYTEST_SETTINGS, SETTINGS, Option

NEW = Option("new-thing", options.TEXT, metavar="X", help="help.rules", meaning="setting.rules")


def flags_of(command: str) -> set[str]:
    """The flags that argparse knows for a command."""
    parser = build_parser()
    (commands,) = [
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    ]
    return set(commands.choices[command]._option_string_actions)


def pytest_settings() -> tuple[set[str], set[str]]:
    """The names of pytest's settings, and the flags of its command line, that our plugin adds."""
    parser = pytest.Parser(_ispytest=True)
    pytest_plugin.pytest_addoption(parser)
    flags: set[str] = set()
    for option in parser.getgroup("budgetrules").options:
        flags.update(option.names())
    return set(parser._inidict), flags


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_knows_every_option_declared_for_it(command: options.Command) -> None:
    expected = {"-h", "--help"}
    for option in (*command.options, *OF_EVERY_COMMAND):
        expected.add(f"--{option.name}")
        if option.short:
            expected.add(option.short)
        if option.kind is options.TRUTH:
            expected.add(f"--no-{option.name}")
    assert flags_of(command.name) == expected


def test_a_settings_file_knows_every_setting_and_reads_its_kind() -> None:
    assert tuple(config.KEYS.values()) == SETTINGS
    assert {option.kind for option in SETTINGS} <= set(config._READERS)


def test_pytest_knows_every_setting_declared_for_it() -> None:
    names, flags = pytest_settings()
    assert names == {options.pytest_name(option) for option in PYTEST_SETTINGS}
    assert {f"--{name.replace('_', '-')}" for name in names} <= flags


def test_help_and_meaning_of_every_option_are_sentences_of_the_catalogue() -> None:
    codes = {option.meaning for option in SETTINGS}
    for command in COMMANDS:
        codes.add(command.help)
        codes.update(argument.help for argument in command.arguments)
        codes.update(option.help for option in (*command.options, *OF_EVERY_COMMAND))
    known = {message.code for message in all_messages()}
    assert sorted(codes - known) == []
    said = {code for code in known if code.startswith(("help.", "setting."))}
    assert sorted(said - codes) == ["help.commands", "help.description", "help.version"]


def test_help_is_printed_in_both_languages() -> None:
    printed = build_parser().format_help()
    assert "检查文件，报告疑点 · check documents and report findings" in printed
    assert "help." not in printed


def test_an_option_added_to_the_table_is_known_to_argparse_settings_and_pytest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = COMMANDS[0]._replace(options=(*COMMANDS[0].options, NEW))
    monkeypatch.setattr(options, "COMMANDS", (check, *COMMANDS[1:]))
    monkeypatch.setattr(options, "PYTEST_SETTINGS", (*PYTEST_SETTINGS, NEW))
    monkeypatch.setattr(options, "SETTINGS", (*SETTINGS, NEW))
    names, flags = pytest_settings()
    assert runpy.run_path(config.__file__)["KEYS"]["new-thing"] is NEW
    assert "--new-thing" in flags_of("check")
    assert "budget_new_thing" in names
    assert "--budget-new-thing" in flags
