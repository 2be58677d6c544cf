"""Calls that leave the process."""

import pytest
from support.stated import stated

from reviewbot.domain.inventory import CallKind


@pytest.mark.parametrize(
    ("code", "target", "has_timeout"),
    [
        ("axios.get('https://api.example.com/v1')", "api.example.com", False),
        ("axios.get('https://user:pw@api.example.com:8443/v1', { timeout: 5 })", "api.example.com:8443", True),
        ("axios.get(url, options)", "", None),
        ("axios.get(url, { ...options })", "", None),
        ("axios.post(`${process.env.PAY_URL}/pay`, body)", "PAY_URL", False),
        ("axios.post(config.pay.url, body, options)", "config.pay.url", None),
        ("axios({ url: 'http://a.example/x', signal })", "a.example", True),
        ("axios.request('/relative')", "", False),
    ],
)
def test_a_call_says_where_to_and_whether_it_waits_for_ever(code: str, target: str, has_timeout: bool | None) -> None:
    (call,) = stated(f"import axios from 'axios';\nasync function pay() {{ await {code} }}").calls
    assert (call.kind, call.target, call.has_timeout, call.inside) == (CallKind.HTTP, target, has_timeout, "pay")


def test_what_a_client_was_made_with_counts_for_its_calls() -> None:
    (call,) = stated("""
import axios from 'axios';
class Payments {
  constructor() { this.http = axios.create({ baseURL: process.env.PAY_URL, timeout: 2000 }) }
  pay() { return this.http.post('/pay', {}) }
}
""").calls
    assert (call.by, call.target, call.has_timeout, call.inside) == (
        "axios.create().post", "PAY_URL", True, "Payments.pay"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "target", "by"),
    [
        ("fetch('https://a.example/x')", CallKind.HTTP, "a.example", "fetch"),
        ("import got from 'got'; got('https://a.example')", CallKind.HTTP, "a.example", "got"),
        ("import https from 'node:https'; https.get({ host: 'a.example' })", CallKind.HTTP, "a.example", "https.get"),
        ("import Stripe from 'stripe'; new Stripe(process.env.STRIPE_KEY)", CallKind.HTTP, "", "stripe"),
        ("import Redis from 'ioredis'; new Redis(process.env.REDIS_URL)", CallKind.CACHE, "REDIS_URL", "ioredis"),
        ("import Redis from 'ioredis'; new Redis('redis:6379')", CallKind.CACHE, "redis:6379", "ioredis"),
        (
            "import { createClient } from 'redis'; createClient({ url: configService.get('REDIS') })",
            CallKind.CACHE, "REDIS", "redis.createClient",
        ),
        ("import { Pool } from 'pg'; new Pool({ host: 'db.internal' })", CallKind.DATABASE, "db.internal", "pg.Pool"),
        ("import mongoose from 'mongoose'; mongoose.connect(MONGO_URL)",
         CallKind.DATABASE, "MONGO_URL", "mongoose.connect"),
        ("import { S3Client } from '@aws-sdk/client-s3'; new S3Client({})",
         CallKind.STORAGE, "", "@aws-sdk/client-s3.S3Client"),
        (
            "const nodemailer = require('nodemailer'); nodemailer.createTransport({ host: process.env.SMTP_HOST })",
            CallKind.MAIL, "SMTP_HOST", "nodemailer.createTransport",
        ),
        (
            "import * as grpc from '@grpc/grpc-js'; new shop.Orders('orders:50051', grpc.credentials.createInsecure())",
            CallKind.RPC, "orders:50051", "shop.Orders",
        ),
    ],
)  # fmt: skip
def test_every_kind_of_client_is_known(code: str, kind: CallKind, target: str, by: str) -> None:
    found = [one for one in stated(code).calls if one.kind is kind]
    assert [(one.target, one.by) for one in found] == [(target, by)]


@pytest.mark.parametrize(
    "code",
    ["got('x')", "request.get('x')", "import { get } from './http'; get('x')", "function f(fetch) { fetch('x') }"],
)
def test_a_name_that_only_looks_like_a_client_is_none(code: str) -> None:
    assert stated(code).calls == ()


@pytest.mark.parametrize("code", ["this.http.get(url)", "this.http.get(url, {})"])
def test_a_client_that_a_module_sets_up_may_have_a_timeout(code: str) -> None:
    around = "class A { constructor(private http: HttpService) {} f() { %s } }"
    (call,) = stated("import { HttpService } from '@nestjs/axios';\n" + around % code).calls
    assert call.has_timeout is None
