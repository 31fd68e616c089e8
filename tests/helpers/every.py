"""One promise, many cases: a test that tries all of them and names every one that breaks it."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest

Test = Callable[..., None]


def for_each(
    names: str | tuple[str, ...],
    cases: Iterable[Any],
    ids: Callable[[Any], object] = str,
) -> Callable[[Test], Test]:
    """Call a test with each case; what pytest's ``parametrize`` does, in one test.

    Collecting and setting up thousands of tests takes minutes; fixtures
    are made once, so what a case writes must not disturb the next.
    """
    named = [(str(ids(case)), case) for case in cases]

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def all_cases(**fixtures: Any) -> None:
            assert named, "there are no cases"
            faults = []
            for name, case in named:
                values = (
                    {names: case} if isinstance(names, str) else dict(zip(names, case, strict=True))
                )
                try:
                    test(**fixtures, **values)
                except (Exception, pytest.fail.Exception) as error:
                    faults += [f"{name}: {line}" for line in _said(error)]
            if faults:
                pytest.fail("\n".join(faults), pytrace=False)

        signature = inspect.signature(test)
        asked = {names} if isinstance(names, str) else set(names)
        kept = [one for one in signature.parameters.values() if one.name not in asked]
        all_cases.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return all_cases

    return decorate


def _said(error: BaseException) -> list[str]:
    """What is wrong: a line a case where the cases have cases, else all that pytest would say."""
    if isinstance(error, pytest.fail.Exception):
        return str(error).splitlines()
    if isinstance(error, AssertionError):
        return [str(error)]
    return [f"{type(error).__name__}: {error}"]
