"""Check or show the configuration, print its schema, or give the templates to begin with."""

import argparse
import json

from reviewbot.commands.streams import printed
from reviewbot.commands.team import setting_for
from reviewbot.config import schema as config_schema
from reviewbot.config.show import shown
from reviewbot.errors import ConfigurationError, UsageError
from reviewbot.output import audit_file, report_file
from reviewbot.output.template import source
from reviewbot.output.voice import NAMES
from reviewbot.output.write import write
from reviewbot.setting import CONFIG_FILE, TeamSetting
from reviewbot.speak import template_troubles


def check(options: argparse.Namespace) -> int:
    """Say that the configuration, the team's items and its templates are valid."""
    setting = setting_for(options)
    _try_templates(setting)
    own = len(setting.team_items)
    what = "is valid" if setting.loaded.document.value is not None else "is not there or empty: the defaults hold"
    printed(f"{CONFIG_FILE} {what}; {own} {'item' if own == 1 else 'items'} of the team's own.\n")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print the configuration that holds, with the origin of each value."""
    printed(shown(setting_for(options).loaded, options.path))
    return 0


def templates(options: argparse.Namespace) -> int:
    """Write the templates that ship into a folder, for a team to edit; raises UsageError where one is there already."""
    there = [options.folder / name for name in NAMES if (options.folder / name).exists()]
    if there:
        raise UsageError(f"`{there[0]}` is there already.", "Name another folder, or remove it first.")
    for name in NAMES:
        write(options.folder / name, source(name))
        printed(f"{options.folder / name}\n")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of the configuration, or of a report."""
    of_report = audit_file if options.audit_report else report_file if options.report else config_schema
    printed(json.dumps(of_report.schema(), indent=2) + "\n")
    return 0


def _try_templates(setting: TeamSetting) -> None:
    """Raise what is wrong with the team's templates as one error: the first is the message, the hint has the others."""
    troubles = template_troubles(setting)
    if troubles:
        first, *others = troubles
        more = (f"{error.place}: {error.message} {error.hint}" for error in others)
        raise ConfigurationError(first.message, "\n".join((first.hint, *more)), first.place)
