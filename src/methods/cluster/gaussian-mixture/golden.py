"""Writes golden.json beside it: scikit-learn's GaussianMixture on the 8 x 8 digits and on small inputs, for every kind of
covariance. Run with scikit-learn 1.2.1: python3 golden.py"""
import csv
import gzip
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
with gzip.open(here.parents[3] / "public/samples/digits.csv.gz", "rt") as file:
    rows = list(csv.reader(file))[1:]
digits = np.array(rows, dtype=np.float64)[:, 1:]
rng = np.random.RandomState(11)


def case(name, X, k, given=True, **options):
    """`given`: whether the values go into the file; the digits are read from the sample."""
    options = {"random_state": 42, **options}
    fitted = GaussianMixture(n_components=k, **options)
    labels = fitted.fit_predict(X)
    queries = X[::5] + 0.1
    return {
        "name": name, "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist() if given else None,
        "params": {
            "nComponents": k, "covarianceType": fitted.covariance_type, "tol": fitted.tol, "regCovar": fitted.reg_covar,
            "maxIter": fitted.max_iter, "nInit": fitted.n_init, "initParams": fitted.init_params,
            "randomState": options["random_state"],
        },
        "labels": labels.tolist(), "means": fitted.means_.ravel().tolist(), "weights": fitted.weights_.tolist(),
        "covariances": fitted.covariances_.ravel().tolist() if given else None,
        "lowerBound": fitted.lower_bound_, "nIter": int(fitted.n_iter_), "converged": bool(fitted.converged_),
        "queries": fitted.predict(queries).tolist(),
        "probabilities": fitted.predict_proba(queries)[:20].ravel().tolist(),
    }


def blobs(n, d, k):
    shapes = rng.randn(k, d, d)
    label = rng.randint(k, size=n)
    points = np.einsum("nij,nj->ni", shapes[label], rng.randn(n, d))
    return np.round(6 * rng.randn(k, d)[label] + points, 3)


blob = blobs(160, 3, 4)
cases = [case(f"blobs, {kind}", blob, 4, covariance_type=kind) for kind in ("full", "tied", "diag", "spherical")]
cases += [
    case("one component", blob, 1),
    case("far from zero", blob + 1000, 4),
    case("few iterations", blobs(120, 2, 3), 5, max_iter=3, tol=1e-9),
    case("several runs", blob, 6, n_init=3, covariance_type="diag", random_state=1),
    case("random shares", blob, 3, init_params="random", random_state=2),
    case("rows by k-means++", blob, 4, init_params="k-means++", reg_covar=0.1),
    case("random rows", blob, 4, init_params="random_from_data", reg_covar=0.1),
    case("one column", np.round(rng.randn(80, 1) + 5 * rng.randint(2, size=(80, 1)), 3), 2),
    case("a constant column", np.c_[blob, np.full(160, 7.0)], 4),
    case("digits, full", digits, 10, given=False, reg_covar=1e-2),
    case("digits, tied", digits, 10, given=False, covariance_type="tied"),
    case("digits, diag", digits, 10, given=False, covariance_type="diag", reg_covar=1e-2),
    case("digits, spherical", digits, 10, given=False, covariance_type="spherical"),
]
out = {"scikitLearn": sklearn.__version__, "cases": cases}
(here / "golden.json").write_text(json.dumps(out) + "\n")
