"""`search`, `list`, `show`, `stats` and `keys`: what is data, what is narration, and how JSON looks."""

import pytest

from tests.cli.shell import Shell


def test_a_search_prints_the_best_claims_first(shell: Shell) -> None:
    done = shell.well("search", "recyled", "alumnium")
    assert done.lines == ["smart-039  smart  Every new smart #1 contains 40 kg of recycled aluminium."]
    assert done.err == ""


def test_the_limit_is_told_on_stderr(shell: Shell) -> None:
    done = shell.well("search", "recycled", "--limit", "1")
    assert len(done.lines) == 1
    assert done.err == "1 of 2 claims; --limit shows more.\n"


def test_more_than_there_is_may_be_asked_for(shell: Shell) -> None:
    assert len(shell.well("search", "recycled", "--limit", str(10**30)).lines) == 2


def test_nothing_found_is_no_error(shell: Shell) -> None:
    assert shell.well("search", "kind:target", "steel") == (0, "", "without kind:target: 1 claim\nNo claim matches.\n")


def test_the_closest_claims_come_under_a_line_that_says_so(shell: Shell) -> None:
    done = shell.well("search", "recycled", "unicorns")
    assert done.err == "no claim has “unicorns”\nNo claim has all of these words; the closest are:\n"
    assert len(done.lines) == 2


def test_hints_are_narration(shell: Shell) -> None:
    done = shell.well("search", "recycled", "kind:")
    assert "kind: takes" in done.err
    assert "takes" not in done.out


def test_a_search_for_what_there_is_not_finds_nothing_and_says_what_there_is(shell: Shell) -> None:
    done = shell.well("search", "has:nope")
    assert done.out == ""
    assert "did you mean has:note?" in done.err


@pytest.mark.parametrize("words", [["list", "claims", "--query"], ["export", "--query"]])
def test_a_query_that_asks_for_what_there_is_not_is_refused(shell: Shell, words: list[str]) -> None:
    done = shell(*words, "has:nope")
    assert (done.code, done.out) == (2, "")
    assert "did you mean has:note?" in done.err


def test_words_may_start_with_a_dash(shell: Shell) -> None:
    assert [hit["id"] for hit in shell.well("search", "recycled", "-steel", "--json").objects] == ["smart-039"]
    assert [hit["id"] for hit in shell.well("search", "-recycled", "--json").objects] == ["smart-040"]
    assert shell.well("search", "--limit", "1", "--", "--steel").out.startswith("smart-038")


def test_a_hit_in_json(shell: Shell) -> None:
    (hit,) = shell.well("search", "130kg", "steel", "--json").objects
    assert set(hit) == {"id", "score", "statement", "spans", "company", "pillar", "where"}
    assert (hit["id"], hit["company"], hit["pillar"]) == ("smart-038", "smart", "circular-economy")
    assert [hit["statement"][start:end] for start, end in hit["spans"]] == ["130", "kg", "steel"]
    assert hit["score"] > 0


def test_queries_from_a_file_are_answered_a_line_each(shell: Shell) -> None:
    (shell.home / "queries.txt").write_bytes("﻿recycled\r\n\n2045 unicorns\nkind:\n\xff".encode())
    done = shell.well("search", "--queries", "queries.txt", "--limit", "1")
    answers = done.objects
    assert done.err == ""
    assert [answer["query"] for answer in answers] == ["recycled", "", "2045 unicorns", "kind:", "ÿ"]
    assert all({"query", "took_ms", "total", "hits", "closest", "hints"} == set(answer) for answer in answers)
    assert answers[0]["total"] == 2
    assert len(answers[0]["hits"]) == 1
    assert answers[2]["closest"] is True
    assert answers[3]["hints"][0].startswith("kind: takes")
    assert all(answer["took_ms"] >= 0 for answer in answers)


def test_queries_from_stdin_need_not_be_text(shell: Shell) -> None:
    answers = shell.well("search", "--queries", "-", stdin=b"steel\n\xff\xfe\x00\nsteel").objects
    assert [answer["hits"][0]["id"] for answer in (answers[0], answers[2])] == ["smart-038", "smart-038"]
    assert answers[1]["query"] == "\ufffd\ufffd\x00"


