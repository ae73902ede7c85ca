"""What of a request its digest in the audit record is made of."""

from dataclasses import fields, replace

from liaison.audit.digests import digest_of
from liaison.requests.model import Kind, Progress, Repatriation, Request, RequestDetails
from tests.unit.samples import LATER, REFERENCE, asked, received


def without(value: Request | RequestDetails | Repatriation, *later: str) -> dict[str, object]:
    """The data of a record without some fields."""
    return {e.name: getattr(value, e.name) for e in fields(value) if e.name not in later}


def test_data_that_earlier_versions_did_not_have_change_no_digest_while_there_are_none() -> None:
    plan = Repatriation(crossing="KTI")
    details = asked(kind=Kind.REPATRIATION, repatriation=plan)
    request = received(details)
    old_plan = without(plan, "open_points", "approvals", "postponed")
    old_details = without(details, "assistance", "follows") | {"repatriation": old_plan}
    later = ("inquired_at", "progress", "progress_at", "numbers")
    old = digest_of(without(request, *later) | {"details": old_details}, "salt")
    assert digest_of(request, "salt") == old
    for changed in (
        replace(request, inquired_at=LATER),
        replace(request, progress=Progress.LETTER),
        replace(request, progress_at=LATER),
        replace(request, numbers={1: True}),
        replace(request, details=replace(details, assistance=("legal",))),
        replace(request, details=replace(details, follows=REFERENCE)),
        replace(request, details=replace(details, repatriation=replace(plan, postponed=True))),
    ):
        assert digest_of(changed, "salt") != old
