"""What the two documents say, drawn from them by hand: figures, years, standards, systems, names, paragraphs.

The tests beside it hold the bundled dataset against these lists, in both directions: nothing left out, nothing added.
"""

from typing import NamedTuple

SMART = "smart"
NIO = "nio"


class Figure(NamedTuple):
    """A metric as a document gives it, with words that stand in the claim which carries it."""

    company: str
    value: float
    unit: str
    per: str
    qualifier: str | None
    words: str


FIGURES = [
    Figure(SMART, 116, "patents", "", None, "116 patents"),
    Figure(SMART, 95, "%", "", None, "95% are local companies"),
    Figure(SMART, 130, "kg", "vehicle", None, "130 kg of recycled steel"),
    Figure(SMART, 40, "kg", "vehicle", None, "40 kg of recycled aluminium"),
    Figure(SMART, 0.6, "kWh", "100 km", None, "0.6 kWh per 100 km"),
    Figure(SMART, 30, "countries and regions", "", "over", "More than 30 countries and regions"),
    Figure(SMART, 100, "%", "", None, "Supplier Code of Conduct"),
    Figure(NIO, 60, "%", "", "over", "over 60%"),
    Figure(NIO, 100, "%", "", None, "100% recycled from PET bottles"),
]


class Dated(NamedTuple):
    """A claim that gives a year, known by words that no other claim of the company with that year has."""

    company: str
    period: str
    words: str


PERIODS = [
    Dated(SMART, "2022", "was published on 7 November 2022"),
    Dated(SMART, "2021", "report covers"),
    Dated(SMART, "2021", "new sustainability strategy"),
    Dated(SMART, "2021", "ISO 37301"),
    Dated(SMART, "2021", "Antitrust Compliance Policy"),
    Dated(SMART, "2021", "116 patents"),
    Dated(SMART, "2021", "automotive parts"),
    Dated(SMART, "2021", "recycled steel"),
    Dated(SMART, "2021", "recycled aluminium"),
    Dated(SMART, "2021", "Supplier Code of Conduct"),
    Dated(SMART, "1990-1999", "brand was born"),
    Dated(SMART, "2019", "was officially founded"),
    Dated(NIO, "2023", "named NIO"),
    Dated(NIO, "2023", "Green Manufacturing List"),
    Dated(NIO, "2023", "multiple rounds of assessment"),
    Dated(NIO, "2023", "is the first for which NIO was chosen"),
    Dated(NIO, "2017", "Green Manufacturing Initiative"),
    Dated(NIO, "2021", "thousands of vehicle parts and components"),
]

TARGETS = [(SMART, 2045, "carbon neutral electric vehicles")]

HORIZONS = [
    (SMART, "short", "short-term initiatives"),
    (SMART, "medium", "medium-term initiatives"),
    (SMART, "long", "long-term initiatives"),
    (NIO, "long", "In the long run"),
]

STANDARDS = [
    (SMART, "ISO 37301", "in accordance with"),
    (SMART, "GDPR", "follows"),
    (SMART, "ISO/IEC 27001", "follows"),
    (SMART, "ISO/IEC 27701", "follows"),
    (SMART, "Chinese laws and regulations on information and data", "follows"),
]

ASSURED = [
    (NIO, "MIIT", "named NIO"),
    (NIO, "MIIT", "multiple rounds of assessment"),
    (NIO, "MIIT", "is the first for which NIO was chosen"),
]

SYSTEMS = {
    SMART: {
        "sustainability strategy",
        "sustainability strategy and roadmap",
        "“China-Europe dual-home” global development strategy",
        "corporate management system",
        "compliance management system",
        "Antitrust Compliance Policy",
        "D2C agent-based business model",
        "information security management system",
        "life cycle assessment (LCA) system",
        "battery data tracking system",
        "Supplier Code of Conduct",
        "“smart” sustainability action plan",
    },
    NIO: {
        "Green Supply Chain Management Enterprise List",
        "Green Manufacturing List",
        "Green Supply Chain Management Enterprises evaluation",
        "Green Manufacturing Initiative",
        "yearly list of green factories",
        "yearly list of green industrial parks",
        "Blue Sky Coming",
        "Clean Parks",
        "parts carbon footprint project",
        "emission reduction database",
        "Internal Carbon Price (ICP)",
        "low-carbon recycling industrial park in Lu'an",
        "green recycling model",
    },
}

