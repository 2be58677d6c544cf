"""List, show, test or begin an item of the checklist."""

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from reviewbot.checklist.examples import Mismatch, mismatches
from reviewbot.checklist.fields import nearest
from reviewbot.checklist.load import is_id, template
from reviewbot.commands.streams import printed
from reviewbot.commands.team import setting_for
from reviewbot.detectors.examined import examined
from reviewbot.detectors.run import Detectors
from reviewbot.domain.item import Item
from reviewbot.errors import UsageError
from reviewbot.setting import TEAM_ITEMS, TeamSetting
from reviewbot.syntax.languages import grammar_of


def listing(options: argparse.Namespace) -> int:
    """Print a line an item: id, severity, area, title."""
    items = setting_for(options).checklist.items
    width = max(len(one.id) for one in items)
    for one in items:
        printed(f"{one.id:<{width}}  {one.severity:<8}  {one.area:<18}  {one.title}\n")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print one item as a page."""
    item = _chosen(setting_for(options), [options.item])[0]
    refute = f"\n\nIt is fine where {item.refute}." if item.refute else ""
    look_for = f"\n\n## Look for\n\n{item.look_for}" if item.look_for else ""
    examples = [
        f"\n\n## {name}\n\n" + "\n\n".join(f"```{one.language}\n{one.text}```" for one in group)
        for name, group in (("Bad", item.bad), ("Good", item.good))
        if group
    ]
    heading = f"# {item.title}\n\n`{item.id}` · {item.area} · {item.severity} · {', '.join(item.references)}\n\n"
    printed(f"{heading}{item.why}{refute}{look_for}{''.join(examples)}\n")
    return 0


def test(options: argparse.Namespace) -> int:
    """Run the examples; give 1 where one is read otherwise than it is marked."""
    setting = setting_for(options)
    chosen = _chosen(setting, options.items)
    with Detectors(setting.checklist.items, setting.team_items) as detectors:
        examine = partial(examined, items=setting.checklist.items, detect=detectors.detect)
        wrong = [one for item in chosen for one in mismatches(item, examine, grammar_of)]
    for one in wrong:
        printed(_told(one, _lines(chosen, one.item)))
    count = sum(len(one.bad) + len(one.good) for one in chosen if one.detectors)
    printed(f"{count} examples of {len(chosen)} items: {f'{len(wrong)} wrong' if wrong else 'all as marked'}\n")
    return 1 if wrong else 0


def new(options: argparse.Namespace) -> int:
    """Write an item that works, with comments on all that can be changed; refuse one that is there."""
    if not is_id(options.item):
        raise UsageError(f"`{options.item}` is no id.", "Use small letters and digits, with single hyphens between.")
    taken = next((one for one in setting_for(options).checklist.items if one.id == options.item), None)
    if taken is not None:
        raise UsageError(f"The id `{options.item}` is taken.", f"Choose another; {taken.origin} has it.")
    path = Path(TEAM_ITEMS) / f"{options.item}.md"
    try:
        _written(options.repo / path, template().replace("ITEM-ID", options.item))
    except OSError as error:
        message = f"`{path}` cannot be written: {error.strerror or error}."
        raise UsageError(message, "Name the top folder of the repository with --repo.") from error
    printed(f"Wrote {path.as_posix()}. Change it, then run `reviewbot checklist test {options.item}`.\n")
    return 0


def _written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _told(wrong: Mismatch, lines: Mapping[int, str]) -> str:
    """Say what differs line by line, as a diff does: `-` is expected and missing, `+` is there and not expected."""
    failed = [f"{wrong.origin}: `{wrong.item}`: {wrong.failure}\n"] if wrong.failure else []
    said = dict.fromkeys(wrong.missed, ("-", "is marked here and does not fire"))
    said |= dict.fromkeys(wrong.wrong, ("+", "fires here and is not marked"))
    told = (
        f"{wrong.origin}:{line}: `{wrong.item}` {said[line][1]}\n  {said[line][0]} {lines.get(line, '').strip()}\n"
        for line in sorted(said)
    )
    return "".join([*failed, *told])


def _lines(items: Sequence[Item], name: str) -> Mapping[int, str]:
    """Give the lines of an item's examples by their numbers in its file."""
    examples = [each for one in items if one.id == name for each in (*one.bad, *one.good)]
    texts = [(one.line, one.text) for one in examples] + [(one.base_line, one.base or "") for one in examples]
    return {first + index: line for first, text in texts for index, line in enumerate(text.split("\n"))}


def _chosen(setting: TeamSetting, ids: Sequence[str]) -> Sequence[Item]:
    by_id = {one.id: one for one in setting.checklist.items}
    for name in ids:
        if name not in by_id:
            raise UsageError(f"There is no item `{name}`.", nearest(name, by_id))
    return [by_id[name] for name in ids] or setting.checklist.items
