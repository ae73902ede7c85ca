"""Dates that are corrected in words at the check of a request."""

from datetime import date

from tests.scenario import ScenarioUser


async def test_a_day_of_the_month_at_a_check_with_two_dates_changes_the_one_that_is_named(
    li: ScenarioUser, sokha: ScenarioUser
) -> None:
    begun = ("/new", "information", "routine", "2", "0", "51/26", "1 March", "-", "20 March")
    for person, both, typed in (
        (li, "不是，是22号", {"期限改为22号": 22, "期限20号": 20}),
        (sokha, "ទេ ថ្ងៃទី២២", {"កាលកំណត់ថ្ងៃទី២៤": 24, "ត្រូវការត្រឹមថ្ងៃទី២៥": 25}),
        (sokha, "no, the 25th", {"deadline 24th": 24, "deadline 23rd": 23}),
    ):
        await person.says("/cancel", *begun)
        needed, written = "", person.words("answer", value=date(2026, 3, 1))
        for said, day in typed.items():
            await person.says(said)
            needed = person.words("answer", value=date(2026, 3, day))
            person.sees(needed, written)
        await person.says(both)
        offered = [person.words(f"field-{each}") for each in ("letter-day", "needed-by")]
        assert person.buttons[:2] == offered
        person.sees(needed, written)
        for skips in ("跳过", "រំលង", "skip"):
            await person.says(skips)
            person.sees(person.words("draft-press", example="letter"), needed, written)
