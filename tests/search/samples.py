"""Claims, names and annotations that the tests of searching share."""

from collections.abc import Collection, Sequence

from esgtui.dataset.model import Claim, Metric, Place
from esgtui.search.completion import Completer
from esgtui.search.engine import ClaimIndex, Results
from esgtui.search.filters import Fields
from esgtui.search.keys import Annotations, terms_given
from esgtui.search.names import Names
from esgtui.search.query import Query, parse
from esgtui.search.scope import Scope

NAMES = Names(
    companies={"smart": ("smart Automobile", "smart"), "nio": ("NIO", "蔚来")},
    pillars={("smart", "circular-economy"): "Circular economy", ("nio", "products"): "Products"},
    pillar_topics={("smart", "circular-economy"): ("esrs:E5",), ("nio", "products"): ("esrs:E1",)},
    verdicts={"substantiated": "Substantiated", "unsubstantiated": "Not substantiated"},
    topics={"esrs:E1": "Climate change", "esrs:E5": "Resource use and circular economy", "sdg:12": "Consumption"},
)

CLAIMS = (
    Claim(
        id="smart-001",
        company="smart",
        pillar="circular-economy",
        kind="achievement",
        statement="Every new smart #1 contains 130 kg of recycled steel.",
        metrics=(Metric(name="recycled steel", value=130, unit="kg", per="vehicle"),),
        period="2022",
    ),
    Claim(
        id="smart-002",
        company="smart",
        pillar="circular-economy",
        kind="achievement",
        statement="Every new smart #1 contains 40 kg of recycled aluminium.",
        tags=("evidence/no-baseline",),
        topics=("sdg:12",),
    ),
    Claim(
        id="smart-003",
        company="smart",
        kind="target",
        statement="Carbon-neutral electric vehicles reach the market by 2045.",
        target_year=2045,
        base_year=2019,
    ),
    Claim(
        id="smart-004",
        company="smart",
        kind="practice",
        statement="An information security management system is in place.",
        standards=("ISO/IEC 27001", "GDPR"),
        conformity="follows",
        system="information security management system",
    ),
    Claim(
        id="nio-001",
        company="nio",
        pillar="products",
        kind="practice",
        statement="Aluminium scrap is recycled with partners in Lu’an.",
        period="2019-2021",
        assurance="MIIT",
        tags=("evidence",),
        places=(Place(source="nio-2023", paragraph=3),),
    ),
    Claim(id="nio-002", company="nio", statement="二氧化碳排放将在2030年前减少，实现碳中和目标。"),
    Claim(id="nio-003", company="nio", statement="Life-cycle assessment guides every design.", quote="cradle to grave"),
)


class Coders:
    """Annotations by plain tables."""

    def tags(self, claim_id: str) -> Collection[str]:
        return {"smart-003": {"wording/vague", "evidence/third-party"}}.get(claim_id, ())

    def verdicts(self, claim_id: str) -> Collection[str]:
        return ("partly-substantiated",) if claim_id == "smart-001" else ()

    def coders(self, claim_id: str) -> Collection[str]:
        return ("mei",) if claim_id in {"smart-001", "smart-003"} else ()

    def note_kinds(self, claim_id: str) -> Collection[str]:
        return ("", "question") if claim_id == "nio-001" else ()

    def visitors(self, claim_id: str) -> Collection[str]:
        return ("mei",) if claim_id in {"smart-001", "smart-003"} else ()

    def is_changed(self, claim_id: str) -> bool:
        return claim_id == "smart-003"

    def is_starred(self, claim_id: str) -> bool:
        return claim_id in {"nio-001", "nio-002"}


def built(claims: Sequence[Claim] = CLAIMS, names: Names = NAMES) -> ClaimIndex:
    """Return the index of some claims, all of it."""
    index = ClaimIndex(claims, names)
    index.build()
    return index


class Filtering:
    """Filters on claims that coders annotated: on an index of all of them, as a search has it."""

    def __init__(self, claims: Sequence[Claim], names: Names, coders: Annotations) -> None:
        self._claims, self._coders = claims, coders
        self.index = ClaimIndex(claims, names, given=lambda row: terms_given(claims[row].id, coders))
        self.index.build()
        self.fields = Fields(names, self.index.keys)
        self.completer = Completer(self.fields, names, self.index)
        self.look()

    def look(self) -> None:
        """Take in what coders did."""
        self.index.note_changes(range(len(self._claims)))

    def matched(self, typed: str) -> tuple[list[int], tuple[str, ...]]:
        """Return the rows that the filters of a query let through, and what there is to say about them."""
        query = parse(typed)
        matched = self.fields.matching(query.filters)
        return list(self.index.matching_rows(Query(), Scope(sieves=matched.sieves))), matched.hints


def stating(*statements: str) -> tuple[Claim, ...]:
    """Return claims with these statements and nothing else to be found by: no word has their ids and company."""
    return tuple(Claim(id=f"~{row}", company="~", statement=statement) for row, statement in enumerate(statements))


def found(index: ClaimIndex, text: str, claims: Sequence[Claim] = CLAIMS) -> list[str]:
    """Return the ids of the claims that match, best first; empty if there are only close ones."""
    results = index.search(parse(text))
    return [] if results.closest else [claims[hit.row].id for hit in results.hits]


def marked(results: Results, claims: Sequence[Claim] = CLAIMS) -> list[list[str]]:
    """Return what is highlighted in each hit."""
    return [[claims[hit.row].statement[start:end] for start, end in hit.spans] for hit in results.hits]
