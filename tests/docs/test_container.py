"""The files of the container, as far as they can be tested without a container engine."""

import asyncio
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestServer

from bot.monitoring.health import Health
from bot.settings import PREFIX, Settings
from tests.docs.blocks import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = re.sub(r"\\\n", " ", DOCKERFILE).splitlines()


def instructions(name: str) -> list[str]:
    return [line.split(maxsplit=1)[1] for line in LINES if line.split(maxsplit=1)[:1] == [name]]


def hadolint(dockerfile: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("hadolint")
    return subprocess.run(
        [program, "-"], input=dockerfile, capture_output=True, text=True, check=False
    )


def compose(name: str = "compose.yaml") -> Mapping[str, Any]:
    made: Mapping[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return made


def test_hadolint_finds_nothing_in_ours_and_something_in_a_bad_one() -> None:
    done = hadolint(DOCKERFILE)
    assert (done.returncode, done.stdout) == (0, "")
    assert hadolint(DOCKERFILE.replace("--mode=0700 /data", "--mode=0700 /data; cd /")).returncode


def test_both_stages_have_one_base_pinned_by_tag_and_digest() -> None:
    (base,) = instructions("ARG")
    assert re.fullmatch(r"PYTHON=python:3\.\d+\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", base)
    assert [line.split(" AS ")[0] for line in instructions("FROM")] == ["${PYTHON}", "${PYTHON}"]
    assert instructions("FROM")[0].endswith(" AS build")


def test_everything_that_is_installed_is_pinned_by_hash() -> None:
    runs = " && ".join(instructions("RUN"))
    installs = [part for part in runs.split("&&") if " install " in part and "pip" in part]
    assert len(installs) == 3
    for install in installs:
        assert "--require-hashes" in install or "--no-deps --no-index" in install
    lock = (ROOT / "requirements-build.lock").read_text(encoding="utf-8")
    assert lock.startswith("hatchling==")
    assert lock.count("==") <= lock.count("--hash=sha256:")
    assert "://" not in lock


def test_the_image_holds_what_the_wheel_holds_and_the_builder_gets_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    copied = [line for line in instructions("COPY") if not line.startswith("--from")]
    sources = {word for line in copied for word in line.split()[:-1] if not word.startswith("--")}
    assert set(wheel) <= sources
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert {source.split("/")[0] for source in sources} == let_through
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_service_has_no_privileges_and_writes_to_two_volumes() -> None:
    assert instructions("USER") == ["10001:10001"]
    assert instructions("VOLUME") == ["/data /keys"]
    (settings,) = [line for line in instructions("ENV") if "LIAISON_" in line]
    assert "LIAISON_DATABASE_URL=sqlite:////data/" in settings
    assert "LIAISON_KEYS_FILE=/keys/" in settings
    assert "TOKEN" not in DOCKERFILE


async def asked(port: int) -> int:
    """What the health check of the image ends with where the service answers on that port."""
    (check,) = instructions("HEALTHCHECK")
    python, *arguments = yaml.safe_load(check.split("CMD", 1)[1])
    assert python == "python"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, "LIAISON_HEALTH_PORT": str(port)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait()


def health(findings: Mapping[str, int]) -> Health:
    """A service with these findings."""

    async def not_asked() -> Any:
        raise AssertionError

    return Health(("", 0), findings=lambda: findings, lacks=not_asked, page=not_asked)


@pytest.mark.parametrize(
    "findings", [{}, {"dead": 1}, {"token refused": 121}], ids=["well", "unwell", "not reached"]
)
async def test_the_health_check_reports_what_is_found(findings: Mapping[str, int]) -> None:
    async with TestServer(health(findings).app) as service:
        port = service.port or 0
        assert (await asked(port) == 0) is (not findings)
    assert await asked(port) != 0


def test_secrets_in_files_become_settings_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "liaison_token").write_text("1:a b$c'\n")
    (tmp_path / "liaison_smtp_url").write_text("smtps://u:p@h")
    (tmp_path / "other").write_text("not ours")
    told = "import os; print({k: v for k, v in os.environ.items() if k.startswith('LIAISON_')})"
    done = subprocess.run(
        [ROOT / "container" / "with-secrets", sys.executable, "-c", told],
        env={"SECRETS": str(tmp_path), "PATH": os.environ["PATH"], "LIAISON_TOKEN": "2:old"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = yaml.safe_load(done.stdout)
    assert found == {"LIAISON_TOKEN": "1:a b$c'", "LIAISON_SMTP_URL": "smtps://u:p@h"}


def test_without_secrets_the_command_runs_all_the_same(tmp_path: Path) -> None:
    script = ROOT / "container" / "with-secrets"
    environment = {"SECRETS": str(tmp_path), "PATH": os.environ["PATH"]}
    assert subprocess.run([script, "false"], env=environment, check=False).returncode == 1
    assert subprocess.run([script, "true"], env=environment, check=False).returncode == 0


def test_compose_gives_the_service_no_more_than_it_needs() -> None:
    found = compose()
    (service,) = found["services"].values()
    assert service["build"] == "."
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["data:/data", "keys:/keys"]
    assert list(found["volumes"]) == ["data", "keys"]
    assert [mount.split(":")[0] for mount in service["tmpfs"]] == ["/tmp"]
    assert not {"ports", "privileged", "user", "cap_add", "network_mode", "pid"} & set(service)


def test_compose_takes_the_token_from_a_file_that_is_not_kept_in_git() -> None:
    found = compose()
    (service,) = found["services"].values()
    assert service["secrets"] == list(found["secrets"]) == ["liaison_token"]
    file = found["secrets"]["liaison_token"]["file"]
    assert file == "./secrets/liaison_token"
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    assert "LIAISON_BACKUP_KEY" in service["environment"]
    # SQLite is the default: no variable names a database or has a secret.
    assert not [name for name in service["environment"] if re.search("TOKEN|URL=|DATABASE|=", name)]


def test_replicas_are_as_closed_as_one_service_and_only_the_proxy_is_reached() -> None:
    found, one = compose("compose.replicas.yaml"), compose()
    service = found["services"]["bot"]
    for name in ("build", "image", "read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit"):
        assert service[name] == one["services"]["bot"][name]
    assert [name for name, each in found["services"].items() if "ports" in each] == ["proxy"]
    assert found["networks"]["inside"] == {"internal": True}
    assert found["services"]["database"]["networks"] == ["inside"]
    assert service["deploy"]["replicas"] > 1
    assert {file["file"].split("/")[1] for file in found["secrets"].values()} == {"secrets"}


def test_the_settings_of_replicas_exist() -> None:
    service = compose("compose.replicas.yaml")["services"]["bot"]
    named = [each.partition("=")[0] for each in (*service["environment"], *service["secrets"])]
    fields = {name.upper().removeprefix(PREFIX).lower() for name in named}
    assert fields <= set(Settings.model_fields)
    assert {"webhook_url", "webhook_secret", "webhook_listen", "database_url"} <= fields


def test_the_proxy_forwards_to_the_replicas() -> None:
    caddy = (ROOT / "container" / "Caddyfile").read_text(encoding="utf-8")
    service = compose("compose.replicas.yaml")["services"]["bot"]
    assert "LIAISON_WEBHOOK_LISTEN=0.0.0.0:8080" in service["environment"]
    assert re.findall(r"^\s+(?:name|port) (\S+)$", caddy, re.MULTILINE) == ["bot", "8080"]
