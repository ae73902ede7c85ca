"""The repositories of terminations and differences."""

from liaison.agreement import repository as agreement_repository
from liaison.agreement.differences import DIFFERENCE_RECORD
from liaison.agreement.termination_service import TIMER
from liaison.agreement.terminations import TERMINATION_RECORD
from liaison.core.registry import Concept
from storage.agreement.differences import DIFFERENCES, Differences, difference_of
from storage.agreement.terminations import TERMINATIONS, Terminations, runs, termination_of
from storage.encrypted_columns import EncryptedColumns
from storage.engine.stored import Stored
from storage.queues.missing_timers import TimedRecords
from storage.record_digests import ProvenTable

CONCEPT: Concept = (
    TimedRecords(TIMER, TERMINATIONS.c.code, runs),
    Stored(agreement_repository.Terminations, Terminations),
    Stored(agreement_repository.Differences, Differences),
    EncryptedColumns(table=DIFFERENCES, columns=("title",), names=("code",)),
    ProvenTable(
        TERMINATIONS, TERMINATION_RECORD, names=("code",), read=lambda row, _: termination_of(row)
    ),
    ProvenTable(DIFFERENCES, DIFFERENCE_RECORD, names=("code",), read=difference_of),
)
