"""People: invitations that work once within 72 hours, and who may change a status."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, PersonId, Role, hash_token
from liaison.core.references import any_code
from liaison.people import rules
from liaison.people.nominations import check_change
from tests.unit.samples import BOPHA, CHEN, KH, SENT_AT, SOKHA

MINUTE = timedelta(minutes=1)
INVITE = rules.Invite(
    token_hash=hash_token("token"),
    party=KH,
    role=Role.FOCAL_PERSON,
    agency="Unit 7",
    invited_by=None,
    expires_at=SENT_AT + rules.INVITE_VALID_FOR,
)


def numbered(byte: int) -> Callable[[int], bytes]:
    return lambda count: bytes([byte]) * count


def test_a_token_has_at_least_128_random_bits_in_letters_that_a_link_carries() -> None:
    asked_for: list[int] = []

    def random(count: int) -> bytes:
        asked_for.append(count)
        return bytes(range(0xFF, 0xFF - count, -1))

    token = rules.new_token(random)
    assert sum(asked_for) * 8 >= 128
    assert re.fullmatch(r"[A-Za-z0-9_-]{22,64}", token)


def test_other_random_bytes_make_another_token_and_another_hash() -> None:
    first, second = rules.new_token(numbered(0)), rules.new_token(numbered(1))
    assert first != second
    assert hash_token(first) != hash_token(second)


def test_the_hash_of_a_token_is_always_the_same_and_reveals_nothing() -> None:
    token = rules.new_token(numbered(7))
    assert hash_token(token) == hash_token(token)
    assert token not in hash_token(token)
    assert token[:4].encode().hex() not in hash_token(token)
    assert re.fullmatch(r"[0-9a-f]{64}", hash_token(token))


END = SENT_AT + timedelta(hours=72)


@pytest.mark.parametrize(
    ("invite", "now", "attempts", "error"),
    [
        (INVITE, END - MINUTE, 0, None),
        (INVITE, SENT_AT, 4, None),
        (INVITE, END, 0, "error-invite-not-valid"),
        (INVITE, END + timedelta(days=400), 0, "error-invite-not-valid"),
        (None, SENT_AT, 0, "error-invite-not-valid"),
        (replace(INVITE, used_at=SENT_AT), SENT_AT, 0, "error-invite-not-valid"),
        (replace(INVITE, opened_by=Address(7)), SENT_AT, 0, "error-invite-not-valid"),
        (INVITE, SENT_AT, 5, "error-too-many-tries"),
        (None, SENT_AT, 5, "error-too-many-tries"),
    ],
)
def test_an_invitation_works_once_within_72_hours_and_five_attempts(
    invite: rules.Invite | None, now: datetime, attempts: int, error: str | None
) -> None:
    if error is None:
        assert rules.check_invite(invite, now=now, attempts=attempts) is invite
        return
    with pytest.raises(UserError, match=error) as refused:
        rules.check_invite(invite, now=now, attempts=attempts)
    assert refused.value.values == {}


@pytest.mark.parametrize(
    ("whom", "error"),
    [
        (SOKHA, None),
        (replace(SOKHA, status=AccountStatus.SUSPENDED), None),
        (replace(BOPHA, id=PersonId(99)), None),
        (BOPHA, "error-own-status"),
        (None, "error-unknown-person"),
        (CHEN, "error-unknown-person"),
        (replace(SOKHA, status=AccountStatus.REMOVED), "error-unknown-person"),
        (replace(BOPHA, party=CHEN.party), "error-unknown-person"),
    ],
)
def test_only_own_people_are_changed(whom: Person | None, error: str | None) -> None:
    if error is None:
        assert check_change(BOPHA, whom, AccountStatus.REMOVED) is whom
        return
    with pytest.raises(UserError, match=error):
        check_change(BOPHA, whom, AccountStatus.REMOVED)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Sokha", "Sokha"),
        ("  Sok   Dara\n", "Sok Dara"),
        ("សុខា", "សុខា"),
        ("王芳", "王芳"),
        ("Sok\u202eaha", "Sok aha"),
        ("a\x00b\u2066c\ufeff", "a b c"),
        ("<b>Sok</b>", "<b>Sok</b>"),
        ("\u200b\u202e\u2069", rules.NAMELESS),
        ("", rules.NAMELESS),
        ("x" * 39 + " y", "x" * 39),
        ("y" * 5_000, "y" * 40),
    ],
)
def test_a_name_from_a_profile_is_one_line_that_can_be_seen(raw: str, shown: str) -> None:
    assert rules.clean_name(raw) == shown


def test_who_has_the_name_of_a_colleague_gets_the_next_number() -> None:
    assert rules.distinct_name("Li Wei", []) == "Li Wei"
    assert rules.distinct_name("Li Wei", ["Wang"]) == "Li Wei"
    assert rules.distinct_name("Li Wei", ["Li Wei", "Li Wei 2"]) == "Li Wei 3"


def test_the_code_of_an_invitation_is_never_read_as_that_of_a_record() -> None:
    codes = (rules.invitation_code(hash_token(str(each))) for each in range(5_000))
    assert [each for each in codes if any_code(each)] == []


@given(st.text())
def test_a_button_can_show_any_name(raw: str) -> None:
    shown = rules.clean_name(raw)
    assert shown.isprintable()
    assert 1 <= len(shown) <= 40
    assert shown == shown.strip()


NCCT = "អគ្គលេខាធិការដ្ឋាននៃគណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស"
DEPARTMENT = "នាយកដ្ឋានប្រឆាំងអំពើជួញដូរមនុស្ស និងការពារអនីតិជន នៃអគ្គស្នងការដ្ឋាននគរបាលជាតិ"


@pytest.mark.parametrize("raw", ["A", "  General\tCommissariat ", "A" * 60, NCCT, DEPARTMENT])
def test_the_name_of_an_agency_has_1_to_60_characters(raw: str) -> None:
    assert rules.check_agency(raw) == " ".join(raw.split())


@pytest.mark.parametrize("raw", ["", "   ", "\u202e\u200b", "a" * 61, "a" * 5_000, "ស៊ី" * 61])
def test_an_agency_without_a_name_or_with_too_long_a_one_is_refused(raw: str) -> None:
    with pytest.raises(UserError, match="error-agency") as refused:
        rules.check_agency(raw)
    assert refused.value.values == {"most": 60}
