"""The site of the guides."""

import re
import subprocess
import sys
from pathlib import Path

from tests.docs.blocks import ROOT

LANGUAGES = (("operator-guide", "en"), ("user-guide.km", "km"), ("admin-guide.zh", "zh"))
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
    for name, language in LANGUAGES:
        assert f'lang="{language}"' in (tmp_path / f"{name}.html").read_text()[:99], name
    for page in (*pages, *tmp_path.rglob("*.css")):
        assert not re.search(LOADED + r"|url\([\"']?(?:https?:)?//", page.read_text()), page.name
