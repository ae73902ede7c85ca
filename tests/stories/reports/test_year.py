"""A year of requests that ends in its annual consultation, whose figures are counted again here."""

from datetime import date
from math import ceil

from tests.pdf_pages import text_of
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.meetings.proposal_steps import proposes
from tests.stories.meetings.test_agendas import take_place
from tests.stories.prepared_state import prove, skip_to

RECEIVED = date(2026, 3, 2)
TERM = 30


class Year:
    """What happened, by the days on which the story did it."""

    def __init__(self) -> None:
        self.requests, self.refusals, self.days = 0, 0, list[int]()

    def lines(self, party: str) -> str:
        """The lines of the report about the requests to a Party."""
        in_time = sum(days <= TERM for days in self.days)
        ranked = sorted(self.days)
        half, most = (ranked[ceil(part * len(ranked)) - 1] for part in (0.5, 0.9))
        overdue = f"overdue now without a reply: {self.requests - len(self.days)} (0)"
        return "\n".join(
            (
                f"Requests to {party}",
                f"Requests: {self.requests} (0), extensions: 0 (0), refusals: {self.refusals} (0)",
                f"Replied in time: {in_time} of {len(self.days)} (0 of 0); {overdue}",
                f"Days to reply: median {half} (–), 90th percentile {most} (–)",
            )
        )


async def test_a_year_ends_in_a_consultation_that_both_prepare_from_the_same_figures(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", "annual", "20.11 9:00", "Phnom Penh", "KH")
    await zhang.sends(f"/accept {code} 1")
    years = {"China": Year(), "Cambodia": Year()}
    to_china = await asked(service, years["China"], "sokha", "li", 5)
    to_cambodia = await asked(service, years["Cambodia"], "li", "sokha", 2)
    for month, day, party, reference, words in (
        (3, 5, "China", to_china[0], "answer {} confirmed -"),
        (3, 9, "China", to_china[1], "refuse {} security 8/26"),
        (3, 20, "Cambodia", to_cambodia[0], "answer {} not_confirmed -"),
        (3, 31, "China", to_china[2], "answer {} confirmed -"),
        (4, 2, "China", to_china[3], "answer {} confirmed -"),
    ):
        await skip_to(service, at(month, day, 3))
        answering = service["zhang" if party == "China" else "dara"]
        await answering.sends("/" + words.format(reference))
        years[party].days.append((date(2026, month, day) - RECEIVED).days)
        years[party].refusals += words.startswith("refuse")
    await skip_to(service, at(11, 5, 15))
    await service.turn_to(at(11, 6, 2, 1))
    drafts = []
    for each in (dara, zhang):
        each.sees(f"{code}: the draft agenda of the annual consultation on")
        drafts.append((await each.says(f"/agenda {code} draft")).splitlines())
        await each.presses("Annual report")
        for party, year in years.items():
            assert year.lines(party) in each.card
    assert drafts[0] == drafts[1]
    overdue = (to_cambodia[1], to_china[4])
    for said in (*(f"Overdue request {each}" for each in overdue), to_china[1], f"{code}: 3"):
        assert said in "\n".join(drafts[0])
    await zhang.says(f"/agenda {code} draft")
    await zhang.presses("Add point 1")
    await zhang.sends()
    await take_place(service, code, at(11, 20, 6))
    await dara.sends(f"/agenda {code} discuss 1")
    await dara.sends(f"/minutes {code} 12/26 MoI")
    await zhang.says("/approvals")
    await zhang.presses(zhang.buttons[0], "Agree")
    await zhang.sends()
    for each in (dara, zhang):
        await each.says(f"/agenda {code} minutes en")
        printed = " ".join(text_of(each.calendar()).split())
        for said in (code, to_cambodia[1], "discussed", "approved by both Parties"):
            assert said in printed
        assert "Meetings that took place: 1 (0)" in await each.says("/report 2026")
    await prove(service.app.database)


async def asked(
    service: ScenarioDriver, year: Year, asks: str, answers: str, count: int
) -> list[str]:
    """Log so many requests, whose receipt is confirmed at once; their references."""
    found = []
    for number in range(1, count + 1):
        letter = f"{number}/26"
        found.append(await log_verification(service, asks, persons=1, children=0, letter=letter))
        await service[answers].sends(f"/receive {found[-1]} today")
        year.requests += 1
    return found
