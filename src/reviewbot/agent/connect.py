"""Connect to whoever serves the models, and see before the first paid call whether they are there."""

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec

import httpx2
from anthropic import Anthropic, AnthropicBedrock, AnthropicError, DefaultHttpxClient, NotFoundError

from reviewbot.agent.client import Sdk
from reviewbot.agent.heard import MISSHAPEN
from reviewbot.agent.tape import Recording, Replaying
from reviewbot.errors import UsageError


def is_bedrock_installed() -> bool:
    """Tell whether the extra is there that signs requests to Amazon."""
    return find_spec("boto3") is not None


def connected(
    *,
    is_bedrock: bool,
    is_installed: Callable[[], bool] = is_bedrock_installed,
    tape: Recording | Replaying | None = None,
) -> Sdk:
    """Open a client that retries nothing by itself; raises UsageError where an extra is missing.

    With a `tape` all requests go through it; one that replays makes no connection, and needs no key.
    """
    through = DefaultHttpxClient(transport=tape) if tape else None
    if isinstance(tape, Replaying):
        return Anthropic(api_key="replayed", max_retries=0, http_client=through)
    if not is_bedrock:
        return Anthropic(max_retries=0, http_client=through)
    if not is_installed():
        raise UsageError("`provider: bedrock` needs more than is installed.", "Install `reviewbot[bedrock]`.")
    return AnthropicBedrock(max_retries=0, http_client=through)


def missing(names: Iterable[str], sdk: Sdk) -> Iterator[str]:
    """Say of each model that cannot be asked why: it does not exist, or was retired.

    Bedrock does not tell. Trouble that is not about a model is not told here: the first call will meet it.
    """
    if isinstance(sdk, AnthropicBedrock):
        return
    for name in dict.fromkeys(names):
        try:
            is_retired = sdk.models.retrieve(name, timeout=httpx2.Timeout(20.0)).lifecycle == "retired"
        except NotFoundError as error:
            # A gateway that knows no list of models has no such page either, and may serve the model all the same.
            if name in str(error.api_message):
                yield f"There is no model `{name}` for this key."
        except (AnthropicError, httpx2.HTTPError, *MISSHAPEN):
            return
        else:
            if is_retired:
                yield f"The model `{name}` is retired."
