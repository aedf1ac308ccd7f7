"""Addresses and telephone numbers that letters print.

Those of the IRS are the public ones, as printed on sample notices at irs.gov/pub/notices (2017 to 2019). The field
office and everything in letters that are not from the IRS is invented (telephone numbers 555-01xx).
"""

from __future__ import annotations

OFFICES: dict[str, tuple[str, ...]] = {
    # irs.gov/pub/notices: cp14_english.pdf, cp504_english.pdf, cp21a_english.pdf, cp90_english.pdf, cp523_english.pdf
    "holtsville_box": ("P.O. Box 9019", "Holtsville, NY 11742-9019"),
    "holtsville": ("Holtsville, NY 11742-0480",),
    "kansas_city": ("Kansas City, MO 64999-0010",),
    "philadelphia": ("Philadelphia, PA 19255-0010",),
    "austin": ("Austin, TX 73301-0030",),
    # cp14_english.pdf, cp71c_english.pdf (payment slips); cp90 and cp523 send the payment to the office that wrote
    "cincinnati": ("INTERNAL REVENUE SERVICE", "CINCINNATI, OH 45999-0149"),
    "ogden": ("INTERNAL REVENUE SERVICE", "OGDEN, UT 84201-0114"),
    "philadelphia_pay": ("INTERNAL REVENUE SERVICE", "PHILADELPHIA, PA 19255-0010"),
    "austin_pay": ("INTERNAL REVENUE SERVICE", "AUSTIN, TX 73301-0030"),
    # invented
    "field_office": ("4100 Larkmoor Avenue, Suite 210", "Brackenford, KY 42903-4410"),
    "altered_pay": ("I.R.S. PAYMENT PROCESSING", "PO BOX 41877", "AUSTIN, TX 78799-1877"),
    "meridian": ("Collections Bureau, PO Box 3300", "Port Halcyon, Meridian 00412-3300"),
    "meridian_pay": ("Meridian Department of Revenue", "PO Box 3310", "Port Halcyon, Meridian 00412-3310"),
}
