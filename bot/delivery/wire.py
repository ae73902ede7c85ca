"""How the library that says makes its calls: over the HTTP client that the desk has anyway.

The library's own way costs more processor time than everything else that a message needs.
"""

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

CONNECT_SECONDS = 5.0
CALL_SECONDS = 15.0
CONNECTIONS = 16

OURS = ("from", "text", "entities", "caption", "caption_entities", "reply_markup")
"""What Telegram tells back of a message that we sent, and we know."""

NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
)
"""What means that a request never left: no connection was made, or none was free."""


class Wire(BaseRequest):
    """Calls the Bot API, through a proxy where one is set, and through no other."""

    def __init__(self, proxy: str | None) -> None:
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        """How long a call may take, in seconds."""
        return CALL_SECONDS

    @override
    async def initialize(self) -> None:
        """Get ready; more than once does no harm."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                timeout=aiohttp.ClientTimeout(total=CALL_SECONDS, connect=CONNECT_SECONDS),
                headers={"User-Agent": self.USER_AGENT},
            )

    @override
    async def shutdown(self) -> None:
        """Let go of the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Make one call, within our own limits of time; gives the status and body of its answer.

        Raises ``TimedOut`` and ``NetworkError``, each from the error that tells what happened.
        """
        del read_timeout, write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            msg = "the wire is not open"
            raise RuntimeError(msg)
        try:
            async with self._session.request(
                method, url, data=_form(request_data), proxy=self._proxy
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    @override
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer, without what we said ourselves: making objects of it costs as much as the
        call. Raises ``TelegramError``.
        """
        answer: dict[str, Any] = BaseRequest.parse_json_payload(payload)
        match answer:
            case {"result": dict(result)}:
                for name in OURS:
                    result.pop(name, None)
        return answer


def _form(data: RequestData | None) -> aiohttp.FormData | None:
    """The parameters of a call as a form, with its files."""
    if data is None:
        return None
    form = aiohttp.FormData(data.json_parameters)
    if data.contains_files:
        for name, (filename, content, kind) in data.multipart_data.items():
            form.add_field(name, content, filename=filename, content_type=kind)
    return form
