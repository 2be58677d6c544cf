"""Check or show the configuration, or print its schema."""

import argparse
import json

from reviewbot.commands.streams import printed
from reviewbot.commands.team import setting_for
from reviewbot.config import schema as config_schema
from reviewbot.config.show import shown
from reviewbot.output import report_file
from reviewbot.setting import CONFIG_FILE


def check(options: argparse.Namespace) -> int:
    """Say that the configuration and the team's items are valid, and what has no effect yet."""
    setting = setting_for(options)
    own = len(setting.team_items)
    what = "is valid" if setting.loaded.document.value is not None else "is not there or empty: the defaults hold"
    printed(f"{CONFIG_FILE} {what}; {own} {'item' if own == 1 else 'items'} of the team's own.\n")
    for note in setting.loaded.notes:
        printed(f"note: {note}\n")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print the configuration that holds, with the origin of each value."""
    printed(shown(setting_for(options).loaded, options.path))
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of the configuration, or of the report."""
    printed(json.dumps(report_file.schema() if options.report else config_schema.schema(), indent=2) + "\n")
    return 0
