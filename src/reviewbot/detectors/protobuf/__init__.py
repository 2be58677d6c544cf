"""Compare protobuf definitions: messages, enums and services."""
