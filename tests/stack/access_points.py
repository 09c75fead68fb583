"""access-point.yaml, deployed beside the stack."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopoint_local.aws.stack import Stack
from tests.stack_fixtures import connect
from tests.support import ROOT

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import WaiterConfigTypeDef

GIVEN = {
    "FunctionArn": "AccessPointFunctionArn",
    "FunctionRoleName": "FunctionRoleName",
    "SupportingAccessPointArn": "SupportingAccessPointArn",
}
"""The parameters that are outputs of the Lingopoint stack."""

_OFTEN: "WaiterConfigTypeDef" = {"Delay": 1, "MaxAttempts": 60}


@dataclass
class AccessPoints:
    """Stacks of access-point.yaml, which are deleted in the end."""

    stack: Stack
    deployed: list[str] = field(default_factory=list)

    def __enter__(self) -> "AccessPoints":
        return self

    def __exit__(self, *_: object) -> None:
        for name in self.deployed:
            self.cloudformation.delete_stack(StackName=name)
            self.cloudformation.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig=_OFTEN)

    @property
    def cloudformation(self) -> "CloudFormationClient":
        client: CloudFormationClient = connect(self.stack, "cloudformation")
        return client

    def outputs(self, name: str) -> dict[str, str]:
        found = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
        return {output["OutputKey"]: output["OutputValue"] for output in found}

    def deploy(self, name: str, **parameters: str) -> dict[str, str]:
        """The outputs of a stack of that name, whose access point has the name too."""
        given = self.outputs(self.stack.stack)
        values = {"Name": name, **{name: given[output] for name, output in GIVEN.items()}, **parameters}
        self.cloudformation.create_stack(
            StackName=name,
            TemplateBody=(ROOT / "access-point.yaml").read_text(encoding="utf-8"),
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()],
            Capabilities=["CAPABILITY_IAM"],
        )
        self.deployed.append(name)
        self.cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig=_OFTEN)
        return self.outputs(name)
