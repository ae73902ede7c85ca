"""The command line."""

import asyncio
import socket
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from shutil import copytree

import pytest
import structlog
from typer.main import get_command

from bot.cli import build, main
from bot.commands.demo import run as tell_the_story
from bot.settings import SettingsError
from liaison.core.cards import text
from sandbox import Sandbox
from tests.docs.blocks import ROOT
from tests.fresh_databases import fresh
from tests.profiles.invented import laid_out
from tests.service.channels.mail_server import SENDER, open_post
from tests.service.commands.command_line import liaison, refused, told
from tests.service.conftest import TOKEN


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("TOKEN", "API_BASE", "PROXY", "AGREEMENT", "LOG_LEVEL", "SMTP_URL", "MAIL_FROM"):
        monkeypatch.delenv(f"LIAISON_{name}", raising=False)
    monkeypatch.setenv("LIAISON_DATABASE_URL", f"sqlite:///{tmp_path / 'desk.db'}")
    return monkeypatch


PROFILE = files("liaison").joinpath("profiles", "kh-cn-2016.toml")


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """The profile of an invented agreement, with its texts beside it."""
    return laid_out(tmp_path / "agreement")


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "14 April 2026"), ("km", "ថ្ងៃទី១៤"), ("zh", "2026年4月14日")]
)
def test_explain_speaks_three_languages(
    environment: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    assert expected in told("explain", "15/3/2026", "--party", "KH", "--lang", language)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("explain", "soon", "--party", "KH"), "cannot read this date"),
        (("explain", "2026-03-15", "--party", "FR"), "not one of the choices"),
        (("explain", "2026-03-15", "--party", "KH", "--lang", "fr"), "not one of the choices"),
        (("run",), "LIAISON_TOKEN is not set"),
        (("admin-invite", "--party", "KH"), "liaison migrate"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_code_two(
    environment: pytest.MonkeyPatch, args: tuple[str, ...], said: str
) -> None:
    assert said in refused(*args)


def test_an_unreadable_profile_is_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("LIAISON_AGREEMENT", str(tmp_path / "nowhere.toml"))
    assert "nowhere.toml" in refused("explain", "2026-03-15", "--party", "KH")


def test_migrate_makes_the_database_and_may_be_repeated(environment: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        told("migrate")
    assert "The database can be used" in liaison("doctor").stdout


def test_a_wrong_setting_of_the_running_service_stops_no_command_for_what_is_stored(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("LIAISON_TOKEN", "not a token")
    environment.setenv("LIAISON_MAIL_FROM", "liaison@example.org")
    told("migrate")
    told("keys", "check")
    assert "The audit record is unchanged." in told("audit", "verify")
    assert "LIAISON_TOKEN is not a token" in refused("doctor")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("{here}/dtaa/liaison.db", "The folder {here}/dtaa does not exist."),
        ("{here}/file/data/liaison.db", "The folder {here}/file/data does not exist."),
        ("{here}/file/liaison.db", "{here}/file/liaison.db cannot be written."),
    ],
)
def test_migrate_makes_no_folder_that_a_setting_names(
    environment: pytest.MonkeyPatch, tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "file").touch()
    environment.setenv("LIAISON_DATABASE_URL", f"sqlite:///{place.format(here=tmp_path)}")
    shown = refused("migrate")
    assert shown.startswith(said.format(here=tmp_path))
    assert shown.count("\n") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("setting", "value", "words", "remedy"),
    [
        ("KEYS_FILE", "{here}/dtaa/keys.json", ["keys", "new"], "LIAISON_KEYS_FILE"),
        ("KEYS_FILE", "{here}/dtaa/keys.json", ["setup"], "LIAISON_KEYS_FILE"),
        ("DATABASE_URL", "sqlite:///{here}/dtaa/liaison.db", ["setup"], "LIAISON_DATABASE_URL"),
        (
            "DATABASE_URL",
            "sqlite:///{here}/dtaa/liaison.db",
            ["restore", "desk.backup", "--key", "key"],
            "LIAISON_DATABASE_URL",
        ),
        ("LOG_LEVEL", "INFO", ["audit", "export", "{here}/dtaa/a.jsonl"], "the name of the file"),
    ],
)
def test_a_folder_that_is_missing_is_named_and_not_made(
    environment: pytest.MonkeyPatch,
    tmp_path: Path,
    setting: str,
    value: str,
    words: list[str],
    remedy: str,
) -> None:
    environment.setenv("LIAISON_API_BASE", "http://127.0.0.1:1")  # which is asked later
    environment.setenv(f"LIAISON_{setting}", value.format(here=tmp_path))
    shown = refused(*(each.format(here=tmp_path) for each in words))
    assert shown.startswith(f"The folder {tmp_path}/dtaa does not exist. Correct {remedy}, or")
    assert not (tmp_path / "dtaa").exists()


