"""A finding is the same at any number of threads."""

import os
import subprocess
import sys

PROGRAM = """
import os, sys
from linewatch import desk
from linewatch.desk.common.finding import Question, find
import numpy as np
from threadpoolctl import threadpool_info

def threads():
    import scipy.linalg
    return max([pool["num_threads"] for pool in threadpool_info()], default=1), []

with desk.init(sys.argv[1], "A case for a test") as case:
    print(any(pool["num_threads"] > 1 for pool in threadpool_info()) or os.cpu_count() == 1)
    print(find(case.file, Question("threads", "1", {}), [], threads))
    print(os.environ.get("OPENBLAS_NUM_THREADS"), os.environ["OMP_NUM_THREADS"])
"""


def test_a_measure_runs_on_one_thread_and_leaves_no_trace_of_it(tmp_path):
    environ = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "case")],
        env=environ | {"OMP_NUM_THREADS": "2"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n")[:3] == ["True", "1", "None 2"]
