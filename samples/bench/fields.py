"""The single fields that a reading of a letter may give."""

from __future__ import annotations

SINGLE = (
    "notice_code", "notice_date", "due_date", "respond_by", "amount_due", "refund_amount", "proposed_amount",
    "taxpayer_name", "taxpayer_address", "taxpayer_id", "contact_phone", "contact_fax", "contact_name", "caller_id",
    "employee_id", "return_address", "remit_to", "respond_to", "payee", "printed_page_count",
)  # fmt: skip
