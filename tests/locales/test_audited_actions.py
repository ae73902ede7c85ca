"""Each step that the audit record shows has a name in every language."""

import pytest

from bot.i18n.catalog import Catalog
from liaison.core.audit_chain import AuditEntry
from liaison.reports.views import action_text
from tests.unit.lifecycle.test_homes import actions
from tests.unit.samples import AGREEMENT

CATALOG = Catalog.load(agreement=AGREEMENT, strict=True)


@pytest.mark.parametrize("language", AGREEMENT.languages)
def test_no_step_of_a_shared_record_is_shown_as_it_is_stored(language: str) -> None:
    found = sorted(actions())
    entries = [AuditEntry(1, "", "KH", "", 1, each, "", "{}", "") for each in found]
    names = dict(
        zip(found, (CATALOG.plain(action_text(e), language) for e in entries), strict=True)
    )
    assert [each for each, name in names.items() if each in name] == []
