"""List every kind of difference between two descriptions, and what it does to clients."""

from enum import StrEnum
from typing import Self

from reviewbot.domain.contract import Impact

_B, _D, _S = Impact.BREAKING, Impact.DANGEROUS, Impact.SAFE


class Direction(StrEnum):
    """Who sends what a schema describes: a client its request, or the server its response.

    What narrows a request breaks who sends it, what widens a response breaks who reads it. A webhook is turned round:
    there the server sends the request.
    """

    REQUEST = "request"
    RESPONSE = "response"


class Kind(StrEnum):
    """The word by which a detector asks for a difference; `impact` says what it does.

    A value that the description left open and now states (`-set`) is dangerous rather than breaking: more often than
    not it states what the server held to before.
    """

    impact: Impact

    def __new__(cls, word: str, impact: Impact) -> Self:
        """Keep the impact beside the word, which alone is the value."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.impact = impact
        return kind

    OPERATION_REMOVED = "operation-removed", _B
    OPERATION_REMOVED_EARLY = "operation-removed-early", _B
    OPERATION_RETIRED = "operation-retired", _S
    OPERATION_ADDED = "operation-added", _S
    OPERATION_DEPRECATED = "operation-deprecated", _S
    OPERATION_RENAMED = "operation-renamed", _S
    OPERATION_RETAGGED = "operation-retagged", _S
    SUNSET_BROUGHT_FORWARD = "sunset-brought-forward", _D
    STABILITY_LOWERED = "stability-lowered", _B
    WEBHOOK_REMOVED = "webhook-removed", _B
    WEBHOOK_RETIRED = "webhook-retired", _S
    WEBHOOK_ADDED = "webhook-added", _S
    SERVER_REMOVED = "server-removed", _D
    SERVER_ADDED = "server-added", _S
    SECURITY_TIGHTENED = "security-tightened", _B
    SECURITY_SET = "security-set", _D
    SECURITY_LOOSENED = "security-loosened", _S
    SECURITY_SCHEME_REMOVED = "security-scheme-removed", _S

    PARAMETER_REMOVED = "parameter-removed", _D
    PARAMETER_RETIRED = "parameter-retired", _S
    PARAMETER_ADDED = "parameter-added", _S
    REQUIRED_PARAMETER_ADDED = "required-parameter-added", _B
    PARAMETER_BECAME_REQUIRED = "parameter-became-required", _B
    PARAMETER_BECAME_OPTIONAL = "parameter-became-optional", _S
    PARAMETER_MOVED = "parameter-moved", _B
    PARAMETER_STYLE_CHANGED = "parameter-style-changed", _B
    REQUEST_BODY_REMOVED = "request-body-removed", _B
    REQUEST_BODY_ADDED = "request-body-added", _S
    REQUEST_BODY_REQUIRED = "request-body-required", _B
    REQUEST_BODY_OPTIONAL = "request-body-optional", _S
    REQUEST_MEDIA_TYPE_REMOVED = "request-media-type-removed", _B
    REQUEST_MEDIA_TYPE_ADDED = "request-media-type-added", _S
    RESPONSE_MEDIA_TYPE_REMOVED = "response-media-type-removed", _B
    RESPONSE_MEDIA_TYPE_ADDED = "response-media-type-added", _S
    RESPONSE_STATUS_REMOVED = "response-status-removed", _B
    RESPONSE_STATUS_ADDED = "response-status-added", _D
    ERROR_STATUS_REMOVED = "error-status-removed", _S
    ERROR_STATUS_ADDED = "error-status-added", _S
    RESPONSE_HEADER_REMOVED = "response-header-removed", _B
    RESPONSE_HEADER_OPTIONAL = "response-header-optional", _B
    OPTIONAL_HEADER_REMOVED = "optional-header-removed", _D
    RESPONSE_HEADER_ADDED = "response-header-added", _S

    REQUEST_TYPE_NARROWED = "request-type-narrowed", _B
    REQUEST_TYPE_WIDENED = "request-type-widened", _S
    REQUEST_TYPE_CHANGED = "request-type-changed", _B
    REQUEST_TYPE_SET = "request-type-set", _D
    REQUEST_NULL_REMOVED = "request-null-removed", _B
    REQUEST_NULL_ADDED = "request-null-added", _S
    REQUEST_ENUM_SHRUNK = "request-enum-shrunk", _B
    REQUEST_ENUM_GROWN = "request-enum-grown", _S
    REQUEST_ENUM_REPLACED = "request-enum-replaced", _B
    REQUEST_LIMIT_SET = "request-limit-set", _D
    REQUEST_LIMIT_TIGHTENED = "request-limit-tightened", _B
    REQUEST_LIMIT_LOOSENED = "request-limit-loosened", _S
    REQUEST_PATTERN_ADDED = "request-pattern-added", _B
    REQUEST_PATTERN_REMOVED = "request-pattern-removed", _S
    REQUEST_PATTERN_CHANGED = "request-pattern-changed", _D
    REQUEST_FORMAT_SET = "request-format-set", _D
    REQUEST_FORMAT_REMOVED = "request-format-removed", _S
    REQUEST_FORMAT_NARROWED = "request-format-narrowed", _B
    REQUEST_FORMAT_WIDENED = "request-format-widened", _S
    REQUEST_FORMAT_CHANGED = "request-format-changed", _B
    REQUEST_FIELD_ADDED = "request-field-added", _S
    REQUEST_REQUIRED_FIELD_ADDED = "request-required-field-added", _B
    REQUEST_FIELD_REMOVED = "request-field-removed", _D
    REQUEST_FIELD_REFUSED = "request-field-refused", _B
    REQUEST_FIELD_RETIRED = "request-field-retired", _S
    REQUEST_FIELD_BECAME_REQUIRED = "request-field-became-required", _B
    REQUEST_FIELD_BECAME_OPTIONAL = "request-field-became-optional", _S
    REQUEST_OBJECT_CLOSED = "request-object-closed", _D
    REQUEST_OBJECT_OPENED = "request-object-opened", _S
    REQUEST_CONDITION_ADDED = "request-condition-added", _B
    REQUEST_CONDITION_REMOVED = "request-condition-removed", _S
    REQUEST_CONDITION_CHANGED = "request-condition-changed", _B
    REQUEST_VARIANT_REMOVED = "request-variant-removed", _B
    REQUEST_VARIANT_ADDED = "request-variant-added", _S
    REQUEST_CHOICE_AMBIGUOUS = "request-choice-ambiguous", _B
    REQUEST_ALTERNATIVE_ADDED = "request-alternative-added", _S
    REQUEST_MEMBER_REMOVED = "request-member-removed", _S
    REQUEST_MEMBER_ADDED = "request-member-added", _S
    REQUEST_DISCRIMINATOR_CHANGED = "request-discriminator-changed", _D
    REQUEST_DEFAULT_CHANGED = "request-default-changed", _B
    REQUEST_DEFAULT_REMOVED = "request-default-removed", _D
    REQUEST_DEFAULT_ADDED = "request-default-added", _S

    RESPONSE_TYPE_NARROWED = "response-type-narrowed", _S
    RESPONSE_TYPE_WIDENED = "response-type-widened", _B
    RESPONSE_TYPE_CHANGED = "response-type-changed", _B
    RESPONSE_TYPE_SET = "response-type-set", _S
    RESPONSE_NULL_REMOVED = "response-null-removed", _S
    RESPONSE_NULL_ADDED = "response-null-added", _B
    RESPONSE_ENUM_SHRUNK = "response-enum-shrunk", _S
    RESPONSE_ENUM_GROWN = "response-enum-grown", _D
    RESPONSE_ENUM_REPLACED = "response-enum-replaced", _B
    RESPONSE_LIMIT_SET = "response-limit-set", _S
    RESPONSE_LIMIT_TIGHTENED = "response-limit-tightened", _S
    RESPONSE_LIMIT_LOOSENED = "response-limit-loosened", _B
    RESPONSE_PATTERN_ADDED = "response-pattern-added", _S
    RESPONSE_PATTERN_REMOVED = "response-pattern-removed", _D
    RESPONSE_PATTERN_CHANGED = "response-pattern-changed", _D
    RESPONSE_FORMAT_SET = "response-format-set", _S
    RESPONSE_FORMAT_REMOVED = "response-format-removed", _D
    RESPONSE_FORMAT_NARROWED = "response-format-narrowed", _S
    RESPONSE_FORMAT_WIDENED = "response-format-widened", _B
    RESPONSE_FORMAT_CHANGED = "response-format-changed", _B
    RESPONSE_FIELD_ADDED = "response-field-added", _S
    RESPONSE_FIELD_REMOVED = "response-field-removed", _B
    RESPONSE_FIELD_REMOVED_EARLY = "response-field-removed-early", _B
    RESPONSE_FIELD_RETIRED = "response-field-retired", _S
    RESPONSE_FIELD_BECAME_REQUIRED = "response-field-became-required", _S
    RESPONSE_FIELD_BECAME_OPTIONAL = "response-field-became-optional", _B
    RESPONSE_OBJECT_CLOSED = "response-object-closed", _S
    RESPONSE_OBJECT_OPENED = "response-object-opened", _D
    RESPONSE_CONDITION_ADDED = "response-condition-added", _S
    RESPONSE_CONDITION_REMOVED = "response-condition-removed", _B
    RESPONSE_CONDITION_CHANGED = "response-condition-changed", _B
    RESPONSE_VARIANT_REMOVED = "response-variant-removed", _S
    RESPONSE_VARIANT_ADDED = "response-variant-added", _B
    RESPONSE_ALTERNATIVE_ADDED = "response-alternative-added", _D
    RESPONSE_MEMBER_REMOVED = "response-member-removed", _S
    RESPONSE_MEMBER_ADDED = "response-member-added", _S
    RESPONSE_DISCRIMINATOR_CHANGED = "response-discriminator-changed", _D
    RESPONSE_DEFAULT_CHANGED = "response-default-changed", _S
    RESPONSE_DEFAULT_REMOVED = "response-default-removed", _S
    RESPONSE_DEFAULT_ADDED = "response-default-added", _S


_BY_WORD = {str(one): one for one in Kind}


def kind_of(direction: Direction, what: str) -> Kind:
    """Give the kind for one direction of what may happen to a schema in either (`type-narrowed`)."""
    return _BY_WORD[f"{direction}-{what}"]
