"""Close the gaps between the index's chunks, so that a word that no document has costs one chunk at most.

Pagefind's metadata lists chunks by their first and last word. For a lone word that lies between two chunks it
fetches the whole index, 5.6 MB at 1,000 units; here each chunk is made to reach up to the next one.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError

MAGIC = b"pagefind_dcd"
CHUNKS = 2
HIGHEST = "\U0010ffff"
UINT, TEXT, ARRAY = 0, 3, 4
SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


class UnknownIndex(YusuanError):
    """The metadata is not as this version of Pagefind writes it."""


def close_gaps(output: Path) -> None:
    """Rewrite the metadata in a folder that Pagefind wrote; raises UnknownIndex."""
    for path in output.glob("*.pf_meta"):
        data = gzip.decompress(path.read_bytes())
        if not data.startswith(MAGIC):
            raise UnknownIndex(f"{path}: no {MAGIC.decode()}")
        meta = decode_index(data[len(MAGIC) :])
        if not all(len(chunk) == 3 for chunk in meta[CHUNKS]):
            raise UnknownIndex(f"{path}: other fields than expected")
        meta[CHUNKS] = closed(meta[CHUNKS])
        path.write_bytes(gzip.compress(MAGIC + encode_index(meta), mtime=0))


def closed(chunks: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return ``[first, last, name]`` of each chunk, each reaching up to the next one's first word."""
    made = []
    for place, (first, last, name) in enumerate(chunks):
        following = chunks[place + 1][0] if place + 1 < len(chunks) else None
        reach = HIGHEST if following is None else max(last, _just_below(following))
        made.append([first if place else "", reach, name])
    return made


def _just_below(word: str) -> str:
    """Return a string below a word and above any that a reader types below it."""
    code = ord(word[-1]) - 1
    if 0xD800 <= code <= 0xDFFF:
        code = 0xD7FF
    return word[:-1] + chr(code) + HIGHEST


def decode_index(data: bytes) -> Any:
    """Read what a file of the index holds behind its mark; raises UnknownIndex where it is something else."""
    try:
        value, end = _decode(data, 0)
    except (IndexError, UnicodeDecodeError) as error:
        raise UnknownIndex(f"it is cut off or no text: {error}") from error
    if end != len(data):
        raise UnknownIndex(f"{len(data) - end} bytes follow the value")
    return value


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """Read one CBOR value of the three kinds that the metadata has; return it and where it ends."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size in SIZES:
        width = SIZES[size]
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    elif size > 23:
        raise UnknownIndex(f"byte {at}: length {size}")
    if kind == UINT:
        return size, at
    if kind == TEXT:
        return data[at : at + size].decode(), at + size
    if kind != ARRAY:
        raise UnknownIndex(f"byte {at}: kind {kind}")
    items = []
    for _ in range(size):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def encode_index(value: Any) -> bytes:
    """Write numbers, texts and lists as the index has them."""
    if isinstance(value, int):
        return _head(UINT, value)
    if isinstance(value, str):
        data = value.encode()
        return _head(TEXT, len(data)) + data
    return _head(ARRAY, len(value)) + b"".join(map(encode_index, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    code, width = next((code, width) for code, width in SIZES.items() if size < 1 << 8 * width)
    return bytes([kind << 5 | code]) + size.to_bytes(width, "big")
