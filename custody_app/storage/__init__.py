"""SQLAlchemy and SQLite: the only models, the only writer of files."""
