"""What of a request its digest in the audit record is made of."""

from dataclasses import fields, replace

from liaison.audit.digests import digest_of
from liaison.requests.model import Progress
from tests.unit.samples import LATER, received


def test_data_that_earlier_versions_did_not_have_change_no_digest_while_there_are_none() -> None:
    request = received()
    earlier = {each.name: getattr(request, each.name) for each in fields(request)}
    del earlier["inquired_at"], earlier["progress"], earlier["progress_at"]
    assert digest_of(request, "salt") == digest_of(earlier, "salt")
    for changes in ({"inquired_at": LATER}, {"progress": Progress.LETTER}, {"progress_at": LATER}):
        assert digest_of(replace(request, **changes), "salt") != digest_of(earlier, "salt")
