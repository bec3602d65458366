"""What is wrong with a dataset as a whole: ids given twice, files that cannot be read, nothing to read."""

import os
from pathlib import Path

import pytest

from esgtui.dataset.loader import load, problems_of
from esgtui.dataset.problems import DatasetError

from .samples import (
    ANNOTATION,
    CLAIM,
    COMPANY,
    FRAMEWORK,
    PILLAR,
    ROOT,
    SAMPLE,
    SOURCE,
    TAG,
    TOPIC,
    VERDICT,
    lines_of,
    write,
)

TWICE = [
    (COMPANY, 3, 'company smart: the id "smart" is given already in all.toml:9; give each company an id of its own'),
    (
        PILLAR,
        3,
        'pillar circular-economy: the pillar "circular-economy" of company "smart" is given already in all.toml:13',
    ),
    (SOURCE, 3, 'source report: the id "report" is given already in all.toml:19'),
    (CLAIM, 3, 'claim smart-038: the id "smart-038" is given already in all.toml:25'),
    (FRAMEWORK, 3, 'framework esrs: the id "esrs" is given already in all.toml:40'),
    (TOPIC, 4, 'topic esrs:E5: the topic "esrs:E5" is given already in all.toml:45'),
    (VERDICT, 3, 'verdict substantiated: the id "substantiated" is given already in all.toml:53'),
    (
        TAG.replace('"b"', '"c"'),
        3,
        'the tag "evidence/no-baseline" is given already in all.toml:49; explain each tag once',
    ),
    (
        TAG.replace("evidence", "x"),
        4,
        'tag x/no-baseline: the key "b" is given already in all.toml:50; give each tag a key',
    ),
    (
        ANNOTATION.replace("note-1", "note-2"),
        2,
        'what coder "mei" put on claim "smart-038" is given already in all.toml:56; join the two into one table',
    ),
    (ANNOTATION.replace('"mei"', '"tom"'), 10, 'note 1: the id "note-1" is given already in all.toml:64'),
]


@pytest.mark.parametrize(("again", "line", "words"), TWICE, ids=[words[:30] for _, _, words in TWICE])
def test_what_is_given_twice_names_both_places(tmp_path: Path, again: str, line: int, words: str) -> None:
    # In a second file of its own, so that the message has to name the first.
    found = lines_of(write(tmp_path, all=SAMPLE, more=again))
    assert len(found) == 1, found
    assert found[0].startswith(f"more.toml:{line}: ")
    assert words in found[0]


def test_pillars_of_two_companies_may_share_an_id(tmp_path: Path) -> None:
    nio = (COMPANY + PILLAR).replace("smart", "nio")
    assert lines_of(write(tmp_path, all=SAMPLE, nio=nio)) == []


def test_annotations_of_claims_that_are_gone_are_kept(tmp_path: Path) -> None:
    orphan = ANNOTATION.replace("smart-038", "smart-999").replace("note-1", "note-2")
    dataset = load(write(tmp_path, all=SAMPLE, orphan=orphan))
    assert [annotation.claim for annotation in dataset.tables.annotations] == ["smart-038", "smart-999"]


def test_topics_in_a_circle(tmp_path: Path) -> None:
    circle = "".join(
        f'[[topics]]\nframework = "esrs"\ncode = "{code}"\ntitle = "x"\nparent = "{parent}"\n'
        for code, parent in [("A", "B"), ("B", "C"), ("C", "B")]
    )
    found = lines_of(write(tmp_path, all=SAMPLE, circle=circle))
    assert [line.split(":")[1] for line in found] == ["10", "15"]
    assert all("the topic stands below itself" in line for line in found)


def test_a_dataset_has_one_header(tmp_path: Path) -> None:
    found = lines_of(write(tmp_path, all=SAMPLE, more="x-a = 1\n[dataset]\nid = 'b'\ntitle = 'B'\n"))
    words = "a dataset has one [dataset] table alone, and there is one already in all.toml:3; keep one of them"
    assert found == [f"more.toml:2: dataset b: {words}"]


def test_a_dataset_without_header_or_format(tmp_path: Path) -> None:
    folder = write(tmp_path, all=COMPANY)
    assert [str(problem) for problem in problems_of(folder)] == [
        f'{folder}: "format" is left out; write format = 1 above the first header of a file',
        f"{folder}: no file has a [dataset] table; add a [dataset] table with id and title",
    ]
    assert "or open the folder that the file belongs to" in lines_of(folder / "all.toml")[1]


def test_the_curators_own_keys_may_not_hide_each_other(tmp_path: Path) -> None:
    found = lines_of(write(tmp_path, all="x-a = 1\n" + SAMPLE, more="\nx-a = 2\nx-b = 3\n"))
    assert found == ['more.toml:2: the key "x-a" stands already in all.toml:1; keep one of them']


def test_a_company_whose_id_does_not_fit_brings_no_other_message(tmp_path: Path) -> None:
    text = ROOT + '[[companies]]\nid = 5\nname = "smart"\n[[claims]]\nid = "a"\nstatement = "b"\n'
    found = lines_of(write(tmp_path, all=text))
    assert found == ['all.toml:8: company: "id" is the number 5, not text; write id = "5"']


