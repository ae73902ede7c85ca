"""Checks that the service has the texts, requests, channels and holidays of a profile, and that its
letters can be made.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import product
from pathlib import Path

from babel import UnknownLocaleError

from bot.clock import SystemClock
from bot.documents.files import file_of
from bot.documents.templates import FOLDER, templates_of
from bot.documents.templates import LAYOUT as LAYOUT_FILE
from bot.i18n.catalog import Catalog
from bot.i18n.formatting import locale_of
from bot.i18n.messages import keys_in
from bot.profile.agreement_file import default_agreement
from bot.profile.holiday_calendars import calendar_of, has_holidays
from bot.profile.language_file import LOCALES, texts_of
from bot.profile.procedure_file import example_procedure
from liaison.core.agreement import LISTS, Agreement, Party, Priority, term
from liaison.core.cards import Text, text
from liaison.core.outbox import Document
from liaison.letters.model import Letter, LetterAct
from liaison.letters.service import LAYOUT, WORD_LAYOUT, content_of
from liaison.requests.deadlines import holiday_key
from liaison.requests.model import Channel, Kind
from liaison.settings.model import SETTINGS, dump_value
from liaison.settings.rules import check_agreement
from liaison.settings.values import NotSettable, read_value

YEARS_LOOKED_AT = 5
"""Before and after the last published year: the holidays of these years must have names."""
_OF_ANOTHER = ("agreement-", "holiday-", "demo-", "setup-")
"""Messages of the included agreement and of its demo, and those that are in English alone."""


def faults_of(agreement: Agreement, profile: Path | None) -> list[Text]:
    """All errors that prevent the service from using the agreement of a profile, each with its
    field. Raises ``ProfileError`` if a file beside it cannot be read or used.
    """
    example_procedure(agreement, profile)
    made = templates_of(profile).languages()
    unwritable = list(_unwritable(agreement.languages))
    if unwritable:  # no text in them could be formatted
        return unwritable
    catalog = Catalog.load(*texts_of(profile), agreement=agreement)
    catalog.profile = profile
    faults = [
        *_unfinished(agreement, catalog),
        *_missing_texts(_text_keys(agreement), catalog, agreement.languages),
        *_unknown_codes(agreement),
        *_unset(agreement),
        *(
            fault
            for number, party in enumerate(agreement.parties)
            for fault in _holiday_faults(party, f"parties[{number}].holidays", agreement, catalog)
        ),
    ]
    # The included templates are tested with the service.
    return faults or ([] if profile is None else [*_letter_faults(agreement, catalog, made)])


def summary_of(agreement: Agreement) -> list[Text]:
    """A summary of an agreement: its Parties, languages, deadlines and escalation policies."""
    rule, reminders = agreement.verification, agreement.reminders
    return [
        text("setup-profile-usable", name=text(agreement.name)),
        *(
            text(
                "setup-profile-party",
                party=text(party.name),
                authority=text(party.authority),
                code=party.code,
                zone=party.zone,
                language=agreement.language_name(party.language),
                holidays=party.holidays,
            )
            for party in agreement.parties
        ),
        text(
            "setup-profile-languages",
            languages=tuple(map(agreement.language_name, agreement.languages)),
            prevailing=agreement.language_name(agreement.prevailing),
        ),
        text(
            "setup-profile-clock",
            article=agreement.articles["verification"],
            days=rule.days,
            unit=rule.unit,
            roll=rule.roll,
        ),
        text(
            "setup-profile-reminders",
            days=", ".join(map(str, reminders.days_before)),
            hour=reminders.hour,
        ),
        *(
            text(
                "setup-profile-escalation",
                priority=priority,  # codes, and minutes after the step before, as in the file
                steps=", ".join(f"{e.to} +{int(e.after.total_seconds() // 60)}" for e in policy),
            )
            for priority, policy in agreement.notices.escalation_policies.items()
            if priority is not Priority.ROUTINE
        ),
    ]


def _unwritable(languages: Iterable[str]) -> Iterator[Text]:
    """Languages without known dates and plurals."""
    for number, language in enumerate(languages):
        try:
            locale_of(language)
        except (UnknownLocaleError, ValueError):
            field = f"languages[{number}]"
            yield text("setup-profile-value", field=field, value=repr(language))


def _unfinished(agreement: Agreement, catalog: Catalog) -> Iterator[Text]:
    """Languages that lack messages of the service."""
    ours = keys_in(LOCALES / default_agreement().prevailing)
    needed = {key for key in ours if not key.startswith(_OF_ANOTHER)}
    for number, language in enumerate(agreement.languages):
        lacking = sorted(key for key in needed if not catalog.has(key, language))
        if lacking:
            yield text(
                "setup-profile-messages",
                field=f"languages[{number}]",
                language=language,
                count=len(lacking),
                missing=lacking[0],
            )


def _text_keys(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Every message key that the profile needs, with its field."""
    yield "name", agreement.name
    for number, party in enumerate(agreement.parties):
        for field in ("name", "authority", "capital"):
            yield f"parties[{number}].{field}", str(getattr(party, field))
    for number, each in enumerate(agreement.request_types):
        yield f"request_types[{number}].code", term("request", each.code).key
    for field, concept in LISTS.items():
        for number, code in enumerate(getattr(agreement, field)):
            yield f"lists.{field}[{number}]", term(concept, code).key


