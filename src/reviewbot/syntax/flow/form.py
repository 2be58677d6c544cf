"""The form that code of any language takes where values are followed: functions, statements, expressions.

What differs between languages and not in its meaning is gone: `await`, parentheses, `with`, types and casts leave no
node; `switch`, `match` and chains of `else if` are one Branch; `+=` is an assignment of the sum; every way to build a
text is one Text. A body is lowered only when it is asked for (`syntax.lower`): most functions of a file never are.
"""

from dataclasses import dataclass, field

from ast_grep_py import SgNode


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands: lines from 1, both ends included, and offsets in characters, the end excluded."""

    line: int
    line_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, `self` and `this` among them."""

    at: Span
    text: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A member by its name: `object.name`, `object?.name`."""

    at: Span
    object: "Expression"
    name: str


@dataclass(frozen=True, slots=True)
class Subscript:
    """An element by a key that may be computed."""

    at: Span
    object: "Expression"
    key: "Expression"


@dataclass(frozen=True, slots=True)
class Argument:
    """What is passed: by `keyword` if it has one, spread over several where that is `*` or `**`."""

    keyword: str
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A call or `new`; a template literal with a tag is a call of the tag with a Text."""

    at: Span
    function: "Expression"
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text put together from parts in their order: constants and what stands between them.

    An f-string, a template literal, `+`, `%`, `.format()` and `.join()`; a `+` of numbers looks the same. What is
    written as a number (`%d`) is no part of it.
    """

    at: Span
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An element of a collection: `key` is None in a list, and where another collection is spread."""

    key: "Expression | None"
    value: "Expression"
    is_spread: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """A list, tuple, set, dictionary or object; as a target it takes a value apart."""

    at: Span
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One `for target in over if tests` of a comprehension."""

    target: "Expression"
    over: "Expression"
    tests: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Comprehension:
    """A collection made from others; a dictionary's has a key and a value as its elements."""

    at: Span
    elements: tuple["Expression", ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal; None stands for null and undefined too."""

    at: Span
    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Conditional:
    """One of two values, by a test."""

    at: Span
    test: "Expression"
    then: "Expression"
    otherwise: "Expression"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared: `==`, `!=`, `in`, `not in`, `is`, `is not`, `<` and so on; `===` is `==`."""

    at: Span
    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Boolean:
    """`and`, `or`, `not`, and JavaScript's `??`, which is an `or`."""

    at: Span
    operator: str
    operands: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assignment that is an expression: `:=`, and JavaScript's `=` where its value is used."""

    at: Span
    target: "Expression"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function without a name where it stands: it sees the variables around it. An expression is its only return."""

    at: Span
    parameters: tuple["Parameter", ...]
    body: tuple["Statement", ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Any other expression: its value has nothing to do with what its children hold (arithmetic, a slice, `typeof`)."""

    at: Span
    children: tuple["Expression", ...]


Expression = (
    Name
    | Attribute
    | Subscript
    | Call
    | Text
    | Collection
    | Comprehension
    | Constant
    | Conditional
    | Comparison
    | Boolean
    | Assigned
    | Lambda
    | Other
)


@dataclass(frozen=True, slots=True)
class Assign:
    """A value given to one or more targets: names, attributes, subscripts, collections of them.

    A resource of `with` is assigned to its name, an empty declaration is assigned None.
    """

    at: Span
    targets: tuple[Expression, ...]
    value: Expression


@dataclass(frozen=True, slots=True)
class Evaluate:
    """An expression for its effect."""

    at: Span
    value: Expression


@dataclass(frozen=True, slots=True)
class Return:
    """The end of a function with its value."""

    at: Span
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Leave:
    """Any other way out of what is running: `raise`, `throw`, `break`, `continue`, each by the word of `kind`."""

    at: Span
    kind: str
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A condition and what runs where it is the first that holds."""

    test: Expression
    body: tuple["Statement", ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Cases in their order, and what runs where none holds.

    A `switch` compares its subject with `==` in each case; one that falls through repeats the body it falls into.
    """

    at: Span
    cases: tuple[Case, ...]
    otherwise: tuple["Statement", ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A body that runs any number of times: for each `target` in `over`, or, without a target, while `over` holds."""

    at: Span
    target: Expression | None
    over: Expression
    body: tuple["Statement", ...]
    otherwise: tuple["Statement", ...] = ()


@dataclass(frozen=True, slots=True)
class Try:
    """A body, what may run instead of its rest, and what runs last; a `finally` simply comes last."""

    at: Span
    body: tuple["Statement", ...]
    handlers: tuple[tuple["Statement", ...], ...]
    last: tuple["Statement", ...]


@dataclass(frozen=True, slots=True)
class Define:
    """A function defined within another, which sees the variables around it."""

    at: Span
    function: "Function"


Statement = Assign | Evaluate | Return | Leave | Branch | Loop | Try | Define


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a function is given; `annotation` is the type as it is written, `kind` `*` or `**` where it takes the rest.

    `decorators` are those of the parameter itself, as in Nest's `@Query("q") q: string`. A parameter that is taken
    apart (`({ query }) => …`) has no name and a `pattern`.
    """

    name: str
    annotation: str = ""
    default: Expression | None = None
    kind: str = ""
    decorators: tuple[Expression, ...] = ()
    pattern: Expression | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """The head of a function; `native` is what its body is lowered from, and stays within `syntax`.

    `owner` is the class it is a method of, `bases` are that class's, as they are written. The code outside of all
    functions is one without a name.
    """

    at: Span
    name: str
    owner: str
    bases: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    decorators: tuple[Expression, ...]
    returns: str
    native: SgNode = field(repr=False, compare=False)
