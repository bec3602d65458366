"""Remarks below a table are no claims."""

from pathlib import Path

import pytest

from tests.intake.made import ROWS, csv_file, imported


@pytest.mark.parametrize(
    "remark", ["Source: our report of 2024", "* without joint ventures", "Stand: 1.5.2024", "注：不含合资企业"]
)
def test_a_remark_on_the_table_is_left_out_and_told(tmp_path: Path, remark: str) -> None:
    outcome, dataset = imported(csv_file(tmp_path / "claims.csv", [*ROWS, {"Text": remark}]))
    assert [claim.statement for claim in dataset.claims] == [row["Text"] for row in ROWS]
    assert outcome.told[0].endswith(f"row 5: it is a remark on the table ({remark})")


def test_a_claim_that_begins_so_beside_its_company_is_one(tmp_path: Path) -> None:
    _, dataset = imported(
        csv_file(tmp_path / "claims.csv", [*ROWS, {"Company": "ABB", "Text": "Source: we buy wind."}])
    )
    assert dataset.claims[-2].statement == "Source: we buy wind."
    alone = csv_file(tmp_path / "texts.csv", [{"Text": "Note: we save water."}, {"Text": "We plant trees."}])
    assert len(imported(alone)[1].claims) == 2
