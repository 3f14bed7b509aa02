"""What tells copies: the sketch of each report's words, and the keys under which reports with the same words meet."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; reports stored before are sketched when the next one is read."""
    op.create_table(
        "report_sketches",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.Column("copy_of", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["copy_of"], ["reports.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_table(
        "report_bands",
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("band", "report"),
    )
