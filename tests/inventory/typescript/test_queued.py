"""Queues and scheduled jobs."""

import pytest
from support.stated import stated

from reviewbot.domain.inventory import QueueRole

_IN, _OUT = QueueRole.CONSUMER, QueueRole.PRODUCER


@pytest.mark.parametrize(
    ("code", "queues"),
    [
        ("import { Worker } from 'bullmq'; new Worker('mails', send)", [("bullmq", _IN, "mails")]),
        ("import { Queue } from 'bullmq'; const q = new Queue('mails'); q.add('x', {})", [("bullmq", _OUT, "mails")]),
        ("import Queue from 'bull'; const q = new Queue('mails'); q.process(send)", [("bull", _IN, "mails")]),
        ("import amqp from 'amqplib'; channel.sendToQueue('mails', b)", [("amqp", _OUT, "mails")]),
        ("import amqp from 'amqplib'; this.channel.consume(process.env.QUEUE, f)", [("amqp", _IN, "QUEUE")]),
        ("import { Kafka } from 'kafkajs'; producer.send({ topic: 'orders', messages })", [("kafka", _OUT, "orders")]),
        (
            "import { Kafka } from 'kafkajs'; consumer.subscribe({ topics: ['a', 'b'] })",
            [("kafka", _IN, "a"), ("kafka", _IN, "b")],
        ),
        ("import { Kafka } from 'kafkajs'; response.send('x')", []),
        ("import { Kafka } from 'kafkajs'; response.send({ ok: true })", []),
        (
            "import * as sqs from '@aws-sdk/client-sqs'; new sqs.SendMessageCommand({ QueueUrl: process.env.Q })",
            [("sqs", _OUT, "Q")],
        ),
        ("import { connect } from 'nats'; nc.publish('orders.made')", [("nats", _OUT, "orders.made")]),
        ("import Agenda from 'agenda'; agenda.define('mail', f)", [("agenda", _IN, "mail")]),
        (
            (
                "import { ClientProxy } from '@nestjs/microservices'; class A { constructor(private bus: ClientProxy) "
                "{} f() { this.bus.emit('made', {}) } }"
            ),
            [("nest", _OUT, "made")],
        ),
        ("class A { @EventPattern('made') f() {} }", [("nest", _IN, "made")]),
        ("class A { @MessagePattern({ cmd: 'sum' }) f() {} }", [("nest", _IN, "sum")]),
        ("class A { @GrpcMethod('Orders', 'Find') f() {} }", [("grpc", _IN, "Orders.Find")]),
        ("@Processor('mails') class A {}", [("bull", _IN, "mails")]),
        ("class A { constructor(@InjectQueue('mails') private q: Queue) {} }", [("bull", _OUT, "mails")]),
        ("producer.send({ topic: 'orders' })", []),
    ],
)
def test_both_ends_of_a_queue_are_told_apart(code: str, queues: list[tuple[str, QueueRole, str]]) -> None:
    assert [(one.framework, one.role, one.name) for one in stated(code).queues] == queues


@pytest.mark.parametrize(
    ("code", "framework", "name", "when"),
    [
        ("import cron from 'node-cron'; cron.schedule('0 * * * *', clean)", "node-cron", "clean", "0 * * * *"),
        ("import { CronJob } from 'cron'; const job = new CronJob('0 1 * * *', () => {})", "cron", "job", "0 1 * * *"),
        (
            "import { CronJob } from 'cron'; CronJob.from({ cronTime: '5 * * * *', onTick: go })",
            "cron",
            "go",
            "5 * * * *",
        ),
        (
            "import s from 'node-schedule'; s.scheduleJob('daily', '0 0 * * *', go)",
            "node-schedule",
            "daily",
            "0 0 * * *",
        ),
        ("import s from 'node-schedule'; s.scheduleJob(RULE, go)", "node-schedule", "go", "RULE"),
        ("class A { @Cron('0 0 * * *') daily() {} }", "nest", "A.daily", "0 0 * * *"),
        ("class A { @Cron(CronExpression.EVERY_HOUR) go() {} }", "nest", "A.go", "CronExpression.EVERY_HOUR"),
        ("class A { @Interval('poll', 5000) go() {} }", "nest", "A.go", "5000"),
        ("import Agenda from 'agenda'; agenda.every('5 minutes', 'mail')", "agenda", "mail", "5 minutes"),
    ],
)
def test_a_job_says_what_a_clock_starts_and_when(code: str, framework: str, name: str, when: str) -> None:
    (job,) = stated(code).scheduled
    assert (job.framework, job.name, job.when) == (framework, name, when)


def test_what_has_no_clock_is_no_job() -> None:
    assert stated("tasks.every(isDone); calendar.schedule('x', f)").scheduled == ()
