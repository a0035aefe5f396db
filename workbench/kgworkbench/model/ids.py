"""Ids are hashes of content, so that a rebuild is idempotent and "what is new?" is a set difference."""

import hashlib

__all__ = ["content_id"]


def content_id(*parts: object) -> str:
    """The 16-hex-digit id of the given parts, in order; equal parts give equal ids in every process.

    >>> content_id("Person", "ada lovelace") == content_id("Person", "ada lovelace")
    True
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        raw = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()
