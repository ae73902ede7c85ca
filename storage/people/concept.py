"""The repositories of people."""

from liaison.audit.digests import PERSON_RECORD, person_facts
from liaison.core import repository as core_repository
from liaison.core.registry import Concept
from liaison.people import repository as people_repository
from liaison.people.nomination_service import TIMER
from storage.encrypted_columns import EncryptedColumns
from storage.engine.stored import Stored
from storage.people.absences import Absences
from storage.people.invites import InvitesAndAttempts
from storage.people.nominations import IS_REQUESTED, NOMINATIONS, Nominations
from storage.people.pins import PINS, Pins
from storage.people.repository import PEOPLE, PeopleOfParties, person_of
from storage.queues.missing_timers import TimedRecords
from storage.record_digests import ProvenTable

CONCEPT: Concept = (
    TimedRecords(TIMER, NOMINATIONS.c.code, lambda _: IS_REQUESTED),
    Stored(core_repository.People, PeopleOfParties),
    Stored(core_repository.Absences, Absences),
    Stored(people_repository.Invites, InvitesAndAttempts),
    Stored(people_repository.Nominations, Nominations),
    Stored(people_repository.Pins, Pins),
    EncryptedColumns(table=PINS, columns=("pin_hash",), names=("person",), party="party"),
    ProvenTable(
        PEOPLE, PERSON_RECORD, names=("id",), read=lambda row, _: person_facts(person_of(row))
    ),
)
