"""A hook of the site's builder: the language of each page, for fonts and screen readers."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """The page with its language in place of the theme's, by the name of its file."""
    found = re.search(r"\.(km|zh)\.md$", page.file.src_uri)
    language = found[1] if found else config.theme.locale.language
    return re.sub(r'(<html\b[^>]* lang=)"\w+"', rf'\1"{language}"', output, count=1)
