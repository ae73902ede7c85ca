"""The conversation that proposes a meeting: its questions and the checks of their answers.

A draft holds answers by question. The names of questions about an option end with its number. Days
and times are in the zone of the proposing Party.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from liaison.core.agreement import Agreement, MeetingKind, PartyCode
from liaison.core.errors import WrongValue
from liaison.core.form import SKIPPED, Answers, Days, Question, choice
from liaison.core.outbox import PHONE, remote
from liaison.core.references import Reference, parse_reference
from liaison.core.text_parsing import Ambiguous, NotATime, fold_typed, parse_time
from liaison.core.validation import NotATitle, is_bare_answer, parse_title, says_nothing
from liaison.core.vocabulary import Vocabularies, any_of, codes_said, signs_of, words_for, words_of
from liaison.core.working_time import DAY, local_date, local_moment
from liaison.meetings.datetime_parsing import parse_day_or_moment
from liaison.meetings.model import OCCASIONS, MeetingProposal, Objection, Occasion
from liaison.meetings.rules import (
    MAX_AHEAD,
    MAX_OPTIONS,
    MeetingTimeOutOfRange,
    Places,
    check_moment,
    host_of_year,
)

MAX_VENUE = 80
VIDEO = "video"
ROUTINE, URGENT = "routine", "urgent"
HOUR = timedelta(hours=1)
HOURS = range(8, 18)
"""The full hours that are offered; any other time can be typed."""
IN_AN_HOUR = "+1h"
"""The answer for the day that means one hour from now."""
SOON = ((0, "16:00"), (1, "09:00"))
"""The other times that are offered for an emergency: days ahead, and the local time."""


class Purpose(StrEnum):
    """The kind of conversation."""

    EMERGENCY = "emergency"
    """An emergency meeting."""
    PROPOSE = "propose"
    """Any other meeting."""
    COUNTER = "counter"
    """Another offer for an existing meeting."""
    CHANGE = "change"
    """Another offer, with a reason, for an agreed meeting."""


REPLACING = (Purpose.COUNTER, Purpose.CHANGE)
"""Conversations about an existing meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalContext:
    """The context of the questions besides the answers: the present (aware UTC), the Party that is
    asked, and the kind of meeting if it is fixed.
    """

    purpose: Purpose
    agreement: Agreement
    vocabularies: Vocabularies
    party: PartyCode
    now: datetime
    kind: MeetingKind | None = None

    @property
    def zone(self) -> str:
        """The IANA zone of days and times."""
        return self.agreement.party(self.party).zone

    @property
    def today(self) -> date:
        """Today's date in the zone."""
        return local_date(self.now, self.zone)

    @property
    def last_day(self) -> date:
        """The last possible date of a meeting in the zone."""
        return local_date(self.now + MAX_AHEAD, self.zone)


def questions(
    context: ProposalContext, answers: Answers, *, adding: int | None = None
) -> list[Question]:
    """All questions of a draft, in order, as far as the answers determine them; those about the
    option ``adding`` too, if the one before is given.
    """
    asked = _reasons(context, answers)
    for number in range(1, MAX_OPTIONS + 1):
        if number not in (1, adding) and not _is_given(answers, number):
            break
        asked += _option(context, answers, number)
    turn = host_in_turn(context, answers)
    codes = [party.code for party in context.agreement.parties]
    asked.append(choice("host", sorted(codes, key=lambda code: code != turn)))
    if context.purpose not in REPLACING and _may_have_case(kind_of(context, answers)):
        case = Question(name="request", optional=True, read=parse_reference)
        asked.append(case)
    return asked


def likely(*, venue: str | None, host: PartyCode) -> dict[str, str | int]:
    """The answers to begin with where only the time is asked for; a venue of None is video."""
    venues = {f"venue{number}": venue or VIDEO for number in range(1, MAX_OPTIONS + 1)}
    return {**venues, "host": host, "request": SKIPPED}


def number_of(question: str) -> int | None:
    """The number of the option of a question; None if it is about no option."""
    return int(question[-1]) if question[-1:].isdigit() else None


def about(question: str) -> str:
    """The question without the number of its option, such as ``day``, ``time`` or ``venue``."""
    return question.rstrip("12345")


def start_of(context: ProposalContext, answers: Answers, number: int) -> datetime | None:
    """The start of an option, in UTC; None until its day and time are known."""
    day, time = _day_and_time(answers, number)
    if day is None or time is None:
        return None
    return start_at(context, day, time)


def start_at(context: ProposalContext, day: date, time: str) -> datetime:
    """The instant of a day and a time of the zone, in UTC."""
    return local_moment(day, parse_time(time, context.vocabularies), context.zone)


