"""Each action on a record that both Parties share has a home."""

import re
from enum import StrEnum
from pathlib import Path

import liaison
from liaison.approvals.rules import ApprovalAction
from liaison.meetings.agenda import ItemAction
from liaison.meetings.model import MeetingAction
from liaison.plan.rules import APPROVED, DROPPED, ActivityAction
from liaison.plan.service import MOVED
from liaison.procedures.model import Mark
from liaison.requests.model import Action

ENUMS: dict[str, type[StrEnum]] = {
    "request": Action,
    "meeting": MeetingAction,
    "agenda": ItemAction,
    "activity": ActivityAction,
    "two_key": ApprovalAction,
}
WRITTEN = {
    "agreement/service.py": ("termination", "difference"),
    "approvals/service.py": ("two_key",),
    "disclosures/service.py": ("disclosure",),
    "meetings/agenda_service.py": ("agenda",),
    "meetings/service.py": ("meeting",),
    "plan/service.py": ("activity",),
    "procedures/service.py": ("procedure",),
    "settings/service.py": ("setting", "holidays"),
}
"""The modules that write the name of an action as text, with the records of their sections."""
_SECTION = re.compile(r"\n# (?:Agendas|Differences|Holidays)\n")
_STEP = re.compile(
    r'(?:\bStep\(\s*[^"]+,\s*|record_step\(\s*tx, |_save\(tx, [^\n]*|_step\((?:tx, person, )?\w+, )'
    r'"([a-z_]+)"'
)
_HOME = re.compile(r"^\| (\w+) \| the [^|]+ \| ([a-z_ ]+) \|$", re.MULTILINE)
_AUDITED = re.compile(r'tx\.audit\(\s*"([a-z_]+\.[a-z_]+)"')


def actions() -> set[str]:
    """All actions on shared records, by their names in the audit record."""
    found = {f"{record}.{each}" for record, of in ENUMS.items() for each in of}
    found |= {f"activity.{each}" for each in (APPROVED, DROPPED, MOVED)}
    found |= {f"procedure_step.step_{each}" for each in Mark}
    for module, records in WRITTEN.items():
        code = (Path(liaison.__file__).parent / module).read_text(encoding="utf-8")
        for record, section in zip(records, _SECTION.split(code), strict=True):
            found |= {f"{record}.{each}" for each in _STEP.findall(section)}
        found |= set(_AUDITED.findall(code))
    return found


def test_every_action_on_a_shared_record_has_one_home_and_none_other() -> None:
    text = (Path(liaison.__file__).parents[1] / "docs" / "architecture.md").read_text("utf-8")
    homes = [f"{record}.{each}" for record, its in _HOME.findall(text) for each in its.split()]
    assert sorted(homes) == sorted(actions())
