"""The driver for a graphics device: its code holds no floating point, and its numbers are the processor's.

Where numba-cuda is not installed, or there is no device, the tests say so and are left out.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

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


STEPPED = """
import warnings
warnings.simplefilter("ignore")
from dataclasses import replace
from datetime import date
from linewatch.scenarios.gpu import Replicas
from linewatch.scenarios.running import Run, Settings
from tests.scenarios.invented import movement, scenario
made = movement((60, 40, 60, 40))
made = replace(made, parties=tuple(replace(party, leaders=3) for party in made.parties))
ready = {"threshold": 0.0, "threshold_range": 0.2, "floor": 0.6, "leave_pace": 0.3}
ready |= {"speak_pace": 0.8, "press_reach": 0.9, "splinter_sources": 1}
asked = scenario(starts=date(2001, 2, 8), ends=date(2001, 2, 12), parameters=ready)
alone, on_device = Run(made, asked), Run(made, asked)
replicas = Replicas([on_device], threads=4)
while not alone.done:
    alone.step()
    replicas.step()
replicas.fetch()
trace = alone.trace()
print(alone.digest() == on_device.digest(), (trace.sums == on_device.trace().sums).all())
print(trace.count("voices").sum() > 0, trace.count("exits").sum() > 0)
"""


@needs_extra
def test_stepped_through_without_a_device_the_kernel_gives_the_processor_s_numbers():
    """numba-cuda's simulator runs the kernel in plain Python; slow, so two hundred members for five days."""
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root / "src"), str(root)])
    own = {**os.environ, "NUMBA_ENABLE_CUDASIM": "1", "PYTHONPATH": paths}
    told = subprocess.run(
        [sys.executable, "-c", STEPPED], env=own, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True"] * 4
