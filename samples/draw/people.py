"""Invented people and businesses: no name, street, city or number below belongs to anyone.

Numbers come from ranges that are never issued: social security numbers starting with 000, 666 or 9 (with middle digits
that are no ITIN, ATIN or internal number either: 01-10, 17-19, 28-29, 37-39, 50-65, 70-88, 90-99 are left out) and
employer numbers starting with 00.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a letter is addressed to.

    ``names`` are the lines of the address window in capitals, ``coupon_name`` the mixed-case name on the payment slip,
    ``tin`` a taxpayer number with its hyphens from a never-issued range, ``control`` the name control of the scan line.
    """

    names: tuple[str, ...]
    coupon_name: str
    street: str
    city: str
    state: str
    zip: str
    tin: str
    control: str
    business: bool = False

    @property
    def last4(self) -> str:
        """The only part of the number that a masked print shows."""
        return self.tin[-4:]

    @property
    def masked(self) -> str:
        """The number as newer notices print it."""
        return f"XX-XXX{self.last4}" if self.business else f"XXX-XX-{self.last4}"


PEOPLE = {
    "eldergrass": Person(
        ("MARGIT & TOBIN ELDERGRASS",), "Margit & Tobin Eldergrass", "418 Wrenfield Ln", "Tamber Falls", "IA",
        "51790-2214", "912-41-4821", "ELDE",
    ),
    "osswick": Person(
        ("DELPHINE R. OSSWICK",), "Delphine R. Osswick", "77 Cobblemoor Ct Apt 3B", "North Quillan", "WI",
        "53309-0441", "914-46-6071", "OSSW",
    ),
    "varnhollow": Person(
        ("AUGUSTIN P. VARNHOLLOW",), "Augustin P. Varnhollow", "2306 Sedge Hill Rd", "Eddington Mills", "NE",
        "68219-3380", "666-24-2957", "VARN",
    ),
    "kestlemere": Person(
        ("ROWENA T. KESTLEMERE",), "Rowena T. Kestlemere", "9 Plover Walk", "Harrowby Springs", "AZ",
        "85417-6012", "000-31-7730", "KEST",
    ),
    "tolliverane": Person(
        ("BRAM TOLLIVERANE", "ISOLDE M. TOLLIVERANE"), "Bram & Isolde M. Tolliverane", "1540 Fennimore Ter",
        "Lower Mistlake", "MN", "55231-1908", "917-14-3186", "TOLL",
    ),
    "quenby": Person(
        ("HOLLIS QUENBY-DART",), "Hollis Quenby-Dart", "683 Juniper Notch Dr", "Copper Tansy", "NV",
        "89214-7745", "918-22-9054", "QUEN",
    ),
    "ashgrieve": Person(
        ("PETRONELLA ASHGRIEVE",), "Petronella Ashgrieve", "30 Larder Street", "Mossgate", "MO",
        "63207-5519", "000-45-1642", "ASHG",
    ),
    "copperleaf": Person(
        ("COPPERLEAF NURSERY SUPPLY LLC",), "Copperleaf Nursery Supply LLC", "1212 Old Tannery Rd",
        "Brackenford", "KY", "42903-8826", "00-7315508", "COPP", business=True,
    ),
    "dunmarrow": Person(
        ("OTIS L. DUNMARROW",), "Otis L. Dunmarrow", "5901 Thistle Bend Way", "Saltern Grove", "FL",
        "34508-2290", "666-47-8813", "DUNM",
    ),
    "winterrose": Person(
        ("FENELLA J. WINTERROSE",), "Fenella J. Winterrose", "212 Goosefeather Pl", "Amberwick", "IL",
        "62118-0673", "915-32-5529", "WINT",
    ),
}  # fmt: skip
