"""An encrypted value opens where and as it was encrypted, or not at all."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import (
    SERVICE,
    Ciphertext,
    DecryptionError,
    FieldCipher,
    Key,
    KeyMissing,
    KeyRing,
    key_of,
    new_keys,
)
from storage.errors import StorageError

AT = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
KEYS = new_keys((SERVICE, "KH", "CN"), at=AT)
CIPHER = FieldCipher(KeyRing(KEYS))
PLACE: dict[str, Any] = {"table": "notes", "row": "KH26-7F3K9/1", "column": "body", "party": "KH"}
WORDS = "The interpreter speaks ខ្មែរ and 中文."
LETTERS = st.text(max_size=12)


def refused(stored: str, place: Mapping[str, Any] = PLACE) -> StorageError:
    """Why a value does not open."""
    with pytest.raises(StorageError) as found:
        CIPHER.decrypt(Ciphertext(stored), **place)
    assert WORDS not in repr(found.value)
    assert found.value.__cause__ is None
    return found.value


@given(LETTERS)
def test_what_was_sealed_opens_at_its_place(words: str) -> None:
    stored = CIPHER.encrypt(words, **PLACE)
    assert CIPHER.decrypt(stored, **PLACE) == words
    assert stored.isascii()


def test_the_same_words_never_look_the_same() -> None:
    assert len({CIPHER.encrypt(WORDS, **PLACE) for _ in range(100)}) == 100


def test_what_is_stored_names_the_form_and_the_key() -> None:
    version, key, body = CIPHER.encrypt(WORDS, **PLACE).split(".")
    assert (version, key) == ("s1", KEYS[1].id)
    # A nonce of 12 bytes and a tag of 16 surround the text.
    assert len(b64decode(body, validate=True)) == 12 + len(WORDS.encode()) + 16


def test_a_flipped_bit_in_any_byte_of_what_is_stored_is_refused() -> None:
    stored = CIPHER.encrypt(WORDS, **PLACE)
    tried = 0
    for place, letter in enumerate(stored):
        for bit in range(8):
            changed = stored[:place] + chr(ord(letter) ^ (1 << bit)) + stored[place + 1 :]
            assert refused(changed).key in {"setup-keys-unsealed", "setup-keys-lacking"}
            tried += 1
    assert tried == 8 * len(stored)


def test_a_flipped_bit_in_any_byte_of_nonce_words_and_tag_is_refused() -> None:
    head, key, body = CIPHER.encrypt(WORDS, **PLACE).split(".")
    sealed = b64decode(body)
    for place in range(len(sealed)):
        for bit in range(8):
            changed = bytearray(sealed)
            changed[place] ^= 1 << bit
            stored = f"{head}.{key}.{b64encode(changed).decode()}"
            assert isinstance(refused(stored), DecryptionError)


def test_whatever_is_cut_off_or_added_is_refused() -> None:
    stored = CIPHER.encrypt(WORDS, **PLACE)
    for length in range(len(stored)):
        refused(stored[:length])
    for more in ("A", "=", "AAAA", "\n", " ", "\0"):
        refused(stored + more)
        refused(more + stored)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"table": "notices"},
        {"row": "KH26-7F3K9/2"},
        {"column": "reason"},
        {"party": "CN"},
        {"party": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_value_that_was_moved_is_refused(elsewhere: Mapping[str, Any]) -> None:
    stored = CIPHER.encrypt(WORDS, **PLACE)
    assert isinstance(refused(stored, {**PLACE, **elsewhere}), DecryptionError)


@given(st.tuples(LETTERS, LETTERS, LETTERS), st.tuples(LETTERS, LETTERS, LETTERS))
def test_places_are_never_the_same(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """However the parts are cut: none runs into its neighbour."""
    names = ("table", "row", "column")
    stored = CIPHER.encrypt(WORDS, **dict(zip(names, one, strict=True)))
    place = dict(zip(names, other, strict=True))
    if one == other:
        assert CIPHER.decrypt(stored, **place) == WORDS
    else:
        refused(stored, place)


def test_the_same_letters_cut_elsewhere_are_another_place() -> None:
    stored = CIPHER.encrypt(WORDS, table="ab", row="c", column="d")
    for table, row, column in (("a", "bc", "d"), ("ab", "cd", ""), ('ab", "c', "", "d")):
        refused(stored, {"table": table, "row": row, "column": column})


@pytest.mark.parametrize("stored", ["", "in clear", "s1.", "s1..", json.dumps({"a": 1}), "s2.x.y"])
def test_what_was_never_sealed_is_refused(stored: str) -> None:
    assert isinstance(refused(stored), DecryptionError)


def test_a_key_that_is_not_in_the_ring_is_named() -> None:
    others = FieldCipher(KeyRing(new_keys((SERVICE, "KH"), at=AT)))
    stored = others.encrypt(WORDS, **PLACE)
    error = refused(stored)
    assert isinstance(error, KeyMissing)
    assert error.values == {"name": key_of(stored)}


def test_a_key_that_was_given_to_another_party_opens_nothing_of_the_first() -> None:
    """The Party is bound to each value, whatever the file of keys says whose a key is."""
    stored = CIPHER.encrypt(WORDS, **PLACE)
    its = next(key for key in KEYS if key.owner == "KH")
    given = FieldCipher(KeyRing([replace(its, owner="CN")]))
    for party in ("CN", "KH", None):
        with pytest.raises(DecryptionError):
            given.decrypt(stored, **{**PLACE, "party": party})


def test_another_key_cannot_carry_the_name_of_this_one() -> None:
    names = {Key(owner=SERVICE, made_at=AT, secret=bytes([n]) * 32).id for n in range(256)}
    assert len(names) == 256


def test_the_newest_key_encrypts_and_each_opens() -> None:
    newer = new_keys(("KH",), at=AT)
    both = FieldCipher(KeyRing([*KEYS, *newer]))
    old, new = CIPHER.encrypt(WORDS, **PLACE), both.encrypt(WORDS, **PLACE)
    assert (key_of(old), key_of(new)) == (KEYS[1].id, newer[0].id)
    assert [both.decrypt(each, **PLACE) for each in (old, new)] == [WORDS, WORDS]


def test_a_party_without_a_key_cannot_encrypt() -> None:
    with pytest.raises(KeyMissing) as missing:
        CIPHER.encrypt(WORDS, **{**PLACE, "party": "FR"})
    assert (missing.value.key, missing.value.values) == ("setup-keys-owner", {"owner": "FR"})


def test_a_key_does_not_show_itself() -> None:
    [key] = new_keys((SERVICE,), at=AT, random=lambda count: b"secret!!" * (count // 8))
    assert "secret" not in repr(key)
    assert "secret" not in repr(KeyRing([key]).__dict__)
