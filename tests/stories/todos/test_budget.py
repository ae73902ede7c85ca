"""Requests that no one touches cost a person one sound on a working day, and one for each event;
who asked hears three sounds for each.
"""

from collections import Counter
from datetime import UTC, date, datetime

from tests.scenario import ScenarioDriver, log_verification
from tests.stories.audible_messages import heard
from tests.stories.todos.working_days import DAY, is_worked, local_time

LOGGED = [date(2026, 3, day) for day in (2, 4, 6, 10, 12)]
RECEIVED = LOGGED[1:3]
"""On the same days. The replies are due on 3 April, and on 5 April, a day off."""
EVENTS = {"KH": Counter(RECEIVED), "CN": Counter(LOGGED)}
"""What the other Party did on each day."""
LAST = date(2026, 4, 20)


def at(day: date, hour: int) -> datetime:
    """An hour of a day in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


async def test_in_49_days_five_untouched_requests_make_one_sound_on_a_working_day(
    service: ScenarioDriver,
) -> None:
    await service.turn_to(at(LOGGED[0], 3))
    for weekday in range(1, 8):  # each day another person of China is on duty
        await service["wang"].says(f"/duty {weekday} {2 + weekday % 2}")
    references = list[str]()
    for number, day in enumerate(LOGGED):
        await service.turn_to(at(day, 3))
        letter = f"{number}/26"
        reference = await log_verification(service, "sokha", persons=1, children=0, letter=letter)
        references.append(reference)
        if day in RECEIVED:
            await service.turn_to(at(day, 4))
            await service["li"].says(f"/receive {reference} today")
    await service.turn_to(at(LAST, 4))
    own_acts = {"sokha": {at(day, 3) for day in LOGGED}, "li": {at(day, 4) for day in RECEIVED}}
    own_acts["wang"] = {at(LOGGED[0], 3)}
    for name, player in service.players.items():
        party, days = player.part.party, Counter[date]()
        for when, text in heard(player):
            if when.replace(second=0, microsecond=0) in own_acts.get(name, ()):
                continue  # an answer, which takes seconds on a busy machine
            day = local_time(party, when).date()
            days[day] += 1
            assert is_worked(party, day) or "reply due t" in text, (name, day, text)
        assert all(count <= 1 + EVENTS[party][day] for day, count in days.items()), (name, days)
        # Neither figures nor what the other Party owes make a sound.
        assert days[LAST] == (party == "CN"), name
        if name in {"li", "zhang"}:
            worked = (LOGGED[1] + n * DAY for n in range((LAST - LOGGED[1]).days))
            assert all(days[day] for day in worked if is_worked(party, day)), (name, days)
            *_, (_, last) = heard(player)
            assert [last.count(each) for each in references] == [1] * 5


STEPS = ("due in 7 days", "due today", "overdue by one day")


async def test_in_six_weeks_who_asked_hears_three_sounds_and_no_morning_has_a_second_message(
    service: ScenarioDriver,
) -> None:
    await service.turn_to(at(date(2026, 3, 2), 3))
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service["li"].sends(f"/receive {reference} today")
    received = service.sandbox.now()
    await service.turn_to(at(date(2026, 4, 14), 4))
    for name in ("sokha", "dara"):
        told = [text for when, text in heard(service[name]) if when > received]
        steps = [text for text in told if "receipt is confirmed" not in text]
        for words, text in zip(STEPS, steps, strict=True):
            assert words in text, name
    for name, player in service.players.items():
        every = [each for each in heard(player, silent=["false", "true"]) if each[0] > received]
        days = Counter(local_time(player.part.party, when).date() for when, _ in every)
        twice = {day for day, count in days.items() if count > 1}
        assert all(day.isoweekday() == 1 for day in twice), (name, twice)  # the audit code
