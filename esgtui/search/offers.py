"""What is offered for what is being typed, as the interface shows it; `completion.py` works it out."""

import msgspec


class Offer(msgspec.Struct, frozen=True):
    """What can be put in: `text` is all of the query with it, and `cursor` where one goes on typing.

    `value` is what is put in, `title` what it stands for (empty where it says so itself), and `claims` how many claims
    the filter lets through, or have any value of the field.
    """

    text: str
    cursor: int
    value: str
    title: str
    claims: int


class Completion(msgspec.Struct, frozen=True):
    """What is offered, the likeliest first. `field` is the field of the values, empty for names of fields."""

    offers: tuple[Offer, ...] = ()
    field: str = ""


NOTHING = Completion()
