"""The mark moves with commits of other connections and outlives the closing of its window."""

from __future__ import annotations

from custody_app.queries.commit_mark import CommitMark
from tests.queries.filling import Filled


def test_the_mark_moves_with_another_s_commit_and_can_be_asked_after_its_end(
    empty: Filled,
) -> None:
    mark = CommitMark(empty.reader.engine)
    before = mark.read()
    assert mark.read() == before
    with empty.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO serial (series, last) VALUES ('probe', 1)")
    after = mark.read()
    assert after != before
    mark.close()
    assert mark.read() == after
