"""Read which ends of queues code is at, and which jobs a clock starts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.inventory import Queue, QueueRole, Scheduled, Site
from reviewbot.inventory.typescript.targets import setting_of
from reviewbot.syntax.outline.typescript import Outline
from reviewbot.syntax.outline.value import Called, Class, Name, Other, Record, Text, Value, written

_PRODUCER, _CONSUMER = QueueRole.PRODUCER, QueueRole.CONSUMER


@dataclass(frozen=True, slots=True)
class _End:
    """A call that is at the end of a queue, in a file that mentions the framework's module.

    `name` is where the queue's name stands: the position of an argument, or a key of the first one.
    """

    framework: str
    mention: str
    call: re.Pattern[str]
    role: QueueRole
    name: int | str


_ENDS: Sequence[_End] = (
    _End("bullmq", "bullmq", re.compile(r"bullmq\.Worker"), _CONSUMER, 0),
    _End("amqp", "amqp", re.compile(r".*\.sendToQueue"), _PRODUCER, 0),
    _End("amqp", "amqp", re.compile(r".*[cC]hannel.*\.publish|ch\.publish"), _PRODUCER, 0),
    _End("amqp", "amqp", re.compile(r".*[cC]hannel.*\.consume|ch\.consume"), _CONSUMER, 0),
    _End("kafka", "kafkajs", re.compile(r".*\.send"), _PRODUCER, "topic"),
    _End("kafka", "kafkajs", re.compile(r".*\.subscribe"), _CONSUMER, "topic"),
    _End("sqs", "client-sqs", re.compile(r".*SendMessage(?:Batch)?Command"), _PRODUCER, "QueueUrl"),
    _End("sqs", "client-sqs", re.compile(r".*ReceiveMessageCommand"), _CONSUMER, "QueueUrl"),
    _End("sns", "client-sns", re.compile(r".*PublishCommand"), _PRODUCER, "TopicArn"),
    _End("nats", "nats", re.compile(r"(?:.*\b)?(?:nc|nats|natsClient|connection|js)\.publish"), _PRODUCER, 0),
    _End("nats", "nats", re.compile(r"(?:.*\b)?(?:nc|nats|natsClient|connection|js)\.subscribe"), _CONSUMER, 0),
    _End("agenda", "agenda", re.compile(r".*[aA]genda.*\.define"), _CONSUMER, 0),
    _End("agenda", "agenda", re.compile(r".*[aA]genda.*\.(?:now|schedule)"), _PRODUCER, -1),
    _End("nest", "@nestjs/microservices", re.compile(r".*Client\w*\(\)\.(?:emit|send)"), _PRODUCER, 0),
)
# Queues that are objects: their name stands where they are made.
_QUEUES = re.compile(r"(?P<framework>bullmq|bull|bee-queue)(?:\.Queue)?\(\)\.(?P<word>add|addBulk|process|createJob)")
_CONSUMING = frozenset({"process"})
_DECORATED: Mapping[str, tuple[str, QueueRole]] = {
    "MessagePattern": ("nest", _CONSUMER),
    "EventPattern": ("nest", _CONSUMER),
    "GrpcMethod": ("grpc", _CONSUMER),
    "SqsMessageHandler": ("sqs", _CONSUMER),
    "RabbitSubscribe": ("amqp", _CONSUMER),
    "RabbitRPC": ("amqp", _CONSUMER),
    "Processor": ("bull", _CONSUMER),
}
_NAMES = ("name", "queue", "routingKey", "cmd", "exchange")
_CLOCKS = re.compile(
    r"node-cron\.schedule|cron\.CronJob(?:\.from)?|cron\.job|node-schedule\.scheduleJob|croner(?:\.Cron)?|cron\.schedule"
)
_CLOCK_DECORATORS = frozenset({"Cron", "Interval"})
PACKAGES = frozenset({"bullmq", "bull", "bee-queue", "node-cron", "cron", "node-schedule", "croner"})
WORDS = frozenset({
    "sendToQueue", "publish", "consume", "send", "subscribe", "SendMessageCommand", "ReceiveMessageCommand", "emit",
    "SendMessageBatchCommand", "PublishCommand", "define", "now", "schedule", "every", "scheduleJob",
})  # fmt: skip


def queues(path: str, text: str, outline: Outline) -> Iterator[Queue]:
    """Give producers and consumers: calls of queue clients, and decorated methods and classes."""
    made = outline.made
    ends = [one for one in _ENDS if one.mention in text]
    for called in outline.calls:
        yield from _object(path, called, made)
        for end in [one for one in ends if _fits(one, called)][:1]:
            for name in _queue_names(called, end):
                yield Queue(Site(path, called.line), end.framework, end.role, name, called.inside)
    for around in outline.classes:
        yield from _decorated(path, around)


def _fits(end: _End, called: Called) -> bool:
    return any(end.call.fullmatch(name) for name in (called.written, *called.names))


def _object(path: str, called: Called, made: Mapping[str, Called]) -> Iterator[Queue]:
    found = next((match for name in called.names if (match := _QUEUES.fullmatch(name))), None)
    if found is not None:
        maker = called.on or made.get(called.owner)
        role = _CONSUMER if found["word"] in _CONSUMING else _PRODUCER
        name = _name(maker.at(0)) if maker is not None else ""
        yield Queue(Site(path, called.line), found["framework"], role, name, called.inside)


def _queue_names(called: Called, end: _End) -> Iterator[str]:
    """Read the name of a queue; Kafka's consumers may name several, and without the key it is another call."""
    if isinstance(end.name, int):
        value = called.at(end.name)
        if value is not None:
            yield _name(value)
        return
    options = called.at(0)
    if isinstance(options, Record):
        several = options.at(f"{end.name}s")
        one = options.at(end.name)
        yield from (_name(value) for value in getattr(several, "items", (several,)) if value is not None)
        yield from (_name(value) for value in (one,) if value is not None)


