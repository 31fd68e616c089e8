"""How time grows with what there is to do: the one promise about time that any machine can judge."""

import os
import time
from collections.abc import Callable
from statistics import median
from unittest.mock import patch

from tests.helpers.project import NOTHING_KEPT

#: Twice the work may take 2.5 times the time. It is doubled twice: what else the machine does may
#: add half to a time, but never makes a line (4) of a square (16).
MORE = 4
MOST = 2.5**2
TRIES = 20


@patch.dict(os.environ, NOTHING_KEPT)
def growth(seconds: Callable[[int], float], size: int) -> float:
    """How many times longer MORE of the size take: the best of some tries, of more that look long.

    Less is the median of its tries: a short run is lucky now and then, a long one never.
    """
    few = median(seconds(size) for _ in range(5))
    many = seconds(MORE * size)
    for _ in range(TRIES):
        if many < MOST * few:
            break
        many = min(many, seconds(MORE * size))
    return many / few


def of_our_own(work: Callable[[], object]) -> float:
    """Seconds of processor time that this process spends on some work."""
    started = time.process_time()
    work()
    return time.process_time() - started
