"""How fast and how evenly a message goes to very many chats, with Telegram's flood limits on."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cast import FIRST_CHAT, Said
from benchmarks.phones import Heard, open_phones
from benchmarks.sides import TOKENS, open_side
from benchmarks.table import Figure
from bot.clock import SystemClock

LIMIT = 30
"""Messages that Telegram takes of a bot in a second."""
TELEGRAM = "Telegram's limit"
MANY, ROUGH = 3_000, 300
PATIENCE_SECONDS = 15.0
"""Beside the time that it takes at a third of the limit."""
HOUR = 3_600
FLOODED = 429


async def delivery(*, quick: bool) -> list[Figure]:
    """Say one message to each chat; once more with a chat that is told to wait for an hour."""
    count = ROUGH if quick else MANY
    figures = []
    for held, what in ((0, f"to {count:,} chats"), (1, f"to {count:,} chats, one of them held")):
        heard = await _broadcast(count, held)
        came = sorted(each.at for each in heard if each.code != FLOODED)
        first = came[0]
        seconds = (came[-1] - first).total_seconds()
        each_second = Counter(int((at - first).total_seconds()) for at in came)
        whole = [each_second[second] for second in range(int(seconds))]
        values = {
            "messages a second": ((len(came) - 1) / seconds, LIMIT),
            "fewest messages in a second": (min(whole), LIMIT),
            "most messages in a second": (max(whole), LIMIT),
        }
        figures += [
            Figure(what=f"{name}, {what}", ours=ours, peer=peer, beside=TELEGRAM, unit="/s")
            for name, (ours, peer) in values.items()
        ]
        refused = sum(each.code == FLOODED for each in heard)
        figures.append(
            Figure(what=f"refused with 429, {what}", ours=refused, peer=held, beside="asked for")
        )
    return figures


async def _broadcast(count: int, held: int) -> list[Heard]:
    """All calls that it took, those that were refused, too. So many chats are held for an hour."""
    people = range(FIRST_CHAT, FIRST_CHAT + count)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        phones = await stack.enter_async_context(open_phones("--flood"))
        for chat_id in people[:held]:
            await phones.put_off(chat_id, HOUR)
        await phones.prepare(TOKENS["desk"], people=people)
        await asyncio.gather(*(phones.say(Said(each, "/start"), TOKENS["desk"]) for each in people))
        side = await stack.enter_async_context(
            open_side("broadcast", phones.url, folder, str(count))
        )
        await side.ready()
        start = SystemClock().now()
        await side.go()
        await phones.wait_for(count - held, PATIENCE_SECONDS + 3 * count / LIMIT)
        await side.stop()
        return await phones.heard(since=start)
