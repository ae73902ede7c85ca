"""HTML parse mode, and the entities that Telegram finds in plain text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Phone
from sandbox.api.errors import ApiError
from sandbox.api.html_parser import parse_html, utf16_length
from sandbox.api.text import found_entities
from tests.sandbox.conftest import Raw


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def each(kind: str, count: int) -> list[dict[str, Any]]:
    """The entity of each of so many characters."""
    return [entity(kind, place, 1) for place in range(count)]


def link(length: int, url: str) -> dict[str, Any]:
    return entity("text_link", 0, length, url=url)


@pytest.mark.parametrize(
    ("marked", "text", "entities"),
    [
        ("plain &lt;b&gt; &amp; &quot;", 'plain <b> & "', []),
        ("<b>a</b><strong>b</strong>", "ab", each("bold", 2)),
        ("<i>a</i><em>b</em>", "ab", each("italic", 2)),
        ("<u>a</u><ins>b</ins>", "ab", each("underline", 2)),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", each("strikethrough", 3)),
        ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab", each("spoiler", 2)),
        ("<b>bold <i>both</i></b>", "bold both", [entity("bold", 0, 9), entity("italic", 5, 4)]),
        ("<b>😀</b>x<i>ខ្មែរ</i>", "😀xខ្មែរ", [entity("bold", 0, 2), entity("italic", 3, 5)]),
        ("<code>x</code>", "x", [entity("code", 0, 1)]),
        ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
        ('<pre><code class="language-c">x</code></pre>', "x", [entity("pre", 0, 1, language="c")]),
        ('<code class="language-python">x</code>', "x", [entity("code", 0, 1)]),
        ("<blockquote>q</blockquote>", "q", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
        ("<a href='https://a.org/a?b=1&amp;c=2'>x</a>", "x", [link(1, "https://a.org/a?b=1&c=2")]),
        ('<a href="example.org">x</a>', "x", [link(1, "http://example.org/")]),
        ('<a href="">x</a>', "x", []),
        ("<a>example.org</a>", "example.org", [link(11, "http://example.org/")]),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
        ),
        (
            '<tg-time unix="1647531900" format="wDT">22:45</tg-time>',
            "22:45",
            [entity("date_time", 0, 5, unix_time=1647531900, date_time_format="wDT")],
        ),
        ("<B>x</b >", "x", [entity("bold", 0, 1)]),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("&#128512;&#x1F600;&nbsp;&#0;", "😀😀&nbsp;&#0;", []),
        ("&#55357;&#56832;", "😀", []),
        ("a & b &", "a & b &", []),
    ],
)
def test_markup_becomes_entities(marked: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(marked) == (text, entities)


@pytest.mark.parametrize(
    ("marked", "error"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ខ<b><i>x</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 <2 or 3", 'Unsupported start tag "2" at byte offset 2'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=a/b>", "Unexpected end of name token at byte offset 8"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("&#55357;", "Text contains invalid Unicode characters after decoding HTML entities"),
    ],
)
async def test_wrong_markup_is_refused(raw: Raw, alice: Phone, marked: str, error: str) -> None:
    answer = await raw("sendMessage", chat_id=alice.user_id, text=marked, parse_mode="HTML")
    assert answer.error.startswith(f"Bad Request: can't parse entities: {error}")
    assert len(alice.transcript) == 1


async def test_an_unknown_parse_mode_is_refused(raw: Raw, alice: Phone) -> None:
    answer = await raw("sendMessage", chat_id=alice.user_id, text="x", parse_mode="BBCode")
    assert answer.error == "Bad Request: unsupported parse_mode"


async def test_a_user_can_be_mentioned_by_id(raw: Raw, alice: Phone) -> None:
    text = f'<a href="tg://user?id={alice.user_id}">A</a> <a href="tg://user?id=5">B</a>'
    sent = await raw("sendMessage", chat_id=alice.user_id, text=text, parse_mode="html")
    assert [found["user"]["id"] for found in sent.result["entities"]] == [alice.user_id]


async def test_given_entities_are_kept_and_trimmed_with_the_text(raw: Raw, alice: Phone) -> None:
    given_by_bot = [entity("bold", 0, 4), entity("italic", 90, 2)]
    sent = await raw(
        "sendMessage", chat_id=alice.user_id, text=" 😀x ", entities=given_by_bot, parse_mode="HTML"
    )
    assert sent.result["text"] == "😀x"
    assert sent.result["entities"] == [entity("bold", 0, 3)]
    for wrong in ([1], {"a": 1}, [entity("nonsense", 0, 1)], [entity("text_link", 0, 1)]):
        answer = await raw("sendMessage", chat_id=alice.user_id, text="x", entities=wrong)
        assert answer.error.startswith("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start TOKEN", [entity("bot_command", 0, 6)]),
        ("/help@liaison_1_bot now", [entity("bot_command", 0, 19)]),
        ("a/b 1/2 //x", []),
        ("ខ្មែរ /request KH26", [entity("bot_command", 6, 8)]),
        ("see https://example.org/a.", [entity("url", 4, 21)]),
        ("mail a.b@example.org", [entity("email", 5, 15)]),
        ("@alice and #tag", [entity("mention", 0, 6), entity("hashtag", 11, 4)]),
        ("#1 is no tag", []),
    ],
)
def test_commands_links_and_addresses_are_found(text: str, found: list[dict[str, Any]]) -> None:
    assert found_entities(text) == found


async def test_nothing_is_found_inside_code(raw: Raw, alice: Phone) -> None:
    text = "<code>/start</code> /help"
    sent = await raw("sendMessage", chat_id=alice.user_id, text=text, parse_mode="HTML")
    assert sent.result["entities"] == [entity("code", 0, 6), entity("bot_command", 7, 5)]


async def test_direction_overrides_and_controls_are_cleaned(raw: Raw, alice: Phone) -> None:
    sent = await raw("sendMessage", chat_id=alice.user_id, text="a\u202eb\r\nc\x01d \u2068e\u2069")
    assert sent.result["text"] == "ab\nc d \u2068e\u2069"


STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
PIECES = st.lists(
    st.tuples(
        st.text("a<>&\"'😀ខ中\n ", min_size=1, max_size=6),
        st.lists(st.sampled_from(STYLES), max_size=2),
    ),
    min_size=1,
    max_size=5,
)


@given(st.text("<>/abi =\"'&;#x1-", max_size=30))
def test_any_text_is_parsed_or_refused(marked: str) -> None:
    try:
        text, entities = parse_html(marked)
    except ApiError as error:
        refused = error.description
        text, entities = "", []
    else:
        refused = "Bad Request: can't parse entities: "
    assert refused.startswith("Bad Request: can't parse entities: ")
    for found in entities:
        assert found["length"] > 0
        assert found["offset"] + found["length"] <= utf16_length(text)
