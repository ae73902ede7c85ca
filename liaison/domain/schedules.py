"""What the administrators of a Party set for the own Party."""

from dataclasses import dataclass

from liaison.domain.agreements import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The settings of one Party: when digests come, in minutes after local midnight."""

    digest_at: int


def default_schedule(agreement: Agreement) -> Schedule:
    """What holds until an administrator sets something else."""
    return Schedule(digest_at=agreement.notices.digest_hour * 60)
