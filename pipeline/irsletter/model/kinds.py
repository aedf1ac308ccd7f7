"""The closed sets of the result format."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """What the paper claims to be, not what it is."""

    IRS = "irs"
    COLLECTOR = "collector"
    STATE = "state"
    SOLICITATION = "solicitation"
    OTHER = "other"
    UNKNOWN = "unknown"


class Language(StrEnum):
    EN = "en"
    ES = "es"


class Category(StrEnum):
    """What a notice is about."""

    BALANCE_DUE = "balance_due"
    LEVY = "levy"
    LIEN = "lien"
    UNDERREPORTER = "underreporter"
    EXAM = "exam"
    IDENTITY = "identity"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"
    PENALTY = "penalty"
    RETURN_MISSING = "return_missing"
    PAYMENT_PLAN = "payment_plan"
    CREDITS = "credits"
    EIN = "ein"
    INFORMATION = "information"
    DEFICIENCY = "deficiency"
    COLLECTOR = "collector"
    PASSPORT = "passport"
    OTHER = "other"
    UNKNOWN = "unknown"


class Audience(StrEnum):
    INDIVIDUAL = "individual"
    BUSINESS = "business"
    BOTH = "both"
    UNKNOWN = "unknown"


class Ask(StrEnum):
    PAYMENT = "payment"
    RESPONSE = "response"
    INFORMATION = "information"
    ACTION = "action"
    NOTHING = "nothing"


class Action(StrEnum):
    FILE_RETURN = "file_return"
    VERIFY_IDENTITY = "verify_identity"
    SEND_DOCUMENTS = "send_documents"
    SIGN = "sign"
    RETURN_FORM = "return_form"
    CALL = "call"
    APPEAR = "appear"
    ENTER_BANK_DETAILS = "enter_bank_details"
    WITHHOLD = "withhold"
    TURN_OVER = "turn_over"
    KEEP = "keep"


class FieldStatus(StrEnum):
    """``accepted``: use it without looking. ``review``: best reading, a person must look."""

    ACCEPTED = "accepted"
    REVIEW = "review"


class AmountKind(StrEnum):
    TAX_OWED = "tax_owed"
    PREVIOUS_BALANCE = "previous_balance"
    ASSESSED_BALANCE = "assessed_balance"
    PAYMENTS_AND_CREDITS = "payments_and_credits"
    FAILURE_TO_FILE_PENALTY = "failure_to_file_penalty"
    FAILURE_TO_PAY_PENALTY = "failure_to_pay_penalty"
    ESTIMATED_TAX_PENALTY = "estimated_tax_penalty"
    ACCURACY_PENALTY = "accuracy_penalty"
    FAILURE_TO_DEPOSIT_PENALTY = "failure_to_deposit_penalty"
    OTHER_PENALTY = "other_penalty"
    INTEREST = "interest"
    SUBTOTAL = "subtotal"
    AMOUNT_DUE = "amount_due"
    TAX_INCREASE = "tax_increase"
    TAX_DECREASE = "tax_decrease"
    PAYMENT_CHANGE = "payment_change"
    PROPOSED_AMOUNT = "proposed_amount"
    REFUND = "refund"
    REFUND_HELD = "refund_held"
    REFUND_OFFSET = "refund_offset"
    INTEREST_PAID_TO_YOU = "interest_paid_to_you"
    MONTHLY_PAYMENT = "monthly_payment"
    PAST_DUE_INSTALLMENTS = "past_due_installments"
    CONDITIONAL_BALANCE = "conditional_balance"
    EMPLOYER_SHARED_RESPONSIBILITY = "employer_shared_responsibility"
    LIEN_AMOUNT = "lien_amount"
    COLLECTION_COST = "collection_cost"
    OTHER = "other"


class PeriodRole(StrEnum):
    """``other``: the second year of a letter that moves money between years."""

    SUBJECT = "subject"
    OTHER = "other"


class TaxType(StrEnum):
    INCOME = "income"
    EMPLOYMENT = "employment"
    UNEMPLOYMENT = "unemployment"
    CIVIL_PENALTY = "civil_penalty"
    PARTNERSHIP = "partnership"
    CORPORATE = "corporate"
    SHARED_RESPONSIBILITY = "shared_responsibility"
    EXCISE = "excise"
    ESTATE_GIFT = "estate_gift"
    OTHER = "other"


class RecipientRole(StrEnum):
    TAXPAYER = "taxpayer"
    SPOUSE = "spouse"
    BUSINESS = "business"
    REPRESENTATIVE = "representative"
    EMPLOYER = "employer"
    BANK = "bank"
    RESPONSIBLE_PERSON = "responsible_person"
    ESTATE = "estate"


class TaxpayerRole(StrEnum):
    PRIMARY = "primary"
    SPOUSE = "spouse"
    BUSINESS = "business"
    ESTATE = "estate"


class ReferenceKind(StrEnum):
    AUR_CONTROL = "aur_control"
    CASE = "case"
    DLN = "dln"
    LIEN_SERIAL = "lien_serial"
    COLLECTOR_AUTHENTICATION = "collector_authentication"
    CERTIFIED_MAIL = "certified_mail"
    ACCESS_CODE = "access_code"
    IN_REPLY_TO = "in_reply_to"
    ASSIGNED_NUMBER = "assigned_number"
    OTHER = "other"


class ContactKind(StrEnum):
    PHONE = "phone"
    FAX = "fax"
    URL = "url"
    EMAIL = "email"
    ADDRESS = "address"
    BARCODE = "barcode"


class ContactRole(StrEnum):
    QUESTIONS = "questions"
    PAYMENT = "payment"
    RESPONSE = "response"
    APPEALS = "appeals"
    ADVOCATE = "advocate"
    REVENUE_OFFICER = "revenue_officer"
    COLLECTOR = "collector"
    IDENTITY = "identity"
    OTHER = "other"


class FormUse(StrEnum):
    ENCLOSED = "enclosed"
    TO_USE = "to_use"
    FILED = "filed"


class DeadlineKind(StrEnum):
    PAY = "pay"
    RESPOND = "respond"
    FILE_RETURN = "file_return"
    VERIFY_IDENTITY = "verify_identity"
    SEND_INFORMATION = "send_information"
    APPOINTMENT = "appointment"
    REQUEST_ABATEMENT = "request_abatement"
    APPEAL = "appeal"
    PETITION = "petition"
    HEARING = "hearing"
    EQUIVALENT_HEARING = "equivalent_hearing"
    SUIT = "suit"
    LEVY_MAY_START = "levy_may_start"
    AGREEMENT_ENDS = "agreement_ends"
    PAYMENT_TURNED_OVER = "payment_turned_over"
    WAIT_UNTIL = "wait_until"


class DeadlineBasis(StrEnum):
    PRINTED = "printed"
    COMPUTED = "computed"


class MetBy(StrEnum):
    RECEIVED = "received"
    POSTMARKED = "postmarked"
    FILED_WITH_THE_COURT = "filed_with_the_court"
    CALL = "call"
    ONLINE = "online"
    UNKNOWN = "unknown"


class DeadlineState(StrEnum):
    OPEN = "open"
    PASSED = "passed"


class CheckStatus(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


class ChargeOutcome(StrEnum):
    """How a printed charge compares with the one that the law gives for the letter's own figures."""

    EXPLAINED = "explained"
    DIFFERS = "differs"
    NOT_ENOUGH = "not_enough"


class Verdict(StrEnum):
    """There is no verdict that says genuine: no text can prove it."""

    LIKELY_SCAM = "likely_scam"
    SUSPICIOUS = "suspicious"
    NO_RED_FLAGS = "no_red_flags"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


class ResultStatus(StrEnum):
    OK = "ok"
    REVIEW = "review"
    ERROR = "error"


CHARGES = frozenset(
    {
        AmountKind.FAILURE_TO_FILE_PENALTY,
        AmountKind.FAILURE_TO_PAY_PENALTY,
        AmountKind.ESTIMATED_TAX_PENALTY,
        AmountKind.ACCURACY_PENALTY,
        AmountKind.FAILURE_TO_DEPOSIT_PENALTY,
        AmountKind.OTHER_PENALTY,
        AmountKind.INTEREST,
    }
)
"""What is added to a tax: penalties and interest."""

RIGHTS = frozenset(
    {
        DeadlineKind.HEARING,
        DeadlineKind.PETITION,
        DeadlineKind.APPEAL,
        DeadlineKind.REQUEST_ABATEMENT,
        DeadlineKind.SUIT,
        DeadlineKind.EQUIVALENT_HEARING,
    }
)
"""Deadlines at which the reader loses a legal right."""
