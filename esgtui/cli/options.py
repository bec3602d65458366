"""What the commands' definitions share: the common options, and words that may start with a dash."""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

import click

from esgtui.cli.opening import Opening

Definition = TypeVar("Definition", bound=Callable[..., Any])

COMMON = {
    "data": ("PATH", "The dataset: a TOML file or a folder of them.  [ESGTUI_DATA; default: the bundled one]"),
    "store": ("PATH", "Where annotations are kept.  [ESGTUI_STORE; default: your own data folder]"),
    "coder": ("NAME", "Who annotates.  [ESGTUI_CODER; default: the settings' coder, or your account]"),
}
"""The options that may stand before or after any command: what they take, and what they are for."""

LOOKS_LIKE_AN_OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?", re.DOTALL)


def common_options(definition: Definition) -> Definition:
    """Give a command the common options; what is typed goes to the call's `Opening`."""
    for name, (metavar, text) in reversed(COMMON.items()):
        add = click.option(f"--{name}", metavar=metavar, help=text, expose_value=False, callback=_remember)
        definition = add(definition)
    text = "Hide what others did.  [ESGTUI_BLIND; default: the settings' blind]"
    blind = click.option("--blind/--no-blind", default=None, help=text, expose_value=False, callback=_remember_blind)
    return blind(definition)


def filled(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Return what was typed, a text or several; a blank one is refused, since it most likely comes from a slip."""
    texts = [value] if isinstance(value, str) else value or []
    if not all(text.strip() for text in texts):
        raise click.BadParameter("it is empty", context, parameter)
    return value


def _remember(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    opening = context.ensure_object(Opening)
    if value is None:
        return
    filled(context, parameter, value)
    if parameter.name == "coder":
        from esgtui.annotation.model import AnnotationError, clean_coder

        try:
            clean_coder(value)
        except AnnotationError as error:
            raise click.UsageError(str(error), context) from error
    opening.options[str(parameter.name)] = value


def _remember_blind(context: click.Context, _: click.Parameter, value: bool | None) -> None:
    if value is not None:
        context.ensure_object(Opening).options["blind"] = "1" if value else "0"


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
coders_option = click.option(
    "--coders", metavar="A,B,…", multiple=True, callback=filled, help="Only these coders; all if left out. Repeatable."
)
query_option = click.option("--query", metavar="QUERY", help="Only the claims that match, as `search` finds them.")


def names_of_coders(texts: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the coders that were named, each once; a name that has a comma in it may be an option of its own."""
    return list(dict.fromkeys(stripped for name in at_commas(texts, known) if (stripped := name.strip())))


def at_commas(texts: Iterable[str], known: Collection[str]) -> list[str]:
    """Return texts cut at their commas; one that is known with a comma in it stays whole."""
    return [part for text in texts for part in ([text] if text in known else text.split(","))]


class WordsCommand(click.Command):
    """A command whose words may start with a dash, such as `-excluded`. After `--` all are words."""

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.context_settings = {**self.context_settings, "help_option_names": ["--help"]}
        self.ignore_unknown_options = True

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what options there are; `-h` is told with them, though it is one in the first place alone."""
        asked = self.get_help_option(ctx)
        if asked:
            asked.opts = ["-h", "--help"]
        super().format_options(ctx, formatter)
        if asked:
            asked.opts = ["--help"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words; one that looks like an option that is not there is a slip, and no word."""
        if args[:1] == ["-h"]:  # further on it is a word
            args = ["--help"]
        known = [name for parameter in self.get_params(ctx) for name in parameter.opts if name.startswith("--")]
        for word in args[: args.index("--")] if "--" in args else args:
            name = word.partition("=")[0]
            if LOOKS_LIKE_AN_OPTION.fullmatch(word) and name not in known:
                raise click.NoSuchOption(name, possibilities=known, ctx=ctx)
        return super().parse_args(ctx, args)
