"""Notice when a mind answers what the API could not have answered, so that no test rests on it unawares."""

import json
from collections.abc import Iterator, Mapping

from jsonschema import Draft202012Validator, ValidationError

from anthropic_simulator.answer import Answer, Call, Text
from anthropic_simulator.request import Request


def mistakes(answer: Answer, request: Request) -> tuple[str, ...]:
    """Say what is wrong with an answer to this request; nothing is where it says itself that it is malformed."""
    return () if answer.is_malformed else tuple(_mistakes(answer, request))


def _mistakes(answer: Answer, request: Request) -> Iterator[str]:
    for block in answer.blocks:
        if isinstance(block, Call):
            yield from _wrong_call(block, request)
        elif not block.text:
            yield "an empty block"
    if request.schema is not None and answer.stop_reason in ("", "end_turn"):
        texts = [block.text for block in answer.blocks if isinstance(block, Text)]
        if texts:
            yield from _breaches(request.schema, "".join(texts))


def _wrong_call(call: Call, request: Request) -> Iterator[str]:
    tool = request.tools.get(call.name)
    if tool is None:
        yield f"a call of {call.name}, which was not offered"
    elif request.tool_choice == "none":
        yield f"a call of {call.name}, while tool_choice is none"
    elif tool.get("strict") is True:
        yield from _errors(tool["input_schema"], dict(call.input))


def _breaches(schema: object, text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except ValueError as error:
        yield f"text that is not JSON under output_config.format: {error}"
        return
    yield from _errors(schema, value)


def _errors(schema: object, value: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        error: ValidationError
        for error in Draft202012Validator(schema).iter_errors(value):
            yield f"JSON against its schema at {error.json_path}: {error.message}"
