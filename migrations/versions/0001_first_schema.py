"""First schema.

Ledger, subjects, lists, search, and the triggers that keep the ledger append-only.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDED = (
    "ledger_log",
    "ledger_event",
    "ledger_checkpoint",
    "scan_journal",
    "scan_doubt",
    "scan_answer",
    "label_print",
)
ERASABLE = "ledger_personal"
MAY_GO = {
    "scan_journal": (
        "OLD.at < (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', at, '-2 years')"
        " FROM scan_journal ORDER BY n DESC LIMIT 1)"
    ),
    "scan_doubt": "OLD.scan NOT IN (SELECT n FROM scan_journal)",
    "scan_answer": "OLD.scan NOT IN (SELECT n FROM scan_journal)",
}
"""Scans are kept two years: a row may be deleted once the journal went on so long after it.

Reckoned by the journal itself, so that a clock set wrong alone deletes nothing.
"""

TABLES = (
    """
    CREATE TABLE ledger_log (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_ledger_log PRIMARY KEY (id),
        CONSTRAINT uq_ledger_log_name UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE ledger_event (
        pos INTEGER NOT NULL,
        log INTEGER NOT NULL,
        lseq INTEGER NOT NULL,
        eid BLOB NOT NULL,
        ehash BLOB NOT NULL,
        usig BLOB NOT NULL,
        core BLOB NOT NULL,
        CONSTRAINT pk_ledger_event PRIMARY KEY (pos),
        CONSTRAINT uq_ledger_event_log_lseq UNIQUE (log, lseq),
        CONSTRAINT uq_ledger_event_eid UNIQUE (eid)
    ) STRICT
    """,
    """
    CREATE TABLE ledger_checkpoint (
        log INTEGER NOT NULL,
        size INTEGER NOT NULL,
        root BLOB NOT NULL,
        sig BLOB NOT NULL,
        CONSTRAINT pk_ledger_checkpoint PRIMARY KEY (log, size)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE ledger_personal (
        pos INTEGER NOT NULL,
        grp TEXT NOT NULL,
        salt BLOB NOT NULL,
        value BLOB NOT NULL,
        CONSTRAINT pk_ledger_personal PRIMARY KEY (pos, grp)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE ledger_head (
        log INTEGER NOT NULL,
        size INTEGER NOT NULL,
        ehash BLOB NOT NULL,
        wall TEXT NOT NULL,
        range BLOB NOT NULL,
        CONSTRAINT pk_ledger_head PRIMARY KEY (log)
    ) STRICT
    """,
    """
    CREATE TABLE basket (
        id INTEGER NOT NULL,
        person_id BLOB NOT NULL,
        saved_at TEXT NOT NULL,
        content TEXT NOT NULL,
        CONSTRAINT pk_basket PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_basket_person ON basket (person_id)
    """,
    """
    CREATE TABLE open_count (
        id INTEGER NOT NULL,
        place_id BLOB NOT NULL,
        person_id BLOB NOT NULL,
        "window" TEXT NOT NULL,
        begun_at TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        content TEXT NOT NULL,
        CONSTRAINT pk_open_count PRIMARY KEY (id),
        CONSTRAINT uq_open_count_place_id_person_id UNIQUE (place_id, person_id)
    ) STRICT
    """,
    """
    CREATE TABLE batch (
        id BLOB NOT NULL,
        first_pos INTEGER NOT NULL,
        last_pos INTEGER NOT NULL,
        CONSTRAINT pk_batch PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE case_card (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        tag TEXT NOT NULL,
        number TEXT NOT NULL,
        provisional INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        unit_id BLOB NOT NULL,
        closed INTEGER NOT NULL,
        registered_at TEXT NOT NULL,
        CONSTRAINT pk_case_card PRIMARY KEY (n),
        CONSTRAINT uq_case_card_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_case_card_unit ON case_card (unit_id)
    """,
    """
    CREATE INDEX ix_case_card_number ON case_card (number)
    """,
    """
    CREATE TABLE container_card (
        id BLOB NOT NULL,
        tag TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        place_id BLOB,
        case_id BLOB,
        seal_no TEXT NOT NULL,
        CONSTRAINT pk_container_card PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX ix_container_card_case ON container_card (case_id)
    """,
    """
    CREATE INDEX ix_container_card_place ON container_card (place_id)
    """,
    """
    CREATE TABLE due (
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        id BLOB NOT NULL,
        CONSTRAINT pk_due PRIMARY KEY (kind, at, id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX ix_due_id ON due (id)
    """,
    """
    CREATE TABLE form_card (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        tag TEXT NOT NULL,
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        case_id BLOB,
        issued_at TEXT NOT NULL,
        awaits INTEGER NOT NULL,
        voided INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        CONSTRAINT pk_form_card PRIMARY KEY (n),
        CONSTRAINT uq_form_card_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_form_card_awaits ON form_card (n) WHERE awaits = 1
    """,
    """
    CREATE INDEX ix_form_card_kind ON form_card (kind, n)
    """,
    """
    CREATE TABLE form_item (
        item_id BLOB NOT NULL,
        form_id BLOB NOT NULL,
        CONSTRAINT pk_form_item PRIMARY KEY (item_id, form_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE item_card (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        tag TEXT NOT NULL,
        copy INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        seizure_id BLOB NOT NULL,
        line TEXT NOT NULL,
        name TEXT NOT NULL,
        category TEXT NOT NULL,
        grade TEXT NOT NULL,
        custody TEXT NOT NULL,
        quantity TEXT NOT NULL,
        unit TEXT NOT NULL,
        place_id BLOB,
        container_id BLOB,
        holder_id BLOB,
        vehicle_id BLOB,
        due_at TEXT,
        taken_at TEXT NOT NULL,
        intake_at TEXT,
        matters INTEGER NOT NULL,
        search_text TEXT NOT NULL,
        CONSTRAINT pk_item_card PRIMARY KEY (n),
        CONSTRAINT uq_item_card_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_item_card_case ON item_card (case_id, n)
    """,
    """
    CREATE INDEX ix_item_card_category ON item_card (category, n)
    """,
    """
    CREATE INDEX ix_item_card_container ON item_card (container_id, n)
    WHERE container_id IS NOT NULL
    """,
    """
    CREATE INDEX ix_item_card_custody ON item_card (custody, n)
    """,
    """
    CREATE INDEX ix_item_card_due ON item_card (due_at, n) WHERE due_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_item_card_intake_at ON item_card (intake_at, n)
    """,
    """
    CREATE INDEX ix_item_card_place ON item_card (place_id, n) WHERE place_id IS NOT NULL
    """,
    """
    CREATE INDEX ix_item_card_seizure ON item_card (seizure_id)
    """,
    """
    CREATE INDEX ix_item_card_vehicle ON item_card (vehicle_id, n) WHERE vehicle_id IS NOT NULL
    """,
    """
    CREATE TABLE item_file (
        subject_id BLOB NOT NULL,
        pos INTEGER NOT NULL,
        h BLOB NOT NULL,
        bytes INTEGER NOT NULL,
        mime TEXT NOT NULL,
        CONSTRAINT pk_item_file PRIMARY KEY (subject_id, pos, h)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE label_print (
        n INTEGER NOT NULL,
        code TEXT NOT NULL,
        at TEXT NOT NULL,
        printer TEXT NOT NULL,
        outcome TEXT NOT NULL,
        CONSTRAINT pk_label_print PRIMARY KEY (n)
    ) STRICT
    """,
    """
    CREATE INDEX ix_label_print_code ON label_print (code, n)
    """,
    """
    CREATE TABLE person_card (
        id BLOB NOT NULL,
        tag TEXT NOT NULL,
        name TEXT NOT NULL,
        badge_no TEXT NOT NULL,
        unit_id BLOB NOT NULL,
        rank TEXT NOT NULL,
        roles TEXT NOT NULL,
        account_open INTEGER NOT NULL,
        departed INTEGER NOT NULL,
        CONSTRAINT pk_person_card PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE place_card (
        id BLOB NOT NULL,
        tag TEXT NOT NULL,
        code TEXT NOT NULL,
        kind TEXT NOT NULL,
        parent_id BLOB,
        capacity INTEGER,
        dual_custody INTEGER NOT NULL,
        name TEXT NOT NULL,
        closed INTEGER NOT NULL,
        CONSTRAINT pk_place_card PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX ix_place_card_code ON place_card (code)
    """,
    """
    CREATE INDEX ix_place_card_parent ON place_card (parent_id)
    """,
    """
    CREATE TABLE place_use (
        place_id BLOB NOT NULL,
        since TEXT NOT NULL,
        CONSTRAINT pk_place_use PRIMARY KEY (place_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE request_card (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        disposal TEXT NOT NULL,
        case_id BLOB NOT NULL,
        requester_id BLOB NOT NULL,
        rank_needed TEXT NOT NULL,
        made_at TEXT NOT NULL,
        due_at TEXT,
        items INTEGER NOT NULL,
        CONSTRAINT pk_request_card PRIMARY KEY (n),
        CONSTRAINT uq_request_card_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_request_card_case ON request_card (case_id)
    """,
    """
    CREATE INDEX ix_request_card_state ON request_card (state, kind, n)
    """,
    """
    CREATE TABLE request_item (
        item_id BLOB NOT NULL,
        request_id BLOB NOT NULL,
        CONSTRAINT pk_request_item PRIMARY KEY (item_id, request_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE scan_answer (
        scan INTEGER NOT NULL,
        at TEXT NOT NULL,
        answer TEXT NOT NULL,
        CONSTRAINT pk_scan_answer PRIMARY KEY (scan)
    ) STRICT
    """,
    """
    CREATE TABLE scan_doubt (
        scan INTEGER NOT NULL,
        why TEXT NOT NULL,
        CONSTRAINT pk_scan_doubt PRIMARY KEY (scan)
    ) STRICT
    """,
    """
    CREATE TABLE scan_journal (
        n INTEGER NOT NULL,
        at TEXT NOT NULL,
        source TEXT NOT NULL,
        raw TEXT NOT NULL,
        meaning TEXT NOT NULL,
        person_id BLOB,
        CONSTRAINT pk_scan_journal PRIMARY KEY (n)
    ) STRICT
    """,
    """
    CREATE TABLE seizure_card (
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        measure TEXT NOT NULL,
        document_no TEXT NOT NULL,
        list_no TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        CONSTRAINT pk_seizure_card PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX ix_seizure_card_case ON seizure_card (case_id)
    """,
    """
    CREATE TABLE serial (
        series TEXT NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_serial PRIMARY KEY (series)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE sign_in (
        person_id BLOB NOT NULL,
        failures INTEGER DEFAULT 0 NOT NULL,
        day_failures INTEGER DEFAULT 0 NOT NULL,
        last_failure_at TEXT,
        locked_until TEXT,
        CONSTRAINT pk_sign_in PRIMARY KEY (person_id)
    ) STRICT
    """,
    """
    CREATE TABLE stock_move (
        pos INTEGER NOT NULL,
        item_id BLOB NOT NULL,
        day TEXT NOT NULL,
        way INTEGER NOT NULL,
        typ TEXT NOT NULL,
        category TEXT NOT NULL,
        unit_id BLOB NOT NULL,
        CONSTRAINT pk_stock_move PRIMARY KEY (pos, item_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX ix_stock_move_day ON stock_move (day, category, unit_id, way)
    """,
    """
    CREATE TABLE subject_event (
        id BLOB NOT NULL,
        iseq INTEGER NOT NULL,
        pos INTEGER NOT NULL,
        CONSTRAINT pk_subject_event PRIMARY KEY (id, iseq)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE subject_key (
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        id BLOB NOT NULL,
        CONSTRAINT pk_subject_key PRIMARY KEY (kind, "key")
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE subject_state (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        kind TEXT NOT NULL,
        iseq INTEGER NOT NULL,
        head BLOB NOT NULL,
        state TEXT NOT NULL,
        CONSTRAINT pk_subject_state PRIMARY KEY (n),
        CONSTRAINT uq_subject_state_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE tally (
        name TEXT NOT NULL,
        "key" TEXT NOT NULL,
        n INTEGER NOT NULL,
        CONSTRAINT pk_tally PRIMARY KEY (name, "key")
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE money_account (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        unit TEXT NOT NULL,
        balance_fen INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        last_day TEXT NOT NULL,
        CONSTRAINT pk_money_account PRIMARY KEY (n),
        CONSTRAINT uq_money_account_id UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX ix_money_account_case ON money_account (case_id)",
    """
    CREATE TABLE money_entry (
        pos INTEGER NOT NULL,
        account_id BLOB NOT NULL,
        line INTEGER NOT NULL,
        of_line INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        unit TEXT NOT NULL,
        day TEXT NOT NULL,
        kind TEXT NOT NULL,
        amount_fen INTEGER NOT NULL,
        balance_fen INTEGER NOT NULL,
        receipt_no TEXT NOT NULL,
        CONSTRAINT pk_money_entry PRIMARY KEY (pos),
        CONSTRAINT uq_money_entry_line UNIQUE (account_id, line)
    ) STRICT
    """,
    "CREATE INDEX ix_money_entry_of_line ON money_entry (account_id, of_line)",
    "CREATE INDEX ix_money_entry_day ON money_entry (unit, day, pos)",
    """
    CREATE TABLE effects_card (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        place_id BLOB NOT NULL,
        case_id BLOB,
        received_at TEXT NOT NULL,
        closed_at TEXT,
        lines INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        taken_out INTEGER NOT NULL,
        CONSTRAINT pk_effects_card PRIMARY KEY (n),
        CONSTRAINT uq_effects_card_id UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX ix_effects_card_open ON effects_card (place_id) WHERE closed_at IS NULL",
    """
    CREATE TABLE unit_card (
        id BLOB NOT NULL,
        code TEXT NOT NULL,
        kind TEXT NOT NULL,
        authority TEXT NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT pk_unit_card PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
)

SEARCH = (
    "CREATE VIRTUAL TABLE item_search USING fts5("
    "grams, content='', contentless_delete=1, detail=none, "
    'tokenize="unicode61 remove_diacritics 0")'
)


def upgrade() -> None:
    """Make the tables of the first version."""
    for statement in TABLES:
        op.execute(statement)
    op.execute(SEARCH)
    for table in GUARDED:
        for action in ("UPDATE", "DELETE"):
            kept = (
                f"WHEN ({MAY_GO[table]}) IS NOT TRUE "
                if action == "DELETE" and table in MAY_GO
                else ""
            )
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} {kept}"
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
    op.execute(
        f"CREATE TRIGGER {ERASABLE}_no_update BEFORE UPDATE ON {ERASABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{ERASABLE} is never changed'); END"
    )
