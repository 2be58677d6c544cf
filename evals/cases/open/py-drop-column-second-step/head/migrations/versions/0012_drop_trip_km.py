"""drop trip.km, unused since release 41"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.drop_column("trip", "km")


def downgrade() -> None:
    op.add_column("trip", sa.Column("km", sa.Integer, nullable=True))
