"""From a failed call to what is done about it: the whole table."""

import pytest
from aiohttp import ConnectionTimeoutError as NoConnection
from aiohttp import ServerDisconnectedError as Disconnected
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.channel import failure_of
from bot.telegram.send_errors import (
    MAX_MAIL_TRIES,
    Decision,
    Done,
    Failure,
    FailureKind,
    GiveUp,
    MessageGone,
    PauseAll,
    PauseChat,
    Retry,
    SendPlainText,
    Unreachable,
    backoff,
    decide_after_failure,
)
from liaison.core.outbox import Op

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)
NOT_SPECIFIED = "Bad Request: message identifier is not specified"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def decided(
    error: TelegramError, op: Op = Op.SEND, *, matters: bool = True, plain: bool = False
) -> Decision:
    failure = failure_of(error)
    return decide_after_failure(
        failure, op=op, must_deliver=matters, attempts=1, repeat=False, plain=plain, chance=0.0
    )


def mailed(
    fault: FailureKind, *, matters: bool = True, attempts: int = 1, repeat: bool = False
) -> Decision:
    return decide_after_failure(
        Failure(kind=fault, description="550"),
        op=Op.MAIL,
        must_deliver=matters,
        attempts=attempts,
        repeat=repeat,
        plain=False,
        chance=0.0,
    )


def because(error: TelegramError, cause: BaseException) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "op", "expected"),
    [
        (RetryAfter(30), Op.SEND, PauseChat(30.0)),
        (RetryAfter(3600), Op.ANSWER_CALLBACK, PauseChat(3600.0)),
        (Forbidden("Forbidden: bot was blocked by the user"), Op.SEND, Unreachable()),
        (Forbidden("Forbidden: user is deactivated"), Op.EDIT, Unreachable()),
        (Forbidden("Forbidden: bot is not a member of the group chat"), Op.LEAVE, Done()),
        (BadRequest("Bad Request: chat not found"), Op.SEND, Unreachable()),
        (BadRequest("Bad Request: chat not found"), Op.MENU, Unreachable()),
        (BadRequest("Bad Request: chat not found"), Op.LEAVE, Done()),
        (BadRequest(NOT_MODIFIED), Op.EDIT, Done()),
        (BadRequest("Bad Request: message to edit not found"), Op.EDIT, MessageGone()),
        (BadRequest("Bad Request: message can't be edited"), Op.EDIT, MessageGone()),
        (BadRequest("Bad Request: message to delete not found"), Op.DELETE, Done()),
        (BadRequest("Bad Request: message can't be deleted"), Op.DELETE, GiveUp("undeletable")),
        (BadRequest(NOT_SPECIFIED), Op.DELETE, GiveUp("refused", alert=True)),
        (BadRequest(TOO_OLD), Op.ANSWER_CALLBACK, GiveUp("too-late", "superseded")),
        (BadRequest("Bad Request: can't parse entities: unclosed tag"), Op.SEND, SendPlainText()),
        (BadRequest("Bad Request: message is too long"), Op.EDIT, SendPlainText()),
        (BadRequest("Bad Request: message caption is too long"), Op.FILE, SendPlainText()),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Op.SEND, GiveUp("refused", alert=True)),
        (BadRequest("Bad Request: message text is empty"), Op.EDIT, GiveUp("refused", alert=True)),
        (ChatMigrated(-100123), Op.SEND, GiveUp("refused", alert=True)),
        (InvalidToken("Unauthorized"), Op.SEND, PauseAll()),
        (InvalidToken("Not Found"), Op.ANSWER_CALLBACK, PauseAll()),
        (InvalidToken("Not Found: method not found"), Op.MENU, GiveUp("refused", alert=True)),
        (NetworkError("Bad Gateway (502)"), Op.SEND, Retry(1.0, "undone")),
        (NetworkError("Internal Server Error"), Op.EDIT, Retry(1.0, "undone")),
        (Conflict("Conflict: terminated"), Op.SEND, Retry(1.0, "undone")),
        (TimedOut(), Op.EDIT, Retry(1.0, "undone")),
        (because(TimedOut(), NoConnection()), Op.SEND, Retry(1.0, "undone")),
        (because(NetworkError("x"), NoConnection()), Op.SEND, Retry(1.0, "undone")),
        (because(NetworkError("x"), Disconnected()), Op.SEND, Retry(15.0, "unknown", unknown=True)),
        (because(TimedOut(), Disconnected()), Op.SEND, Retry(15.0, "unknown", unknown=True)),
        (TelegramError("Invalid server response"), Op.SEND, Retry(15.0, "unknown", unknown=True)),
        (because(TimedOut(), Disconnected()), Op.FILE, Retry(15.0, "unknown", unknown=True)),
        (because(TimedOut(), Disconnected()), Op.EDIT, Retry(1.0, "unknown")),
        (because(TimedOut(), Disconnected()), Op.DELETE, Retry(1.0, "unknown")),
        (because(TimedOut(), Disconnected()), Op.ANSWER_CALLBACK, Retry(1.0, "undone")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_error_has_its_answer(error: TelegramError, op: Op, expected: Decision) -> None:
    assert decided(error, op) == expected


@pytest.mark.parametrize("op", [Op.SEND, Op.FILE])
def test_what_need_not_be_delivered_is_not_sent_twice(op: Op) -> None:
    assert decided(TelegramError("garbage"), op, matters=False) == GiveUp("unknown")


def test_what_is_refused_as_plain_text_too_is_given_up_with_an_alert() -> None:
    error = BadRequest("Bad Request: message is too long")
    assert decided(error, plain=True) == GiveUp("refused", alert=True)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (mailed(FailureKind.REFUSED), GiveUp("refused", alert=True)),
        (mailed(FailureKind.NOT_SENT), Retry(1.0, "undone")),
        (mailed(FailureKind.NOT_SENT, attempts=MAX_MAIL_TRIES - 1), Retry(60.0, "undone")),
        (mailed(FailureKind.NOT_SENT, attempts=MAX_MAIL_TRIES), GiveUp("undone", alert=True)),
        (mailed(FailureKind.UNKNOWN), Retry(15.0, "unknown", unknown=True)),
        (mailed(FailureKind.UNKNOWN, repeat=True), GiveUp("unknown")),
        (mailed(FailureKind.UNKNOWN, matters=False), GiveUp("unknown")),
        (mailed(FailureKind.NOT_SENT, repeat=True), Retry(1.0, "undone")),
    ],
    ids=lambda value: str(value)[:50],
)
def test_an_e_mail_is_retried_for_a_day(decision: Decision, expected: Decision) -> None:
    assert decision == expected


@pytest.mark.parametrize("op", Op)
@pytest.mark.parametrize("fault", FailureKind)
def test_every_fault_of_every_call_has_a_decision(fault: FailureKind, op: Op) -> None:
    failure = Failure(kind=fault, description="something new", retry_after=1.0)
    decision = decide_after_failure(
        failure, op=op, must_deliver=True, attempts=3, repeat=False, plain=False, chance=0.5
    )
    # Nothing that Telegram refused for good is tried again.
    refused = fault in {FailureKind.REFUSED, FailureKind.FORBIDDEN}
    assert not (refused and isinstance(decision, Retry))


def test_pauses_double_up_to_a_minute_and_differ_by_chance() -> None:
    assert [backoff(n, 0.0) for n in (1, 2, 3, 7, 100)] == [1, 2, 4, 60, 60]
    assert backoff(7, 1.0) == 75
