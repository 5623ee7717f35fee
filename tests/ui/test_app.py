import tempfile
from pathlib import Path

import pytest

from device.error import ConfigError
from tests.table import each_row
from ui.app import load_settings, state_folder


def home(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"HOME": str(tmp_path), **more}


def test_nothing_given_means_offline_on_the_phone_at_hand(tmp_path: Path) -> None:
    settings = load_settings(environment=home(tmp_path))
    assert (settings.model, settings.device, settings.preset) == ("", "", "default")


def test_flags_win_over_the_environment_over_files(tmp_path: Path) -> None:
    Path("tapwright.toml").write_text('model = "from-file"\npreset = "single"\nmax_steps = 7\n')
    env = home(tmp_path, TAPWRIGHT_MODEL="from-env", TAPWRIGHT_MAX_STEPS="8")
    settings = load_settings({"max_steps": 9, "model": None}, environment=env)
    assert (settings.model, settings.preset, settings.max_steps) == ("from-env", "single", 9)


def test_the_users_file_serves_where_there_is_none_here(tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "tapwright"
    folder.mkdir(parents=True)
    (folder / "tapwright.toml").write_text('model = "mine"\n')
    assert load_settings(environment=home(tmp_path)).model == "mine"
    named = tmp_path / "other.toml"
    named.write_text('model = "named"\n')
    assert load_settings(config=named, environment=home(tmp_path)).model == "named"


def test_the_usual_variables_are_heeded_and_ours_win(tmp_path: Path) -> None:
    usual = home(
        tmp_path,
        OPENAI_API_KEY="sk-1",
        OPENAI_BASE_URL="http://a/v1",
        ANDROID_SERIAL="A",
        ANDROID_ADB_SERVER_PORT="5038",
    )
    settings = load_settings(environment=usual)
    assert settings.api_key.get_secret_value() == "sk-1"
    assert (settings.base_url, settings.device, settings.adb_port) == ("http://a/v1", "A", 5038)
    assert load_settings(environment={**usual, "TAPWRIGHT_DEVICE": "B"}).device == "B"
    assert "sk-1" not in repr(settings)


def test_classes_come_as_a_list_or_parted_by_commas(tmp_path: Path) -> None:
    Path("tapwright.toml").write_text('allow = ["send"]\n')
    assert load_settings(environment=home(tmp_path)).allow == {"send"}
    env = home(tmp_path, TAPWRIGHT_ALLOW="send, delete")
    assert load_settings(environment=env).allow == {"send", "delete"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("model = \n", r"tapwright.toml is no valid TOML: .*line 1"),
        ('\nmodell = "x"\n', r"line 2: there is no setting modell. Did you mean model\?"),
        ('zzz = "x"\n', r"line 1: there is no setting zzz. There are: device, "),
        ("max_steps = 3\ntimeout = -1\n", r"line 2: timeout should be greater than 0"),
        ('max_steps = "many"\n', r"line 1: max_steps should be a valid integer"),
        ("[model]\nname = 1\n", r"line 1: model should be a valid string"),
        (
            'seed = 1\n[roles.reflect]\nmodl = "x"\n',
            r"line 3: roles.reflect has no setting modl. Did you mean model\?",
        ),
        (
            '[roles.plan]\nmodel = "x"\n[roles.reflect]\nbase_url = "x"\n',
            r"line 3: roles.reflect.model is missing",
        ),
        (
            '[roles.plan]\nmodel = "x"\n[roles.reflect]\nmodel = 3\n',
            r"line 4: roles.reflect.model should be a valid",
        ),
        (
            'seed = 1\n[roles.reflct]\nmodel = "x"\n',
            r"line 2: no role is called reflct. Did you mean reflect\?",
        ),
        (
            'seed = 1\n[roles]\nplan = { model = "x" }\nnope = { model = "x" }\n',
            r"line 4: no role is called nope. There are: ",
        ),
        ('seed = 1\nroles.reflect.modl = "x"\n', r"line 2: roles.reflect has no setting modl"),
        ('# model = 1\nroles.plan.model = "m"\nmodel = 3\n', r"line 3: model should be"),
        ('[roles.plan]\n# modl = "x"\nmodl = "x"\n', r"line 3: roles.plan has no setting modl"),
        ('[roles]\nplan = { modl = "x" }\n', r"line 2: roles.plan has no setting modl"),
        (
            '[models."m/x"]\nbase_ur = "x"\n',
            r"line 2: models.m/x has no setting base_ur. Did you mean base_url",
        ),
        ('[models.m]\nprice = { prompt = "x" }\n', r"line 2: models.m.price.prompt should be a valid number"),
        ("seed = 1\nroles = 3\n", r"line 2: roles should be a valid dictionary"),
        ("seed = 1\nroles.plan = 3\n", r"line 2: roles.plan should be a valid dictionary"),
        ('seed = 1\npreset = "defalt"\n', r"line 2: no preset is called 'defalt'. There are: default"),
        ('seed = 1\nguard = "nope"\n', r"line 2: no guard policy is called 'nope'. There are: ask"),
        ('seed = 1\nallow = ["sned"]\n', r"line 2: no class of action is called sned. There are: "),
        ("seed = 1\nallow = 3\n", r"line 2: allow should be a valid"),
    ],
)
def test_a_bad_file_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    Path("tapwright.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_settings(environment=home(tmp_path))


@each_row(
    ("text", "message"),
    [
        (
            'command = ["c"]\ntimeot = 3\n',
            r"line 3: mcp.cards has no setting timeot. Did you mean timeout\?",
        ),
        (
            'command = ["c"]\n[mcp.cards.tools]\nfind = "read"\n',
            r"line 4: mcp.cards.tools.find can't be 'read'. Did you mean reads\?",
        ),
        (
            'command = "c"\n',
            r'line 2: mcp.cards.command should be a list, as \["python", "cards.py"\]',
        ),
        (
            'url = "u"\n[functions]\nb = "x"\n',
            r"line 4: functions.b can't be 'x'. There are: reads, changes, p",
        ),
        ("timeout = 3\n", r"line 1: mcp.cards needs either a command or a url"),
    ],
)
def test_a_server_in_a_file_is_told_by_its_key(text: str, message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "own.toml"
        file.write_text(f"[mcp.cards]\n{text}")
        with pytest.raises(ConfigError, match=message):
            load_settings(config=file, environment=home(Path(folder)))


def test_other_bad_input_names_its_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot read .*missing\.toml"):
        load_settings(config=Path("missing.toml"), environment=home(tmp_path))
    with pytest.raises(ConfigError, match="--max-steps should be greater than 0"):
        load_settings({"max_steps": 0}, environment=home(tmp_path))
    with pytest.raises(ConfigError, match=r"TAPWRIGHT_MODLE. Did you mean TAPWRIGHT_MODEL\?"):
        load_settings(environment=home(tmp_path, TAPWRIGHT_MODLE="x"))
    with pytest.raises(ConfigError, match="TAPWRIGHT_PRESET: no preset is called 'zz'"):
        load_settings(environment=home(tmp_path, TAPWRIGHT_PRESET="zz"))
    with pytest.raises(ConfigError, match="--yes: no class of action is called zz"):
        load_settings({"allow": frozenset({"zz"})}, environment=home(tmp_path))
    with pytest.raises(ConfigError, match="TAPWRIGHT_ROLES: no role is called zz"):
        load_settings(environment=home(tmp_path, TAPWRIGHT_ROLES="zz=m"))
    Path("latin.toml").write_bytes(b'model = "\xe9"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings(config=Path("latin.toml"), environment=home(tmp_path))


def test_a_roles_model_and_its_endpoint_may_come_from_two_places(tmp_path: Path) -> None:
    Path("tapwright.toml").write_text('[roles.reflect]\nbase_url = "http://a/v1"\n')
    given = {"roles": {"reflect": {"model": "m"}}}
    own = load_settings(given, environment=home(tmp_path)).roles["reflect"]
    assert (own.model, own.base_url) == ("m", "http://a/v1")


def test_state_is_kept_in_the_users_own_folder(tmp_path: Path) -> None:
    assert state_folder(home(tmp_path)) == tmp_path / ".local" / "state" / "tapwright"
    assert state_folder(home(tmp_path, XDG_STATE_HOME="/s")) == Path("/s/tapwright")
    assert state_folder(home(tmp_path, TAPWRIGHT_STATE="/t")) == Path("/t")
