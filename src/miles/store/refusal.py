"""What the store answers instead of a row: MilesErrors that a server can tell apart (404, 409, 422, 503)."""

from __future__ import annotations

from sqlalchemy.exc import DontWrapMixin

from miles.post.error import MilesError


class Refused(MilesError, DontWrapMixin):
    """A value that no row may hold: a NUL, half a surrogate pair, too long, a time without a zone."""


class Missing(MilesError):
    """No such row for this tenant: the same answer whether it never was or is another's."""

    def __init__(self, noun: str, name: str) -> None:
        super().__init__(f"there is no {noun} {name!r}", "list what there is and name one of those")


class Conflict(MilesError):
    """The row changed since it was read, or a key was used for another request."""


class Unavailable(MilesError):
    """The database did not answer, or not in time: nothing was acknowledged; ask again later."""
