"""The tables of the review desk: an index over the facts, in a file of its own.

Everything here is made from the workspace's facts and can be deleted at any time; it is then made
again. A row of `incidents` is never changed: an incident that came out otherwise gets a new row
under a new, larger number, and the old row goes.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()

# How far the facts have been followed, and what made the index.
META = sa.Table(
    "meta",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

INCIDENTS = sa.Table(
    "incidents",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("record", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("incident", sa.String, nullable=False, index=True),
    sa.Column("document_id", sa.String, nullable=False, index=True),
)

PAIRS = sa.Table(
    "pairs",
    METADATA,
    sa.Column("left", sa.String, primary_key=True),
    sa.Column("right", sa.String, primary_key=True, index=True),
    sa.Column("verdict", sa.String, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)

BLOCKS = sa.Table(
    "blocks",
    METADATA,
    sa.Column("block", sa.BigInteger, nullable=False, index=True),
    sa.Column("subject", sa.String, nullable=False, index=True),
)

# A decision stands here once for each thing that it is about.
RULINGS = sa.Table(
    "rulings",
    METADATA,
    sa.Column("about", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    # 1 in one of a decision's rows, so that each is listed once.
    sa.Column("lead", sa.Integer, nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Index("ix_rulings_at", "lead", "at"),
    sa.Index("ix_rulings_by", "lead", "by", "at"),
    sa.Index("ix_rulings_id", "id"),
)

QUESTIONS = sa.Table(
    "questions",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("owner", sa.String, nullable=False, index=True),
    # The country by its code, "" where none is settled.
    sa.Column("area", sa.String, nullable=False),
    sa.Column("worth", sa.Float, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Index("ix_questions_worth", "worth", "id"),
    sa.Index("ix_questions_kind", "kind", "worth", "id"),
    sa.Index("ix_questions_area", "area", "worth", "id"),
)

# The persons and groups of reports; `key` is the name folded.
ACTORS = sa.Table(
    "actors",
    METADATA,
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False, index=True),
)

# Pairs of actors of different names that the program holds for one.
JOINED = sa.Table(
    "joined",
    METADATA,
    sa.Column("left", sa.String, primary_key=True),
    sa.Column("right", sa.String, primary_key=True, index=True),
)

# Who is named in an incident and as what; `key` is the name under which it is listed, `own` the
# spelling folded, `proper` 0 for a description ("22 people"). `role` is who, whom, responsibility,
# victim, speaker, publisher, agency (credited by a report) or origin (two publishers counted as
# one).
NAMES = sa.Table(
    "names",
    METADATA,
    sa.Column("role", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("own", sa.String, nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False, index=True),
    sa.Column("proper", sa.Integer, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("alone", sa.Integer, nullable=False),
    sa.Column("contradicted", sa.Integer, nullable=False),
    sa.Index("ix_names_key", "key", "role"),
)

TOTALS = sa.Table(
    "totals",
    METADATA,
    sa.Column("role", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("proper", sa.Integer, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("alone", sa.Integer, nullable=False),
    sa.Column("contradicted", sa.Integer, nullable=False),
    sa.Index("ix_totals_key", "key"),
    sa.Index("ix_totals_n", "role", "proper", sa.desc("n"), "key"),
)

# Which words the names of persons and groups have. A word stays when its name goes, and leads
# nowhere.
NAME_WORDS = sa.Table(
    "name_words",
    METADATA,
    sa.Column("word", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sqlite_with_rowid=False,
)

REPORTS = sa.Table(
    "reports",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("published", sa.String, nullable=False, index=True),
    sa.Column("title", sa.String, nullable=False),
    sqlite_autoincrement=True,
)

# Words searched for: of incidents by `number`, and of whole reports. FTS5 has no Core constructs.
SEARCH = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS incident_words "
    "USING fts5(words, tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS report_words "
    "USING fts5(words, tokenize='unicode61 remove_diacritics 2')",
)

INDEX_TABLES = (
    META,
    INCIDENTS,
    EVENTS,
    PAIRS,
    BLOCKS,
    RULINGS,
    QUESTIONS,
    ACTORS,
    JOINED,
    NAMES,
    NAME_WORDS,
    TOTALS,
    REPORTS,
)
