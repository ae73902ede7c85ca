"""A container engine from Debian's packages, and images that no registry is asked for.

It needs the root user and apt. Docker is not in it: `docker compose` is podman-compose here.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.docs.blocks import ROOT

ENGINE = ("buildah", "podman", "runc", "netavark", "aardvark-dns", "nftables", "podman-compose")
PACKAGES = (*ENGINE, "debootstrap", "openssl")
BASE = "ca-certificates,python3,python3-venv"
OF_THIS_MACHINE = Path("/usr/local/share/ca-certificates")
"""Authorities that this machine trusts beyond Debian's, as where it reaches PyPI by a proxy."""
CONTAINERS = """
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=20000:20000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
tmp_dir = "{folder}/tmp"
[network]
network_config_dir = "{folder}/networks"
"""
STORAGE = """
[storage]
driver = "overlay"
graphroot = "{folder}/storage"
runroot = "{folder}/run"
"""
DOCKER = r"""#!/bin/bash
# What Docker Compose does and podman-compose 1.3 does not: copy out of a service, and replace
# a container whose image has been built again.
shift
case $1 in
cp)
    name=$(podman ps -q --filter label=com.docker.compose.service=${2%%:*} | head -n 1)
    exec podman cp "$name:${2#*:}" "$3" ;;
up)
    for each in $(podman ps -aq --filter label=com.docker.compose.service); do
        now=$(podman inspect -f '{{.Image}} {{.ImageName}}' $each) || continue
        [ "${now% *}" = "$(podman image inspect -f '{{.Id}}' ${now#* })" ] ||
            podman rm --force --depend $each
    done ;;
esac
exec podman-compose "$@"
"""
PROGRAMS = {"docker": DOCKER, "sudo": '#!/bin/sh\nexec "$@"\n'}
OTHERS = """
FROM {base}
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql caddy \\
    && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/
COPY start.sh /
ENTRYPOINT ["sh", "/start.sh"]
"""
START = """
set -e
[ "$1" = postgres ] || exec caddy run --config /etc/caddy/Caddyfile
export PGDATA=/var/lib/postgresql/data
if [ ! -s $PGDATA/PG_VERSION ]; then
    install -d -o postgres -m 0700 $PGDATA
    install -o postgres -m 0400 $POSTGRES_PASSWORD_FILE /tmp/password
    su postgres -c "initdb -E UTF8 -U $POSTGRES_USER --pwfile=/tmp/password \\
        --auth-local=trust --auth-host=scram-sha-256 $PGDATA"
    echo "CREATE DATABASE $POSTGRES_DB" | su postgres -c "postgres --single -D $PGDATA postgres"
    echo "host all all all scram-sha-256" >> $PGDATA/pg_hba.conf
    echo "listen_addresses = '*'" >> $PGDATA/postgresql.conf
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"
"""
"""What the official images of PostgreSQL and Caddy do at their start, as far as we use it."""


class Engine:
    """Podman with a storage of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": f"{folder}/bin:{os.environ['PATH']}",
            "HOME": str(folder),
            "CONTAINERS_CONF": str(folder / "containers.conf"),
            "CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"),
            "BUILDAH_ISOLATION": "chroot",
            "BUILDAH_FORMAT": "docker",
            "PODMAN_IGNORE_CGROUPSV1_WARNING": "1",
        }
        (folder / "containers.conf").write_text(CONTAINERS.format(folder=folder))
        (folder / "storage.conf").write_text(STORAGE.format(folder=folder))
        (folder / "bin").mkdir()
        for name, written in PROGRAMS.items():
            (folder / "bin" / name).write_text(written)
            (folder / "bin" / name).chmod(0o755)

    def runs(self, *command: str, given: str = "") -> str:
        """What a program prints that ends well."""
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=self.environment,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout.strip()

    def makes_base(self, name: str) -> None:
        """A new Debian with Python, under the name of the official image."""
        root = self.folder / "root"
        self.runs("debootstrap", "--variant=minbase", f"--include={BASE}", "trixie", str(root))
        for each in OF_THIS_MACHINE.glob("*.crt"):
            shutil.copy(each, root / OF_THIS_MACHINE.relative_to("/"))
        self.runs("chroot", str(root), "update-ca-certificates")
        self.runs("chroot", str(root), "python3", "-m", "venv", "/usr/local")
        trusted = "ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt"
        self.runs("bash", "-c", f"tar -C root -c . | podman import -c '{trusted}' - {name}")
        shutil.rmtree(root)

    def builds(self, dockerfile: str, *tags: str, start: str = "") -> None:
        """Build an image of no other file than the one that it starts with."""
        made = self.folder / "made"
        made.mkdir(exist_ok=True)
        (made / "start.sh").write_text(start)
        (made / "Dockerfile").write_text(dockerfile)
        self.runs("podman", "build", *(f"--tag={each}" for each in tags), str(made))


def checkout(folder: Path) -> None:
    """Lay what git has into a folder; images are named without the digests of a registry."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for path in (folder / "Dockerfile", *folder.glob("compose*.yaml")):
        path.write_text(re.sub(r"@sha256:[0-9a-f]{64}", "", path.read_text()))


@contextmanager
def running_engine() -> Iterator[Engine]:
    """An engine with the base image that the Dockerfile names."""
    if shutil.which("podman-compose") is None or shutil.which("debootstrap") is None:
        quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-qq", "update"], check=True)
        install = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", *PACKAGES]
        subprocess.run(install, check=True, env=quietly)
    folder = Path(tempfile.mkdtemp(prefix="liaison-engine-", dir="/var/tmp"))
    engine = Engine(folder)
    try:
        engine.makes_base(base_image())
        yield engine
    finally:
        engine.runs("podman", "rm", "--all", "--force", "--depend", "--time=1")
        engine.runs("podman", "network", "prune", "--force")
        mounted = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
        for each in reversed([each for each in mounted if each.startswith(f"{folder}/")]):
            subprocess.run(["umount", "--lazy", each], check=True)
        shutil.rmtree(folder)


def base_image() -> str:
    """The name of the image that the Dockerfile starts from, without its digest."""
    [base] = re.findall(r"^ARG PYTHON=(.*)@", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    return str(base)
