"""One id from the first request to the last worker; support searches the logs by it."""

import contextvars
import logging
import uuid

import httpx
from celery import Task

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True


def start(incoming: str | None) -> str:
    value = incoming or uuid.uuid4().hex
    request_id.set(value)
    return value


def _add_header(request: httpx.Request) -> None:
    request.headers["X-Request-ID"] = request_id.get()


def client(base_url: str, timeout: float) -> httpx.Client:
    return httpx.Client(base_url=base_url, timeout=timeout, event_hooks={"request": [_add_header]})


class TracedTask(Task):
    """A task that carries the id in its headers, and takes it up again in the worker."""

    def apply_async(self, args=None, kwargs=None, **options):
        headers = {**(options.pop("headers", None) or {}), "x_request_id": request_id.get()}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args, **kwargs):
        start((self.request.headers or {}).get("x_request_id") or getattr(self.request, "x_request_id", None))
        return super().__call__(*args, **kwargs)
