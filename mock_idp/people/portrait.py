"""A drawn portrait: initials on a ground, never a photograph."""

import re

_CODES = re.compile(r"[0-9a-f]{2,5}(-[0-9a-f]{2,5})?")
GROUNDS = ("#0b5c7a", "#6b3f87", "#8a4b12", "#2f6b3c", "#8c2f4b")


def portrait(codes: str) -> str | None:
    """Return an SVG image for the code points of initials, or nothing for others."""
    if not _CODES.fullmatch(codes):
        return None
    letters = "".join(chr(int(code, 16)) for code in codes.split("-"))
    if not letters.isalpha():
        return None
    ground = GROUNDS[sum(map(ord, letters)) % len(GROUNDS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" role="img">'
        f"<title>{letters.upper()}</title>"
        f'<rect width="96" height="96" fill="{ground}"/>'
        '<text x="48" y="61" font-family="sans-serif" font-size="38" fill="#fff" '
        f'text-anchor="middle">{letters.upper()}</text></svg>'
    )
