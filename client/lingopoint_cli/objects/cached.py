"""What CloudFront keeps of a website, taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from lingopoint.http.cache_tags import tag

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

MOST_PATHS = 3_000
"""Of one invalidation (CloudFront Developer Guide, "Concurrent invalidation request maximum")."""


def take_back(place: "Place", distribution: str, names: Sequence[str], languages: Sequence[str]) -> int:
    """Have CloudFront drop keys and folders, in these languages or in all; how many paths it bills.

    Raises botocore's errors.
    """
    client = place.client("cloudfront")
    # An item with this sign is a tag (CloudFront Developer Guide, "What you need to know when invalidating tags").
    items = [f"#{tag(name, language)}" for name in names for language in languages or [""]]
    for begin in range(0, len(items), MOST_PATHS):
        part = items[begin : begin + MOST_PATHS]
        batch = {"Paths": {"Quantity": len(part), "Items": part}, "CallerReference": str(uuid4())}
        client.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
    return len(items)
