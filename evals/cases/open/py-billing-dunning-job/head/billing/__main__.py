"""The nightly run: python -m billing"""

import logging
from datetime import UTC, datetime

from billing.overdue import work_through

logging.basicConfig(level=logging.INFO)
work_through(datetime.now(UTC).date())
