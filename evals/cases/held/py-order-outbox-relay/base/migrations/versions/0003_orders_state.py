"""orders.state"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("orders", sa.Column("state", sa.String(12), nullable=False, server_default="placed"))


def downgrade() -> None:
    op.drop_column("orders", "state")
