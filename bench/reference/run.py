"""Times one step in scikit-learn, or PyTorch for the network, with all threads and prints what came of it as one line of JSON.

python3 run.py STEP TABLE.csv --repeat N [--test TEST.csv] [--map OUT.f32]
"""

import argparse
import json
import resource
import sys
import time
import warnings

import numpy
import pandas
import scipy
import sklearn
from steps import prepare
from threadpoolctl import threadpool_info

parser = argparse.ArgumentParser()
parser.add_argument("step")
parser.add_argument("table")
parser.add_argument("--repeat", type=int, default=1)
parser.add_argument("--test", help="table that the network predicts")
parser.add_argument("--map", help="where a map is written, f32, row-major")
options = parser.parse_args()
warnings.filterwarnings("ignore", category=FutureWarning)

run, quality = prepare(options.step, options.table, options.test)
seconds = []
for _ in range(options.repeat):
    started = time.perf_counter()
    result = run()
    seconds.append(time.perf_counter() - started)
figures = quality(result)
seconds = figures.pop("seconds", seconds)
map_ = figures.pop("map", None)
if map_ is not None and options.map:
    map_.tofile(options.map)
versions = {m.__name__: m.__version__ for m in (sklearn, numpy, scipy, pandas)}
if "torch" in sys.modules:
    versions["torch"] = sys.modules["torch"].__version__
libraries = [f"{i['internal_api']} {i['version'] or ''} × {i['num_threads']}" for i in threadpool_info()]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "figures": figures, "memory": memory, "versions": versions, "libraries": libraries}))
