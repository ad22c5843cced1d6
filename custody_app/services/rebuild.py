"""Rebuild: the rows that follow from the ledger, compared with it or made anew."""

from __future__ import annotations

from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.storage.centre_lock import centre_lock
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.network_path import refuse_network_path
from custody_app.storage.projections.rebuild import (
    Comparison,
    Progress,
    check_projections,
    no_progress,
    rebuild_projections,
)
from custody_app.storage.upgrade import check_schema

__all__ = ["Comparison", "rebuild"]


def rebuild(
    folder: CentreDir, *, check: bool = False, progress: Progress = no_progress
) -> Comparison:
    """Fold the whole ledger and compare every row; without ``check`` replace the rows too.

    Args:
        folder: the centre; nobody else may have it open unless only checked.
        check: compare only; works beside others, changes nothing.
        progress: told (events done, events in all).

    Returns:
        what differed before rows were replaced.

    Raises:
        Fault: ``storage.in_use``, ``rebuild.cannot_follow``, ``storage.*``.
    """
    refuse_network_path(folder.root)
    if not folder.db.is_file():
        raise Fault("storage.no_centre", folder=str(folder.root))
    with centre_lock(folder.lock_file, alone=not check):
        reader = reader_engine(folder.db)
        try:
            check_schema(reader)
            if check:
                return check_projections(reader, folder.root, progress)
            writer = writer_engine(folder.db, Guard())
            try:
                return rebuild_projections(reader, writer, folder.root, progress)
            finally:
                writer.dispose()
        finally:
            reader.dispose()
