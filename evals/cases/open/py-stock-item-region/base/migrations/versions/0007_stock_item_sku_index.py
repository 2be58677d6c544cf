"""index stock_item.sku"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix_stock_item_sku", "stock_item", ["sku"], postgresql_concurrently=True)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index("ix_stock_item_sku", "stock_item", postgresql_concurrently=True)
