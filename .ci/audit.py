#!/usr/bin/env python3
"""What is known of the packages that the function ships: advisories where they can be asked for, withdrawn releases.

Advisories come from pip-audit, which asks PyPI's JSON API. Where that cannot be reached (an index alone is no advisory
database) the audit says so, and has looked only at whether a release was yanked. Pins and licences are tests
(tests/build/test_dependencies.py). Fails for an advisory and for a yanked release; run by `make audit`.
"""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

REQUIREMENTS = Path(__file__).parents[1] / "functions" / "lingopoint" / "requirements.txt"
PIP_AUDIT = "pip-audit==2.10.1"
INDEX = "https://pypi.org/simple"
UNKNOWN = "not known"


def pinned() -> dict[str, str]:
    """The version of each package that is shipped."""
    lines = [line.strip() for line in REQUIREMENTS.read_text(encoding="utf-8").split("\n")]
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def advisories() -> tuple[list[str], list[str]]:
    """What is known against a package, and the packages of which nothing could be asked."""
    command = [str(Path(sys.executable).with_name("uv")), "tool", "run", "--quiet", PIP_AUDIT]
    command += ["--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off", "-r", str(REQUIREMENTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        audited = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], list(pinned())
    known = [f"{each['name']}: {found['id']}" for each in audited for found in each.get("vulns", [])]
    return known, [each["name"] for each in audited if "skip_reason" in each]


def yanked(name: str, version: str) -> str:
    """Why a release was withdrawn; empty for one that stands, and UNKNOWN where the index says nothing of it."""
    request = urllib.request.Request(
        f"{INDEX}/{name.lower()}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            files: list[dict[str, Any]] = json.load(answer)["files"]
    except (OSError, ValueError, KeyError):
        return UNKNOWN
    distribution = name.lower().replace("-", "_")
    ours = [
        each for each in files if each["filename"].lower().replace("-", "_").startswith(f"{distribution}_{version}")
    ]
    return next((str(each["yanked"]) for each in ours if each.get("yanked")), "" if ours else UNKNOWN)


def main() -> None:
    """Print what was asked and found, and fail if anything is against a package."""
    against, unasked = advisories()
    withdrawn = {name: yanked(name, version) for name, version in pinned().items()}
    unknown = [name for name, why in withdrawn.items() if why == UNKNOWN]
    against += [f"{name} was yanked: {why}" for name, why in withdrawn.items() if why not in ("", UNKNOWN)]
    print(f"{len(withdrawn)} packages are shipped.")
    print(f"No advisories could be asked for of: {', '.join(unasked) or 'none'}.")
    print(f"The index does not know the releases of: {', '.join(unknown) or 'none'}.")
    print(f"Against a package: {'; '.join(against) or 'nothing'}.")
    sys.exit(bool(against))


if __name__ == "__main__":
    main()
