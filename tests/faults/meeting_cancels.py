"""A meeting is cancelled while a desk is about to tell that it comes near."""

from sqlalchemy import func, select

from liaison.domain.agreements import PartyCode
from liaison.domain.meeting_facts import Meeting, MeetingCode, MeetingState, Objection
from liaison.usecases import meeting_looks, meetings
from liaison.usecases.meeting_cards import coming_line
from liaison.usecases.meetings import MeetingPress
from storage.outbox_rows import OUTBOX
from storage.transaction import Transaction
from storage.wakeups import WAKEUPS
from tests.conftest import SEED
from tests.driver import plain
from tests.faults.campaign import Tally
from tests.faults.meeting_races import (
    CANCEL,
    DARA,
    DAY,
    LOOK,
    STAFF,
    MeetingRaces,
    even,
    first_of,
    racing,
)
from tests.faults.notice_races import Aim, unsettled


class CancelRaces(MeetingRaces):
    """Races of a cancellation and a look at the same meeting."""

    async def run_cancellation(self, aim: Aim | None = None, *, delivers: bool) -> None:
        self.begin()
        meeting = await self.agreed(1)
        assert meeting.slot is not None
        made_at = self.cast.sandbox.now()
        self.cast.sandbox.turn_to(meeting.slot.start - DAY)
        stood = len(self.messages())
        async with self.cast.app.database.transaction() as tx:
            said = (await tx._sql.run(select(func.max(OUTBOX.c.id)))).scalar_one()

        async def cancel(tx: Transaction) -> None:
            press, by = MeetingPress(code=meeting.code), await self.person(tx, DARA)
            await meetings.cancel(tx, by, press, objection=Objection.SETTLED)

        async def look(tx: Transaction) -> None:
            await meeting_looks.look(tx, meeting.code, since=made_at)

        done = await self.meet({CANCEL: cancel, LOOK: look}, aim, delivers=delivers)
        where = f"race {self.tally.runs}, {' '.join(done)}"
        self.tally.expect(not any(self.refused.values()), f"{where}: {self.refused}")
        async with self.cast.app.database.transaction() as tx:
            now = await meetings.find(tx, meeting.code)
            self.tally.expect(now.state is MeetingState.CANCELLED, f"{where}: {now}")
            woken = select(WAKEUPS.c.at).where(WAKEUPS.c.subject == meeting.code)
            self.tally.expect(not await tx._sql.run(woken), f"{where}: looked at again")
            states = await self.reminders_of(tx, meeting.code, said)
            await self.judge_audit(tx, now, where, "propose", "accept", "cancel")
        told = len(STAFF) if done[0] == LOOK else 0
        self.tally.expect(len(states) == told, f"{where}: {len(states)} reminders, not {told}")
        self.tally.expect(set(states) <= {"sent", "superseded"}, f"{where}: {states}")
        late = self.reminders_in(meeting, self.calls_before)
        allowed = self.flying if delivers else 0
        self.tally.expect(late <= allowed, f"{where}: {late} reminders after the word")
        self.judge_files(meeting, stood, where)

    async def remind(self) -> None:
        """Let one reminder go undisturbed: everybody who comes hears it, so it can be told."""
        self.begin()
        meeting = await self.agreed(1)
        assert meeting.slot is not None
        made_at = self.cast.sandbox.now()
        self.cast.sandbox.turn_to(meeting.slot.start - DAY)
        async with self.cast.app.database.transaction() as tx:
            await meeting_looks.look(tx, meeting.code, since=made_at)
        await self.cast.app.delivery.drain()
        heard = self.reminders_in(meeting, 0)
        self.tally.expect(heard == len(STAFF), f"undisturbed: {heard} reminders")

    async def reminders_of(self, tx: Transaction, code: MeetingCode, said: int) -> list[str]:
        """What became of each reminder of a meeting, said after that row of the outbox."""
        told = select(OUTBOX.c.state).where(
            OUTBOX.c.id > said,
            OUTBOX.c.guard_of == code,
            OUTBOX.c.guard_states == MeetingState.AGREED.value,
            OUTBOX.c.op == "send",
        )
        return list((await tx._sql.run(told)).scalars())

    def reminders_in(self, meeting: Meeting, since: int) -> int:
        """How many of the calls from that one on tell that a meeting comes near."""
        agreement, now = self.cast.app.agreement, self.cast.sandbox.now()
        words = {
            player.phone.user_id: self.cast.catalog.plain(
                coming_line(agreement, meeting, PartyCode(player.part.party), now),
                player.language,
            )
            for player in self.cast.players.values()
        }
        return sum(
            words[call.chat_id] in plain(str(call.values.get("text")))
            for call in self.cast.sandbox.calls[since:]
            if call.chat_id in words
        )

    def judge_files(self, meeting: Meeting, stood: int, where: str) -> None:
        """Everybody who may come gets one file, which calls the meeting off."""
        new = [each for each in list(self.messages().values())[stood:] if each.file]
        for name in STAFF:
            chat = self.cast[name].phone.user_id
            files = [each.file.data for each in new if each.file and each.chat_id == chat]
            off = [each for each in files if b"METHOD:CANCEL" in each]
            self.tally.lost += not any(meeting.code.encode() in each for each in off)
            self.tally.doubled += max(0, len(off) - 1)
            self.tally.expect(len(files) == 1, f"{where}: {name} gets {len(files)} files")


async def cancel_across_reminder(url: str, *, runs: int) -> Tally:
    """Let a cancellation cross a reminder, so often; in a third the desk delivers as well."""
    tally = Tally(name="a cancellation crossing a reminder", seed=SEED)
    async with racing(url, tally, CancelRaces) as races:
        await races.remind()
        for number in range(runs):
            aim = first_of(number, CANCEL, LOOK)
            await races.run_cancellation(aim, delivers=number % 3 == 2)
        tally.expect(even(races, runs), f"{races.first}")
        tally.expect(not await unsettled(races), "left in the outbox")
    return tally
