"""Audit entries of steps: facts in clear, and digests of the rows."""

from liaison.audit.digests import (
    EVENT,
    NO_ROW,
    NO_SALT,
    ROW,
    ROWS,
    SALT_BYTES,
    RecordedType,
    digest_of,
)
from liaison.audit.repository import RecordSalts
from liaison.core.people import Person
from liaison.core.transaction import People, Tx


async def record_step(
    tx: Tx,
    step: str,
    *records: object,
    actor: Person | None,
    event: object | None = None,
    about: str | None = None,
    gone: bool = False,
    **facts: object,
) -> str:
    """Record a step of records of one type and name, in their state after it, or before it if they
    are ``gone``; returns the subject of the entry. ``event`` is the history event; ``about`` is
    the subject of the entry if that is another record.
    """
    if isinstance(records[0], Person):  # who may have changed since the caller read it
        records = (await tx.of(People).get(records[0].id) or records[0],)
    kind = tx.registry.get(RecordedType, type(records[0]))
    digests: dict[object, str | None] = {}
    proven_facts: dict[str, object] = {}
    for each in records:
        digests[kind.part_of(each)] = NO_ROW
        if not gone:
            salt = NO_SALT
            if kind.salted:
                salts = tx.of(RecordSalts)
                salt = await salts.salt(kind.ref_of(each), lambda: tx.random(SALT_BYTES).hex())
            digests[kind.part_of(each)] = digest_of(kind.digested(each), salt)
            if event is not None:
                proven_facts[EVENT] = digest_of(event, salt)
    proven_facts |= {ROW: digests[None]} if kind.part is None else {ROWS: digests}
    facts |= kind.facts(records[0], event)
    subject = about or kind.name_of(records[0])
    await tx.audit(f"{kind.type}.{step}", subject, actor=actor, **facts, **proven_facts)
    return subject
