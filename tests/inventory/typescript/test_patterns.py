"""Patterns of reliability and monitoring."""

import pytest
from support.stated import stated

from reviewbot.domain.inventory import PatternKind


@pytest.mark.parametrize(
    ("code", "kind", "by"),
    [
        ("import CircuitBreaker from 'opossum'; new CircuitBreaker(f)", PatternKind.CIRCUIT_BREAKER, "opossum"),
        ("import { retry } from 'cockatiel'; retry(handleAll, {})", PatternKind.RETRY, "cockatiel"),
        ("import axiosRetry from 'axios-retry'; axiosRetry(client)", PatternKind.RETRY, "axios-retry"),
        ("import { rateLimit } from 'express-rate-limit'; app.use(rateLimit({}))",
         PatternKind.RATE_LIMIT, "express-rate-limit"),
        ("import limit from '@fastify/rate-limit'; fastify.register(limit)",
         PatternKind.RATE_LIMIT, "@fastify/rate-limit"),
        ("import { ThrottlerGuard } from '@nestjs/throttler'; @UseGuards(ThrottlerGuard) @Controller() class A {}",
         PatternKind.RATE_LIMIT, "@nestjs/throttler"),
        ("import { AuthGuard } from '@nestjs/passport'; export class G extends AuthGuard('jwt') {}",
         PatternKind.AUTHENTICATION, "@nestjs/passport"),
        ("import jwt from 'jsonwebtoken'; jwt.verify(token, key)", PatternKind.AUTHENTICATION, "jsonwebtoken"),
        ("router.get('/healthz', ok)", PatternKind.HEALTH_CHECK, "/healthz"),
        ("process.on('SIGTERM', stop)", PatternKind.GRACEFUL_SHUTDOWN, "SIGTERM"),
        ("app.enableShutdownHooks()", PatternKind.GRACEFUL_SHUTDOWN, "enableShutdownHooks"),
        ("await prisma.$transaction([a, b])", PatternKind.TRANSACTION, "$transaction"),
        ("await this.dataSource.transaction(f)", PatternKind.TRANSACTION, "transaction"),
        ("class A { @Transactional() f() {} }", PatternKind.TRANSACTION, "@Transactional"),
        ("fetch(url, { signal: AbortSignal.timeout(5000) })", PatternKind.TIMEOUT, "AbortSignal.timeout"),
        ("request.header('Idempotency-Key')", PatternKind.IDEMPOTENCY, "Idempotency-Key"),
        ("import * as Sentry from '@sentry/node'; Sentry.init({})", PatternKind.ERROR_TRACKING, "@sentry/node"),
        ("import { Counter } from 'prom-client'; new Counter({})", PatternKind.METRICS, "prom-client"),
        ("import { NodeSDK } from '@opentelemetry/sdk-node'; new NodeSDK({})",
         PatternKind.TRACING, "@opentelemetry/sdk-node"),
        ("import pino from 'pino'; const log = pino()", PatternKind.STRUCTURED_LOGS, "pino"),
        ("import { LRUCache } from 'lru-cache'; new LRUCache({})", PatternKind.CACHE, "lru-cache"),
    ],
)  # fmt: skip
def test_a_pattern_is_known_by_what_gives_it(code: str, kind: PatternKind, by: str) -> None:
    assert (kind, by) in [(one.kind, one.by) for one in stated(code).patterns]


@pytest.mark.parametrize(
    "code",
    [
        "retry(f); winston.info('x')",
        "account.transaction(1)",
        "socket.on('SIGTERM', stop)",
        "import { bulkhead } from 'cockatiel'; bulkhead(5)",
    ],
)
def test_a_word_alone_is_no_pattern(code: str) -> None:
    assert stated(code).patterns == ()


def test_a_library_counts_once_a_file_at_its_first_place() -> None:
    found = stated("import jwt from 'jsonwebtoken';\njwt.sign(a);\njwt.verify(b);").patterns
    assert [(one.site.line, one.by) for one in found] == [(2, "jsonwebtoken")]