def _missing_texts(
    keys: Iterable[tuple[str, str]], catalog: Catalog, languages: Iterable[str]
) -> Iterator[Text]:
    wanted = tuple(languages)
    for field, key in keys:
        lacking = [language for language in wanted if not catalog.has(key, language)]
        if lacking:
            yield text("setup-profile-word", field=field, missing=key, languages=", ".join(lacking))


def _unknown_codes(agreement: Agreement) -> Iterator[Text]:
    """Kinds of requests and channels that the service does not know."""
    types = [each.code for each in agreement.request_types]
    known: list[tuple[str, Sequence[str], type[StrEnum]]] = [
        ("request_types[{}].code", types, Kind),
        ("lists.channels[{}]", agreement.channels, Channel),
    ]
    for field, codes, members in known:
        for number, code in enumerate(codes):
            if code not in set(members):
                yield text("setup-profile-value", field=field.format(number), value=repr(code))


def _unset(agreement: Agreement) -> Iterator[Text]:
    """Values that no administrator could set, each alone and all together."""
    party = agreement.parties[0].code
    unsettable = [
        setting
        for setting in SETTINGS.values()
        if setting.access.write(agreement, party, setting.access.read(agreement, party))
        != agreement
    ]
    policies = {setting.group for setting in unsettable}
    for group in sorted(policies):
        yield text("setup-profile-rungs", field=f"escalation.{group}")
    for setting in SETTINGS.values():
        if setting.group in policies:
            continue
        try:
            read_value(setting, dump_value(setting.access.read(agreement, party)))
        except NotSettable as error:
            yield text("named-value", name=setting.code, value=error.text())
    if policies:  # recipients are only checked once the steps are valid
        return
    try:
        check_agreement(agreement)
    except NotSettable as error:
        yield _by_code(error.text(), agreement)


def _by_code(banner: Text, agreement: Agreement) -> Text:
    """A sentence with a Party by its code: the texts of a profile may be missing."""
    codes = {party.name: party.code for party in agreement.parties}
    values = {
        name: codes.get(value.key, value) if isinstance(value, Text) else value
        for name, value in banner.values.items()
    }
    return text(banner.key, **values)


def _holiday_faults(
    party: Party, field: str, agreement: Agreement, catalog: Catalog
) -> Iterator[Text]:
    """Errors of the holidays of a Party: unknown, or without names."""
    last = party.holidays_published_until
    if not has_holidays(party.holidays):
        yield text("setup-profile-holidays", field=field, country=party.holidays)
        return
    calendar = calendar_of(party, range(last - YEARS_LOOKED_AT, last + YEARS_LOOKED_AT + 1))
    named = {each for joined in calendar.holidays.values() for each in joined.split("; ")}
    keys = sorted({holiday_key(each) for each in named})
    yield from _missing_texts(((field, key) for key in keys), catalog, agreement.languages)


def _letter_faults(
    agreement: Agreement, catalog: Catalog, languages: Collection[str]
) -> Iterator[Text]:
    """The templates by which no letter can be made, found by making one."""
    party, now = agreement.parties[0], SystemClock().now()
    letter = Letter(
        act=LetterAct.REQUEST,
        of=party.code,
        values={"own_authority": text(party.authority)},
        facts=(text(agreement.name),),
        rows=1,
        ruled=1,
    )
    content = content_of(letter, party.code, text("answer", value=party.code))
    for language, layout in product(languages, (LAYOUT, WORD_LAYOUT)):
        tried = Document(name="", made_at=now, layout=layout, language=language, content=content)
        try:
            file_of(tried, catalog).content()
        except ValueError as error:
            file = f"{FOLDER}/{LAYOUT_FILE}" if layout == LAYOUT else f"{FOLDER}/{language}.docx"
            detail = " ".join(str(error).split())
            yield text("setup-letter-fails", file=file, language=language, detail=detail)
