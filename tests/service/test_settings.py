"""Settings from the environment: each wrong one names itself."""

import os
from pathlib import Path

import pytest

from bot.commands.cli_output import english
from bot.commands.doctor import masked, origin
from bot.settings import PREFIX, SettingsError, data_folder, load_settings

WRONG = {
    "UNENCRYPTED_API": "maybe",
    "TOKEN": "sesame",
    "API_BASE": "desk.local",
    "PROXY": "nowhere",
    "DATABASE_URL": "mysql://desk",
    "SMTP_URL": "mail.example",
    "MAIL_FROM": "desk-liaison",
    "LOG_LEVEL": "loud",
    "HEALTH_PORT": "65536",
    "WEB_URL": "http://desk.example",
    "WEB_HOST": "desk_here",
    "WEB_PORT": "0",
    "HEALTH_HOST": "desk_here",
    "HEARTBEAT_URL": "silence",
}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_only_the_token_must_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = load_settings()
    assert settings.api_base == "https://api.telegram.org"
    assert settings.log_level == "INFO"
    assert settings.database_url == f"sqlite:///{tmp_path}/liaison/liaison.db"
    assert data_folder() == tmp_path / "liaison"
    with pytest.raises(SettingsError) as caught:
        settings.required_token()
    assert [each.key for each in caught.value.texts] == ["setup-setting-missing"]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIAISON_DATABASE_URL", "sqlite:///data/liaison.db")
    assert load_settings().database_url == f"sqlite:///{tmp_path}/data/liaison.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (name, f"http://{place}")
            for name in ("API_BASE", "PROXY", "WEBHOOK_URL", "HEARTBEAT_URL")
            for place in ("one:abc/", "one:99999", "..", "..:80", f"{'a' * 64}.example", "o ne")
        ),
        *(
            ("DATABASE_URL", each)
            for each in ("postgres://desk@db/x", "sqlite://", "sqlite:///", "sqlite:///:memory:")
        ),
        ("WEBHOOK_URL", "https://desk.example/{"),
        ("WEBHOOK_URL", "http://desk.example/updates"),
        ("WEBHOOK_URL", "https://desk.example/{updates}"),
        ("WEBHOOK_LISTEN", "..:18090"),
        ("WEBHOOK_LISTEN", f"{'a' * 70}:18090"),
        ("HEALTH_HOST", ".."),
        ("HEALTH_HOST", "a" * 70),
    ],
)
def test_a_bad_address_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"{PREFIX}WEBHOOK_SECRET", "a" * 32)
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.values["name"] for each in caught.value.texts] == [PREFIX + name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_BASE", "https://bot_api:8081"),
        ("API_BASE", "http://[::1]:8081/"),
        ("PROXY", "http://me:geheim@proxy.example:3128"),
        ("WEBHOOK_URL", "https://desk.example:8443/up%20dates"),
        ("WEBHOOK_LISTEN", "0.0.0.0:8080"),
        ("HEALTH_HOST", "::"),
        ("HEALTH_HOST", "desk.example."),
    ],
)
def test_a_good_address_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"{PREFIX}WEBHOOK_SECRET", "a" * 32)
    monkeypatch.setenv(PREFIX + name, value)
    assert getattr(load_settings(), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [("API_BASE", "http://bot_api:8081", "api-base-open"), ("TOKN", "1:a", "setting-unknown")],
)
def test_what_would_leak_or_be_ignored_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, key: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.key for each in caught.value.texts] == [f"setup-{key}"]
    assert caught.value.texts[0].values["name"] == PREFIX + name


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of systemd's credentials."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return folder


