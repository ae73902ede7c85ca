"""Addresses of chats and of pages never meet."""

from liaison.core.channels import (
    FIRST_NEWCOMER,
    FIRST_PAGE,
    PAGE,
    TELEGRAM,
    Address,
    channel_of,
    page_of,
    person_of_page,
)

LARGEST_CHAT = Address(2**52 - 1)  # "at most 52 significant bits", Telegram's Bot API says


def test_the_number_says_the_channel() -> None:
    for chat in (Address(1), LARGEST_CHAT, Address(-1001234567890)):
        assert channel_of(chat) is TELEGRAM
        assert person_of_page(chat) is None
    for page in (page_of(1), page_of(2**40), Address(FIRST_NEWCOMER), Address(2**53 - 1)):
        assert channel_of(page) is PAGE


def test_a_page_of_a_person_with_a_chat_leads_to_the_person() -> None:
    assert person_of_page(page_of(17)) == 17
    assert person_of_page(Address(FIRST_PAGE)) == 0
    assert person_of_page(Address(FIRST_NEWCOMER)) is None
