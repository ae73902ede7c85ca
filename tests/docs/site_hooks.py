"""Hooks of the site's builder: the language of a page, and the search for Khmer and Chinese."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

LETTERS = {"km": r"\u1780-\u17ff", "zh": r"\u4e00-\u9fff"}
ASKED = "index.search(query)"
"""How the worker of the search asks its index, which finds whole words between spaces only."""
WITHIN = r"index.search(query.replace(/[^\s*]*[\u1780-\u17ff\u4e00-\u9fff][^\s*]*/g, '*$&*'))"
"""The same, but a Khmer or Chinese word is also found within a run of letters."""


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """The page with its language in place of the theme's, by the name of its file, and the
    languages of links and cells of tables in other letters.
    """
    found = re.search(r"\.(km|zh)\.md$", page.file.src_uri)
    language = found[1] if found else config.theme.locale.language
    made = re.sub(r'(<html\b[^>]* lang=)"\w+"', rf'\1"{language}"', output, count=1)
    for code, letters in LETTERS.items():
        if code != language:
            made = re.sub(rf"<(a|td)\b([^>]*>[^<]*[{letters}])", rf'<\1 lang="{code}"\2', made)
    return made


def on_post_build(*, config: MkDocsConfig) -> None:
    """Let the search find Khmer and Chinese words. Raises ``PluginError`` if it has changed."""
    worker = Path(config.site_dir, "search", "worker.js")
    script = worker.read_text("utf-8")
    if ASKED not in script:
        raise PluginError(f"{worker.name} does not contain {ASKED}: see {__name__}")
    worker.write_text(script.replace(ASKED, WITHIN), "utf-8")