def test_settings_are_read_from_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, secrets: Path
) -> None:
    config = tmp_path / "liaison.toml"
    config.write_text('log_level = "DEBUG"\nhealth_port = 8090\nproxy = "http://one.example:80"\n')
    monkeypatch.setenv("LIAISON_CONFIG_FILE", str(config))
    monkeypatch.setenv("LIAISON_LOG_LEVEL", "ERROR")
    monkeypatch.setenv("LIAISON_TOKEN", "1:variable")
    (secrets / "liaison_token").write_text("2:credential\n")
    (secrets / "other").write_text("not ours")
    settings = load_settings()
    assert (settings.log_level, settings.health_port) == ("ERROR", 8090)
    assert settings.proxy == "http://one.example:80"
    assert settings.required_token() == "2:credential"
    (tmp_path / "token").write_text("3:named\n")
    monkeypatch.setenv("LIAISON_TOKEN_FILE", str(tmp_path / "token"))
    assert load_settings().required_token() == "3:named"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("log_level = ", "file-unreadable"),
        ("log_levle = 'INFO'", "setting-unknown"),
        ("health_port = 'x'", "setting-wrong"),
        (None, "file-unreadable"),
        ("a folder", "file-unreadable"),
    ],
)
def test_a_wrong_file_of_settings_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str | None, key: str
) -> None:
    config = tmp_path / "liaison.toml"
    if written == "a folder":
        config.mkdir()
    elif written is not None:
        config.write_text(written)
    monkeypatch.setenv("LIAISON_CONFIG_FILE", str(config))
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (shown,) = caught.value.texts
    assert shown.key == f"setup-{key}"
    assert str(config) in str(shown.values["name"]) or key == "setting-wrong"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("liaison_tokn", b"1:a", "setting-unknown"),
        ("liaison_keys_file", b"{}", "setting-unknown"),
        ("liaison_token", None, "file-unreadable"),
        ("liaison_token", b"1:a\xff", "setting-wrong"),
    ],
)
def test_a_credential_that_cannot_be_used_is_named(
    secrets: Path, name: str, content: bytes | None, key: str
) -> None:
    if content is None:
        (secrets / name).mkdir()
    else:
        (secrets / name).write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (shown,) = caught.value.texts
    assert shown.key == f"setup-{key}"
    assert str(shown.values["name"]).lower().endswith(name)
    assert "{" not in str(shown.values)[1:-1]


def test_an_empty_file_has_no_value_and_one_that_is_not_needed_is_not_read(
    monkeypatch: pytest.MonkeyPatch, secrets: Path
) -> None:
    (secrets / "liaison_token").write_text("\n")
    monkeypatch.setenv("LIAISON_TOKEN", "1:a")
    monkeypatch.setenv("LIAISON_SMTP_URL_FILE", str(secrets / "missing"))
    assert load_settings(only_stored=True).smtp_url is None
    with pytest.raises(SettingsError):
        load_settings()
    monkeypatch.delenv("LIAISON_SMTP_URL_FILE")
    assert load_settings().required_token() == "1:a"


def test_a_path_is_not_read_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIAISON_KEYS_FILE_FILE", str(tmp_path / "keys.json"))
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.key for each in caught.value.texts] == ["setup-setting-unknown"]


def test_a_secret_in_a_file_of_settings_that_others_can_read_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "liaison.toml"
    monkeypatch.setenv("LIAISON_CONFIG_FILE", str(config))
    config.write_text('database_url = "postgresql://one:geheim@db/x"', encoding="utf-8-sig")
    config.chmod(0o644)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.key for each in caught.value.texts] == ["setup-file-open"]
    config.chmod(0o600)
    assert load_settings().database_url == "postgresql://one:geheim@db/x"


def test_another_machine_is_called_without_tls_where_it_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(f"{PREFIX}API_BASE", "http://bot_api:8081")
    monkeypatch.setenv(f"{PREFIX}UNENCRYPTED_API", "true")
    assert load_settings().api_base == "http://bot_api:8081"


def test_the_passwords_of_proxies_and_databases_are_never_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(f"{PREFIX}PROXY", "http://me:ge%3Aheim@proxy.example:3128")
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", "postgresql://desk:verborgen@db/x")
    assert {"ge%3Aheim", "ge:heim", "verborgen"} <= set(load_settings().secrets)
    options = "sslmode=require&password=hid%20den&sslpassword=key"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", f"postgresql://desk@db/x?{options}")
    secrets = load_settings().secrets
    assert {"hid%20den", "hid den", "key"} <= set(secrets)
    assert "require" not in secrets


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PROXY", "")
    assert load_settings().proxy is None


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_names_itself(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(PREFIX + name, WRONG[name])
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (shown,) = caught.value.texts
    said = english(shown)
    assert PREFIX + name in said
    assert WRONG[name] not in said


def test_all_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WRONG.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert len(caught.value.texts) == len(WRONG)


def test_a_token_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}TOKEN", "123456:secretsecret")
    settings = load_settings()
    assert settings.required_token() == "123456:secretsecret"
    assert "secretsecret" not in f"{settings!r} {settings}"


