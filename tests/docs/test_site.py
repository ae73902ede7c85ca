"""The diagram of the packages and the site of the guides."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.docs.blocks import DOCS, ROOT
from tests.docs.package_diagram import drawn, import_contracts

pytestmark = pytest.mark.unit

LOADED = r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=\"(?:https?:)?//"


def site(root: Path, to: Path) -> subprocess.CompletedProcess[str]:
    mkdocs = Path(sys.executable).with_name("mkdocs")
    return subprocess.run(
        [mkdocs, "build", "--strict", "--site-dir", to],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_diagram_is_up_to_date() -> None:
    assert (DOCS / "packages.svg").read_text(encoding="utf-8") == drawn(import_contracts())


def test_the_diagram_follows_the_contracts() -> None:
    contracts = dict(import_contracts())
    packages = contracts["packages"]
    contracts["packages"] = {**packages, "layers": ["above", *packages["layers"]]}
    contracts["ticks"] = {**contracts["ticks"], "allowed_importers": ["storage.jobs"]}
    words = [element.text for element in ET.fromstring(drawn(contracts)).iter()]
    assert "above" in words
    assert any(word and "apscheduler (jobs)" in word for word in words)
    assert "no framework" in words


def test_the_site_is_made_without_a_warning_and_loads_nothing_from_elsewhere(
    tmp_path: Path,
) -> None:
    done = site(ROOT, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert {"user-guide.km.html", "operator-guide.html"} <= {page.name for page in pages}
    for page in (*pages, *tmp_path.rglob("*.css")):
        assert not re.search(LOADED + r"|url\([\"']?(?:https?:)?//", page.read_text()), page.name


def test_a_link_that_leads_nowhere_stops_the_site(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    page = tmp_path / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[nowhere](gone.md)\n", encoding="utf-8")
    done = site(tmp_path, tmp_path / "site")
    assert done.returncode != 0
    assert "gone.md" in done.stdout + done.stderr
