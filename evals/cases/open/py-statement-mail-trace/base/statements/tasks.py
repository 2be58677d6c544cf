import logging

from statements.celery import app
from statements.ledger import entries_of
from statements.tracing import TracedTask

logger = logging.getLogger(__name__)


@app.task(base=TracedTask)
def build_statement(account: int, month: str) -> None:
    entries = entries_of(account, month)
    logger.info("Statement of account %d for %s: %d entries", account, month, len(entries))
