"""The text of a source, if the dataset has it: read from its file, which never lies outside the dataset's folder."""

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import source_file_flaw
from esgtui.dataset.model import Source

LARGEST = 64 * 1024 * 1024
"""So many bytes of a document are read at most; no report comes near that."""


class DocumentError(Exception):
    """A document cannot be read or shown; the message says why, and what to do."""


def document_text(dataset: Dataset, source: Source) -> str:
    """Return the text of a source; raise `DocumentError` if it has none, or one that cannot be read.

    The file is looked at anew each time: what was checked when the dataset was opened may have changed.
    """
    if not source.file:
        raise DocumentError("the dataset does not have its text")
    flaw = source_file_flaw(dataset.folder, source.file)
    if flaw:
        raise DocumentError("; ".join(flaw))
    path = dataset.folder / source.file
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DocumentError(f"{source.file} has {size:,} bytes, more than the {LARGEST:,} that are shown")
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise DocumentError(f"{source.file} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{source.file} is not UTF-8 (byte {error.start:,}); save it as UTF-8") from error
    if not text or text.isspace():
        raise DocumentError(f"{source.file} is empty")
    if b"\r" in raw or b"\f" in raw:  # in bytes, since it takes a long text much longer, and other threads wait for it
        return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\f", b"\n").decode("utf-8-sig")
    return text
