"""Values by claim that stay as they came from the disk until somebody changes them.

Opening a journal of very many claims would mostly consist of taking them apart, and few of them are ever looked at.
"""

import threading
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

import msgspec

Held = TypeVar("Held")


class Folded(MutableMapping[str, Held], Generic[Held]):
    """A dictionary. A value that was not changed yet is taken apart when it is asked for: change one by `opened`.

    The one asked for last stays: whoever looks at what each coder put on a claim asks for it once for each of them.
    Any thread may read while one changes values.
    """

    def __init__(self, decoder: msgspec.msgpack.Decoder[Held], folded: Mapping[str, msgspec.Raw] | None = None) -> None:
        self._decoder = decoder
        self._values: dict[str, msgspec.Raw | Held] = dict(folded or {})
        self._last: tuple[msgspec.Raw, Held] | None = None
        self._opening = threading.Lock()

    def opened(self, key: str) -> Held:
        """Return a value that stays, so that it can be changed."""
        value = self._values[key]
        if isinstance(value, msgspec.Raw):
            with self._opening:
                value = self._values[key]
                if isinstance(value, msgspec.Raw):
                    self._values[key] = value = self._decoder.decode(value)
        return value

    def folded(self) -> dict[str, msgspec.Raw]:
        """Return all values as they are kept on the disk."""
        encoder = msgspec.msgpack.Encoder()
        return {
            key: value if isinstance(value, msgspec.Raw) else msgspec.Raw(encoder.encode(value))
            for key, value in list(self._values.items())
        }

    def __getitem__(self, key: str) -> Held:
        value = self._values[key]
        if not isinstance(value, msgspec.Raw):
            return value
        last = self._last
        if last is None or last[0] is not value:
            self._last = last = value, self._decoder.decode(value)
        return last[1]

    def __setitem__(self, key: str, value: Held) -> None:
        self._values[key] = value

    def __delitem__(self, key: str) -> None:
        del self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        """Go through the keys of this moment: `list` asks for the length after that, and a thread may add one first."""
        return iter(list(self._values))

    def __len__(self) -> int:
        return len(self._values)
