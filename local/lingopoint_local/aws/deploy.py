"""The real template, built and deployed to the local AWS with SAM."""

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lingopoint_local.aws.environment import CREDENTIALS, REGION, clean, installing, program
from lingopoint_local.aws.parameters import BOTH_DOORS, Parameters, defaults
from lingopoint_local.failure import StackError

_ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


def digest(project: Path, *settings: str) -> str:
    """What a deployment is made from: the template, SAM's settings, the function's files, and the settings given."""
    found = hashlib.sha256("\0".join([*settings, sys.version]).encode())
    for path in _sources(project):
        found.update(f"{path.relative_to(project)}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    yield from (project / "template.yaml", project / "samconfig.toml")
    for path in sorted((project / "functions").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path):
            yield path


def build(project: Path, directory: Path) -> None:
    """Builds the function for this machine's own interpreter and architecture, which is what runs it locally."""
    command = [program("sam"), "build", "--config-env", "local", "--template", str(project / "template.yaml")]
    command += ["--build-dir", str(directory / "build"), "--parameter-overrides"]
    command += [f"{name}={value}" for name, value in _function_parameters().items()]
    _sam(command, project, directory / "sam-build.log", installing())


def deploy(
    project: Path,
    directory: Path,
    endpoint: str,
    translate_endpoint: str,
    stack: str,
    settings: Parameters = BOTH_DOORS,
) -> dict[str, str]:
    """Deploys what was built, and returns the outputs of the stack.

    `settings` are parameters of the template. Every other one has its default again: SAM by itself leaves a stack what
    it was given before.
    """
    own = {"EndpointUrl": endpoint, "TranslateEndpointUrl": translate_endpoint, **_function_parameters()}
    parameters = directory / "parameters.yaml"  # of which JSON is a part; SAM reads no `.json`
    parameters.write_text(json.dumps({**defaults(project / "template.yaml"), **own, **settings}, indent=1))
    command = [program("sam"), "deploy", "--config-env", "local", "--config-file", str(project / "samconfig.toml")]
    command += ["--template-file", str(directory / "build" / "template.yaml"), "--stack-name", stack]
    command += ["--region", REGION, "--no-progressbar", "--parameter-overrides", f"file://{parameters}"]
    _sam(
        command,
        project,
        directory / "sam-deploy.log",
        {**clean(), "AWS_ENDPOINT_URL": endpoint, "SAM_CLI_POLL_DELAY": "0.2"},
    )
    return outputs_of(endpoint, stack)


def _function_parameters() -> dict[str, str]:
    machine = platform.machine().lower()
    if machine not in _ARCHITECTURES:
        raise StackError(f"functions run on x86_64 and arm64, not on {machine}")
    runtime = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return {"FunctionRuntime": runtime, "FunctionArchitecture": _ARCHITECTURES[machine]}


def _sam(command: list[str], project: Path, log: Path, environment: dict[str, str]) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    with log.open("w") as output:
        done = subprocess.run(  # noqa: S603
            command,
            cwd=project,
            env={**environment, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise StackError(f"sam {command[1]} failed: {_reason(log)} (log: {log})")


def _reason(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").split("\n") if line.strip()]
    telling = [line for line in lines if line.startswith(("Error:", "Build Failed"))]
    return (telling or lines or ["nothing was logged"])[-1]


def outputs_of(endpoint: str, stack: str) -> dict[str, str]:
    """The outputs of a stack."""
    import boto3  # takes long to import, and only a deployment needs it

    client = boto3.client(
        "cloudformation",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )
    outputs = client.describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    return {output["OutputKey"]: output["OutputValue"] for output in outputs}
