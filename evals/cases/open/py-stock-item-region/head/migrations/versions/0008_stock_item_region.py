"""stock_item.region, from the country of its warehouse"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("stock_item", sa.Column("region", sa.String(4), nullable=True))
    op.execute(
        """
        UPDATE stock_item
           SET region = CASE WHEN w.country = 'GB' THEN 'UK'
                             WHEN w.country IN ('US', 'CA') THEN 'NA'
                             ELSE 'EU' END
          FROM warehouse w
         WHERE w.id = stock_item.warehouse_id
        """
    )
    op.alter_column("stock_item", "region", nullable=False)


def downgrade() -> None:
    op.drop_column("stock_item", "region")
