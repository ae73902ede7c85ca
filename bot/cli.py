"""The command line: `liaison run`, and the administrative commands.

Each command imports only the modules it needs: the two Telegram libraries take seconds.
"""

import asyncio
import gc
import resource
import signal
import sys
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.commands.cli_output import (
    ENGLISH,
    WRONG_INPUT,
    check_language,
    english,
    exits,
    party_of,
    print_text,
    words_for,
)
from bot.log import configure, quieten
from bot.profile.agreement_file import default_agreement, load_agreement
from bot.profile.toml_file import ProfileError
from bot.settings import SettingsError, load_agreement_of, load_settings
from liaison.core.audit_chain import BrokenRecord, parse_head
from liaison.core.cards import text
from liaison.core.people import Role
from liaison.pages.rules import GIVEN_LINK_VALID_FOR

if TYPE_CHECKING:
    from bot.app import App


def _told(option: str) -> str:
    """The help of an option or argument."""
    return english(text("setup-option", option=option))


def _argument(metavar: str, option: str) -> object:
    return typer.Argument(metavar=metavar, help=_told(option))


def _option(name: str, metavar: str | None = None, told: str = "") -> object:
    return typer.Option(f"--{name}", metavar=metavar, help=_told(told or name))


Language = Annotated[str | None, _option("lang", "LANGUAGE")]
PartyOption = Annotated[str, _option("party", "PARTY")]
KeyOption = Annotated[Path, _option("key", "FILE")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"liaison-bot {version('liaison-bot')}")
        raise typer.Exit


def main() -> None:
    """Run the command in the arguments."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal with another encoding must not fail a command that has done its work.
            stream.reconfigure(errors="backslashreplace")
    quieten()
    try:
        sys.exit(build()(standalone_mode=False))
    except typer.TyperException as error:
        if wrong := str(error).removesuffix("."):
            typer.echo(english(text("setup-usage", wrong=wrong)), err=True)
        sys.exit(WRONG_INPUT)
    except typer.Abort:
        sys.exit(1)


def build() -> typer.Typer:
    """Build the command line, with its help from the catalog."""
    commands = typer.Typer(
        name="liaison",
        help=english(text("setup-help", command="liaison")),
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    commands.callback()(_options)
    all_alike: dict[str, Callable[..., None]] = {
        "run": run,
        "demo": demo,
        "setup": setup,
        "migrate": migrate,
        "admin-invite": admin_invite,
        "page-link": page_link,
        "backup-key": backup_key,
        "backup": backup,
        "restore": restore,
        "drill": drill,
        "release": release,
        "explain": explain,
        "report": report,
        "doctor": doctor,
        "witness": witness,
    }
    for name, command in all_alike.items():
        commands.command(name, help=english(text("setup-help", command=name)))(exits(command))
    groups: dict[str, dict[str, Callable[..., None]]] = {
        "profile": {"check": check_profile},
        "audit": {"verify": verify_audit, "export": export_audit},
        "keys": {each: _of_keys(each) for each in ("new", "rotate", "check", "public")},
    }
    for group, its_commands in groups.items():
        made = typer.Typer(help=english(text("setup-help", command=group)), no_args_is_help=True)
        for name, command in its_commands.items():
            its_help = english(text("setup-help", command=f"{group}-{name}"))
            made.command(name, help=its_help)(exits(command))
        commands.add_typer(made, name=group)
    return commands


def _options(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=english(text("setup-help", command="version")),
        ),
    ] = False,
) -> None:
    """Accept the options before a command."""


def run() -> None:
    """Run the service until it is stopped."""
    settings = load_settings()
    settings.required_token()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the memory has the encryption keys
    configure(settings.log_level, secrets=settings.secrets)
    gc.disable()  # imports leave nothing to collect, and scanning takes a third of the start
    from bot.app import App
    from bot.monitoring import tracing
    from bot.monitoring.watchdog import Watchdog

    tracing.start(settings.secrets)
    app = App(settings)
    app.watchdog = Watchdog(SystemClock())
    asyncio.run(_run(app))


def demo(
    *,
    once: Annotated[bool, _option("once")] = False,
    lang: Language = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=_told("port"))] = 0,
    page_only: Annotated[str | None, _option("page-only", "PARTY")] = None,
) -> None:
    """Run the demo, two requests in a local sandbox."""
    check_language(lang or ENGLISH, default_agreement())
    if find_spec("sandbox") is None:
        raise SettingsError(text("setup-sandbox-missing"))
    from bot.commands.demo import run as tell

    if page_only is not None:
        party_of(default_agreement(), page_only)
    configure("WARNING")
    told = tell(once=once, language=lang, port=port, say=typer.echo, page_only=page_only)
    raise typer.Exit(asyncio.run(told))


def setup() -> None:
    """Make what is missing for the first start, and print what is left to do."""
    from bot.commands.setup import set_up

    set_up()


def migrate() -> None:
    """Bring the database to the version that this code needs."""
    from bot.commands.setup import migrate as bring_up

    bring_up(load_settings(only_stored=True))


def admin_invite(
    party: PartyOption,
    role: Annotated[Role, _option("role")] = Role.ADMIN,
    agency: Annotated[str, _option("agency")] = "",
) -> None:
    """Invite the first administrator of a Party."""
    from bot.commands.doctor import ask_bot
    from bot.commands.setup import invite_admin, print_invitation

    settings = load_settings()
    side = party_of(load_agreement_of(settings), party)
    token = invite_admin(settings, side, role=role, agency=agency)
    account, _ = asyncio.run(ask_bot(settings))
    print_invitation(token, settings, side, None if account is None else str(account["username"]))


def page_link(party: PartyOption, person: Annotated[str, _argument("PERSON", "person")]) -> None:
    """Give a person of a Party a link to the page."""
    from bot.commands.page import give_link

    settings = load_settings()
    side = party_of(load_agreement_of(settings), party)
    link, found = give_link(settings, side, person)
    hours = int(GIVEN_LINK_VALID_FOR.total_seconds() // 3600)
    print_text(text("setup-page-link", name=found.bare_name, agency=found.agency, hours=hours))
    typer.echo(link)


def backup_key(file: Annotated[Path, _argument("FILE", "backup-key")]) -> None:
    """Make the key pair of backups: the private key in a file, the public one for the settings."""
    from bot.commands.backup import make_key

    make_key(file)


def backup(file: Annotated[Path, _argument("FILE", "backup")]) -> None:
    """Back up the database into a new file that only the private key decrypts."""
    from bot.commands.backup import make

    make(file)


def restore(file: Annotated[Path, _argument("FILE", "restore")], key: KeyOption) -> None:
    """Restore a backup into an empty database, and hold its due rows."""
    from bot.commands.backup import restore as put_back

    put_back(file, key)


def drill(
    place: Annotated[Path, typer.Argument(metavar="FOLDER", exists=True, help=_told("drill"))],
    key: KeyOption,
) -> None:
    """Try to restore the last backup of a folder, or a file, while the service is running."""
    from bot.commands.backup import drill as try_restore

    try_restore(place, key)


def release(
    *,
    send: Annotated[bool, _option("send")] = False,
    drop: Annotated[bool, _option("drop")] = False,
) -> None:
    """Show what is held in a restored database, and release it."""
    from bot.commands.backup import release as let_go

    if send and drop:
        raise SettingsError(text("setup-release-both"))
    let_go(send=send if send or drop else None)


def explain(
    day: Annotated[str, _argument("DATE", "date")],
    party: PartyOption,
    lang: Language = None,
) -> None:
    """Show how the due date of a verification follows from its date of receipt."""
    from bot.commands.explain import print_explanation

    print_explanation(load_settings(only_stored=True), day, party, lang)


def report(
    year: Annotated[int, _option("year", "YYYY")],
    out: Annotated[Path, _option("out", "FILE")],
    lang: Language = None,
) -> None:
    """Write the report of a year to a new file, FILE.xlsx or FILE.pdf."""
    from bot.commands.report import write_report

    write_report(load_settings(only_stored=True), year, out, lang)


def check_profile(file: Annotated[Path, _argument("FILE", "profile")]) -> None:
    """Print the errors of an agreement's profile, or its summary if there are none."""
    from bot.commands.profile import faults_of, summary_of

    try:
        agreement = load_agreement(file)
        faults = faults_of(agreement, file)
    except ProfileError as error:
        print_text(error.text())
        raise typer.Exit(1) from None
    for fault in faults:
        print_text(fault)
    if faults:
        raise typer.Exit(1)
    typer.echo("\n".join(map(words_for(agreement, file), summary_of(agreement))))