def test_migrate_makes_the_data_folder_of_the_user(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.delenv("LIAISON_DATABASE_URL")
    environment.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    told("migrate")
    assert (tmp_path / "share/liaison").stat().st_mode & 0o077 == 0


def test_the_demo_tells_how_to_install_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sandbox", None)
    assert "“make run”" in refused("demo", "--once")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert told("--version") == f"liaison-bot {project['version']}\n"


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError) as caught:
            asyncio.run(tell_the_story(once=True, language="en", port=port, say=print))
    assert caught.value.texts == (text("setup-listen-taken", name="--port", value=str(port)),)


def test_the_first_administrator_gets_a_link(environment: pytest.MonkeyPatch) -> None:
    liaison("migrate")
    done = told("admin-invite", "--party", "cn")
    assert "Invitation to China" in done
    assert "opens this link" not in done
    assert done.splitlines()[-1].startswith("/start ")


async def test_with_a_bot_the_invitation_is_a_link(
    environment: pytest.MonkeyPatch, sandbox: Sandbox, tmp_path: Path
) -> None:
    environment.setenv("LIAISON_TOKEN", TOKEN)
    environment.setenv("LIAISON_API_BASE", sandbox.url)
    environment.setenv("LIAISON_DATABASE_URL", fresh(tmp_path))
    done = await asyncio.to_thread(liaison, "admin-invite", "--party", "KH")
    link = f"https://t.me/{sandbox.bot_username(TOKEN)}?start="
    assert done.stdout.splitlines()[-1].startswith(link)
    assert len(done.stdout.splitlines()[-1].removeprefix(link)) >= 22
    examined = await asyncio.to_thread(told, "doctor")
    assert f"@{sandbox.bot_username(TOKEN)}" in examined
    assert TOKEN not in examined


