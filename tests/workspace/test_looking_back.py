"""What screens ask of the workspace: where tags are used and whose they are, what blind mode hides, what a visit is."""

from pathlib import Path

from esgtui.annotation.codes import Code
from esgtui.annotation.model import VISITED

from .samples import DATA, data_in, workspace


def test_reach_counts_claims_and_coders_of_a_tag_and_all_below_it(tmp_path: Path) -> None:
    workspace(tmp_path, "ada").tag(["nio-1"], add=["wording/vague"])
    opened = workspace(tmp_path)
    opened.tag(["nio-1", "smart-1"], add=["wording/vague"])
    opened.tag(["smart-1"], add=["wording/bold", "wordings"])

    reach = opened.codebook.reach("wording")
    assert (reach.claims, dict(reach.coders)) == (2, {"ada": 1, "mei": 2})


def test_uses_leave_others_out_in_blind_mode(tmp_path: Path) -> None:
    workspace(tmp_path, "ada").tag(["nio-1", "smart-2"], add=["vague"])
    opened = workspace(tmp_path)
    opened.tag(["nio-1"], add=["vague"])

    assert opened.codebook.uses() == {"vague": {"nio": 1, "smart": 1}}
    opened.hide_others(on=True)
    assert opened.codebook.uses() == {"vague": {"nio": 1}}


def test_colours_follow_the_codebook(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    assert opened.codebook.colours() == {}
    opened.codebook.describe(Code("evidence/no-baseline", colour="amber"))
    assert opened.codebook.colours() == {"evidence/no-baseline": "amber"}
    opened.undo()
    assert opened.codebook.colours() == {}


def test_blind_one_knows_the_codebooks_tags_and_ones_own(tmp_path: Path) -> None:
    workspace(tmp_path, "ada").tag(["nio-1"], add=["theirs"])
    opened = workspace(tmp_path)
    opened.tag(["nio-1"], add=["mine"])
    opened.hide_others(on=True)

    assert "mine" in opened.tags.known()
    assert "theirs" not in opened.tags.known()
    assert [change.coder for change in opened.past.log()] == ["mei"]


def test_a_visit_in_passing_does_not_say_that_another_wording_was_seen(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.star(["nio-1"], on=True)
    opened.close()
    later = workspace(tmp_path, data=data_in(tmp_path, DATA.replace("Suppliers are audited", "Suppliers are asked")))
    assert later.past.changed() == ["nio-1"]

    assert later.record_visits(["nio-1", "nio-2"]) != ()
    assert later.past.changed() == ["nio-1"]
    assert later.history.value("nio-1", "mei", VISITED) is None
    assert later.history.visited("mei") == {"nio-1", "nio-2"}


def test_the_claim_most_like_an_orphan_is_found_among_many(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.star(["nio-1"], on=True)
    opened.close()
    more = "".join(
        f'\n[[claims]]\nid = "x-{number}"\ncompany = "nio"\nstatement = "Suppliers are audited, part {number}."\n'
        for number in range(250)
    )
    text = DATA.replace('id = "nio-1"', 'id = "nio-9"') + more
    later = workspace(tmp_path, data=data_in(tmp_path, text))

    gone = later.past.orphans()[0]
    found = later.past.resemblance.most_like(gone.claim, gone.statement)
    assert found is not None
    assert (found.claim, found.likeness) == ("nio-9", 100)
