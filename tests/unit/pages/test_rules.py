"""How long links, sessions and challenges last, and how much may be tried."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from liaison.core.channels import FIRST_NEWCOMER, Address, page_of, person_of_page
from liaison.core.people import AccountStatus, Person, Role
from liaison.pages import rules
from liaison.pages.model import PageLink, PageSession, Passkey
from liaison.pages.rules import LinkNotValid, SignInRejected, TooManySignIns, WrongTry
from tests.unit.samples import BOPHA, CHEN, DARA, LATER, SOKHA, raises

SECOND = timedelta(seconds=1)
LINK = PageLink(token_hash="0" * 64, person=SOKHA.id, expires_at=LATER + SECOND)
SESSION = PageSession(token_hash="0" * 64, address=Address(1), opened_at=LATER, used_at=LATER)
KEY = Passkey(id="a", person=SOKHA.id, public_key="b", sign_count=0, made_at=LATER)
SUSPENDED = AccountStatus.SUSPENDED


@pytest.mark.parametrize(
    ("used", "at", "is_over"),
    [
        (LATER, LATER + rules.IDLE - SECOND, False),
        (LATER, LATER + rules.IDLE, True),
        (LATER + rules.LONGEST - 2 * SECOND, LATER + rules.LONGEST - SECOND, False),
        (LATER + rules.LONGEST - SECOND, LATER + rules.LONGEST, True),
    ],
)
def test_a_session_ends_without_use_and_after_half_a_day(
    used: datetime, at: datetime, is_over: bool
) -> None:
    assert rules.is_over(replace(SESSION, used_at=used), at) is is_over


@pytest.mark.parametrize(
    "link",
    [None, replace(LINK, used_at=LATER), replace(LINK, expires_at=LATER)],
    ids=["unknown", "used", "expired"],
)
def test_all_wrong_links_have_one_answer(link: PageLink | None) -> None:
    assert rules.check_link(LINK, LATER) is LINK
    with raises(LinkNotValid):
        rules.check_link(link, LATER)


@pytest.mark.parametrize(
    ("person", "maker", "by", "admitted"),
    [
        (SOKHA, None, None, True),
        (SOKHA, SOKHA, SOKHA, True),
        (SOKHA, BOPHA, BOPHA, True),
        (SOKHA, replace(BOPHA, status=SUSPENDED), BOPHA, False),
        (SOKHA, replace(BOPHA, role=Role.COORDINATOR), BOPHA, False),
        (SOKHA, None, BOPHA, False),
        (replace(SOKHA, status=SUSPENDED), SOKHA, SOKHA, False),
        (replace(SOKHA, status=SUSPENDED), None, None, False),
        (None, None, None, False),
    ],
)
def test_a_link_admits_while_its_person_and_its_maker_have_their_access(
    person: Person | None, maker: Person | None, by: Person | None, admitted: bool
) -> None:
    link = replace(LINK, made_by=None if by is None else by.id)
    if admitted:
        assert rules.check_admitted(link, person, maker) is person
    else:
        with raises(LinkNotValid):
            rules.check_admitted(link, person, maker)


@pytest.mark.parametrize(
    ("used", "challenged", "now", "right"),
    [
        (None, LATER, LATER, True),
        (LATER - SECOND, LATER, LATER + SECOND, True),
        (LATER, LATER, LATER + SECOND, False),
        (LATER + SECOND, LATER, LATER + SECOND, False),
        (None, LATER + SECOND, LATER, False),
        (None, LATER, LATER + rules.CHALLENGE_VALID_FOR - SECOND, True),
        (None, LATER, LATER + rules.CHALLENGE_VALID_FOR, False),
    ],
)
def test_an_assertion_answers_a_challenge_that_is_younger_than_the_last_use(
    used: datetime | None, challenged: datetime, now: datetime, right: bool
) -> None:
    key = replace(KEY, used_at=used)
    if right:
        rules.check_assertion(key, challenged, now)
    else:
        with raises(SignInRejected):
            rules.check_assertion(key, challenged, now)


def test_a_peer_waits_after_too_many_wrong_tries() -> None:
    wrong = [WrongTry("10.0.0.1", LATER)] * rules.TRIES_OF_PEER
    rules.check_tries(wrong[1:], "10.0.0.1", LATER)
    rules.check_tries(wrong, "10.0.0.2", LATER)
    with raises(TooManySignIns):
        rules.check_tries(wrong, "10.0.0.1", LATER)
    rules.check_tries(wrong, "10.0.0.1", LATER + rules.TRIES_WITHIN)


def test_many_wrong_tries_of_all_leave_each_peer_few() -> None:
    wrong = [WrongTry(f"10.0.{n}.1", LATER) for n in range(rules.TRIES_OF_ALL)]
    own = [WrongTry("192.0.2.1", LATER)] * rules.TRIES_LEFT
    rules.check_tries([*wrong, *own[1:]], "192.0.2.1", LATER)
    rules.check_tries(own, "192.0.2.1", LATER)
    with raises(TooManySignIns):
        rules.check_tries([*wrong, *own], "192.0.2.1", LATER)


def test_a_person_has_one_page_with_telegram_or_without() -> None:
    assert rules.page_address(DARA) == page_of(DARA.id)
    assert person_of_page(rules.page_address(DARA)) == DARA.id
    joined_there = replace(CHEN, address=Address(FIRST_NEWCOMER + 7))
    assert rules.page_address(joined_there) == joined_there.address


def test_a_code_reveals_nothing_and_has_no_digits() -> None:
    code = rules.short_code("credential")
    assert len(code) == rules.CODE_LENGTH
    assert code.isalpha()
    assert code != rules.short_code("another")


def test_the_digest_of_a_passkey_leaves_out_what_each_sign_in_changes() -> None:
    used = replace(KEY, used_at=LATER, sign_count=9)
    assert rules.passkey_facts(used) == rules.passkey_facts(KEY)
    assert rules.passkey_facts(replace(KEY, person=DARA.id)) != rules.passkey_facts(KEY)
