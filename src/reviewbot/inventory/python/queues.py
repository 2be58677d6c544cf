"""Read what goes into queues and what comes out: Celery, RQ, Dramatiq, Huey, Kafka, RabbitMQ, SQS."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reviewbot.domain.inventory import Queue, QueueRole
from reviewbot.inventory.python.file import PythonFile, argument, as_written, decorated, last, plain
from reviewbot.syntax.outline.value import Called, Name, Series, Text, Value, text_of, written

_TASKS: Mapping[str, str] = MappingProxyType(
    {
        "celery.shared_task": "celery",
        "celery.task": "celery",
        "celery.app.shared_task": "celery",
        "celery.Celery.task": "celery",
        "django_rq.job": "rq",
        "rq.decorators.job": "rq",
        "dramatiq.actor": "dramatiq",
        "huey.RedisHuey.task": "huey",
        "huey.contrib.djhuey.task": "huey",
        "huey.contrib.djhuey.db_task": "huey",
        "taskiq.InMemoryBroker.task": "taskiq",
    }
)
_SENT = frozenset({"delay", "apply_async"})

# The function, with the position and the names of what it sends to or reads from.
_SENDERS: Mapping[str, tuple[str, int, tuple[str, ...]]] = MappingProxyType(
    {
        "celery.Celery.send_task": ("celery", 0, ("name",)),
        "celery.current_app.send_task": ("celery", 0, ("name",)),
        "rq.Queue.enqueue": ("rq", 0, ("f",)),
        "rq.Queue.enqueue_in": ("rq", 1, ("func",)),
        "django_rq.enqueue": ("rq", 0, ("func",)),
        "django_rq.get_queue.enqueue": ("rq", 0, ("f",)),
        "kafka.KafkaProducer.send": ("kafka", 0, ("topic",)),
        "confluent_kafka.Producer.produce": ("kafka", 0, ("topic",)),
        "aiokafka.AIOKafkaProducer.send": ("kafka", 0, ("topic",)),
        "aiokafka.AIOKafkaProducer.send_and_wait": ("kafka", 0, ("topic",)),
    }
)
_READERS: Mapping[str, tuple[str, int, tuple[str, ...]]] = MappingProxyType(
    {
        "kafka.KafkaConsumer": ("kafka", 0, ("topics",)),
        "kafka.KafkaConsumer.subscribe": ("kafka", 0, ("topics",)),
        "confluent_kafka.Consumer.subscribe": ("kafka", 0, ("topics",)),
        "aiokafka.AIOKafkaConsumer": ("kafka", 0, ("topics",)),
    }
)
# Their names say enough, whatever they are called on.
_BY_WORD: Mapping[str, tuple[str, QueueRole, int, tuple[str, ...]]] = MappingProxyType(
    {
        "basic_publish": ("rabbitmq", QueueRole.PRODUCER, 1, ("routing_key",)),
        "basic_consume": ("rabbitmq", QueueRole.CONSUMER, 0, ("queue",)),
        "send_with_options": ("dramatiq", QueueRole.PRODUCER, -1, ()),
    }
)
WORDS = (
    frozenset(last(one) for one in (*_SENDERS, *_READERS))
    | _SENT
    | frozenset(_BY_WORD)
    | {"send", "send_message", "receive_message"}
)


def queues(file: PythonFile) -> Iterator[Queue]:
    """Give both ends of queues: the functions that are tasks, and the calls that send or read."""
    actors = set[str]()
    for inside, decorator in decorated(file.outline):
        framework = _task(decorator, file)
        if framework:
            actors.add(inside)
            given = text_of(argument(decorator, -1, "name", "actor_name"))
            yield Queue(file.site(decorator.line), framework, QueueRole.CONSUMER, given or last(inside), inside)
    for call in file.outline.calls:
        yield from _called(call, file, actors)


def _task(decorator: Called, file: PythonFile) -> str:
    """Name the framework whose task a decorator makes; `@app.task` of an application elsewhere is one by its words."""
    known = next((_TASKS[plain(one)] for one in decorator.names if plain(one) in _TASKS), "")
    if known or decorator.word != "task":
        return known
    is_application = any(one in decorator.owner.lower() for one in ("celery", "app")) and "celery" in file.text.lower()
    return "celery" if is_application else ""


def _called(call: Called, file: PythonFile, actors: set[str]) -> Iterator[Queue]:
    if call.word in _SENT:
        yield from _sent(call, file)
        return
    if call.word == "send" and call.owner in actors and "dramatiq" in file.text:
        yield Queue(file.site(call.line), "dramatiq", QueueRole.PRODUCER, call.owner, call.inside)
        return
    if call.word in {"send_message", "receive_message"} and any(key == "QueueUrl" for key, _ in call.keywords):
        role = QueueRole.PRODUCER if call.word == "send_message" else QueueRole.CONSUMER
        yield Queue(file.site(call.line), "sqs", role, _name(argument(call, -1, "QueueUrl")), call.inside)
        return
    if call.word in _BY_WORD:
        framework, role, position, keywords = _BY_WORD[call.word]
        name = last(call.owner) if position < 0 else _name(argument(call, position, *keywords))
        yield Queue(file.site(call.line), framework, role, name, call.inside)
        return
    for table, role in ((_SENDERS, QueueRole.PRODUCER), (_READERS, QueueRole.CONSUMER)):
        found = next((table[plain(one)] for one in call.names if plain(one) in table), None)
        for name in _names(argument(call, found[1], *found[2])) if found is not None else ():
            yield Queue(file.site(call.line), found[0] if found else "", role, name, call.inside)


def _sent(call: Called, file: PythonFile) -> Iterator[Queue]:
    """Read `send_invoice.delay(…)` and `send_invoice.si(…).apply_async()`."""
    owner = call.on.owner if call.on is not None and call.on.word in {"s", "si", "signature"} else call.owner
    name = last(owner)
    if name and name not in {"self", "cls"} and not owner.endswith("()"):
        yield Queue(file.site(call.line), "celery", QueueRole.PRODUCER, name, call.inside)


def _names(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, Series):
        return tuple(_name(one) for one in value.items)
    return (_name(value),) if value is not None else ()


def _name(value: Value | None) -> str:
    """Give a text, or the last word of a name that stands for a function or a setting."""
    match value:
        case Text():
            return value.text
        case Name():
            return value.written if value.written.isupper() or "." in value.written else last(value.written)
        case Called():
            return as_written(value.at(0)) or written(value)
        case _:
            return ""