def test_lists_count_claims(shell: Shell) -> None:
    assert shell.well("list", "companies").lines == ["smart  smart Automobile  3 claims"]
    assert shell.well("list", "pillars").lines == ["smart  circular-economy  Circular economy  2 claims"]
    assert shell.well("list", "sources").lines == ["report  smart  2022-11-07  A report  1 claim"]
    assert shell.well("list", "topics").lines == [
        "esrs:E1  Climate change     1 claim",
        "esrs:E5  Circular economy  2 claims",
    ]
    assert shell.well("list", "claims").lines[2] == (
        "smart-040  smart  target       All vehicles will be carbon neutral by 2045."
    )


def test_a_list_counts_tags_of_the_codebook_and_of_coders(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "mine")
    shell.well("tag", "smart-038", "smart-039", "--add", "mine", "--coder", "ada")
    tags = {entry["tag"]: entry["claims"] for entry in shell.well("list", "tags", "--json").objects}
    assert tags == {"evidence/no-baseline": 0, "mine": 2}


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("companies", {"id", "name", "claims"}),
        ("pillars", {"id", "company", "title", "topics", "claims"}),
        ("topics", {"reference", "framework", "code", "title", "claims"}),
        ("tags", {"tag", "title", "claims"}),
        ("sources", {"id", "company", "title", "published", "claims"}),
    ],
)
def test_lists_in_json(shell: Shell, what: str, keys: set[str]) -> None:
    objects = shell.well("list", what, "--json").objects
    assert objects
    assert all(set(each) == keys for each in objects)


def test_a_list_of_what_matches_counts_nothing_else(shell: Shell) -> None:
    assert shell.well("list", "topics", "--query", "2045").lines == ["esrs:E1  Climate change  1 claim"]
    assert [each["id"] for each in shell.well("list", "claims", "--query", "recycled", "--json").objects] == [
        "smart-038",
        "smart-039",
    ]
    assert shell.well("list", "claims", "--query", "kind:target steel") == (0, "", "")


def test_a_list_has_a_limit_which_is_told_on_stderr(shell: Shell) -> None:
    done = shell.well("list", "claims", "--limit", "2")
    assert [line.split()[0] for line in done.lines] == ["smart-038", "smart-039"]
    assert done.err == "2 of 3 claims; --limit shows more.\n"
    done = shell.well("list", "topics", "--limit", "1", "--json")
    assert ([each["reference"] for each in done.objects], done.err) == (
        ["esrs:E1"],
        "1 of 2 topics; --limit shows more.\n",
    )
    assert shell.well("list", "claims", "--limit", str(10**30)) == shell.well("list", "claims")
    done = shell.well("list", "claims", "--query", "recycled", "--limit", "1")
    assert (len(done.lines), done.err) == (1, "1 of 2 claims; --limit shows more.\n")


def test_a_claim_in_full(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "evidence/no-baseline")
    shell.well("verdict", "smart-038", "unclear")
    shell.well("star", "smart-038")
    shell.well("note", "smart-038", "Compare with\nthe industry.")
    out = shell.well("show", "smart-038").out
    assert out.startswith("smart-038\nEvery new smart #1 contains 130 kg of recycled steel.\n")
    for words in (
        "130 kg per vehicle",
        "baseline      not stated",
        "esrs:E5 Circular economy",
        "paragraph 14",
        "\nmei\n",
        "#evidence/no-baseline",
        "verdict",
        "Unclear",
        "★",
        "  Compare with\n",
        "  the industry.\n",
    ):
        assert words in out


def test_claims_in_json(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "mine")
    one, other = shell.well("show", "smart-038", "smart-040", "--json").objects
    assert one["topics"] == ["esrs:E5"]
    assert one["metrics"] == [{"name": "recycled steel", "value": 130, "unit": "kg", "per": "vehicle"}]
    assert one["checklist"]["quantified"]["state"] == "stated"
    assert [(each["coder"], each["tags"]) for each in one["annotations"]] == [("mei", ["mine"])]
    assert (other["id"], other["annotations"], other["topics"]) == ("smart-040", [], ["esrs:E1"])


def test_an_unknown_claim_names_the_nearest(shell: Shell) -> None:
    done = shell("show", "smart-038", "smart-83")
    assert (done.code, done.out) == (2, "")
    assert done.err == "esgtui: there is no claim 'smart-83'; did you mean smart-038?\n"


