"""Money is whole fen (an int), never a float; it is written in yuan with two decimals."""

import re

FEN_PER_YUAN = 100
BELOW = 10**13 * FEN_PER_YUAN
"""Amounts are below ten trillion yuan."""

_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")


def fen(text: str) -> int | None:
    """Whole fen from plain decimal notation in yuan (``"1200.5"``); None where `text` is none such."""
    match = _PLAIN.fullmatch(text)
    # A number this long cannot be below the bound, and int() refuses some 4,300 digits.
    if not match or len(match[1].lstrip("0")) > 13:
        return None
    return int(match[1].lstrip("0") or "0") * FEN_PER_YUAN + int((match[2] or "").ljust(2, "0"))


def yuan(amount: int) -> str:
    """Two decimals and no separators, as outcomes carry it: ``"120000.00"``."""
    whole, part = divmod(amount, FEN_PER_YUAN)
    return f"{whole}.{part:02d}"


def grouped(amount: int) -> str:
    """Two decimals and thousands separators, as people read it: ``"120,000.00"``."""
    return f"{amount // FEN_PER_YUAN:,}.{amount % FEN_PER_YUAN:02d}"
