"""What the checks ask, and what is known of the stack before they do."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lingopoint_cli.doctor.finding import UnknownError
from lingopoint_cli.doctor.reader import Patience, Reader
from lingopoint_cli.doctor.scratch import Scratch
from lingopoint_cli.doctor.service import Service

Connect = Callable[[str], Any]
"""Makes a boto3 client by the name of the service."""


@dataclass
class World:
    """A stack and its account. `role` is the ARN of a role to ask about rights with; `local` is the local stack."""

    connect: Connect
    outputs: Mapping[str, str]
    parameters: Mapping[str, str]
    service: Service
    scratch: Scratch
    reading: Connect
    region: str = ""
    role: str = ""
    local: bool = False
    temporary: Callable[[Mapping[str, str]], Any] = field(default=lambda _: None)
    """Makes an S3 client of temporary credentials, as AWS STS gives them."""
    languages: Collection[str] = ()
    """The languages that the stack serves; none stands for all."""
    _patience: Patience = field(default_factory=Patience)

    @property
    def target(self) -> str:
        """The language that is translated into."""
        return self.service.target

    def require_served(self) -> None:
        """Raises UnknownError where the stack does not serve `target`."""
        if self.languages and self.target not in self.languages:
            raise UnknownError(f"the stack does not serve {self.target}, by its Languages")

    def output(self, name: str) -> str:
        """An output of the stack. Raises UnknownError."""
        if not self.outputs.get(name):
            raise UnknownError(f"the stack has no output {name}")
        return self.outputs[name]

    def parameter(self, name: str) -> str:
        """A parameter of the stack; empty where it has none of that name."""
        return self.parameters.get(name, "")

    def on(self, name: str) -> bool:
        """Whether a parameter is on, as it is by default."""
        return self.parameter(name) != "off"

    @property
    def has_web(self) -> bool:
        """Whether there is a website."""
        return self.parameter("FrontDoor") in ("web", "both")

    @property
    def has_object_lambda(self) -> bool:
        """Whether there is an Object Lambda access point."""
        return self.parameter("FrontDoor") != "web"

    @property
    def own_region(self) -> str:
        """The stack's own Region. Raises UnknownError."""
        return self.output("SupportingAccessPointArn").split(":")[3]

    @property
    def account(self) -> str:
        """The stack's account. Raises UnknownError."""
        return self.output("SupportingAccessPointArn").split(":")[4]

    def arn(self, service: str, resource: str, region: str = "") -> str:
        """That of a resource of the stack's account, by itself in its Region. Raises UnknownError."""
        return f"arn:{self._partition}:{service}:{region or self.own_region}:{self.account}:{resource}"

    def bucket_arn(self, name: str) -> str:
        """That of a bucket. Raises UnknownError."""
        return f"arn:{self._partition}:s3:::{name}"

    @property
    def _partition(self) -> str:
        return self.output("SupportingAccessPointArn").split(":")[1]

    @property
    def caller_check(self) -> str:
        """`strict`, `tagged` or `off`."""
        said = self.parameter("CallerCheck")
        return "tagged" if said in ("", "on") else said

    @cached_property
    def reader(self) -> Reader:
        """The Object Lambda access point. Raises UnknownError."""
        return Reader(self.reading("s3"), self.output("ObjectLambdaAccessPointArn"), self._patience)

    @cached_property
    def by_alias(self) -> Reader:
        """The same by its alias. Raises UnknownError."""
        return Reader(self.reading("s3"), self.output("ObjectLambdaAccessPointAlias"), self._patience)

    @cached_property
    def function(self) -> Mapping[str, Any]:
        """The configuration of the function that S3 invokes."""
        name = self.outputs.get("AccessPointFunctionArn") or self.output("FunctionArn")
        about: Mapping[str, Any] = self.connect("lambda").get_function(FunctionName=name)["Configuration"]
        return about

    @property
    def variables(self) -> Mapping[str, str]:
        """Its variables. Raises UnknownError where they may not be read."""
        about = self.function.get("Environment", {})
        if "Error" in about:
            raise UnknownError(f"the function's variables may not be read: {about['Error'].get('ErrorCode')}")
        found: Mapping[str, str] = about.get("Variables", {})
        return found

    @property
    def billed(self) -> int:
        """Characters that were sent to Amazon Translate, by the checks and by the function for them."""
        return self.service.billed + (self.reader.billed if "reader" in self.__dict__ else 0)

    def skip_local(self, what: str) -> None:
        """Raises UnknownError on the local stack, which has no `what`."""
        if self.local:
            raise UnknownError(f"local stack: {what}")
