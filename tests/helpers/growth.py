"""How time grows with what there is to do: the one promise about time that any machine can judge."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from unittest.mock import patch

from tests.helpers.project import NOTHING_KEPT

#: Twice the work may take twice the time, and a little more for what else the machine does.
MOST = 2.5
TRIES = 5


@patch.dict(os.environ, NOTHING_KEPT)
def growth(seconds: Callable[[int], float], size: int) -> float:
    """How many times longer twice the size takes; each is tried again while it looks too long."""
    single = min(seconds(size) for _ in range(3))
    double = seconds(2 * size)
    for _ in range(TRIES):
        if double < MOST * single:
            break
        double = min(double, seconds(2 * size))
    return double / single


def of_our_own(work: Callable[[], object]) -> float:
    """Seconds of processor time that this process spends on some work."""
    started = time.process_time()
    work()
    return time.process_time() - started
