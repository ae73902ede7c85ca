"""The calendar feed of a person, which a calendar program reads by its secret address."""

from hashlib import sha256

from aiohttp import web

from liaison.pages.rules import LinkNotValid, TooManySignIns
from liaison.pages.service import reader_of_feed
from liaison.reports.calendar import calendar_of
from web.backend import Backend
from web.sign_in import SignIn

PATH = "/calendar/"


class CalendarFeed:
    """Answers calendar programs, and nothing but 404 to a wrong address. Wrong ones are counted
    apart from sign-ins, as pictures on other sites could ask for them.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._counted = SignIn(backend).counted

    def routes(self) -> list[web.RouteDef]:
        """The route of calendar feeds."""
        return [web.get(PATH + "{token:[0-9A-Za-z_-]+}.ics", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Send the calendar, unless the program has it already."""
        try:
            async with self._counted(request), self._backend.transaction() as tx:
                person = await reader_of_feed(tx, request.match_info["token"])
                entries = await calendar_of(tx, person)
        except LinkNotValid:
            raise web.HTTPNotFound from None
        except TooManySignIns:
            raise web.HTTPTooManyRequests from None
        content = self._backend.calendar(person, entries)
        tag = sha256(content).hexdigest()
        is_known = any(each.value == tag for each in request.if_none_match or ())
        response = web.Response(status=304) if is_known else web.Response(body=content)
        response.content_type, response.charset = "text/calendar", "utf-8"
        response.headers["Cache-Control"] = "private, no-cache"
        response.etag = tag
        return response