def verify_audit(
    head: Annotated[str | None, _option("head", "NUMBER:HASH")] = None,
) -> None:
    """Verify the audit record."""
    from bot.commands.audit import verify
    from storage.backup.restore_lock import locked_since

    held, settings = None if head is None else parse_head(head), load_settings(only_stored=True)
    try:
        found, redactions = asyncio.run(verify(settings, held))
    except BrokenRecord as broken:
        print_text(broken.text())
        raise typer.Exit(1) from None
    print_text(text("setup-audit-verified", head=found.written, redactions=redactions))
    if (since := locked_since(settings.database_url)) is not None:
        print_text(text("setup-doctor-restored", at=since))


def export_audit(file: Annotated[Path, _argument("FILE", "audit-export")]) -> None:
    """Export the audit record to a new file."""
    from bot.commands.audit import export

    count = export(load_settings(only_stored=True), file)
    print_text(text("setup-audit-exported", file=str(file), count=count))


def witness(
    source: Annotated[str, _argument("SOURCE", "witness-source")],
    folder: Annotated[Path, _argument("FOLDER", "witness-folder")],
    key: Annotated[str, _option("key", "KEY", "witness-key")],
) -> None:
    """Follow the audit record of a service from outside, and keep a copy of it."""
    from bot.witness.copied_record import Witness
    from bot.witness.statements import parse_public_key

    token = load_settings().witness_token
    follower = Witness(folder, parse_public_key(key))
    secret = "" if token is None else token.get_secret_value()
    done, alerts = follower.follow(source, token=secret, now=SystemClock().now())
    for each in (*done, *alerts):
        print_text(each)
    if alerts:
        raise typer.Exit(1)


def doctor() -> None:
    """Check the settings, the database and the Bot API."""
    from bot.commands.doctor import run_checks

    settings = load_settings()
    findings = asyncio.run(run_checks(settings))
    try:
        translate = words_for(load_agreement_of(settings), settings.agreement)
    except ProfileError:  # reported as a finding
        translate = english
    for finding in findings:
        typer.echo(translate(finding.text))
    if not all(finding.is_ok for finding in findings):
        raise typer.Exit(1)


def _of_keys(name: str) -> Callable[[], None]:
    def command() -> None:
        from bot.commands.keys import COMMANDS

        COMMANDS[name]()

    return command


async def _run(app: "App") -> None:
    from bot.monitoring.watchdog import end_soon

    stop = asyncio.Event()

    def on_signal() -> None:
        stop.set()
        end_soon(app.clock)

    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, on_signal)
    with app.database.owned() as is_owner:
        try:
            await app.open()
            if is_owner:
                await app.take_over()
            await app.run(stop)
        finally:
            await app.close()
