"""Model values to JSON and back. A dataclass becomes an object with its class name under ``kind``."""

import dataclasses
import json
import types
import typing
from functools import cache
from typing import Any, TypeVar, cast

__all__ = ["decode", "dumps", "encode", "loads"]

Value = TypeVar("Value")


def encode(value: object) -> Any:
    """The JSON-able form of a model value: dataclasses tagged with their class name, tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names, defaults = _fields(type(value))
        coded: dict[str, Any] = {"kind": type(value).__name__}
        for name in names:
            item = getattr(value, name)
            if name not in defaults or item != defaults[name]:
                coded[_KIND if name == "kind" else name] = encode(item)
        return coded
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    return value


def decode(expected: type[Value], coded: Any) -> Value:
    """The value of the expected type that ``encode`` turned into ``coded``.

    Raises:
        ValueError: ``coded`` does not hold a value of that type.
    """
    return cast(Value, _decode(expected, coded))


def dumps(value: object) -> str:
    """The value as one line of JSON with sorted keys; equal values give equal bytes."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(expected: type[Value], text: str) -> Value:
    """The value of the expected type in a line written by ``dumps``."""
    return decode(expected, json.loads(text))


_KIND = "kind_"


def _decode(expected: Any, coded: Any) -> Any:
    if isinstance(expected, typing.TypeAliasType) if hasattr(typing, "TypeAliasType") else False:
        expected = expected.__value__
    origin = typing.get_origin(expected)
    if expected is Any:
        return coded
    if origin in (typing.Union, types.UnionType):
        return _decode_union(typing.get_args(expected), coded)
    if origin is tuple:
        return _decode_tuple(typing.get_args(expected), coded)
    if origin is typing.Literal:
        if coded not in typing.get_args(expected):
            raise ValueError(f"{coded!r} is none of {typing.get_args(expected)}")
        return coded
    if dataclasses.is_dataclass(expected):
        return _decode_dataclass(expected, coded)
    if expected is float and isinstance(coded, int) and not isinstance(coded, bool):
        return float(coded)
    if expected is type(None) and coded is None:
        return None
    if isinstance(expected, type) and isinstance(coded, expected):
        return coded
    raise ValueError(f"expected {expected}, got {coded!r}")


def _decode_union(options: tuple[Any, ...], coded: Any) -> Any:
    if isinstance(coded, dict) and "kind" in coded:
        for option in options:
            if getattr(option, "__name__", "") == coded["kind"]:
                return _decode(option, coded)
    for option in options:
        if option is type(None) and coded is None:
            return None
        if isinstance(option, type) and not dataclasses.is_dataclass(option) and isinstance(coded, option):
            return coded
    raise ValueError(f"{coded!r} is none of {options}")


def _decode_tuple(args: tuple[Any, ...], coded: Any) -> tuple[Any, ...]:
    if not isinstance(coded, list):
        raise ValueError(f"expected a list, got {coded!r}")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_decode(args[0], item) for item in coded)
    if len(args) != len(coded):
        raise ValueError(f"expected {len(args)} items, got {len(coded)}")
    return tuple(_decode(arg, item) for arg, item in zip(args, coded, strict=True))


def _decode_dataclass(expected: Any, coded: Any) -> Any:
    if not isinstance(coded, dict) or coded.get("kind") != expected.__name__:
        raise ValueError(f"expected a {expected.__name__}, got {coded!r}")
    hints = _hints(expected)
    given = {("kind" if key == _KIND else key): item for key, item in coded.items() if key != "kind"}
    unknown = given.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{expected.__name__} has no field {sorted(unknown)[0]!r}")
    try:
        return expected(**{name: _decode(hints[name], item) for name, item in given.items()})
    except TypeError as problem:
        raise ValueError(f"{expected.__name__}: {problem}") from problem


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = {field.name for field in dataclasses.fields(kind)}
    return {name: hint for name, hint in typing.get_type_hints(kind).items() if name in names}


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Field names, and the defaults of those that have one: a default is left out of the JSON."""
    fields = dataclasses.fields(kind)
    defaults = {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
    return tuple(field.name for field in fields), defaults