def test_a_password_is_masked() -> None:
    assert origin("https://monitor.example/ping/geheim") == "https://monitor.example/***"
    assert masked("postgresql://desk:geheim@db/x") == "postgresql://desk:***@db/x"
    assert masked("sqlite:////data/liaison.db") == "sqlite:////data/liaison.db"
    assert masked("INFO") == "INFO"
    assert masked("postgresql://desk:a:b@[::1/x") == "postgresql://desk:***@[::1/x"
    assert masked("postgresql://h/x?password=geheim&a=b") == "postgresql://h/x?password=***&a=b"
    assert masked("postgresql://h/x?a=b&pass%77ord=geheim") == "postgresql://h/x?a=b&pass%77ord=***"
    assert masked("https://h/ping?token=geheim&a=b") == "https://h/ping?token=***&a=b"
    assert masked("postgresql://h/x?PASSWORD=geheim") == "postgresql://h/x?PASSWORD=***"
    assert masked("postgresql://h/x?a=b;password=geheim") == "postgresql://h/x?a=***"
    assert masked("postgresql://de/sk:geheim@db/x") == "postgresql://de/sk:***@db/x"
    assert masked("postgresql://h/x?sslmode=require") == "postgresql://h/x?sslmode=require"


@pytest.mark.parametrize(
    "url",
    [
        "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port",
        "smtp://mail.example:99999", "smtp://..", "smtp://mail.example/folder",
        "smtp://mail.example?starttls=maybe", "smtps://mail.example?starttls=no",
        "smtp://desk:half#word@mail.example",
    ],
)  # fmt: skip
def test_a_mail_server_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(f"{PREFIX}SMTP_URL", url)
    monkeypatch.setenv(f"{PREFIX}MAIL_FROM", "desk@liaison.example")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.key for each in caught.value.texts] == ["setup-setting-wrong"]


@pytest.mark.parametrize(
    ("url", "port", "encrypted", "implicit"),
    [
        ("smtp://mail.example", 587, True, False),
        ("smtp://mail.example:25/?starttls=no", 25, False, False),
        ("smtps://mail.example", 465, True, True),
        ("smtps://mail.example:4650", 4650, True, True),
    ],
)
def test_a_mail_server_is_encrypted_unless_set_otherwise(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, *, encrypted: bool, implicit: bool
) -> None:
    monkeypatch.setenv(f"{PREFIX}SMTP_URL", url)
    monkeypatch.setenv(f"{PREFIX}MAIL_FROM", " Desk@Liaison.example ")
    server = load_settings().mail
    assert server is not None
    assert (server.host, server.sender) == ("mail.example", "Desk@liaison.example")
    assert (server.port, server.encrypted, server.implicit) == (port, encrypted, implicit)
    assert (server.user, server.password) == (None, None)


def test_a_mail_password_is_read_and_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}SMTP_URL", "smtps://desk%40x:ge%3Aheim@mail.example")
    monkeypatch.setenv(f"{PREFIX}MAIL_FROM", "desk@liaison.example")
    settings = load_settings()
    assert settings.mail is not None
    assert (settings.mail.user, settings.mail.password) == ("desk@x", "ge:heim")
    assert {"ge:heim", "smtps://desk%40x:ge%3Aheim@mail.example"} <= set(settings.secrets)
    assert "heim" not in f"{settings!r} {settings} {settings.mail!r} {settings.mail}"


@pytest.mark.parametrize(
    ("there", "value", "missing"),
    [
        ("SMTP_URL", "smtp://mail.example", "MAIL_FROM"),
        ("MAIL_FROM", "desk@liaison.example", "SMTP_URL"),
    ],
)
def test_half_of_the_mail_settings_names_the_other_half(
    monkeypatch: pytest.MonkeyPatch, there: str, value: str, missing: str
) -> None:
    monkeypatch.setenv(PREFIX + there, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (shown,) = caught.value.texts
    assert english(shown).startswith(f"{PREFIX}{missing} is not set, but {PREFIX}{there} is.")


def test_without_mail_settings_the_service_has_no_mail() -> None:
    assert load_settings().mail is None


@pytest.mark.parametrize(
    ("value", "origin"),
    [
        ("https://Liaison.Example/", "https://liaison.example"),
        ("https://liaison.example:8443", "https://liaison.example:8443"),
        ("http://localhost:8091", "http://localhost:8091"),
        ("http://liaison.example", None),
        ("http://127.0.0.1:8091", None),
        ("https://192.0.2.1", None),
        ("https://[::1]", None),
        ("https://liaison.example/page", None),
        ("https://liaison.example?page", None),
        ("https://user@liaison.example", None),
        ("https://", None),
    ],
)
def test_a_page_has_a_name_that_a_passkey_can_be_bound_to(
    monkeypatch: pytest.MonkeyPatch, value: str, origin: str | None
) -> None:
    monkeypatch.setenv("LIAISON_WEB_URL", value)
    if origin is not None:
        assert load_settings().web_url == origin
        return
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.key for each in caught.value.texts] == ["setup-setting-wrong"]
