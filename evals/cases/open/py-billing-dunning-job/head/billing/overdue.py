"""Workspaces that do not pay: remind after 14 days, down to the free plan after 45."""

import logging
from datetime import date, timedelta

from sqlalchemy import text

from billing.db import engine

logger = logging.getLogger(__name__)

REMIND_AFTER = timedelta(days=14)
DOWNGRADE_AFTER = timedelta(days=45)

OVERDUE = text(
    """
    SELECT i.workspace_id, min(i.due_on) AS since, sum(i.amount) AS amount
      FROM billing.invoice i
     WHERE i.paid_on IS NULL AND i.due_on <= :limit
     GROUP BY i.workspace_id
     ORDER BY since
     LIMIT 500
    """
)
REMIND = text(
    "INSERT INTO billing.reminder (workspace_id, since) VALUES (:workspace, :since) "
    "ON CONFLICT (workspace_id, since) DO NOTHING"
)
DOWNGRADE = text("UPDATE billing.subscription SET plan = 'free' WHERE workspace_id = :workspace")
SUSPEND_SEATS = text(
    """
    UPDATE accounts.member SET status = 'suspended'
     WHERE workspace_id = :workspace AND role <> 'owner' AND status = 'active'
    """
)


def work_through(today: date) -> None:
    with engine.connect() as connection:
        overdue = connection.execute(OVERDUE, {"limit": today - REMIND_AFTER}).all()
    for workspace_id, since, amount in overdue:
        with engine.begin() as connection:
            if since <= today - DOWNGRADE_AFTER:
                connection.execute(DOWNGRADE, {"workspace": workspace_id})
                suspended = connection.execute(SUSPEND_SEATS, {"workspace": workspace_id}).rowcount
                logger.warning("Workspace %d owes %s: free plan, %d suspended", workspace_id, amount, suspended)
            else:
                connection.execute(REMIND, {"workspace": workspace_id, "since": since})
                logger.info("Workspace %d owes %s since %s", workspace_id, amount, since)
