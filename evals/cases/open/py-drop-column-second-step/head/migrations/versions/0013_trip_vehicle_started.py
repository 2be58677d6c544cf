"""index for the trips of a vehicle in a month"""

from alembic import op

revision = "0013"
down_revision = "0012"

NAME = "ix_trip_vehicle_started"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(NAME, "trip", ["vehicle_id", "started_at"], postgresql_concurrently=True, if_not_exists=True)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index(NAME, "trip", postgresql_concurrently=True, if_exists=True)
