"""The driver for a graphics device: its code holds no floating point, and its numbers are the processor's.

Where numba-cuda is not installed, or there is no device, the tests say so and are left out.
"""

from __future__ import annotations

import importlib.util
import re

import pytest

from linewatch.errors import LinewatchError, MissingExtra
from linewatch.scenarios.gpu import Replicas, ptx
from linewatch.scenarios.running import Run, Settings
from tests.scenarios.invented import movement, scenario

HAS_EXTRA = importlib.util.find_spec("numba_cuda") is not None
needs_extra = pytest.mark.skipif(not HAS_EXTRA, reason="numba-cuda (the gpu extra) is not installed")


@pytest.mark.skipif(HAS_EXTRA, reason="the gpu extra is installed")
def test_without_the_extra_it_says_what_to_install():
    with pytest.raises(MissingExtra, match=r"linewatch\[gpu\]"):
        ptx()


@needs_extra
def test_the_device_code_of_the_rule_holds_no_floating_point():
    """It compiles for compute capability 9.0 without a device."""
    try:
        code = ptx((9, 0))
    except Exception as error:
        pytest.skip(f"the device compiler cannot be loaded: {type(error).__name__}")
    assert ".target sm_90" in code
    assert not re.search(r"\.(f16|bf16|f32|f64)\b", code)


@needs_extra
def test_a_device_gives_the_processor_s_numbers():
    runs = [Run(movement(), scenario(), Settings(run=n)) for n in (0, 1)]
    try:
        replicas = Replicas(runs)
    except LinewatchError as error:
        pytest.skip(error.what)
    alone = [Run(movement(), scenario(), Settings(run=n)) for n in (0, 1)]
    while not runs[0].done:
        replicas.step()
        for each in alone:
            each.step()
    replicas.fetch()
    assert [each.digest() for each in runs] == [each.digest() for each in alone]
