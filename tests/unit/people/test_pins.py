"""PINs: what is one, how attempts are counted, and which commands require one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core import validation
from liaison.core.agreement import PartyCode
from liaison.core.cards import card, dump, text
from liaison.core.channels import Address, page_of
from liaison.core.errors import WrongValue
from liaison.core.people import PersonId
from liaison.people import pins

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CHAT = Address(7)
DIGITS = "274193"
RIGHT, WRONG = pins.PinEntry.RIGHT, pins.PinEntry.WRONG


def zeros(count: int) -> bytes:
    return bytes(count)


PROOF = pins.hash_pin(DIGITS, zeros)


def pin(**facts: int | datetime | None) -> pins.Pin:
    return pins.Pin(person=PersonId(1), party=PartyCode("KH"), pin_hash=PROOF, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["274193", "２７４１９３", "២៧៤១៩៣", " 274 193 ", "27-41-93", "២៧៤ 193"]
)
def test_six_digits_of_any_script_are_a_pin(typed: str) -> None:
    assert validation.parse_pin(typed) == DIGITS


@pytest.mark.parametrize(
    "typed", ["", "27419", "2741930", "27419a", "²74193", "٢٧٤١٩٣x", "二七四一九三"]
)
def test_anything_else_is_none(typed: str) -> None:
    with pytest.raises(validation.NotAPin):
        validation.parse_pin(typed)


@pytest.mark.parametrize(
    ("digits", "entry"),
    [
        (DIGITS, pins.PinEntry.RIGHT),
        ("850462", pins.PinEntry.DURESS),
        ("850463", pins.PinEntry.WRONG),
    ],
)
@pytest.mark.parametrize("old", [False, True])
def test_a_pin_and_the_one_for_duress_are_told_apart(
    digits: str, entry: pins.PinEntry, *, old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pins, "COST", 12)
        known = pins.hash_pin(DIGITS, zeros)
    known = known.removeprefix("12:") if old else known  # from before the cost was named
    assert pins.entered(known, digits) is (entry if entry is pins.PinEntry.RIGHT else WRONG)
    assert pins.entered(pins.add_duress(known, "850462"), digits) is entry
    with pytest.raises(validation.NotAPin, match="error-same-pin"):
        pins.add_duress(known, DIGITS)


def test_what_was_hashed_before_is_known_later() -> None:
    known = "5112b944e8584e42f8632db5608f6b47e430a49e0ef4ef3e3042327ca95ba667"
    assert pins.slow_hash(DIGITS, bytes(pins.SALT_BYTES), 4) == known


@pytest.mark.parametrize("weak", ["777777", "012345", "345678", "890123", "543210", "109876"])
def test_a_weak_pin_is_refused(weak: str) -> None:
    with pytest.raises(validation.NotAPin, match="error-weak-pin"):
        pins.hash_pin(weak, zeros)


@pytest.mark.parametrize("typed", ["112233", "135790", "123457", "123454"])
def test_other_digits_are_taken(typed: str) -> None:
    assert pins.entered(pins.hash_pin(typed, zeros), typed) is pins.PinEntry.RIGHT


def test_the_digits_are_in_no_proof_and_two_of_the_same_are_not_alike() -> None:
    other = pins.hash_pin(DIGITS, lambda count: b"\x01" * count)
    assert DIGITS not in PROOF
    assert other != PROOF
    assert pins.entered(other, DIGITS) is pins.PinEntry.RIGHT
    assert pins.entered(other, "274194") is pins.PinEntry.WRONG
    assert pins.is_pin_hash(PROOF)
    assert not pins.is_pin_hash(DIGITS)
    assert not pins.is_pin_hash(PROOF + "0")


def test_the_right_one_holds_for_ten_minutes_and_forgets_the_wrong_ones() -> None:
    after, refused = pins.record_attempt(
        pin(failed_attempts=pins.PIN_ATTEMPTS - 1), RIGHT, NOW, CHAT
    )
    assert refused is None
    assert after == pin(verified_until=NOW + pins.PIN_VALID_FOR, verified_at_door=CHAT)
    assert not after.is_verified(NOW, page_of(1))
    assert after.is_verified(NOW + pins.PIN_VALID_FOR - SECOND, CHAT)
    assert not after.is_verified(NOW + pins.PIN_VALID_FOR, CHAT)
    assert not pin().is_verified(NOW, CHAT)


def test_a_wrong_one_is_counted_and_ends_what_was_proven() -> None:
    after, refused = pins.record_attempt(pin(verified_until=NOW + SECOND), WRONG, NOW, CHAT)
    assert isinstance(refused, pins.WrongPin)
    assert refused.values == {"left": pins.PIN_ATTEMPTS - 1}
    assert after == pin(failed_attempts=1)


def test_the_fifth_wrong_one_locks_for_an_hour_and_then_there_are_five_again() -> None:
    after, refused = pins.record_attempt(
        pin(failed_attempts=pins.PIN_ATTEMPTS - 1), WRONG, NOW, CHAT
    )
    ends = NOW + pins.PIN_LOCK
    assert isinstance(refused, pins.PinLocked)
    assert refused.values == {"ends": ends}
    assert after == pin(locked_until=ends)
    for entry in pins.PinEntry:
        with pytest.raises(pins.PinLocked):
            pins.record_attempt(after, entry, ends - SECOND, CHAT)
    pins.check_not_locked(after, ends)
    again, refused = pins.record_attempt(after, WRONG, ends, CHAT)
    assert isinstance(refused, pins.WrongPin)
    assert again.failed_attempts == 1


@given(st.lists(st.sampled_from([RIGHT, WRONG]), max_size=40))
def test_never_more_than_five_are_tried_in_an_hour_without_the_right_one(
    tries: list[pins.PinEntry],
) -> None:
    kept, wrong = pin(), 0
    for entry in tries:
        try:
            kept, refused = pins.record_attempt(kept, entry, NOW, CHAT)
        except pins.PinLocked:
            assert wrong == pins.PIN_ATTEMPTS
            continue
        wrong = 0 if refused is None else wrong + 1
        assert wrong <= pins.PIN_ATTEMPTS
        assert kept.is_verified(NOW, CHAT) is (refused is None)


@pytest.mark.parametrize(
    "typed",
    [
        "274193", " 274 193 ", "២៧៤-១៩៣", "/274193", "/ 274193", "/pin 274193",
        "/PIN@liaison_bot 274193", "/pin new 2741", "/pin for menu 274193",
    ],
)  # fmt: skip
def test_what_could_be_a_pin_is_recognized(typed: str) -> None:
    assert validation.could_be_pin(typed)


@pytest.mark.parametrize(
    "typed", ["274193", " 274 193\n", "២៧៤–១៩៣", "２７４１９３", "PIN是274193", "២៧៤១៩៣ អរគុណ"]
)
def test_what_could_be_a_pin_is_never_quoted(typed: str) -> None:
    assert WrongValue("error-not-understood").text(typed) == text("error-not-understood")
    for other in ("2741930", "2026-03-15", "27 March 4193"):
        assert other in dump(card(WrongValue("error-not-understood").text(other)))


@pytest.mark.parametrize(
    "typed",
    ["", "27419", "2741930", "Letter 274193", "/answer 274193", "/pin", "/pin new", "/pins 1"],
)
def test_other_texts_are_no_pin(typed: str) -> None:
    assert not validation.could_be_pin(typed)


def test_a_time_that_a_wrong_clock_has_set_does_not_run() -> None:
    ahead = NOW + timedelta(days=40_000)
    assert not pin(verified_until=ahead).is_verified(NOW, CHAT)
    pins.check_not_locked(pin(locked_until=ahead), NOW)
    assert not pins.is_waiting(ahead, NOW)
    assert not pins.is_waiting(None, NOW)
    assert pins.is_waiting(ahead, ahead - pins.PIN_PROMPT_EXPIRES)
    assert pin(verified_until=ahead).is_verified(ahead - pins.PIN_VALID_FOR, CHAT)
    with pytest.raises(pins.PinLocked):
        pins.check_not_locked(pin(locked_until=ahead), ahead - pins.PIN_LOCK)
