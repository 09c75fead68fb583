"""Tags by which a CDN finds again what it keeps of an object, of a language of it, or of all below a folder.

CloudFront reads at most 50 of an answer, each of visible ASCII without commas, and takes `A` for `a` (CloudFront
Developer Guide, "What you need to know when invalidating tags"). A key may hold anything, so its digest is the tag.
"""

from hashlib import sha256

HEADER = "x-lingopoint-cache-tags"
_MOST_NAMES = 25
_DIGITS = 24


def tag(name: str, language: str = "") -> str:
    """The tag of a key or of a folder, which ends in a slash (`""` is the whole bucket), in one language or in all."""
    digest = sha256(name.encode()).hexdigest()[:_DIGITS]
    return f"{digest}-{language.lower()}" if language else digest


def tags_of(key: str, language: str) -> str:
    """The header of an answer: its own tags, and those of the outermost of the folders around it."""
    segments = key.split("/")
    folders = ["/".join([*segments[:depth], ""]) if depth else "" for depth in range(len(segments))]
    names = [key, *folders[: _MOST_NAMES - 1]]
    return ",".join(tag(name, spoken) for name in names for spoken in dict.fromkeys(("", language)))
