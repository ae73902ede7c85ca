"""Registers disclosures."""

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.cards import open_button, text
from liaison.core.people import BEHIND_MORE, COORDINATORS, STAFF, Group, Permission
from liaison.core.references import CodePrefix
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.disclosures import rules, service, views
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import (
    DISCLOSURE_APPROVAL,
    DISCLOSURE_RECORD,
    Disclosure,
    DisclosureCode,
    disclosure_code,
    disclosure_facts,
)
from liaison.redactions.service import TypedTexts
from liaison.requests.history import RequestHistory

_TERMS = ("item", "third_party", "purpose", "scope", "until")


CONCEPT: Concept = (
    CodePrefix(rules.CODE_PREFIX, "disclosures"),
    Permission("disclose", COORDINATORS, Group.AGREEMENT),
    Permission("disclosures", STAFF, Group.AGREEMENT, menu=BEHIND_MORE),
    Permission("export", COORDINATORS, Group.REQUESTS, menu=BEHIND_MORE),
    TimerKind(service.TIMER, run_for(DisclosureCode, service.run_timer)),
    RequestHistory("disclosures", views.request_lines),
    service.WITHDRAWN,
    service.WITHDRAWN_BY_COLLEAGUE,
    service.EXPIRED,
    TypedTexts("disclosure", "disclosures", service.find_typed_texts),
    RecordedType(
        Disclosure,
        DISCLOSURE_RECORD,
        "code",
        plain_facts=("version", *(f"terms.{each}" for each in _TERMS)),
        digested=disclosure_facts,
        unproven=frozenset({"grant", "expire"}),
    ),
    ApprovalType(
        DISCLOSURE_APPROVAL,
        COORDINATORS,
        text=lambda change: text(
            "approval-disclosure",
            **rules.terms_values(rules.terms_in(change)),
            letter=rules.terms_in(change).letter,
        ),
        lock=lambda tx, approval: tx.of(Disclosures).lock(disclosure_code(approval.change)),
        apply=service.apply,
        opens=lambda change: open_button("disclosures", disclosure_code(change)),
        record=disclosure_code,
    ),
)
