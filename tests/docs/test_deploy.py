"""The files for operators in deploy/ fit the program and the guides."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.commands.cli_output import WRONG_INPUT
from bot.settings import CONFIG_FILE, Settings
from bot.witness.published_record import RECORD
from tests.docs.blocks import DOCS, ROOT
from tests.docs.test_metrics import ROWS

DEPLOY = ROOT / "deploy"
RULES = yaml.safe_load((DEPLOY / "prometheus" / "liaison.rules.yml").read_text(encoding="utf-8"))
ALARMS = [rule for group in RULES["groups"] for rule in group["rules"]]
UNITS = sorted((DEPLOY / "systemd").iterdir())
METRICS = {name for name, _, _ in ROWS}
_PARTS = re.compile(r"_(?:bucket|count|sum)$")


def metrics_in(expression: str) -> set[str]:
    return {_PARTS.sub("", each) for each in re.findall(r"(?:liaison|process)_\w+", expression)}


def test_alarms_and_dashboard_ask_for_metrics_that_exist() -> None:
    board = json.loads((DEPLOY / "grafana" / "liaison.json").read_text(encoding="utf-8"))
    shown = [each["expr"] for panel in board["panels"] for each in panel["targets"]]
    asked = {
        name for each in (*shown, *(rule["expr"] for rule in ALARMS)) for name in metrics_in(each)
    }
    assert len(asked) > 10
    assert asked <= METRICS


def test_the_runbook_has_an_entry_for_each_alarm_and_no_other() -> None:
    page = (DOCS / "operations.md").read_text(encoding="utf-8")
    entries = re.findall(r"^\| `(Liaison\w+)` \|", page, re.MULTILINE)
    assert entries == [rule["alert"] for rule in ALARMS]


def test_each_alarm_is_raised_by_a_test_of_the_rules() -> None:
    written = (DEPLOY / "prometheus" / "liaison.rules.test.yml").read_text(encoding="utf-8")
    for rule in ALARMS:
        assert f'alertname="{rule["alert"]}"' in written


def test_the_example_of_settings_has_settings_only() -> None:
    given = tomllib.loads((DEPLOY / "liaison.toml").read_text(encoding="utf-8"))
    assert {"database_url", "keys_file"} <= set(given) <= set(Settings.model_fields)


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.name)
def test_units_start_the_service_as_the_guide_installs_it(unit: Path) -> None:
    written = unit.read_text(encoding="utf-8")
    guide = (DOCS / "operator-guide.md").read_text(encoding="utf-8")
    is_witness = unit.stem == "liaison-witness"  # on another machine, without other settings
    if unit.suffix == ".timer":
        beside = "" if is_witness else "liaison.service "
        assert f"systemctl enable --now {beside}{unit.name}" in guide
        return
    assert "/srv/liaison/.venv/bin/liaison" in written
    assert (f"{CONFIG_FILE}=/etc/liaison/liaison.toml" in written) is not is_witness
    assert "LoadCredential=liaison:/etc/liaison/secrets" in written
    assert "/etc/liaison/secrets/token" in guide
    assert "User=liaison" in written
    assert ("Restart=" in written) is (f"RestartPreventExitStatus={WRONG_INPUT}\n" in written)


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf", "haproxy.cfg"])
def test_each_proxy_passes_posts_the_page_and_the_questions_of_witnesses(name: str) -> None:
    written = (DEPLOY / name).read_text(encoding="utf-8")
    assert "8080" in written
    assert "/updates" in written or "BOT_HOST" in written
    assert "8090" in written
    assert "page.example" in written or "PAGE_HOST" in written
    assert str(Settings.model_fields["web_port"].default) in written
    assert RECORD in written
    assert re.search(r"64 ?k|65536", written, re.IGNORECASE), "the largest body of the page"
