"""The first tables, the full-text search over what was written, and the audit log's lock."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_generations USING fts5"
        "(words, content='generations', content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
        "CREATE TRIGGER search_added AFTER INSERT ON generations BEGIN "
        "INSERT INTO search_generations(rowid, words) VALUES (new.number, new.words); END",
        "CREATE TRIGGER search_removed AFTER DELETE ON generations BEGIN "
        "INSERT INTO search_generations(search_generations, rowid, words) "
        "VALUES ('delete', old.number, old.words); END",
        "CREATE TRIGGER search_changed AFTER UPDATE OF words ON generations BEGIN "
        "INSERT INTO search_generations(search_generations, rowid, words) "
        "VALUES ('delete', old.number, old.words); "
        "INSERT INTO search_generations(rowid, words) VALUES (new.number, new.words); END",
    ),
    "postgresql": ("CREATE INDEX search_generations ON generations USING gin (to_tsvector('simple', words))",),
}
APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit BEGIN "
        "SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        "CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$",
        "CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "EXECUTE FUNCTION audit_is_only_added_to()",
    ),
}
UNDO = {
    "sqlite": ("DROP TABLE search_generations",),
    "postgresql": ("DROP TRIGGER audit_only_added ON audit", "DROP FUNCTION audit_is_only_added_to"),
}


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("action", sa.String(128), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_audit"),
    )
    op.create_table(
        "batches",
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_batches"),
    )
    op.create_index("ix_batches_tenant_person", "batches", ["tenant", "person"])
    op.create_table(
        "clients",
        sa.Column("client_id", sa.String(128), nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("secret_hash", sa.String(128), nullable=False),
        sa.Column("scopes", sa.String(1024), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("client_id", name="pk_clients"),
    )
    op.create_index("ix_clients_tenant", "clients", ["tenant"])
    op.create_table(
        "generations",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("input", sa.String(4000), nullable=False),
        sa.Column("wishes", JSON, nullable=False),
        sa.Column("voice", sa.String(128), nullable=False),
        sa.Column("prompt_version", sa.String(128), nullable=False),
        sa.Column("topic", sa.String(128), nullable=True),
        sa.Column("sentiment", sa.String(32), nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(100000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_generations"),
        sa.UniqueConstraint("tenant", "id", name="uq_generations_tenant_id"),
    )
    op.create_index("ix_generations_tenant_person", "generations", ["tenant", "person"])
    op.create_index("ix_generations_tenant_topic_id", "generations", ["tenant", "topic", "id"])
    op.create_index("ix_generations_tenant_voice_id", "generations", ["tenant", "voice", "id"])
    op.create_table(
        "labels",
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("task", sa.String(32), nullable=False),
        sa.Column("text", sa.String(40000), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(128), nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_labels"),
        sa.UniqueConstraint("tenant", "person", "task", "text_hash", name="uq_labels_tenant_person_task_text_hash"),
    )
    op.create_table(
        "replies",
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("reply", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "key", name="pk_replies"),
    )
    op.create_index("ix_replies_created_at", "replies", ["created_at"])
    op.create_index("ix_replies_tenant_person", "replies", ["tenant", "person"])
    op.create_table(
        "trials",
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_trials"),
        sa.UniqueConstraint("tenant", "name", name="uq_trials_tenant_name"),
    )
    op.create_table(
        "users",
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_users"),
        sa.UniqueConstraint("tenant", "person", name="uq_users_tenant_person"),
    )
    op.create_table(
        "batch_lines",
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("batch_id", sa.String(26), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("request", JSON, nullable=False),
        sa.Column("reply", JSON, nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "batch_id"],
            ["batches.tenant", "batches.id"],
            name="fk_batch_lines_tenant_batch_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "batch_id", "line", name="pk_batch_lines"),
    )
    op.create_index(
        "ix_batch_lines_open",
        "batch_lines",
        ["batch_id", "line"],
        sqlite_where=sa.text("reply IS NULL"),
        postgresql_where=sa.text("reply IS NULL"),
    )
    op.create_table(
        "candidates",
        sa.Column("generation_id", sa.String(26), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("output", sa.String(40000), nullable=False),
        sa.Column("pattern_used", sa.Integer(), nullable=False),
        sa.Column("confidence_score", sa.Double(), nullable=False),
        sa.Column("user_feedback", sa.String(32), nullable=True),
        sa.Column("details", JSON, nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "generation_id"],
            ["generations.tenant", "generations.id"],
            name="fk_candidates_tenant_generation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_candidates"),
        sa.UniqueConstraint("tenant", "generation_id", "rank", name="uq_candidates_tenant_generation_id_rank"),
    )
    op.create_table(
        "exposures",
        sa.Column("trial_id", sa.String(26), nullable=False),
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("arm", sa.String(128), nullable=False),
        sa.Column("before", sa.Double(), nullable=False),
        sa.Column("outcome", sa.Double(), nullable=True),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "trial_id"],
            ["trials.tenant", "trials.id"],
            name="fk_exposures_tenant_trial_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_exposures"),
        sa.UniqueConstraint("tenant", "trial_id", "person", name="uq_exposures_tenant_trial_id_person"),
    )
    op.create_index("ix_exposures_tenant_person", "exposures", ["tenant", "person"])
    op.create_table(
        "drafts",
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("text", sa.String(40000), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("candidate_id", sa.String(26), nullable=True),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "candidate_id"],
            ["candidates.tenant", "candidates.id"],
            name="fk_drafts_tenant_candidate_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_tenant_candidate_id", "drafts", ["tenant", "candidate_id"])
    op.create_index("ix_drafts_tenant_person", "drafts", ["tenant", "person"])
    op.create_table(
        "feedback",
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("candidate_id", sa.String(26), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("edited", sa.String(40000), nullable=True),
        sa.Column("is_picked", sa.Boolean(), nullable=False),
        sa.Column("posted_id", sa.String(32), nullable=True),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "candidate_id"],
            ["candidates.tenant", "candidates.id"],
            name="fk_feedback_tenant_candidate_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_feedback"),
    )
    op.create_index("ix_feedback_tenant_candidate_id", "feedback", ["tenant", "candidate_id"])
    op.create_index("ix_feedback_tenant_person", "feedback", ["tenant", "person"])
    op.create_table(
        "posts",
        sa.Column("person", sa.String(128), nullable=False),
        sa.Column("tweet_id", sa.String(32), nullable=False),
        sa.Column("content", sa.String(40000), nullable=False),
        sa.Column("pattern_type", sa.Integer(), nullable=False),
        sa.Column("engagement_score", sa.Double(), nullable=True),
        sa.Column("candidate_id", sa.String(26), nullable=True),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "candidate_id"],
            ["candidates.tenant", "candidates.id"],
            name="fk_posts_tenant_candidate_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_posts"),
        sa.UniqueConstraint("tenant", "tweet_id", name="uq_posts_tenant_tweet_id"),
    )
    op.create_index("ix_posts_tenant_candidate_id", "posts", ["tenant", "candidate_id"])
    op.create_index("ix_posts_tenant_person", "posts", ["tenant", "person"])
    op.create_table(
        "outcomes",
        sa.Column("tweet_id", sa.String(32), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("likes", sa.BigInteger(), nullable=False),
        sa.Column("replies", sa.BigInteger(), nullable=False),
        sa.Column("reposts", sa.BigInteger(), nullable=False),
        sa.Column("quotes", sa.BigInteger(), nullable=False),
        sa.Column("bookmarks", sa.BigInteger(), nullable=False),
        sa.Column("impressions", sa.BigInteger(), nullable=False),
        sa.Column("tenant", sa.String(128), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "tweet_id"],
            ["posts.tenant", "posts.tweet_id"],
            name="fk_outcomes_tenant_tweet_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_outcomes"),
        sa.UniqueConstraint("tenant", "tweet_id", "counted_at", name="uq_outcomes_tenant_tweet_id_counted_at"),
    )
    for order in (*SEARCH[op.get_bind().dialect.name], *APPEND_ONLY[op.get_bind().dialect.name]):
        op.execute(order)


def downgrade() -> None:
    for order in UNDO[op.get_bind().dialect.name]:
        op.execute(order)
    for table in (
        "outcomes",
        "posts",
        "feedback",
        "drafts",
        "exposures",
        "candidates",
        "batch_lines",
        "users",
        "trials",
        "replies",
        "labels",
        "generations",
        "clients",
        "batches",
        "audit",
    ):
        op.drop_table(table)
