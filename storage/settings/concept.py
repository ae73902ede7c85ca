"""The repositories of settings and holidays."""

from liaison.core.registry import Concept
from liaison.settings import repository as settings_repository
from liaison.settings.holidays import HOLIDAYS_RECORD
from liaison.settings.model import SETTING_RECORD
from storage.engine.stored import Stored
from storage.record_digests import ProvenTable
from storage.settings.holidays import DAY_CHANGES, Holidays, day_change_of
from storage.settings.repository import SETTING_CHANGES, SettingChanges, setting_change_of

CONCEPT: Concept = (
    Stored(settings_repository.SettingChanges, SettingChanges),
    Stored(settings_repository.Holidays, Holidays),
    ProvenTable(
        SETTING_CHANGES,
        SETTING_RECORD,
        names=("code", "id"),
        read=lambda row, _: setting_change_of(row),
    ),
    ProvenTable(
        DAY_CHANGES, HOLIDAYS_RECORD, names=("party", "id"), read=lambda row, _: day_change_of(row)
    ),
)
