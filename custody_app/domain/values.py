"""``dataclass`` that makes frozen records of the standard library's kind in a fifth of the time.

The standard library writes and compiles six functions for every frozen class while the program is
loaded, for some five hundred classes a quarter of a start. Here five of them are shared, and
``__init__`` is the standard library's own, compiled when the first record of a class is made.
"""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False
    ) -> Callable[[type], type]:
        """As ``dataclasses.dataclass``, of whose choices only these are known here."""
        if not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only)

        def made(cls: type) -> type:
            fields_known = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=True, kw_only=kw_only
            )
            return _completed(fields_known(cls))

        return made


def _completed(cls: type) -> type:
    fields = dataclasses.fields(cls)
    shown = [one.name for one in fields if one.repr]
    values = _values([one.name for one in fields if one.compare])

    @recursive_repr()
    def told(self: Any) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({inside})"

    def same(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def digest(self: Any) -> int:
        return hash(values(self))

    own = vars(cls)
    wanted: dict[str, Callable[..., Any]] = {
        "__init__": _late_init(cls),
        "__repr__": told,
        "__eq__": same,
    }
    for name, method in wanted.items():
        if name not in own:
            _put(cls, name, method)
    if own.get("__hash__") is None:
        _put(cls, "__hash__", digest)
    for method in (_setattr, _delattr, _getstate, _setstate):
        setattr(cls, f"_{method.__name__}__", method)
    return cls


def _put(cls: type, name: str, method: Callable[..., Any]) -> None:
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, method)


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Takes the fields that tell one record from another, as a tuple."""
    if not names:
        return lambda _record: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda record: (get(record),)


def _late_init(cls: type) -> Callable[..., None]:
    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        made = _init_of(cls)
        _put(cls, "__init__", made)
        made(self, *args, **kwargs)

    return first


def _init_of(cls: type) -> Callable[..., None]:
    """What the standard library makes for a class with the same fields."""
    body: dict[str, Any] = {"__annotations__": {}, "__qualname__": cls.__qualname__}
    for one in dataclasses.fields(cls):
        body["__annotations__"][one.name] = object
        body[one.name] = dataclasses.field(
            default=one.default,
            default_factory=one.default_factory,
            init=one.init,
            kw_only=one.kw_only,
        )
    if hasattr(cls, "__post_init__"):
        body["__post_init__"] = None
    frozen = dataclasses.dataclass(frozen=True, repr=False, eq=False)
    twin: Any = frozen(type(cls.__name__, (), body))
    made: Callable[..., None] = twin.__init__
    return made


def _setattr(self: Any, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
