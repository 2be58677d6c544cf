"""Read a JSON object field by field, with the refusals of the real API where a field is not what it has to be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from anthropic_simulator.refusal import invalid


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object and its path in the request, such as `messages.0.content.1`."""

    values: Mapping[str, object]
    path: str = ""

    def at(self, name: str) -> str:
        """Write the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def only(self, *names: str) -> None:
        """Refuse every field that is not named here."""
        for name in self.values:
            if name not in names:
                raise invalid(f"{self.at(name)}: Extra inputs are not permitted")

    def has(self, name: str) -> bool:
        """Tell whether a field is there and not null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Read a string that has to be there."""
        value = self._required(name)
        if not isinstance(value, str):
            raise invalid(f"{self.at(name)}: Input should be a valid string")
        return value

    def number(self, name: str) -> int:
        """Read a whole number that has to be there."""
        value = self._required(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise invalid(f"{self.at(name)}: Input should be a valid integer")
        return value

    def flag(self, name: str) -> bool:
        """Read a boolean, false where it is missing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise invalid(f"{self.at(name)}: Input should be a valid boolean")
        return bool(value)

    def choice(self, name: str, options: Collection[str]) -> str:
        """Read one of some strings, which has to be there."""
        value = self.text(name)
        if value not in options:
            listed = ", ".join(f"'{one}'" for one in options)
            raise invalid(f"{self.at(name)}: Input should be {listed}")
        return value

    def inner(self, name: str) -> "Fields | None":
        """Read an object, None where it is missing."""
        return self._object(self.values[name], self.at(name)) if self.has(name) else None

    def items(self, name: str) -> tuple["Fields", ...]:
        """Read a list of objects, empty where it is missing."""
        values = self.values_of(name)
        return tuple(self._object(value, f"{self.at(name)}.{index}") for index, value in enumerate(values))

    def strings(self, name: str) -> tuple[str, ...]:
        """Read a list of strings, empty where it is missing."""
        values = self.values_of(name)
        if not all(isinstance(value, str) for value in values):
            raise invalid(f"{self.at(name)}: Input should be a valid string")
        return tuple(str(value) for value in values)

    def values_of(self, name: str) -> list[object]:
        """Read a list of whatever, empty where it is missing."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise invalid(f"{self.at(name)}: Input should be a valid list")
        return value

    def _required(self, name: str) -> object:
        if name not in self.values:
            raise invalid(f"{self.at(name)}: Field required")
        return self.values[name]

    @staticmethod
    def _object(value: object, path: str) -> "Fields":
        if not isinstance(value, Mapping):
            raise invalid(f"{path}: Input should be an object")
        return Fields(value, path)