def zone_said(context: ProposalContext, typed: str) -> tuple[str, str]:
    """The zone of the capital whose time a text names, else the own one, and the other words; a
    capital in which something is has another meaning.
    """
    known = context.vocabularies
    place = "".join(rf"(?<!{re.escape(each)} )" for each in signs_of(known, "in"))
    for zone in (each.zone for each in context.agreement.parties):
        names = any_of([zone, *words_for(zone, known)])
        rest = re.sub(rf"(?<![a-z]){place}(?:{names})(?![a-z])", " ", typed, flags=re.IGNORECASE)
        if rest != typed:
            return zone, rest.strip()
    return context.zone, typed


def places(context: ProposalContext, answers: Answers, *, before: int = MAX_OPTIONS + 1) -> Places:
    """The options of a draft, up to the first that is not given."""
    found = []
    for number in range(1, before):
        if not _is_given(answers, number):
            break
        start, venue = start_of(context, answers, number), answers.get(f"venue{number}")
        if start is not None and venue is not None:
            found.append((start, None if venue == VIDEO else str(venue)))
    return found


def host(answers: Answers) -> PartyCode:
    """The host of a finished draft."""
    return PartyCode(str(answers["host"]))


def host_in_turn(context: ProposalContext, answers: Answers) -> PartyCode | None:
    """The host by rotation of an annual consultation whose first time is known, else None."""
    start = start_of(context, answers, 1)
    if kind_of(context, answers) is not MeetingKind.ANNUAL or start is None:
        return None
    return host_of_year(context.agreement, local_date(start, context.zone).year)


def objection(answers: Answers) -> Objection | None:
    """The reason of a finished change; None if none was asked for."""
    given = answers.get("objection")
    return None if given is None else Objection(str(given))


def finished(context: ProposalContext, answers: Answers) -> MeetingProposal:
    """Convert the answers of a finished draft of a new meeting to a proposal."""
    kind = kind_of(context, answers)
    if kind is None:
        msg = "the draft is not finished"
        raise ValueError(msg)
    case = answers.get("request", SKIPPED)
    occasion = answers.get("occasion", OCCASIONS[kind][0])
    return MeetingProposal(
        kind=kind,
        occasion=Occasion(str(occasion)),
        urgent=kind is MeetingKind.EMERGENCY or answers["urgency"] == URGENT,
        case=None if case == SKIPPED or not _may_have_case(kind) else Reference(str(case)),
        options=tuple(places(context, answers)),
        host=host(answers),
    )


def parse_venue(raw: str, known: Vocabularies = ()) -> str:
    """Parse the name of a place, at most 80 characters in one line. Raises ``NotATitle``."""
    return parse_title(raw, longest=MAX_VENUE, known=known)


def known_venues(context: ProposalContext, answers: Answers, number: int) -> list[str]:
    """The venues of the options before that one, each once, as its question offers them."""
    earlier = places(context, answers, before=number)
    return list(dict.fromkeys(venue for _, venue in earlier if venue and not remote(venue)))


def kind_of(context: ProposalContext, answers: Answers) -> MeetingKind | None:
    """The kind of the meeting; None until it is known."""
    if context.purpose is Purpose.EMERGENCY:
        return MeetingKind.EMERGENCY
    if context.kind is not None:
        return context.kind
    given = answers.get("kind")
    return None if given is None else MeetingKind(str(given))


def _reasons(context: ProposalContext, answers: Answers) -> list[Question]:
    if context.purpose is Purpose.COUNTER:
        return []
    if context.purpose is Purpose.CHANGE:
        return [choice("objection", list(Objection))]
    kind = kind_of(context, answers)
    asked = []
    if context.purpose is Purpose.PROPOSE:
        asked.append(choice("kind", [MeetingKind.ANNUAL, MeetingKind.DIFFERENCE]))
    if kind is not None and len(OCCASIONS[kind]) > 1:
        asked.append(choice("occasion", OCCASIONS[kind]))
    if kind is not MeetingKind.EMERGENCY:
        asked.append(choice("urgency", (ROUTINE, URGENT)))
    return asked


def _may_have_case(kind: MeetingKind | None) -> bool:
    return kind not in (None, MeetingKind.ANNUAL)


def _option(context: ProposalContext, answers: Answers, number: int) -> list[Question]:
    """The questions of one option; the answer for the day may contain the time."""
    asked = [_day(context, answers, number)]
    day, _ = _day_and_time(answers, number)
    if " " not in str(answers.get(f"day{number}", "")):
        asked.append(_time(context, number, day))
    asked.append(_venue(context, answers, number))
    return asked


