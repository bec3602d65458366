"""Claims, names and annotations that the tests of searching share."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from esgtui.bits import rows_of
from esgtui.dataset.model import Claim, Metric, Place
from esgtui.dataset.spans import SpansGathered
from esgtui.search.completion import Completer
from esgtui.search.engine import ClaimIndex, Results
from esgtui.search.filters import Fields
from esgtui.search.having import Annotations, Having
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


class ByClaim:
    """Annotations that are told claim by claim; by default there are none."""

    def __init__(self, claims: Sequence[Claim] = CLAIMS) -> None:
        self.claims = claims

    def tags(self, _: str) -> Collection[str]:
        return ()

    def verdicts(self, _: str) -> Collection[str]:
        return ()

    def coders(self, _: str) -> Collection[str]:
        return ()

    def note_kinds(self, _: str) -> Collection[str]:
        return ()

    def visitors(self, _: str) -> Collection[str]:
        return ()

    def is_changed(self, _: str) -> bool:
        return False

    def is_starred(self, _: str) -> bool:
        return False

    def rows(self, field: str) -> Mapping[str, int]:
        by_field: dict[str, Callable[[str], Collection[str]]] = {
            "tag": self.tags,
            "verdict": self.verdicts,
            "coder": self.coders,
            "visited": self.visitors,
            "has": self._has,
        }
        found: dict[str, int] = {}
        for row, claim in enumerate(self.claims):
            for key in by_field[field](claim.id):
                found[key] = found.get(key, 0) | 1 << row
        return found

    def _has(self, claim_id: str) -> set[str]:
        has = {
            "changed": self.is_changed(claim_id),
            "note": bool(self.note_kinds(claim_id)),
            "star": self.is_starred(claim_id),
            "tag": bool(self.tags(claim_id)),
            "verdict": bool(self.verdicts(claim_id)),
            "visited": bool(self.visitors(claim_id)),
        }
        return {*(what for what, is_so in has.items() if is_so), *filter(None, self.note_kinds(claim_id))}


class Coders(ByClaim):
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
    """Filters on claims that coders annotated: on an index of all, and a register of years, as a search has it."""

    def __init__(self, claims: Sequence[Claim], names: Names, coders: Annotations | None = None) -> None:
        self.index = ClaimIndex(claims, names)
        self.index.build()
        spans = SpansGathered()
        for row, claim in enumerate(claims):
            spans.add(row, claim)
        of_years = partial(spans.lanes().rows_of_years, size=len(claims))
        self._having = Having(self.index, coders or ByClaim(claims), of_years=of_years)
        self._fields = Fields(names, self._having)
        self.completer = Completer(self._fields, names, self._having)

    def matched(self, typed: str) -> tuple[list[int], tuple[str, ...]]:
        """Return the rows that the filters of a query let through, and what there is to say about them."""
        query = parse(typed)
        matched = self._fields.matching(query.filters)
        scope = Scope(sieves=matched.sieves)
        rows = rows_of(scope.passing(self.index.ready, self._having.said))
        assert list(self.index.matching_rows(Query(), scope)) == rows, "both ways find the same"
        return rows, matched.hints


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
