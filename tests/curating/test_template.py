"""A new dataset opens as it is, whatever it is called."""

import re
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from esgtui.curating.order import in_order
from esgtui.curating.template import dataset_id, identifier, template
from esgtui.dataset.loader import load

NAMES = st.text(min_size=1).filter(lambda name: name.split() != [])


FILE = Path("file.toml")


@given(NAMES, NAMES)
@example("a\x1b[31m", "Gr\udcf6\udcdfe\0")
def test_it_opens_with_the_names_that_were_given(title: str, company: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.toml"
        path.write_text(template(title, company), encoding="utf-8")
        dataset = load(path)
    title, company = (re.sub("[\ud800-\udfff]", "\ufffd", name) for name in (title, company))
    assert dataset.tables.header.title == " ".join(title.split())
    assert dataset.tables.companies[0].name == " ".join(company.split())
    assert len(dataset.claims) == 1


def test_what_it_explains_can_be_used(tmp_path: Path) -> None:
    lines = template("Cars", "Acme").splitlines()
    used = [line.removeprefix("# ") if (" = " in line or "[[" in line) and "`" not in line else line for line in lines]
    path = tmp_path / "new.toml"
    path.write_text("\n".join(used), encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "report.txt").write_text("Acme's report.")
    dataset = load(path)
    claim = dataset.claims[0]
    assert [topic.title for topic in dataset.topics.values()] == ["Climate change"]
    assert (claim.horizon, claim.conformity, claim.metrics[0].per) == ("short", "certified", "vehicle")


def test_it_is_in_order() -> None:
    text = template("Cars", "Acme")
    assert in_order(text, FILE) == text
    assert tomllib.loads(text)["format"] == 1


def test_an_id_is_made_of_what_can_be_written_in_one() -> None:
    assert identifier("Ärger & Söhne AG", "company") == "arger-sohne-ag"
    assert identifier("碳中和", "company") == "company"


def test_a_datasets_id_follows_its_files_name() -> None:
    assert [dataset_id(name) for name in ("my", "My Claims_2024", "Größe", "données")] == [
        "my",
        "my-claims-2024",
        "grosse",
        "donnees",
    ]


def test_names_that_no_id_can_hold_have_ids_of_their_own() -> None:
    names = ["碳中和", "碳中和报告书册", "碳中和-2024", "2024", "…", "a" * 100, "a" * 101]
    ids = [dataset_id(name) for name in names]
    assert len(set(ids)) == len(names)
    assert [dataset_id(name) for name in names] == ids
    assert max(map(len, ids)) < 80


@given(NAMES)
def test_any_name_makes_an_id_that_the_format_allows(name: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.toml"
        path.write_text(template("Claims to read", "Acme", name), encoding="utf-8")
        assert load(path).header.id == dataset_id(name)