BROKEN = [
    (b"a = 1\nb = oops\n", "bad.toml:2: broken TOML at column 5: ", "put texts in quotes"),
    (b"[claims\n", "bad.toml:1: broken TOML at column 8: ", ""),
    (b"a = 1\na = 2\n", "bad.toml:2: broken TOML at column 6: ", "the same key or table stands above already"),
    (b"a = '\x00'\n", "bad.toml:1: broken TOML at column 6: ", ""),
    (b"a = 1\nb = '\xff'\n", "bad.toml:2: not UTF-8: byte 6 of the line is 0xff", "save the file as UTF-8"),
    (b"\xef\xbb\xbfa = 1\n\xfe", "bad.toml:2: not UTF-8: byte 1 of the line is 0xfe", "save the file as UTF-8"),
    ("a = 1".encode("utf-16"), "bad.toml:1: not UTF-8: byte 1 of the line is 0xff", "save the file as UTF-8"),
    (b"a = " + b"[" * 100_000, "bad.toml: nested too deeply: ", "nest fewer tables and lists"),
    (b"a = " + b"9" * 5000, "bad.toml: a number has too many digits; write it with fewer, or in quotes", ""),
]


@pytest.mark.parametrize(("content", "start", "end"), BROKEN, ids=[start for _, start, _ in BROKEN])
def test_a_file_that_is_not_toml(tmp_path: Path, content: bytes, start: str, end: str) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    found = lines_of(tmp_path)
    assert len(found) == 1
    assert found[0].startswith(start)
    assert found[0].endswith(end)


def test_one_bad_file_hides_no_problem_of_the_others_and_brings_none(tmp_path: Path) -> None:
    write(
        tmp_path, a_root=ROOT, b_company=COMPANY + "x = \n", c_claim=CLAIM + 'unti = "t"\n', d_topic=FRAMEWORK + TOPIC
    )
    write(tmp_path, e_source=SOURCE.replace('"smart"', '"smrt"'), f_pillar=PILLAR)
    found = lines_of(tmp_path)
    assert len(found) == 3, found
    assert found[0].startswith("b_company.toml:5: broken TOML at column 5")
    assert found[1].startswith('c_claim.toml:16: claim smart-038: metric 1: unknown key "unti"; did you mean "unit"?')
    assert found[2] == 'e_source.toml:4: source report: unknown company "smrt"; none is declared'


def test_a_folder_of_a_file_s_name_and_links_to_nowhere(tmp_path: Path) -> None:
    write(tmp_path, all=CLAIM)
    (tmp_path / "dir.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to("nowhere")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    os.mkfifo(tmp_path / "pipe.toml")
    found = lines_of(tmp_path)
    assert [line.partition(";")[0] for line in found] == [
        "dir.toml: this is a folder, not a file",
        "gone.toml: cannot be read: No such file or directory",
        "loop.toml: cannot be read: Too many levels of symbolic links",
        "pipe.toml: this is not an ordinary file",
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    path = write(tmp_path, all=SAMPLE)
    monkeypatch.setattr(Path, "open", refuse)
    found = lines_of(path)
    assert found == ["all.toml: cannot be read: Permission denied; see that it is there and that you may read it"]


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert str(problems_of(tmp_path)[0]).startswith(f"{tmp_path}: cannot be read: Permission denied")


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.toml").write_text("x")
    assert [str(problem) for problem in problems_of(tmp_path)] == [
        f"{tmp_path}: the folder has no TOML file; give a folder whose files end in .toml, or one such file"
    ]
    nowhere = tmp_path / "no\x1bwhere"
    assert str(problems_of(nowhere)[0]).startswith(f"{tmp_path}/no\\x1bwhere: there is no such file or folder; ")
    assert "there is no such file" in str(problems_of(tmp_path / "a\0b")[0])
    assert "this is neither a file nor a folder" in str(problems_of(Path(os.devnull))[0])


def test_a_source_file_that_a_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("x")
    folder = tmp_path / "dataset"
    folder.mkdir()
    (folder / "inside.txt").write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    with_file = SAMPLE.replace("published = 2022-11-07", "file = 'link.txt'")
    assert '"link.txt" is outside the dataset\'s folder' in lines_of(write(folder, all=with_file))[0]
    assert '"loop.txt" cannot be found' in lines_of(write(folder, all=with_file.replace("link", "loop")))[0]
    assert lines_of(write(folder, all=with_file.replace("link", "inside"))) == []


def test_problems_come_by_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, b=SAMPLE.replace("value = 130", "value = nan").replace('name = "smart Automobile"', "name = ''"))
    write(tmp_path, a="x = 1\n", c="\n\ny = 1\n")
    with pytest.raises(DatasetError) as caught:
        load(tmp_path)
    assert [(Path(problem.file).name, problem.line) for problem in caught.value.problems] == [
        ("a.toml", 1),
        ("b.toml", 10),
        ("b.toml", 36),
        ("c.toml", 3),
    ]
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
