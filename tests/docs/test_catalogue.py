"""The catalogue of messages, from one message of a story."""

from collections.abc import Mapping
from typing import Any

from tests.docs.catalogue import LANGUAGES, examples, page, terms_page, text_form

NEW = {
    "en": ("📨 KH26-7F3KK: new request.", "Received today"),
    "zh": ("📨 新请求KH26-7F3KK。", "今日收悉"),
    "km": ("📨 សំណើថ្មី KH26-7F3KK · ជនបង្គោល", "បានទទួលថ្ងៃនេះ"),
}


def collected(reference: str, test: str) -> list[Mapping[str, Any]]:
    """A new request as a focal person sees it, in each language."""
    shown = {
        "key": "notice-log request-about",
        "role": "focal_person",
        "state": "",
        "pushed": True,
        "sound": True,
        "test": test,
        "message": 1,
    }
    return [
        shown
        | {
            "language": language,
            "text": said.replace("KH26-7F3KK", reference),
            "html": f"<b>{said}</b>",
            "rows": [[[label, f"receive {reference} today"]]],
        }
        for language, (said, label) in NEW.items()
    ]


def test_the_first_example_is_shown_in_each_language_as_on_a_phone() -> None:
    found = examples([*collected("KH26-4T9QX", "b"), *collected("KH26-7F3KK", "a")])
    (only,) = found
    assert only.title == "notice-log · with sound · focal_person"
    shown = page(found)
    for language in LANGUAGES:
        said, label = NEW[language]
        assert f"<b>{said}</b>" in shown
        assert f'title="receive KH26-7F3KK today">{label}</span>' in shown
    assert f'href="index.html#{only.anchor}"' in terms_page(found)
    assert f'id="{only.anchor}"' in shown


def test_the_text_form_is_the_same_after_another_run() -> None:
    first, second = (
        text_form(examples(collected(each, "a")), "zh") for each in ("KH26-7F3KK", "KH26-4T9QX")
    )
    assert first == second
    assert "[今日收悉] receive KH26-* today" in first
