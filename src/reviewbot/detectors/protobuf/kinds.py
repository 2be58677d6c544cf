"""Name the ways in which a protobuf file may change, and what each does to whoever holds the last version.

The rules are those of protobuf.dev ("Updating A Message Type", "Updating Enum Definitions", "JSON Format") and of the
categories WIRE, WIRE_JSON and FILE of `buf breaking`, whose names stand behind the kinds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.contract import Impact
from reviewbot.domain.diff import Side


class ProtobufKind(StrEnum):
    """What a detector may ask for in `changes`."""

    # What stops working: on the wire, in every generated client, or both.
    PACKAGE_CHANGED = "package-changed"  # FILE_SAME_PACKAGE
    MESSAGE_REMOVED = "message-removed"  # MESSAGE_NO_DELETE
    ENUM_REMOVED = "enum-removed"  # ENUM_NO_DELETE
    SERVICE_REMOVED = "service-removed"  # SERVICE_NO_DELETE
    RPC_REMOVED = "rpc-removed"  # RPC_NO_DELETE
    RPC_TYPE_CHANGED = "rpc-type-changed"  # RPC_SAME_REQUEST_TYPE, RPC_SAME_RESPONSE_TYPE
    RPC_STREAMING_CHANGED = "rpc-streaming-changed"  # RPC_SAME_CLIENT_STREAMING, RPC_SAME_SERVER_STREAMING
    FIELD_NUMBER_CHANGED = "field-number-changed"  # FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED
    FIELD_NUMBER_REUSED = "field-number-reused"  # FIELD_WIRE_COMPATIBLE_TYPE
    FIELD_TYPE_CHANGED = "field-type-changed"  # FIELD_WIRE_COMPATIBLE_TYPE
    FIELD_REMOVED = "field-removed"  # FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED
    FIELD_LABEL_CHANGED = "field-label-changed"  # FIELD_WIRE_COMPATIBLE_CARDINALITY
    REQUIRED_ADDED = "required-added"  # MESSAGE_SAME_REQUIRED_FIELDS
    ONEOF_JOINED = "oneof-joined"  # FIELD_SAME_ONEOF
    RESERVED_USED = "reserved-used"  # RESERVED_MESSAGE_NO_DELETE
    ENUM_VALUE_REMOVED = "enum-value-removed"  # ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED
    ENUM_NUMBER_CHANGED = "enum-number-changed"  # ENUM_VALUE_SAME_NAME
    # What still reads, and means something else to JSON, to generated code or to a later change.
    MESSAGE_RENAMED = "message-renamed"  # MESSAGE_NO_DELETE
    FIELD_RENAMED = "field-renamed"  # FIELD_SAME_NAME, FIELD_SAME_JSON_NAME
    FIELD_TYPE_COMPATIBLE = "field-type-compatible"  # FIELD_SAME_TYPE
    FIELD_LABEL_COMPATIBLE = "field-label-compatible"  # FIELD_SAME_CARDINALITY
    NAME_UNRESERVED = "name-unreserved"  # FIELD_NO_DELETE_UNLESS_NAME_RESERVED
    ONEOF_CHANGED = "oneof-changed"  # FIELD_SAME_ONEOF
    RESERVED_DROPPED = "reserved-dropped"  # RESERVED_MESSAGE_NO_DELETE, RESERVED_ENUM_NO_DELETE
    EXTENSIONS_DROPPED = "extensions-dropped"  # EXTENSION_MESSAGE_NO_DELETE
    ENUM_VALUE_RENAMED = "enum-value-renamed"  # ENUM_VALUE_SAME_NAME
    SYNTAX_CHANGED = "syntax-changed"  # FILE_SAME_SYNTAX
    DEPRECATED_REMOVED = "deprecated-removed"  # it was said before
    # What nobody can tell.
    RESERVED_FIELD_REMOVED = "reserved-field-removed"


_DANGEROUS = frozenset(
    {ProtobufKind.MESSAGE_RENAMED, ProtobufKind.FIELD_RENAMED, ProtobufKind.FIELD_TYPE_COMPATIBLE,
     ProtobufKind.FIELD_LABEL_COMPATIBLE, ProtobufKind.NAME_UNRESERVED, ProtobufKind.ONEOF_CHANGED,
     ProtobufKind.RESERVED_DROPPED, ProtobufKind.EXTENSIONS_DROPPED, ProtobufKind.ENUM_VALUE_RENAMED,
     ProtobufKind.SYNTAX_CHANGED, ProtobufKind.DEPRECATED_REMOVED}
)  # fmt: skip
IMPACTS: Mapping[ProtobufKind, Impact] = {
    **dict.fromkeys(ProtobufKind, Impact.BREAKING),
    **dict.fromkeys(_DANGEROUS, Impact.DANGEROUS),
    ProtobufKind.RESERVED_FIELD_REMOVED: Impact.SAFE,
}
"""What each kind does to those who rely on the contract."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A change within one pair of files; `side` says in whose lines `line` counts."""

    kind: ProtobufKind
    side: Side
    line: int
    subject: str
    where: str
    detail: str = ""
