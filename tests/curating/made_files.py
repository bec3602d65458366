"""Files as people may write them, made up by chance."""

from hypothesis import strategies as st

KEYS = st.sampled_from(["id", "statement", "x-a", '"x b"', "tags", "x-c.d"])
VALUES = st.sampled_from(
    ['"t"', "'#'", "5", "[\n 1, # one\n 2,\n]", '"""\n[[claims]]\n\n\n\n"""', "{ a = '[' }", "true"]
)
HEADERS = st.sampled_from(
    ["[[claims]]", "[[claims.metrics]]", "[dataset]", "[[companies]]", "[[ x-mine ]]", '[["claims"]]', "[x-other.a]"]
)
COMMENTS = st.sampled_from(
    ["", "# c\n", "\n# d\n\n", "\n\n", "\n\n# e\n", "#\u2028[[x]]\n", "# f\u2028 \u2028g\n", "#: h\n", "# i\n\n# j\n"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return what people may write: tables in any order, comments anywhere; most of it can be parsed."""
    text = draw(COMMENTS)
    for header in ["", *draw(st.lists(HEADERS, max_size=6))]:
        text += draw(COMMENTS) + (f"{header}{draw(st.sampled_from(['', ' # here']))}\n" if header else "")
        for key in draw(st.lists(KEYS, max_size=3, unique=True)):
            text += draw(COMMENTS) + f"{key}{draw(st.sampled_from([' = ', '=', '  =']))}{draw(VALUES)}\n"
    return text + draw(COMMENTS)
