"""Posts from the X API v2: a user's timeline, page by page, within the limits the service states."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from miles.collection.jsonl import read_api_row
from miles.post.error import MilesError
from miles.post.post import Post

if TYPE_CHECKING:
    import requests
    import tweepy

FORMAT = "x-api-v2"
FIELDS = [
    "author_id",
    "created_at",
    "edit_history_tweet_ids",
    "entities",
    "in_reply_to_user_id",
    "note_tweet",
    "public_metrics",
    "referenced_tweets",
]
_HOST = "https://api.twitter.com"  # where tweepy sends everything
_LOG = logging.getLogger(__name__)


class Timeline:
    """What an account posted, newest first: at most its 3,200 latest posts, which is all the API gives.

    `since_id` asks only for posts after that one. The client library is tweepy; it gives no time limit to a
    request and logs request headers at level DEBUG, so an adapter on its session adds the limit and the
    token, and tweepy itself never holds the token.

    Waits when the service says that no request is left (`x-rate-limit-remaining: 0`, or status 429) until
    the time in `x-rate-limit-reset`, but never longer than `max_wait_s`. Broken connections, bodies cut short
    and errors 5xx are tried again at most `retries` times, after 1, 2, 4 ... seconds. `clock` and `sleep` are
    parameters so that tests do not wait.

    `sha256` is the hash of the rows received so far.
    """

    format = FORMAT

    def __init__(
        self,
        handle: str,
        bearer: str | None,
        *,
        since_id: str | None = None,
        page_size: int = 100,
        base_url: str = "https://api.x.com",
        timeout_s: float = 30.0,
        retries: int = 5,
        max_wait_s: float = 1_000.0,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.handle = handle.removeprefix("@").lower()
        if not re.fullmatch(r"\w{1,15}", self.handle):
            raise MilesError(f"handle {handle!r} is no X handle", "write it as milesdeutscher or @milesdeutscher")
        if not (bearer or "").strip():
            raise MilesError(
                "the X API needs a bearer token", "put X_BEARER_TOKEN into the environment (see .env.example)"
            )
        if not 5 <= page_size <= 100:
            raise MilesError(f"page_size={page_size} is outside 5-100", "leave it at 100")
        self.name = f"@{self.handle} (X API)"
        self.notes: list[str] = []
        self._since_id, self._page_size = since_id, page_size
        self._retries, self._max_wait_s = retries, max_wait_s
        self._clock, self._sleep = clock, sleep
        self._resume_at = 0.0
        self._digest = hashlib.sha256()
        self._client = _client(base_url, str(bearer).strip(), timeout_s)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def posts(self) -> Iterator[Post]:
        """Raises MilesError when the token is refused, the account is closed, or the service stays away."""
        self._digest = hashlib.sha256()
        found = self._ask(lambda: self._client.get_user(username=self.handle))
        user_id = str(_data(found, f"@{self.handle}").get("id", ""))
        token: str | None = None
        seen: set[str] = set()
        number = 0
        while True:
            page = self._page(user_id, token)
            read_at = datetime.fromtimestamp(self._clock(), UTC)
            for row in page.get("data") or ():
                number += 1
                self._digest.update(json.dumps(row, sort_keys=True).encode() + b"\n")
                yield self._post(row, number, user_id, read_at)
            token = (page.get("meta") or {}).get("next_token")
            if not token:
                return
            if token in seen:
                raise MilesError("the X API repeats a page", f"run again with since_id set; {number:,} posts were read")
            seen.add(token)

    def _post(self, row: dict[str, Any], number: int, user_id: str, read_at: datetime) -> Post:
        if str(row.get("author_id", user_id)) != user_id:
            raise MilesError(f"{self.name}, row {number}: a post of somebody else", "report this to the service")
        post = read_api_row({"author_id": user_id} | row, f"{self.name}, row {number}", self.handle, read_at)
        return replace(post, source=self.name, row=number)

    def _page(self, user_id: str, token: str | None) -> dict[str, Any]:
        page = self._ask(
            lambda: self._client.get_users_tweets(
                user_id,
                max_results=self._page_size,
                pagination_token=token,
                since_id=self._since_id,
                tweet_fields=FIELDS,
            )
        )
        if "data" not in page and "meta" not in page:
            _data(page, f"the posts of @{self.handle}")
        return page

    def _ask(self, call: Callable[[], requests.Response]) -> dict[str, Any]:
        """One answer, after as many waits and repetitions as are allowed."""
        import requests
        import tweepy

        why = ""
        for attempt in range(self._retries + 1):
            self._wait()
            try:
                response = call()
                self._heed(response)
                answer = response.json()
                if isinstance(answer, dict):
                    return answer
                why = "an answer that is no object"
            except tweepy.TooManyRequests as refused:
                why = "too many requests"
                self._heed(refused.response, is_refused=True)
                if self._resume_at > self._clock():
                    continue
            except (tweepy.Unauthorized, tweepy.Forbidden, tweepy.NotFound, tweepy.BadRequest) as refused:
                raise _told(refused) from None
            except (tweepy.HTTPException, requests.RequestException, ValueError) as broken:
                why = _short(broken)
            if attempt < self._retries:
                self._sleep(float(2**attempt))
        raise MilesError(
            f"the X API did not answer after {self._retries + 1} tries: {why}",
            "check the connection and https://docs.x.com/status, then run again",
        )

    def _heed(self, response: requests.Response, *, is_refused: bool = False) -> None:
        """Remember until when no request is welcome."""
        left = response.headers.get("x-rate-limit-remaining", "")
        reset = response.headers.get("x-rate-limit-reset", "")
        if (is_refused or left == "0") and reset.isdigit():
            self._resume_at = float(reset) + 1

    def _wait(self) -> None:
        wait_s = self._resume_at - self._clock()
        if wait_s <= 0:
            return
        until = datetime.fromtimestamp(self._resume_at, UTC)
        if wait_s > self._max_wait_s:
            raise MilesError(
                f"the X API asks to wait {wait_s / 60:.0f} minutes",
                f"run again after {until:%Y-%m-%d %H:%M} UTC, with since_id set to the newest post you have",
            )
        _LOG.warning("X API: no request left, waiting %.0f s until %s UTC", wait_s, f"{until:%H:%M:%S}")
        self._sleep(wait_s)


def _client(base_url: str, bearer: str, timeout_s: float) -> tweepy.Client:
    """tweepy's client, whose requests go to `base_url` with the token added on the way out."""
    import requests
    import tweepy
    from requests.adapters import HTTPAdapter

    there = urlsplit(base_url)
    is_local = _is_loopback(there.hostname or "")
    if there.scheme != "https" and not is_local:
        raise MilesError(f"base_url {base_url} is not https: the token would travel in the open", "use https://")

    class Door(HTTPAdapter):
        def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
            request.url = base_url.rstrip("/") + str(request.url).removeprefix(_HOST)
            request.headers["Authorization"] = f"Bearer {bearer}"
            options["timeout"] = timeout_s
            if is_local:
                options["proxies"] = {}
            return super().send(request, *args, **options)

    client = tweepy.Client("", return_type=requests.Response)
    client.session.mount(_HOST, Door())
    return client


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _data(answer: dict[str, Any], what: str) -> dict[str, Any]:
    """The object asked for; the API reports a missing or closed account with status 200 and `errors`."""
    data = answer.get("data")
    if isinstance(data, dict):
        return data
    errors = answer.get("errors") or [{}]
    detail = str(errors[0].get("detail") or errors[0].get("title") or "no data")[:200]
    raise MilesError(f"the X API gives no {what}: {detail}", "check the handle; a protected account cannot be read")


def _told(refused: Any) -> MilesError:
    """What the user can do about a refusal, by status."""
    steps = {
        400: "update miles, or report the request",
        401: "check X_BEARER_TOKEN: it is wrong, expired or revoked (developer portal -> Keys and tokens)",
        403: "check in the developer portal that the app's plan may read timelines",
        404: "check the handle",
    }
    status = refused.response.status_code
    return MilesError(f"the X API refused with status {status}: {_short(refused)}", steps.get(status, ""))


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [""])[-1].strip()[:200] or type(error).__name__
