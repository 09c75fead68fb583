"""What holds for every test: no settings of the machine it runs on."""

import os

import pytest
from hypothesis import HealthCheck, settings

# No test judges time. In CI the examples are the same in every run: a new one is a finding for a developer, not a
# reason for a change that has nothing to do with it to fail.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
# What the other run of .ci/run has tried already needs no hundred examples on another Python.
settings.register_profile("again", parent=settings.get_profile("ci"), max_examples=15)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))

pytest.register_assert_rewrite("tests.behaviour_suite")
pytest_plugins = ["tests.stack_fixtures"]

_FOREIGN = ("AWS_", "LINGOPOINT_", "POWERTOOLS_", "SAM_")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's AWS or Lingopoint settings reaches a test."""
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    monkeypatch.setenv("SAM_CLI_TELEMETRY", "0")
