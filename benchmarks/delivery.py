"""How fast and how evenly a message is sent to very many chats, with Telegram's flood limits on."""

from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.people import FIRST_CHAT
from benchmarks.processes import SENT, TOKEN, open_bot, open_telegram
from benchmarks.table import Figure
from bot.clock import SystemClock
from sandbox import Call

LIMIT = 30
"""Telegram's limit of messages a second for a bot."""
TELEGRAM = "Telegram's limit"
MANY, ROUGH = 3_000, 300
PATIENCE_SECONDS = 15.0
"""In addition to the time that it takes at a third of the limit."""
HOUR = 3_600
FLOODED = 429


async def delivery(*, quick: bool) -> list[Figure]:
    """Send one message to each chat; once more with some chats paused for an hour."""
    count = ROUGH if quick else MANY
    figures = []
    for held, what in ((0, f"to {count:,} chats"), (1, f"to {count:,} chats, one of them put off")):
        calls = await _broadcast(count, held)
        times = sorted(call.at for call in calls if call.code != FLOODED)
        seconds = (times[-1] - times[0]).total_seconds()
        each_second = Counter(int((at - times[0]).total_seconds()) for at in times)
        whole = [each_second[second] for second in range(int(seconds))]
        values = {
            "messages a second": (len(times) - 1) / seconds,
            "fewest messages in a second": min(whole),
            "most messages in a second": max(whole),
        }
        figures += [
            Figure(what=f"{name}, {what}", ours=ours, peer=LIMIT, beside=TELEGRAM, unit="/s")
            for name, ours in values.items()
        ]
        refused = sum(call.code == FLOODED for call in calls)
        figures.append(
            Figure(what=f"refused with 429, {what}", ours=refused, peer=held, beside="asked for")
        )
    return figures


async def _broadcast(count: int, held: int) -> list[Call]:
    """All calls, including refused ones. The first ``held`` chats are paused for an hour."""
    people = range(FIRST_CHAT, FIRST_CHAT + count)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        telegram = await stack.enter_async_context(open_telegram(flood=True))
        telegram.prepare(TOKEN, people=people)
        for chat_id in people:
            telegram.begin(chat_id, TOKEN)
        for chat_id in people[:held]:
            telegram.sandbox.faults.too_many(HOUR, method=SENT, chat_id=chat_id)
        bot = await stack.enter_async_context(open_bot("broadcast", telegram, folder, str(count)))
        await bot.ready()
        start = SystemClock().now()
        await bot.go()
        await telegram.wait_for(count - held, PATIENCE_SECONDS + 3 * count / LIMIT)
        await bot.stop()
        return telegram.sent(since=start)
