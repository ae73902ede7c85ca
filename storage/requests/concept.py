"""The repository of requests."""

from liaison.core.registry import Concept
from liaison.requests import repository as request_repository
from liaison.requests.model import REQUEST_RECORD
from storage.engine.stored import Stored
from storage.record_digests import ProvenTable
from storage.requests.repository import Requests
from storage.requests.rows import EVENTS, REQUESTS, event_of, request_of, what_follows

CONCEPT: Concept = (
    Stored(request_repository.Requests, Requests),
    ProvenTable(
        REQUESTS,
        REQUEST_RECORD,
        names=("reference",),
        read=lambda row, _: request_of(row),
        follows=what_follows,
    ),
    ProvenTable(
        EVENTS, REQUEST_RECORD, names=("reference", "version"), read=lambda row, _: event_of(row)
    ),
)