def test_the_overview_counts_each_coders_work(shell: Shell) -> None:
    shell.well("tag", "smart-038", "smart-039", "--add", "x")
    shell.well("star", "smart-038", "--coder", "ada")
    lines = shell.well("stats").lines
    assert lines[:2] == ["A sample", "sample  3 claims  1 company  1 source"]
    assert lines[-2:] == [
        "  ada  1 visited  0 tagged  0 noted  0 rated  1 starred",
        "  mei  2 visited  2 tagged  0 noted  0 rated  0 starred",
    ]
    (found,) = shell.well("stats", "--json").objects
    assert found["coders"][1] == {"coder": "mei", "visited": 2, "tagged": 2, "noted": 0, "rated": 0, "starred": 0}
    assert found["frameworks"] == [
        {"id": "esrs", "title": "European Sustainability Reporting Standards", "topics": 2, "claims": 3}
    ]
    assert found["pillars"][-1] == {"company": "", "id": "", "title": "No pillar", "claims": 1}


def test_annotated_claims_that_vanished_are_in_the_overview(shell: Shell) -> None:
    shell.well("star", "smart-040")
    shell.data.write_text(shell.data.read_text().replace("smart-040", "smart-041"))
    assert shell.well("stats", "--json").objects[0]["orphans"] == ["smart-040"]
    assert shell.well("stats").lines[-1] == "  smart-040"


def test_keys_are_the_users_own(shell: Shell) -> None:
    (shell.home / "config" / "esgtui").mkdir(parents=True)
    (shell.home / "config" / "esgtui" / "settings.toml").write_text(
        '[keys]\n"claim.tag" = "x"\n"claim.nonsense" = "y"\n', encoding="utf-8"
    )
    done = shell.well("keys", "--json")
    keys = {each["id"]: each["keys"] for each in done.objects}
    assert keys["claim.tag"] == ["x"]
    assert keys["search.open"] == ["/"]
    assert "claim.nonsense" in done.err
    assert any(line.split()[:2] == ["x", "tag"] for line in shell.well("keys").lines)


def test_a_search_explains_itself(shell: Shell) -> None:
    done = shell.well("search", "--explain", "recyled", "alumnium")
    assert done.lines[0].startswith("recyled: recycled (with a slip, in ")
    assert any(line.startswith("1. smart-039 ") for line in done.lines)
    assert any(line.split()[:2] == ["alumnium", "aluminium"] for line in done.lines)
    (told,) = shell.well("search", "--explain", "--json", "recyled", "alumnium").objects
    account = told["accounts"][0]
    points = sum(reason["points"] for reason in account["reasons"]) + account["together"]
    assert account["score"] == pytest.approx(points, abs=0.001)


def test_many_queries_are_not_explained(shell: Shell) -> None:
    assert shell("search", "--explain", "--queries", "-").code == 2


def test_progress_is_told_by_company_pillar_and_topic(shell: Shell) -> None:
    shell.well("tag", "smart-038", "smart-040", "--add", "x")
    shell.well("tag", "smart-039", "--add", "x", "--coder", "ada")
    done = shell.well("stats", "--progress")
    lines = [" ".join(line.split()) for line in done.lines]

    assert lines[0] == "mei: 2 of 3 claims tagged, 1 untagged ▸ 2 of 3 visited"
    assert "smart Automobile 2 of 3 claims 1 untagged" in lines
    assert "Circular economy 1 of 2 claims 1 untagged" in " ".join(lines)
    assert "E1 Climate change 1 of 1 claim 0 untagged" in lines


def test_progress_follows_a_query_and_is_json_as_well(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "x")
    (found,) = shell.well("stats", "--progress", "--query", "recycled", "--json").objects

    assert (found["coder"], found["claims"], found["tagged"], found["untagged"]) == ("mei", 2, 1, 1)
    assert [(each["id"], each["tagged"]) for each in found["pillars"]] == [("circular-economy", 1)]
    assert [each["id"] for each in found["frameworks"][0]["topics"]] == ["esrs:E5"]


def test_a_query_without_progress_is_a_slip(shell: Shell) -> None:
    done = shell("stats", "--query", "recycled")

    assert done.code == 2
    assert "--progress" in done.err
