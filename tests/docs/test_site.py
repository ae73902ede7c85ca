"""The site of the guides."""

import re
import subprocess
import sys
from pathlib import Path

from tests.docs.blocks import ROOT

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


def test_the_site_is_made_without_warnings_and_loads_nothing_foreign(tmp_path: Path) -> None:
    done = site(ROOT, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    pages = list(tmp_path.rglob("*.html"))
    for page in pages:
        language = page.suffixes[0].strip(".") if len(page.suffixes) > 1 else "en"
        assert f'lang="{language}"' in page.read_text()[:99], page.name
    table = (tmp_path / "glossary.html").read_text()
    for language, term in (("zh", "协定"), ("km", "កិច្ចព្រមព្រៀង")):
        assert f'<td lang="{language}">{term}</td>' in table
    for page in (*pages, *tmp_path.rglob("*.css")):
        assert not re.search(LOADED + r"|url\([\"']?(?:https?:)?//", page.read_text()), page.name