async def test_the_doctor_reports_why_telegram_gives_no_name(
    environment: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    environment.setenv("LIAISON_TOKEN", TOKEN)
    environment.setenv("LIAISON_API_BASE", sandbox.url)
    sandbox.faults.error(401, "Unauthorized", method="getMe")
    examined = await asyncio.to_thread(liaison, "doctor")
    assert "The Bot API cannot be used (token)." in examined.stdout


def test_the_doctor_reports_what_is_missing(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("LIAISON_PROXY", "http://me:geheim@proxy.example:3128")
    done = told("doctor", code=1)
    unsafe = ("LIAISON_UNENCRYPTED_API is false", "LIAISON_UNSAFE_DATABASE is true")
    for said in (*unsafe, "LIAISON_TOKEN is not set", "liaison migrate", "no-token"):
        assert said in done
    assert "geheim" not in done


async def test_the_doctor_tries_the_mail_server(environment: pytest.MonkeyPatch) -> None:
    async with open_post() as post:
        post.login = "desk:p%40ss%20word@"
        environment.setenv("LIAISON_SMTP_URL", post.url)
        environment.setenv("LIAISON_MAIL_FROM", SENDER)
        refused = await asyncio.to_thread(liaison, "doctor")
        post.login = ""
        environment.setenv("LIAISON_SMTP_URL", post.url)
        taken = await asyncio.to_thread(liaison, "doctor")
    gone = await asyncio.to_thread(liaison, "doctor")
    assert "The mail server cannot be used (SMTPException)." in refused.stdout
    assert "The mail server 127.0.0.1 can be used." in taken.stdout
    assert "The mail server cannot be used (SMTPConnectError)." in gone.stdout
    assert f"LIAISON_MAIL_FROM is {SENDER}" in taken.stdout
    assert "LIAISON_SMTP_URL is set; it is not shown." in refused.stdout
    assert "p%40ss" not in refused.stdout
    assert post.took == []


def test_half_of_the_mail_settings_is_one_sentence(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("LIAISON_SMTP_URL", "smtp://desk:geheim@mail.example")
    said = refused("doctor")
    assert "LIAISON_MAIL_FROM is not set, but LIAISON_SMTP_URL is." in said
    assert "geheim" not in said


def test_a_profile_that_can_be_used_is_told_in_a_few_lines(invented: Path) -> None:
    ours, other = (told("profile", "check", str(path)) for path in (PROFILE, invented))
    assert "KH is Cambodia: Ministry of Interior of Cambodia; zone Asia/Phnom_Penh" in ours
    assert "Identity check (Article 5): 30 calendar days after receipt" in ours
    berenia, languages, clock, *policies = other.splitlines()[2:]
    assert berenia.endswith("zone Africa/Algiers; language français; public holidays of DZ.")
    assert languages.endswith("français and English. If they differ, this one prevails: français.")
    assert clock.startswith(
        "Identity check (Article 4): 15 working days after receipt, moved to the next"
    )
    assert policies == [
        "Reminders: 10, 5, 2, 0 days before the due date at 8:00.",
        "Steps for important notifications, in minutes: coordinators +480, daily +1440.",
        "Steps for urgent notifications, in minutes: coordinators +30.",
        "Steps for emergency notifications, in minutes: admins +15, daily +720.",
    ]


def test_all_that_only_the_service_can_find_is_told_at_once(invented: Path) -> None:
    changes = {
        'name = "agreement-party-bb"': 'name = "agreement-party-cc"',
        'holidays = "CA"': 'holidays = "ZZ"',
        'code = "information"': 'code = "extradition"',
        'channels = ["diplomatic"]': 'channels = ["diplomatic", "post"]',
        '"YYT"': '"YUL"',
    }
    written = invented.read_text(encoding="utf-8")
    for find, put in changes.items():
        assert written.count(find) == 1
        written = written.replace(find, put)
    invented.write_text(written, encoding="utf-8")
    texts = invented.parent / "locales" / "fr" / "agreement.ftl"
    kept = [line for line in texts.read_text("utf-8").splitlines() if "ashura" not in line]
    texts.write_text("\n".join(kept), encoding="utf-8")
    unusable = "The profile of the agreement has a value that cannot be used: "
    assert told("profile", "check", str(invented), code=1).splitlines() == [
        "parties[1].name: there is no text agreement-party-cc in fr, en.",
        "request_types[1].code: there is no text agreement-request-extradition in fr, en.",
        "lists.channels[1]: there is no text agreement-channel-post in fr, en.",
        "lists.crossing_points[0]: there is no text agreement-crossing-yul in fr, en.",
        f"{unusable}request_types[1].code = 'extradition'.",
        f"{unusable}lists.channels[1] = 'post'.",
        "parties[0].holidays: the public holidays of ZZ are not known.",
        "parties[1].holidays: there is no text holiday-ashura-estimated in fr.",
    ]


def test_a_language_without_the_texts_of_the_service_is_found(invented: Path) -> None:
    (invented.parent / "locales" / "fr" / "then-reminders.ftl").unlink()
    [line] = told("profile", "check", str(invented), code=1).splitlines()
    assert "languages[0]: the language fr lacks" in line


def test_a_wrong_template_of_letters_is_found(invented: Path) -> None:
    copytree(ROOT / "liaison" / "profiles" / "letters", invented.parent / "letters")
    [line] = told("profile", "check", str(invented), code=1).splitlines()
    assert "letters/fr.toml" in line


IN_ORDER = "escalation.emergency: each step occurs at most once, in the order again, deputy,"
OTHERS = "An emergency without an answer must reach others"


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ('"Africa/Algiers"', '"Africa/Algers"', "parties[1].zone = 'Africa/Algers'"),
        ('"Africa/Algiers"', '"Africa"', "parties[1].zone = 'Africa'"),
        ("days = 15", "days = 0", "verification.days = 0"),
        ("[10, 5, 2, 0]", "[0, 2, 5, 10]", "reminder_days: Write the reminders from"),
        ("[10, 5, 2, 0]", "[300, 5]", "A reminder 300 days before would never be sent"),
        ("2, 0]\nhour = 8", "2, 0]\nhour = 22", "18 to 8 o’clock are quiet hours of AA"),
        ("after_minutes = 480", "after_minutes = 500", "escalation.important: each step occurs"),
        ('to = "admins", after_minutes = 15', 'to = "daily", after_minutes = 15', IN_ORDER),
        ('to = "admins", after_minutes = 15', 'to = "again", after_minutes = 15', OTHERS),
        (
            "due_soon_days = 5",
            "due_soon_days = 0",
            "would be notified only after up to",
        ),
        ('roll = "next_working_day"', "", "has no field verification.roll"),
        ('["fr", "en"]', '["fr", "en", "xx"]', "languages[2] = 'xx'"),
        ('["fr", "en"]', '["fr", "en", "de"]', "/locales/de/language.toml"),
        ("[lists]", "[lists", "is not valid TOML"),
    ],
)
def test_a_useless_profile_names_its_field(invented: Path, find: str, put: str, said: str) -> None:
    written = invented.read_text(encoding="utf-8")
    assert find in written
    copytree(invented.parent / "locales" / "fr", invented.parent / "locales" / "xx")
    invented.write_text(written.replace(find, put), encoding="utf-8")
    [line] = told("profile", "check", str(invented), code=1).splitlines()
    assert said in line


def test_the_set_agreement_is_taken(environment: pytest.MonkeyPatch, invented: Path) -> None:
    environment.setenv("LIAISON_AGREEMENT", str(invented))
    told("migrate")
    assert "Invitation to Berenia" in told("admin-invite", "--party", "bb")
    assert "not one of the choices" in refused("admin-invite", "--party", "KH")
    assert "Agreement between Avalonia and Berenia" in liaison("doctor").stdout
    explain = ("explain", "2026-03-02", "--party", "BB", "--lang")
    explained = told(*explain, "fr")
    assert "Aïd el-Fitr" in explained
    assert "24 mars 2026" in explained
    assert "not one of the choices: fr en." in refused(*explain, "km")


def test_the_command_line_speaks_english_also_of_an_agreement_without_it(
    environment: pytest.MonkeyPatch, invented: Path
) -> None:
    written = invented.read_text(encoding="utf-8")
    alone = written.replace('["fr", "en"]', '["fr"]').replace('language = "en"', 'language = "fr"')
    invented.write_text(alone, encoding="utf-8")
    environment.setenv("LIAISON_AGREEMENT", str(invented))
    told("migrate")
    assert "Invitation to Bérénie, for one person" in told("admin-invite", "--party", "bb")


def test_the_doctor_names_what_is_missing(environment: pytest.MonkeyPatch, invented: Path) -> None:
    environment.setenv("LIAISON_AGREEMENT", str(invented))
    (invented.parent / "locales" / "en" / "agreement.ftl").unlink()
    assert "parties[0].name: there is no text agreement-party-aa in en." in told("doctor", code=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "--nope"], "No such option: --nope."),
        (["nope"], "No such command 'nope'."),
        (["explain", "--party", "KH"], "Missing parameter: day."),
        (["demo", "--port", "99999"], "Input should be less than or equal to 65535."),
        (["drill", "/nowhere", "--key", "key"], "path '/nowhere' does not exist."),
    ],
)
def test_wrong_arguments_are_told_in_one_line(
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["liaison", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    structlog.reset_defaults()
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert told.err.startswith(said)


def test_every_command_and_option_has_help() -> None:
    left = [(get_command(build()), "liaison")]
    for command, name in left:
        assert command.help, name
        left += [(each, key) for key, each in getattr(command, "commands", {}).items()]
        for each in command.params:
            assert getattr(each, "help", None), f"{name}: {each.name}"
