"""The two themes, dark and light: one accent colour, calm greys, and enough contrast for print-like reading."""

from textual.theme import Theme

DARK = Theme(
    name="esgtui-dark",
    primary="#5fb38c",
    secondary="#8aa4b8",
    accent="#5fb38c",
    foreground="#d8dcd9",
    background="#141817",
    surface="#1a1f1d",
    panel="#232a27",
    warning="#d9a441",
    error="#e07a6a",
    success="#5fb38c",
    dark=True,
    variables={
        "border": "#39433f",
        "match": "#e8c264",
        "dim": "#86918c",
        "cursor-quiet": "#26302c",
        "tag-red": "#e58a7c",
        "tag-amber": "#dcae58",
        "tag-green": "#7cc492",
        "tag-teal": "#5fbdb5",
        "tag-blue": "#85aee6",
        "tag-violet": "#b59be6",
        "tag-grey": "#a3aca7",
    },
)
LIGHT = Theme(
    name="esgtui-light",
    primary="#1d6b4a",
    secondary="#476072",
    accent="#1d6b4a",
    foreground="#1d2421",
    background="#fafaf7",
    surface="#f3f3ee",
    panel="#e6e8e2",
    warning="#8a5a00",
    error="#a8321f",
    success="#1d6b4a",
    dark=False,
    variables={
        "border": "#c3c9c2",
        "match": "#7a4d00",
        "dim": "#5c6661",
        "cursor-quiet": "#dde5de",
        "tag-red": "#a8321f",
        "tag-amber": "#855600",
        "tag-green": "#25693a",
        "tag-teal": "#0b6560",
        "tag-blue": "#24589c",
        "tag-violet": "#6541a5",
        "tag-grey": "#565f5a",
    },
)
THEMES = {"dark": DARK, "light": LIGHT}
