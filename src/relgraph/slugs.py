"""Slugs: names folded to the short readable keys of which IRIs are made. Same words in, same key out."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

LONGEST = 96
UNWORDY = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """Fold a name to lower-case letters, digits and hyphens; accents go, other scripts stay.

    >>> slug("Mevlüt Çavuşoğlu"), slug("Côte d'Ivoire")
    ('mevlut-cavusoglu', 'cote-d-ivoire')
    """
    parts = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "I"))
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)).casefold())
    return short(UNWORDY.sub("-", bare).strip("-") or digest(text))


def digest(*parts: object, length: int = 16) -> str:
    """Hash a sequence of values; the separator cannot occur in any of them."""
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def short(text: str) -> str:
    """Cut a long key and end it in a hash of the whole."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 13].rstrip('-')}-{digest(text, length=12)}"
