"""Writes golden.json beside it: scikit-learn's LabelSpreading and LabelPropagation on small inputs.
Run with scikit-learn 1.2.1: python3 golden.py"""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.semi_supervised import LabelPropagation, LabelSpreading

warnings.simplefilter("ignore")
rng = np.random.RandomState(3)


def blobs(n, classes, spread):
    truth = rng.randint(classes, size=n)
    centres = 3 * rng.randn(classes, 4)
    return np.round(centres[truth] + spread * rng.randn(n, 4), 3), truth


def keep(truth, count):
    y = np.full(len(truth), -1)
    for c in np.unique(truth):
        y[np.flatnonzero(truth == c)[:count]] = c
    return y


def case(name, estimator, X, y):
    fitted = estimator.fit(X, y)
    queries = np.round(X[::11] + 0.2 * rng.randn(*X[::11].shape), 3)
    return {
        "name": name, "method": type(estimator).__name__, "params": estimator.get_params(),
        "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist(), "y": y.tolist(), "nClasses": len(fitted.classes_),
        "nIter": int(fitted.n_iter_), "labels": fitted.transduction_.tolist(),
        "distributions": fitted.label_distributions_.ravel().tolist(), "queries": queries.ravel().tolist(),
        "probabilities": [None if np.isnan(p) else p for p in fitted.predict_proba(queries).ravel()],
    }


X, truth = blobs(90, 3, 1.6)
y = keep(truth, 3)
far = np.r_[X, 100 + np.round(rng.randn(12, 4), 3)]
far_y = np.r_[y, np.full(12, -1)]
cases = [
    case("spreading over neighbours", LabelSpreading(kernel="knn", alpha=0.2), X, y),
    case("spreading, alpha 0.9", LabelSpreading(kernel="knn", alpha=0.9, n_neighbors=5, max_iter=200), X, y),
    case("spreading that does not settle", LabelSpreading(kernel="knn", alpha=0.95, max_iter=4), X, y),
    case("spreading over rbf", LabelSpreading(kernel="rbf", gamma=0.25), X, y),
    case("propagation over neighbours", LabelPropagation(kernel="knn"), X, y),
    case("propagation over rbf", LabelPropagation(kernel="rbf", gamma=20), X, y),
    case("spreading with an island", LabelSpreading(kernel="knn"), far, far_y),
    case("propagation with an island", LabelPropagation(kernel="knn", n_neighbors=6), far, far_y),
]
out = {"scikitLearn": sklearn.__version__, "cases": cases}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(out) + "\n")
