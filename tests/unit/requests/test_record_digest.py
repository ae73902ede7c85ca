"""What of a request its digest in the audit record is made of."""

from dataclasses import fields, replace

from liaison.audit.digests import RecordedType
from liaison.requests.concept import CONCEPT
from liaison.requests.model import Progress, Request
from tests.unit.samples import LATER, received

[RECORDED] = [each for each in CONCEPT if isinstance(each, RecordedType) and each.key is Request]


def test_data_that_earlier_versions_did_not_have_change_no_digest_while_there_are_none() -> None:
    assert {each.name for each in fields(Request)} - {*RECORDED.digested(received())} == {
        "inquired_at",
        "progress",
    }
    asked = replace(received(), inquired_at=LATER, progress=Progress.LETTER)
    assert {*RECORDED.digested(asked)} == {each.name for each in fields(Request)}
