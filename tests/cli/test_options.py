"""The common options, before and after the command, from the environment, and what is wrong with a call."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell


def coder_of_last_change(shell: Shell, *options: str) -> object:
    return shell.well("log", "--json", "--limit", "1", *options).objects[0]["coder"]


def test_options_may_stand_before_or_after_the_command(shell: Shell) -> None:
    shell.well("--coder", "ada", "star", "smart-038")
    assert coder_of_last_change(shell) == "ada"
    shell.well("star", "smart-038", "--coder", "bo")
    assert coder_of_last_change(shell) == "bo"


def test_the_option_after_the_command_wins(shell: Shell) -> None:
    shell.well("--coder", "ada", "star", "smart-038", "--coder", "bo")
    assert coder_of_last_change(shell) == "bo"


def test_an_option_wins_over_the_environment(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESGTUI_CODER", "eve")
    shell.well("star", "smart-038")
    assert coder_of_last_change(shell) == "eve"
    shell.well("--coder", "ada", "star", "smart-039")
    assert coder_of_last_change(shell) == "ada"


def test_the_account_annotates_unless_the_settings_name_another(shell: Shell) -> None:
    shell.well("star", "smart-038")
    assert coder_of_last_change(shell) == "mei"
    (shell.home / "config" / "esgtui").mkdir(parents=True)
    (shell.home / "config" / "esgtui" / "settings.toml").write_text('coder = "ada"\n', encoding="utf-8")
    shell.well("star", "smart-039")
    assert coder_of_last_change(shell) == "ada"


def test_a_store_is_a_place_of_its_own(shell: Shell) -> None:
    shell.well("star", "smart-038", "--store", "team")
    assert shell.well("log").out == ""
    assert len(shell.well("--store", "team", "log").lines) == 1
    assert [path.name for path in (shell.home / "team").iterdir()] == ["sample.sqlite"]


def test_a_store_may_be_one_file(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESGTUI_STORE", "team.sqlite")
    shell.well("star", "smart-038")
    assert (shell.home / "team.sqlite").is_file()


def test_data_is_chosen_by_option_and_environment(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    other = shell.home / "other.toml"
    other.write_text('format = 1\n[dataset]\nid = "other"\ntitle = "Another"\n', encoding="utf-8")
    assert shell.well("--data", other).lines[0] == "Another"
    monkeypatch.setenv("ESGTUI_DATA", str(other))
    assert shell.well("stats").lines[0] == "Another"
    assert shell.well("stats", "--data", shell.data).lines[0] == "A sample"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serch", "x"], "did you mean search?"),
        (["qqqqq"], "there are: search, list, show"),
        (["--nonsense"], "No such option '--nonsense'"),
        (["search"], "give a query"),
        (["search", "steel", "--queries", "-"], "give a query"),
        (["search", "--queries", "nowhere.txt"], "No such file"),
        (["search", "steel", "--limit", "0"], "--limit"),
        (["search", "steel", "--limit", "many"], "--limit"),
        (["search", "steel", "--jsn"], "--json"),
        (["list"], "esgtui: say what to list: companies, pillars, claims, topics, tags, notes, sources or queries\n"),
        (["list", "claims", "--limit", "0"], "--limit"),
        (["list", "nonsense"], "'nonsense'"),
        (["show"], "CLAIM"),
        (["tag", "smart-038"], "--add TAG"),
        (["note", "smart-038"], "TEXT"),
        (["note", "smart-038", "text", "--edti", "x"], "--edit"),
        (["note", "smart-038", "smart-039", "text", "--edit", "x"], "the one claim"),
        (["note", "smart-038", "--edit", "x", "--remove", "x"], "exclude"),
        (["verdict", "smart-038"], "VERDICT"),
        (["star"], "CLAIM"),
        (["undo", "one", "another"], "another"),
        (["export", "--format", "nonsense"], "'nonsense'"),
        (["validate"], "PATH"),
        (["validate", ""], "empty"),
        (["stats", "--coder", "  "], "empty"),
        (["stats", "--coder", "a\tb\x1b[31m"], "no coder's name, since it has control characters"),
        (["stats", "--coder", "a\nb"], "no coder's name, since it has more than one line"),
        (["stats", "--store", ""], "empty"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_sentence(shell: Shell, arguments: list[str], words: str) -> None:
    done = shell(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert words in done.err
    assert done.err.startswith("Usage: esgtui")
    assert "--help` explains it." in done.err
    assert not set("\x1b␉␊") & set(done.err)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [["stats", "--store"], ["stats", "--data"], ["merge"], ["validate"], ["export", "--output"]],
)
def test_an_address_is_no_path_and_told_as_it_was_typed(shell: Shell, arguments: list[str]) -> None:
    done = shell(*arguments, "https://example.org/a.toml")
    assert (done.code, done.out) == (1, "")
    assert "https://example.org/a.toml is an address, not a path" in done.err
    assert not (shell.home / "https:").exists()


def test_settings_that_cannot_be_used_are_said_and_stop_nothing(shell: Shell) -> None:
    (shell.home / "config" / "esgtui").mkdir(parents=True)
    (shell.home / "config" / "esgtui" / "settings.toml").write_text('theme = "blue"\ncoder = "ada"', encoding="utf-8")
    for call in ([], ["stats"], ["list", "claims"], ["validate", "sample.toml"], ["keys"], ["star", "smart-038"]):
        err = shell.well(*call).err
        assert (
            err.count(
                "settings.toml:1: theme is 'blue'; there are dark, light, terminal, high-contrast, colour-blind\n"
            )
            == 1
        )
    assert coder_of_last_change(shell) == "ada"
    (shell.home / "config" / "esgtui" / "settings.toml").write_text("theme =", encoding="utf-8")
    assert "settings.toml:1: this is not TOML" in shell.well("star", "smart-039").err
    assert coder_of_last_change(shell) == "mei"


def test_a_dataset_that_is_nowhere_is_the_datas_fault(shell: Shell) -> None:
    done = shell("stats", "--data", "nowhere")
    assert (done.code, done.out) == (1, "")
    assert "nowhere: there is no such file or folder" in done.err


def test_every_problem_of_the_dataset_is_told(shell: Shell) -> None:
    shell.data.write_text(
        shell.data.read_text().replace("esrs:E1", "esrs:E9").replace("target_year = 2045", 'target_year = "x"')
    )
    done = shell("search", "steel")
    assert (done.code, done.out) == (1, "")
    assert "claim smart-040" in done.err
    assert len(done.err.splitlines()) == 3


def test_a_store_that_is_something_else_is_said(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("shopping list, and much more than that", encoding="utf-8")
    done = shell("star", "smart-038", "--store", "notes.sqlite")
    assert (done.code, done.out) == (1, "")
    assert "notes.sqlite" in done.err
    assert (tmp_path / "notes.sqlite").read_text(encoding="utf-8").startswith("shopping list")


def test_help_names_every_command_and_option(shell: Shell) -> None:
    done = shell.well("--help")
    for word in ("search", "validate", "--data", "--store", "--coder", "ESGTUI_STORE"):
        assert word in done.out
    assert "--queries" in shell.well("search", "--help").out


@pytest.mark.parametrize("words", [["help"], ["--help"], ["-h"], ["--coder", "ada", "help"]])
def test_help_is_asked_for_in_any_of_the_usual_ways(shell: Shell, words: list[str]) -> None:
    assert shell.well(*words).out == shell.well("--help").out


@pytest.mark.parametrize("command", [["search"], ["note"], ["codebook", "rename"], ["matrix"]])
def test_help_explains_a_command(shell: Shell, command: list[str]) -> None:
    assert "-h, --help" in shell.well(*command, "--help").out
    assert shell.well("help", *command).out == shell.well(*command, "--help").out
    assert shell.well(*command, "-h").out == shell.well(*command, "--help").out


def test_help_on_what_is_no_command_says_so(shell: Shell) -> None:
    assert "did you mean search?" in shell("help", "serach").err
    assert shell("help", "search", "more").code == 2


def test_only_an_option_that_is_like_the_one_typed_is_offered(shell: Shell) -> None:
    assert "Did you mean '--json'?" in shell("search", "--jsn", "x").err
    assert "mean" not in shell("matrix", "--zoom").err
