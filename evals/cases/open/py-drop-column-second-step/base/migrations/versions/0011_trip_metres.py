"""trip.metres replaces trip.km, which nothing reads or writes since release 41"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.alter_column("trip", "km", nullable=True)
    op.add_column("trip", sa.Column("metres", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("trip", "metres")