def _day(context: ProposalContext, answers: Answers, number: int) -> Question:
    today, before = context.today, start_of(context, answers, number - 1)
    around = None if before is None else local_date(before, context.zone)
    days = Days(today=today, first=today, last=context.last_day, around=around)
    shown, time = _day_and_time(answers, number)
    has_time = " " in str(answers.get(f"day{number}"))
    is_last = number > 1 and not _is_given(answers, number + 1)

    def read(raw: str) -> str:
        now = signs_of(context.vocabularies, "now") if _soon(context) else ()
        zone, typed = zone_said(context, _one_time(context, raw))
        if typed.isdecimal() and not _soon(context):
            typed += signs_of(context.vocabularies, "day")[0]  # it can be no hour
        if typed in (IN_AN_HOUR, *now):
            soon = (context.now + HOUR).astimezone(ZoneInfo(context.zone))
            return f"{soon:%Y-%m-%d %H:%M}"
        day, minutes = parse_day_or_moment(
            typed, context.vocabularies, zone=zone, now=context.now, shown=shown
        )
        if minutes is not None:
            moment = local_moment(day, minutes, zone).astimezone(ZoneInfo(context.zone))
            day, clock = days.check(moment.date()), f"{moment:%H:%M}"
            is_same = (day, clock) == (shown, time)
            return str(answers[f"day{number}"]) if is_same else f"{day.isoformat()} {clock}"
        written = days.check(day).isoformat()
        is_kept = has_time and time and start_at(context, day, time) > context.now
        return f"{written} {time}" if is_kept else written

    return Question(
        name=f"day{number}", offered=_soon(context), days=days, optional=is_last, read=read
    )


def _soon(context: ProposalContext) -> tuple[str, ...]:
    """The times offered for an emergency: in an hour, and others to come; none for other kinds."""
    if MeetingKind.EMERGENCY not in (kind_of(context, {}), context.kind):
        return ()
    days = [(context.today + ahead * DAY, time) for ahead, time in SOON]
    return (
        IN_AN_HOUR,
        *(
            f"{day.isoformat()} {time}"
            for day, time in days
            if start_at(context, day, time) > context.now
        ),
    )


def _time(context: ProposalContext, number: int, day: date | None) -> Question:
    def read(raw: str) -> str:
        zone, typed = zone_said(context, _one_time(context, raw))
        minutes = parse_time(typed, context.vocabularies)
        if day is None:
            return _clock(minutes)
        moment = local_moment(day, minutes, zone)
        check_moment(moment, context.now)
        if local_date(moment, context.zone) != day:
            raise NotATime
        return f"{moment.astimezone(ZoneInfo(context.zone)):%H:%M}"

    offered, last = [_clock(60 * hour) for hour in HOURS], context.now + MAX_AHEAD
    if day is not None:
        offered = [e for e in offered if context.now < start_at(context, day, e) <= last]
    return Question(name=f"time{number}", offered=tuple(offered), read=read)


def _one_time(context: ProposalContext, raw: str) -> str:
    """The typed time of one option. Raises ``WrongValue`` if it is of several."""
    if words_of(signs_of(context.vocabularies, "or")).search(fold_typed(raw)):
        raise WrongValue("error-one-time")
    return raw


def _venue(context: ProposalContext, answers: Answers, number: int) -> Question:
    earlier, start = places(context, answers, before=number), start_of(context, answers, number)
    # A button has the number of an earlier venue: the name may be too long for it.
    marked = {f"={at}": each for at, each in enumerate(known_venues(context, answers, number), 1)}

    def read(raw: str) -> str:
        if _is_no_name(context, raw):
            raise NotATitle(most=MAX_VENUE)
        given, known = raw.strip(), context.vocabularies
        hosts = [e for of in context.agreement.parties for e in words_for(f"host_{of.code}", known)]
        undecided = words_of(signs_of(known, "undecided")).search(fold_typed(raw))
        if (
            undecided
            or (says_nothing(raw, known) and not is_bare_answer(raw, known))
            or given.casefold() in (*hosts, *signs_of(known, "unchanged"))
        ):
            raise WrongValue("error-not-a-place")
        said = [e for e in (VIDEO, PHONE) if given.casefold() in (e, *words_for(e, known))]
        venue = said[0] if said else marked.get(given) or parse_venue(raw, known)
        if start is not None and (start, None if venue == VIDEO else venue) in earlier:
            raise WrongValue("error-option-count", most=MAX_OPTIONS)
        return venue

    return Question(name=f"venue{number}", offered=(VIDEO, PHONE, *marked), read=read)


def _is_no_name(context: ProposalContext, raw: str) -> bool:
    """Whether a text is a day, a time, a number, a question, a change, a denial or a command."""
    folded, known = fold_typed(raw), context.vocabularies
    adds = words_of(signs_of(known, "adding")).match(folded)
    denies = words_of(signs_of(known, "wrong")).search(folded)
    changes = adds or denies or codes_said(folded, ["correction"], known)
    if changes or "?" in folded or folded[:1] == "/" or folded.isdigit():
        return True
    try:
        parse_day_or_moment(raw, known, zone=context.zone, now=context.now)
    except (Ambiguous, MeetingTimeOutOfRange):
        return True
    except WrongValue:
        return False
    return True


def _is_given(answers: Answers, number: int) -> bool:
    return answers.get(f"day{number}", SKIPPED) != SKIPPED


def _day_and_time(answers: Answers, number: int) -> tuple[date | None, str | None]:
    written, _, time = str(answers.get(f"day{number}", "")).partition(" ")
    given = time or answers.get(f"time{number}")
    day = date.fromisoformat(written) if written else None
    return day, None if given is None else str(given)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
