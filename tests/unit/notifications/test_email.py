"""E-mail addresses as people type them, and the codes that prove them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.notifications import email
from tests.unit.samples import LI, SENT_AT, SOKHA

CODE = "042917"
WAITING = email.MailCode(
    person=SOKHA.id,
    address="sokha@interior.example",
    code_hash=email.hash_code(SOKHA.id, CODE),
    expires_at=SENT_AT + email.CODE_VALID_FOR,
)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("sokha@interior.example", "sokha@interior.example"),
        ("  Sok.Dara+office@Interior.GOV.kh\n", "Sok.Dara+office@interior.gov.kh"),
        ("li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"),
        ("ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ", "li@example.org"),
        ("li@bücher.example", "li@xn--bcher-kva.example"),
        ("li\u200b@example.org\ufeff", "li@example.org"),
        ("o'neil@a-b.example", "o'neil@a-b.example"),
        ("l" * 64 + "@example.org", "l" * 64 + "@example.org"),
        ("123@456.example", "123@456.example"),
        ("a@b.c.d.e.example", "a@b.c.d.e.example"),
    ],
)
def test_an_address_is_read_as_it_can_be_sent_to(typed: str, address: str) -> None:
    assert email.parse_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "sokha", "@example.org", "sokha@", "a@b@example.org", "sokha@localhost",
        "sokha@[192.168.0.1]", "sok ha@example.org", "sokha @example.org",
        "sokha@example.org,li@example.org", "Sokha <sokha@example.org>", '"sok ha"@example.org',
        "sokha@example.org\r\nBcc: all@example.org", "sokha\x00@example.org",
        "sokha@exam\tple.org", ".sokha@example.org", "sokha.@example.org", "so..kha@example.org",
        "សុខា@example.org", "sokha@-example.org", "sokha@example..org", "sokha@example.org.",
        "sokha@exa_mple.org", "l" * 65 + "@example.org", "sokha@" + "a" * 64 + ".org",
        "sokha@" + "a." * 130 + "org", "a" * 5_000 + "@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(email.NotAnAddress):
        email.parse_address(typed)


@given(st.text(max_size=80) | st.from_regex(r".{1,20}@.{1,30}\..{1,10}", fullmatch=True))
@example("a@b.example\r\nX: y")
def test_whatever_passes_is_one_line_of_ascii_and_passes_again(typed: str) -> None:
    try:
        address = email.parse_address(typed)
    except email.NotAnAddress:
        return
    assert re.fullmatch(r"[!-~]+@[a-z0-9.-]+", address)
    assert address.count("@") == 1
    assert len(address) <= email.ADDRESS_LENGTH
    assert email.parse_address(address) == address


def test_a_code_has_six_digits_whatever_the_bytes() -> None:
    assert email.new_mail_code(bytes) == "000000"
    assert email.new_mail_code(lambda count: b"\xff" * count) == "555555"


@given(st.binary(min_size=48, max_size=48))
def test_codes_are_always_six_ascii_digits(drawn: bytes) -> None:
    assert re.fullmatch("[0-9]{6}", email.new_mail_code(lambda _count: drawn))


def test_the_hash_of_a_code_is_another_for_another_person() -> None:
    assert email.hash_code(SOKHA.id, CODE) == email.hash_code(PersonId(SOKHA.id), CODE)
    assert email.hash_code(SOKHA.id, CODE) != email.hash_code(LI.id, CODE)
    assert CODE not in email.hash_code(SOKHA.id, CODE)


@pytest.mark.parametrize(
    "typed",
    [CODE, "០៤២៩១៧", "０４２９１７", " 042 917 ", "042-917", "04\u200b2917", "042\u2013917"],
)
def test_a_code_is_read_in_any_script_of_digits(typed: str) -> None:
    assert email.fold_mail_code(typed) == CODE
    email.check_code(WAITING, typed, now=SENT_AT)


@pytest.mark.parametrize("typed", ["042918", "42917", "0429170", "", "abc", CODE[::-1]])
def test_a_wrong_code_tells_the_attempts_left(typed: str) -> None:
    for tries in range(email.CODE_ATTEMPTS - 1):
        with pytest.raises(email.WrongCode) as refused:
            email.check_code(replace(WAITING, attempts=tries), typed, now=SENT_AT)
        assert refused.value.values == {"left": email.CODE_ATTEMPTS - tries - 1}


def test_after_the_fifth_wrong_code_none_counts() -> None:
    with pytest.raises(UserError, match="error-no-code"):
        email.check_code(replace(WAITING, attempts=email.CODE_ATTEMPTS - 1), "000000", now=SENT_AT)
    email.check_code(replace(WAITING, attempts=email.CODE_ATTEMPTS - 1), CODE, now=SENT_AT)
    with pytest.raises(UserError, match="error-no-code"):
        email.check_code(replace(WAITING, attempts=email.CODE_ATTEMPTS), CODE, now=SENT_AT)


def test_a_code_is_valid_until_its_quarter_of_an_hour_is_over() -> None:
    email.check_code(WAITING, CODE, now=SENT_AT + timedelta(minutes=15) - timedelta(microseconds=1))
    with pytest.raises(UserError, match="error-no-code"):
        email.check_code(WAITING, CODE, now=SENT_AT + timedelta(minutes=15))
