"""One command: its settings are made one with those of the settings file, then it is run.

Mistakes in settings are told.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import cast

from budgetrules.cli.messages import say, say_settings
from budgetrules.cli.settings import config_of, settle
from budgetrules.core.extensions import ExtensionError
from budgetrules.messages.errors import SettingsError

WRONG = 2


def run(arguments: argparse.Namespace) -> int:
    """Run the command that the arguments name. Returns the exit status."""
    try:
        arguments.settled = settle(arguments, config_of(arguments))
        module = "watch" if getattr(arguments, "watch", False) else arguments.module
        imported = importlib.import_module(f"budgetrules.cli.{module}")
        command = cast(Callable[[argparse.Namespace], int], imported.run)
        return command(arguments)
    except SettingsError as error:
        say_settings(error, arguments.lang or "zh")
    except ExtensionError as error:
        say(error.code, arguments.lang or "zh", **error.details)
    return WRONG