NAMES = {
    SMART: [
        "smart Automobile Co., Ltd.",
        "Tong Xiangbei",
        "Mercedes-Benz",
        "smart #1",
        "“China-Europe dual-home”",
        "D2C",
        "ESG",
        "R&D",
        "LCA",
        "SiC",
        "SUV",
        "China",
        "Europe",
        "April",
        "September",
        "1990s",
        "intellectual property",
        "digital transformation",
        "data security",
        "climate change",
        "carbon-neutral era",
        "decarbonisation",
        "wellbeing",
        "marketing and sales",
    ],
    NIO: [
        "Ministry of Industry and Information Technology",
        "“Blue Sky Coming”",
        "NIO Supply Chain",
        "Haptex",
        "microfiber",
        "rattan",
        "PET",
        "antibacterial",
        "easier to maintain",
        "Lu'an",
        "Anhui",
        "carbon peaking",
        "carbon neutrality",
        "die casting",
        "tactile quality",
        "smart EV",
        "environmentally friendly reagents",
        "low-carbon and renewable materials",
        "appeal of the state",
    ],
}

PARAGRAPHS = {
    SMART: {2, 3, 4, 6, 7, 8, 9, 11, 13, 15, 17, 19, 21, 23, 25, 28, 31, 32},
    NIO: {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
}
"""The paragraphs that carry a claim. The others are a dateline, headings, titles of pictures, and the end mark."""

REPEATED = [
    (SMART, "first sustainability report", (2, 3)),
    (SMART, "A comprehensive renewal", (3, 32)),
    (SMART, "original vision", (3, 31)),
    (SMART, "2045", (4, 6)),
    (SMART, "has five pillars", (7, 8, 9)),
    (SMART, "dual-home", (11, 31)),
    (SMART, "Secure information management", (13, 15)),
    (SMART, "means of travel", (17, 19)),
    (SMART, "automotive parts", (21, 23)),
    (NIO, "named NIO", (1, 2)),
]
"""Claims that a document makes more than once, with all paragraphs in which it does."""

PILLAR_PARAGRAPHS = {
    (SMART, "integrity-compliance"): {11},
    (SMART, "safety-privacy"): {13, 15},
    (SMART, "low-carbon"): {17, 19},
    (SMART, "circular-economy"): {21, 23},
    (SMART, "people-society"): {25},
    (NIO, "system"): {5, 6},
    (NIO, "products"): {7, 8},
    (NIO, "new-mode"): {9},
}
"""The paragraphs of each pillar, captions under its heading included."""

PILLAR_TITLES = {
    SMART: [
        "“Levelling Up” Integrity and the Compliance Management System",
        "Improving Driving Safety and Privacy Protection",
        "Exploring Low-Carbon Solutions",
        "Advocating for the Circular Economy and Responsible Sourcing",
        "Empowering Individuals to Benefit Society",
    ],
    NIO: ["System", "Products", "New Mode"],
}

CLAUSES = [
    (SMART, "great proponent of digital transformation", "policy", 13),
    (SMART, "responds to global climate change", "practice", 17),
    (SMART, "advocates the circular economy", "practice", 23),
    (SMART, "Decarbonisation is the mission", "commitment", 4),
    (NIO, "It is the mission of NIO Supply Chain", "commitment", 4),
    (NIO, "environmentally friendly reagents", "practice", 7),
    (NIO, "already recycle", "practice", 9),
    (NIO, "adhering to sustainable development", "commitment", 10),
    (NIO, "appeal of the state", "commitment", 10),
]
"""Clauses that are claims of their own, easily lost in the claim beside them, with their kind and paragraph."""

INDICATORS = [
    "Supply chain management strategy",
    "Supplier management",
    "Production",
    "Recycling",
    "Establishment of information platform",
    "Information disclosure",
]
