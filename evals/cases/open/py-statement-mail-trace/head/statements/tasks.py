import logging

import httpx

from statements.celery import app
from statements.delivery import hand_over
from statements.ledger import entries_of
from statements.layout import as_text
from statements.tracing import TracedTask

logger = logging.getLogger(__name__)


@app.task(base=TracedTask)
def build_statement(account: int, month: str) -> None:
    entries = entries_of(account, month)
    logger.info("Statement of account %d for %s: %d entries", account, month, len(entries))
    send_statement.delay(account, month, as_text(entries))


@app.task(autoretry_for=(httpx.HTTPError,), retry_backoff=True, max_retries=5)
def send_statement(account: int, month: str, text: str) -> None:
    message = hand_over(account, month, text)
    logger.info("Statement of account %d for %s is message %s", account, month, message)
