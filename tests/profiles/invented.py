"""An invented agreement, laid out as another pair of Parties would bring it to the service."""

from pathlib import Path
from shutil import copytree

from bot.profile.language_file import LOCALES

HERE = Path(__file__).parent
PROFILE = "aa-bb-2031.toml"


def laid_out(folder: Path) -> Path:
    """Put the profile with its texts into a folder that is not there yet; returns its path.

    What is not put into French here stays in English: of two messages with one key the first
    file's counts.
    """
    copytree(HERE / "locales", folder / "locales")
    for file in (LOCALES / "en").glob("*.ftl"):
        copy = folder / "locales" / "fr" / f"then-{file.name}"
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    profile = folder / PROFILE
    profile.write_text((HERE / PROFILE).read_text(encoding="utf-8"), encoding="utf-8")
    return profile
