"""Send what is in the outbox, in order, each event at least once. One relay runs at a time (advisory lock)."""

import logging
import threading
from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from orders.broker import Broker
from orders.db import SessionFactory
from orders.models import OutboxEvent

logger = logging.getLogger(__name__)

BATCH = 100
LOCK_KEY = 4711


def send_batch(session: Session, broker: Broker) -> int:
    """Publish the oldest unsent events and mark them; what was published before a crash goes out once more."""
    if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK_KEY}):
        return 0
    events = session.scalars(
        select(OutboxEvent).where(OutboxEvent.sent_at.is_(None)).order_by(OutboxEvent.id).limit(BATCH)
    ).all()
    for event in events:
        broker.publish("orders", event.kind, f"order-event-{event.id}", event.body)
        event.sent_at = datetime.now(UTC)
    return len(events)


def run(stop: threading.Event, broker: Broker) -> None:
    """Send until told to stop; an error ends the process, and the supervisor starts it again."""
    while not stop.is_set():
        with SessionFactory.begin() as session:
            sent = send_batch(session, broker)
        if sent:
            logger.info("Sent %d events", sent)
        else:
            broker.idle(1.0)
