"""The repositories of people."""

from liaison.audit.digests import PERSON_RECORD, person_facts
from liaison.core import repository as core_repository
from liaison.core.registry import Concept
from liaison.people import repository as people_repository
from liaison.people.nomination_service import WAKE
from storage.encrypted_columns import Sealed
from storage.engine.stored import Stored
from storage.people.absences import Aways
from storage.people.invites import InvitesAndTries
from storage.people.nominations import IS_ASKED, NOMINATIONS, Nominations
from storage.people.pins import PINS, Pins
from storage.people.repository import PEOPLE, PeopleOfParties, person_of
from storage.queues.missing_timers import TimedRecords
from storage.record_digests import ProvenTable

CONCEPT: Concept = (
    TimedRecords(WAKE, NOMINATIONS.c.code, lambda _: IS_ASKED),
    Stored(core_repository.People, PeopleOfParties),
    Stored(core_repository.Aways, Aways),
    Stored(people_repository.Invites, InvitesAndTries),
    Stored(people_repository.Nominations, Nominations),
    Stored(people_repository.Pins, Pins),
    Sealed(table=PINS, columns=("proof",), names=("person",), party="party"),
    ProvenTable(
        PEOPLE, PERSON_RECORD, names=("id",), read=lambda row, _: person_facts(person_of(row))
    ),
)
