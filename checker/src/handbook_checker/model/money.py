"""Money is whole fen (an int), never a float; it is written in yuan with two decimals."""

FEN_PER_YUAN = 100
BELOW = 10**13 * FEN_PER_YUAN
"""Amounts are below ten trillion yuan."""

_MOST_DIGITS = 13
# Looked up, for formatting them takes longer than all the rest of an amount.
_TWO_DIGITS = [f"{part:02d}" for part in range(FEN_PER_YUAN)]


def fen(text: str) -> int | None:
    """Whole fen from plain decimal notation in yuan (``"1200.5"``); None where `text` is none such."""
    whole, point, part = text.partition(".")
    if not (whole.isascii() and whole.isdecimal()):
        return None
    # A number this long cannot be below the bound, and int() refuses some 4,300 digits.
    if len(whole) > _MOST_DIGITS and len(whole := whole.lstrip("0") or "0") > _MOST_DIGITS:
        return None
    if not point:
        return int(whole) * FEN_PER_YUAN
    if not (part.isascii() and part.isdecimal() and len(part) <= 2):
        return None
    return int(whole) * FEN_PER_YUAN + int(part.ljust(2, "0"))


def yuan(amount: int) -> str:
    """Two decimals and no separators, as outcomes carry it: ``"120000.00"``."""
    return f"{amount // FEN_PER_YUAN}.{_TWO_DIGITS[amount % FEN_PER_YUAN]}"


def grouped(amount: int) -> str:
    """Two decimals and thousands separators, as people read it: ``"120,000.00"``."""
    return f"{amount // FEN_PER_YUAN:,}.{_TWO_DIGITS[amount % FEN_PER_YUAN]}"
