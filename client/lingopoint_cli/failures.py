"""How a command fails: one line on standard error, and an exit code that a script can tell from the others.

0    done
1    a file could not be read or written
2    the command was called wrongly
3    there is no such object, bucket, access point or stack
4    access denied, or no credentials
5    the service answered with another error
6    the service could not be reached, or has no time just now: a retry may help
130  interrupted
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

FILE = 1
USAGE = 2
NOT_FOUND = 3
DENIED = 4
REFUSED = 5
UNREACHABLE = 6

_P = ParamSpec("_P")
_R = TypeVar("_R")

_NOT_FOUND = {"NoSuchKey", "NoSuchBucket", "NoSuchAccessPoint", "NoSuchVersion", "AccessPointNotFound", "404"}
_PASSING = {"SlowDown", "ServiceUnavailable", "RequestTimeout", "503"}


class Failure(Exception):  # noqa: N818  not an error of the program: what its user is told
    """A command cannot go on. `message` is for its user."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.exit_code = exit_code


def reported(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """The command, with every foreseeable failure told in one line."""

    @functools.wraps(command)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            raise  # whoever read our output has had enough: no failure of ours
        except Exception as error:
            failure = error if isinstance(error, Failure) else _known(error)
            if failure is None:
                raise
            typer.echo(f"lingopoint: {failure.message}", err=True)
            raise typer.Exit(failure.exit_code) from error

    return guarded


def _known(error: Exception) -> Failure | None:
    """What an error of a library means to the user; None for what nobody foresaw."""
    from botocore.exceptions import BotoCoreError, ClientError

    if isinstance(error, ClientError):
        return _answered(error.response)
    if isinstance(error, BotoCoreError):
        return _unanswered(error)
    if isinstance(error, OSError):
        return Failure(f"{error.filename or 'input or output'}: {error.strerror or error}", FILE)
    return None


def _answered(response: object) -> Failure:
    """The service's own error."""
    members = response if isinstance(response, dict) else {}
    said, status = members.get("Error", {}), members.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code, message = said.get("Code") or str(status), said.get("Message") or "no further explanation"
    missing_stack = code == "ValidationError" and "does not exist" in message
    if code in _NOT_FOUND or status == 404 or missing_stack:
        return Failure(f"{code}: {message}", NOT_FOUND)
    if status in (401, 403):
        return Failure(f"{code}: {message}", DENIED)
    return Failure(f"{code}: {message}", UNREACHABLE if code in _PASSING or status == 503 else REFUSED)


def _unanswered(error: Exception) -> Failure:
    """A fault on this side of the service."""
    from botocore import exceptions as boto

    denied = (boto.NoCredentialsError, boto.PartialCredentialsError, boto.CredentialRetrievalError, boto.SSOError)
    usage = (boto.NoRegionError, boto.ProfileNotFound, boto.ParamValidationError, boto.InvalidRegionError)
    if isinstance(error, denied):
        return Failure(f"no AWS credentials: {error}", DENIED)
    if isinstance(error, usage):
        return Failure(str(error), USAGE)
    broken = (boto.HTTPClientError, boto.ConnectionError, boto.IncompleteReadError)
    return Failure(str(error), UNREACHABLE if isinstance(error, broken) else REFUSED)
