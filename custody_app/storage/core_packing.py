"""Canonical event bytes as they lie on disk.

Deflated with a fixed dictionary, because their keys repeat for ever.

What is hashed and signed are always the canonical bytes; packing only halves the file. The first
byte of a packed
core tells how it is packed: 0 as it is, 1 raw deflate with ``DICTIONARY_1``. A dictionary never
changes; a better
one gets the next number.
"""

from __future__ import annotations

import zlib

AS_IT_IS = b"\x00"
DEFLATED_1 = b"\x01"

DICTIONARY_1 = (
    b'"approver":"","paper":{"number":"","on":"20"},"rank":"police_head","digest":"0000000000000000'
    b'"body":{"reason":"count_differs"},"purpose":"confirmed"},"ref":["'
    b'"kind":"disposal","disposal":"return_to_owner","rank_needed":"unit_head","requester":"'
    b'"number":"SQ20","recipient":"owner","signed_by":"signature","handlers":["'
    b'"to_authority":"procuratorate","to_unit":"","paper_no":"","receipt_no":"","receipt_on":"20'
    b'"document_no":"","holder_note":"known","officers":["","officers_note":"known","place_note":"known",'
    b'"taken_at":"20","witness_note":"known"},"body":{"kind":"criminal","number":"A5301","officers":["'
    b'"unit":"","weights":[{"amount":{"n":"","u":"g"},"kind":"gross"},{"amount":{"n":"0","u":"g"},"kind":"net"}]'
    b'"cash":{"denominations":[{"count":1,"face":{"n":"100","u":"CNY"}}],"total":{"n":"00.00","u":"CNY"},'
    b'"use":"object"},"category":"general","category":"phone","grade":"normal","held":1,"line":"1",'
    b'"measure":"seize","nature":"evidence","origin":"list","quantity":{"n":"1","u":"\xe4\xbb\xb6"},"seizure":"'
    b'"body":{"borrower":"","condition":"intact","due_at":"20","purpose":"identification","quantity":{"n":"1","u":"'
    b'"},"request":"","seal_no":"","second":"","body":{"condition":"intact","counted":1,"delivered_by":"",'
    b'"mode":"officer_brings","quantity":{"n":"1","u":"\xe9\x83\xa8"}},"eid":"01'
    b'"pd":{"description":"","identifiers":"","note":"","person":"","place":""},"rec":"'
    b'"role":"case_officer","role":"custody_head","schema":1,"shown":"paper","typ":"ITEM_LISTED'
    b'"typ":"ITEM_ACCEPTED"typ":"ITEM_RETURNED"typ":"ITEM_CHECKED_OUT"typ":"REQUEST_APPROVED'
    b'"typ":"FORM_ISSUED"typ":"COUNTERSIGN"typ":"ITEM_SEEN"typ":"ITEM_LABEL_PROVED"typ":"ITEM_LABELLED'
    b'{"actor":"01","alg":"sha256","app":"1.0.0","batch":"01-7","body":{"copy":1},"body":{"place":"01-7'
    b'"},"eid":"01-7","epoch":0,"items":[{"id":"01-7","iprev":["","iprev":[],"iseq":1,"kind":"item"}],"key":"'
    b'","log":"/ws-01","lprev":"","lseq":,"rec":"01-7","role":"custodian","schema":1,"shown":"pin",'
    b'"typ":"ITEM_MOVED","tz":480,"v":1,"wall":"20-T:00.000Z"}'
)

MAX_CORE = 128 * 1024
"""Twice the limit of canonical bytes; a forged bomb stops here."""


def packed(core: bytes, level: int = 6) -> bytes:
    """The bytes to keep for canonical bytes."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15, 9, zdict=DICTIONARY_1)
    small = squeeze.compress(core) + squeeze.flush()
    return DEFLATED_1 + small if len(small) < len(core) else AS_IT_IS + core


def unpacked(kept: bytes) -> bytes:
    """The canonical bytes behind what was kept.

    Damaged bytes come back as they lie, so that verification names them.
    """
    if kept[:1] == AS_IT_IS:
        return kept[1:]
    if kept[:1] != DEFLATED_1:
        return kept
    widen = zlib.decompressobj(-15, zdict=DICTIONARY_1)
    try:
        core = widen.decompress(kept[1:], MAX_CORE)
    except zlib.error:
        return kept
    is_whole = widen.eof and not widen.unused_data and not widen.unconsumed_tail
    return core if is_whole else kept
