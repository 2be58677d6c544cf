"""Read the jobs that a clock starts: Celery beat, APScheduler, schedule, Huey, django-crontab."""

from collections.abc import Iterator

from reviewbot.domain.inventory import Scheduled
from reviewbot.inventory.python.file import PythonFile, argument, as_written, decorated, last, plain
from reviewbot.syntax.outline.value import Called, Name, Record, Series, Text, Value, chain

ASSIGNED = frozenset({"beat_schedule", "CELERY_BEAT_SCHEDULE", "CELERYBEAT_SCHEDULE", "BEAT_SCHEDULE", "CRONJOBS"})
WORDS = frozenset({"add_periodic_task", "add_job", "scheduled_job", "do"}) | ASSIGNED
_TRIGGERS = frozenset({"cron", "interval", "date"})
_PERIODIC = {
    "huey.contrib.djhuey.periodic_task": "huey",
    "huey.contrib.djhuey.db_periodic_task": "huey",
    "huey.RedisHuey.periodic_task": "huey",
    "celery.task.periodic_task": "celery",
    "celery.decorators.periodic_task": "celery",
    "fastapi_utils.tasks.repeat_every": "fastapi-utils",
    "fastapi_restful.tasks.repeat_every": "fastapi-utils",
}


def schedules(file: PythonFile) -> Iterator[Scheduled]:
    """Give each job with its schedule as it is written."""
    for one in file.outline.assigned:
        if last(one.name) in ASSIGNED:
            yield from _table(one.value, one.line, file)
    for inside, decorator in decorated(file.outline):
        yield from _decorated(inside, decorator, file)
    for call in file.outline.calls:
        yield from _called(call, file)


def _table(value: Value | None, line: int, file: PythonFile) -> Iterator[Scheduled]:
    """Read `beat_schedule = {"nightly": {"task": "app.tasks.clean", "schedule": crontab(hour=3)}}`."""
    if isinstance(value, Record):
        for name, entry in value.pairs:
            if isinstance(entry, Record):
                task = as_written(entry.at("task")) or name
                yield Scheduled(file.site(line), "celery-beat", task, as_written(entry.at("schedule")))
    elif isinstance(value, Series):
        for one in value.items:
            if isinstance(one, Series) and len(one.items) > 1:
                yield Scheduled(file.site(line), "django-crontab", as_written(one.items[1]), as_written(one.items[0]))


def _decorated(inside: str, decorator: Called, file: PythonFile) -> Iterator[Scheduled]:
    framework = next((_PERIODIC[plain(one)] for one in decorator.names if plain(one) in _PERIODIC), "")
    if framework or (decorator.word == "scheduled_job" and "apscheduler" in file.text.lower()):
        yield Scheduled(file.site(decorator.line), framework or "apscheduler", inside, _when(decorator, 0))


def _called(call: Called, file: PythonFile) -> Iterator[Scheduled]:
    if call.word == "add_periodic_task":
        task = call.at(1)
        name = task.owner if isinstance(task, Called) else as_written(task)
        yield Scheduled(file.site(call.line), "celery-beat", name, as_written(call.at(0)))
    elif call.word == "add_job" and _is_job(call):
        yield Scheduled(file.site(call.line), "apscheduler", as_written(argument(call, 0, "func")), _when(call, 1))
    elif call.word == "do" and any(one.startswith("schedule.every") for one in call.names):
        links = [one for one in chain(call) if one.word != "do"]
        when = links[0].text if links else call.owner
        yield Scheduled(file.site(call.line), "schedule", as_written(call.at(0)), when)


def _is_job(call: Called) -> bool:
    trigger = argument(call, 1, "trigger")
    if isinstance(trigger, Text):
        return trigger.text in _TRIGGERS
    return isinstance(trigger, Called | Name) and "rigger" in trigger.written


def _when(call: Called, position: int) -> str:
    """Write the trigger and its arguments."""
    parts = [as_written(one) for one in call.given[position:]]
    named = [f"{key}={as_written(value)}" for key, value in call.keywords if key not in {"id", "name", "func", "args"}]
    return ", ".join((*parts, *named))