def _name(value: Value | None) -> str:
    match value:
        case Text(text):
            return text
        case Name():
            return setting_of(value)
        case Record():
            return next((found for key in _NAMES if (found := _name(value.at(key)))), "")
        case _:
            return ""


def _decorated(path: str, around: Class) -> Iterator[Queue]:
    inner = [(one, f"{around.name}.{member.name}") for member in around.members for one in member.decorators]
    for decorator, inside in (*((one, around.name) for one in around.decorators), *inner):
        if decorator.word in _DECORATED:
            framework, role = _DECORATED[decorator.word]
            names = [_name(one) for one in decorator.given]
            yield Queue(Site(path, decorator.line), framework, role, ".".join(filter(None, names)), inside)
    arguments = [one for member in around.members for one in member.arguments]
    for decorator in (one for argument in arguments for one in argument.decorators if one.word == "InjectQueue"):
        yield Queue(Site(path, decorator.line), "bull", _PRODUCER, _name(decorator.at(0)), around.name)


def scheduled(path: str, text: str, outline: Outline) -> Iterator[Scheduled]:
    """Give the jobs of cron libraries, and the methods that `@Cron` and `@Interval` start."""
    for called in outline.calls:
        if any(_CLOCKS.fullmatch(name) for name in called.names):
            yield from _clocked(path, called)
        elif called.word == "every" and "agenda" in text:
            yield Scheduled(Site(path, called.line), "agenda", _name(called.at(1)), _when(called.at(0)))
    for around in outline.classes:
        for member in around.members:
            for one in member.decorators:
                if one.word in _CLOCK_DECORATORS:
                    when = next((found for value in reversed(one.given) if (found := _when(value))), "")
                    yield Scheduled(Site(path, one.line), "nest", f"{around.name}.{member.name}", when)


def _clocked(path: str, called: Called) -> Iterator[Scheduled]:
    framework = called.names[0].partition(".")[0] if called.names else "node-schedule"
    options = called.at(0)
    if isinstance(options, Record):
        yield Scheduled(
            Site(path, called.line), framework, written(options.at("onTick")), _when(options.at("cronTime"))
        )
        return
    # node-schedule takes a job's name before its time.
    is_named = called.word == "scheduleJob" and len(called.given) > 2
    name = _name(options) if is_named else written(called.at(1)) or called.assigned
    yield Scheduled(Site(path, called.line), framework, name, _when(called.at(1 if is_named else 0)))


def _when(value: Value | None) -> str:
    match value:
        case Text(text) | Other(text):
            return text if not text.startswith("{") else ""
        case Name():
            return value.written
        case _:
            return ""
