"""What the title of an item from the draft agenda says."""

import pytest

from liaison.core.cards import Text, text
from liaison.meetings.agenda import topic_of


def said(topic: str, code: str = "") -> Text:
    return text("agenda-topic", topic=topic, code=code, with_code="yes" if code else "no")


@pytest.mark.parametrize(
    ("title", "case", "expected"),
    [
        ("#overdue", None, said("overdue")),
        ("#overdue", "KH26-7F3KK", said("overdue", "KH26-7F3KK")),
        ("#difference D26-7F3KK", None, said("difference", "D26-7F3KK")),
        ("#activity 12", None, said("activity", "12")),
        ("Overdue", "KH26-7F3KK", None),
        ("#overdue requests", None, None),
        ("#hope", None, None),
    ],
)
def test_a_title_of_the_draft_is_read_and_a_typed_one_is_not(
    title: str, case: str | None, expected: Text | None
) -> None:
    assert topic_of(title, case) == expected
