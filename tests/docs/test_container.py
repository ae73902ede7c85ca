"""The files of the container, as far as they can be tested without a container engine."""

import asyncio
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
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
    bases = instructions("FROM")
    assert re.fullmatch(r"PYTHON=python:3\.\d+\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", base)
    assert bases == ["${PYTHON} AS build", "${PYTHON} AS service", "service AS backup", "service"]


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
    assert instructions("USER") == ["10001:10001", "0", "10001:10001"]
    assert instructions("FROM")[-1] == "service"
    assert instructions("VOLUME") == ["/data /keys /backups"]
    (settings,) = [line for line in instructions("ENV") if "LIAISON_" in line]
    assert "LIAISON_DATABASE_URL=sqlite:////data/" in settings
    assert "LIAISON_KEYS_FILE=/keys/" in settings
    assert "TOKEN" not in DOCKERFILE


async def asked(port: int) -> int:
    """What the health check of the image ends with where the service answers on that port."""
    check, _ = instructions("HEALTHCHECK")  # a backup has none
    python, *arguments = yaml.safe_load(check.split("CMD", 1)[1])
    assert python == "python"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, "LIAISON_HEALTH_PORT": str(port)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait()


def health(missing: Sequence[str]) -> Health:
    """A service that lacks this."""

    async def lacks() -> Sequence[str]:
        return missing

    async def not_asked() -> Any:
        raise AssertionError

    return Health(("", 0), findings=dict, lacks=lacks, page=not_asked)


@pytest.mark.parametrize("missing", [[], ["database-silent"]], ids=["ready", "not ready"])
async def test_the_health_check_asks_whether_the_service_is_ready(missing: Sequence[str]) -> None:
    async with TestServer(health(missing).app) as service:
        port = service.port or 0
        assert (await asked(port) == 0) is (not missing)
    assert await asked(port) != 0


def test_compose_gives_the_service_no_more_than_it_needs() -> None:
    found = compose()
    bot, backup = found["services"]["bot"], found["services"]["backup"]
    assert bot["build"] == "."
    assert bot["volumes"] == ["data:/data", "keys:/keys"]
    assert backup["volumes"] == ["data:/data", "backups:/backups"]  # it needs no key
    assert list(found["volumes"]) == ["data", "keys", "backups"]
    for service in (bot, backup):
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert [mount.split(":")[0] for mount in service["tmpfs"]] == ["/tmp"]
        assert not {"ports", "privileged", "user", "cap_add", "network_mode", "pid"} & set(service)


@pytest.mark.parametrize("name", ["compose.yaml", "compose.replicas.yaml"])
def test_no_variable_is_passed_on_without_a_value_or_a_line_that_says_what_is_missing(
    name: str,
) -> None:
    services = compose(name)["services"]
    assert services["bot"]["env_file"] == ".env"
    for service in services.values():
        assert isinstance(service.get("environment", {}), dict)
    written = (ROOT / name).read_text(encoding="utf-8")
    used = re.findall(r"\$\{(\w+)(:[?-](?!\}))?", written)
    assert ("LIAISON_BACKUP_KEY", ":?") in used
    assert [name for name, demanded in used if not demanded] == []


def test_both_installations_are_backed_up_each_day_with_what_that_needs() -> None:
    one, replicas = compose()["services"], compose("compose.replicas.yaml")["services"]
    assert 'liaison backup "/backups/' in one["backup"]["command"][-1]
    assert "then\n    find /backups" in one["backup"]["command"][-1]  # only after a success
    assert replicas["backup"]["command"] == one["backup"]["command"]
    assert replicas["backup"]["build"]["target"] == "backup"  # with pg_dump
    server = replicas["database"]["image"]
    assert server.startswith("postgres:17-")  # as in Debian 13, on which the image is built


def test_compose_takes_the_token_from_a_file_that_is_not_kept_in_git() -> None:
    found = compose()
    service = found["services"]["bot"]
    assert service["secrets"] == list(found["secrets"]) == ["liaison_token"]
    file = found["secrets"]["liaison_token"]["file"]
    assert file == "./secrets/liaison_token"
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    assert "secrets" not in found["services"]["backup"]
    # SQLite is the default: no variable names a database or has a secret.
    assert "environment" not in service


def test_replicas_are_as_closed_as_one_service_and_only_the_proxy_is_reached() -> None:
    found, one = compose("compose.replicas.yaml"), compose()
    service = found["services"]["bot"]
    for name in ("build", "read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit"):
        assert service[name] == one["services"]["bot"][name]
    assert service["image"] == one["services"]["bot"]["image"]
    assert [name for name, each in found["services"].items() if "ports" in each] == ["proxy"]
    assert found["networks"]["inside"] == {"internal": True}
    assert found["services"]["database"]["networks"] == ["inside"]
    assert service["deploy"]["replicas"] > 1
    assert {file["file"].split("/")[1] for file in found["secrets"].values()} == {"secrets"}


def test_each_image_of_others_is_pinned_by_digest() -> None:
    services = compose("compose.replicas.yaml")["services"].values()
    others = [each["image"] for each in services if "build" not in each]
    assert len(others) == 2
    for image in others:
        assert re.fullmatch(r"[a-z]+:[0-9.]+-alpine@sha256:[0-9a-f]{64}", image)


def test_the_settings_of_replicas_exist() -> None:
    service = compose("compose.replicas.yaml")["services"]["bot"]
    named = (*service["environment"], *service["secrets"])
    fields = {name.upper().removeprefix(PREFIX).lower() for name in named}
    assert fields <= set(Settings.model_fields)
    assert {"webhook_url", "webhook_secret", "webhook_listen", "database_url"} <= fields


def test_the_proxy_forwards_to_the_replicas() -> None:
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    service = compose("compose.replicas.yaml")["services"]["bot"]
    assert service["environment"]["LIAISON_WEBHOOK_LISTEN"] == "0.0.0.0:8080"
    assert re.findall(r"^\s+(?:name|port) (\S+)$", caddy, re.MULTILINE) == [
        *("bot", "8080"),
        *("bot", str(Settings.model_fields["web_port"].default)),
    ]
    assert service["environment"]["LIAISON_WEB_HOST"] == "0.0.0.0"
