"""Writes golden.json beside it: Laplace learning, Poisson learning and PoissonMBO by their formulas, with NumPy and SciPy.
Dense solves and a plain loop, so that nothing but the formulas is shared with what is tested. Run: python3 golden.py"""
import json
import pathlib

import numpy as np
import scipy
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist

rng = np.random.RandomState(11)


def blobs(counts, spread):
    truth = np.repeat(np.arange(len(counts)), counts)[rng.permutation(sum(counts))]
    centres = 3 * rng.randn(len(counts), 4)
    return np.round(centres[truth] + spread * rng.randn(len(truth), 4), 3), truth


def keep(truth, count):
    y = np.full(len(truth), -1)
    for c in np.unique(truth):
        y[np.flatnonzero(truth == c)[:count]] = c
    return y


def graph(X, k, weights, symmetrise):
    squared = cdist(X, X, "sqeuclidean")
    np.fill_diagonal(squared, np.inf)
    near = np.argsort(squared, axis=1, kind="stable")[:, :k]
    d = np.take_along_axis(squared, near, 1)
    W = np.zeros_like(squared)
    w = np.exp(-4 * d / d[:, -1:]) if weights == "gaussian" else np.ones_like(d)
    np.put_along_axis(W, near, w, 1)
    both = (W + W.T) / 2
    return both * ((W > 0) & (W.T > 0)) if symmetrise == "mutual" else both


def laplace(W, y, classes):
    L = np.diag(W.sum(1)) - W
    known = y >= 0
    U = np.zeros((len(y), classes))
    U[known] = np.eye(classes)[y[known]]
    U[~known] = np.linalg.lstsq(L[~known][:, ~known], -L[~known][:, known] @ U[known], rcond=1e-12)[0]
    return U * reached(W, y)[:, None]


def reached(W, y):
    part = connected_components(W)[1]
    return np.isin(part, part[y >= 0])


def sources(W, y, classes):
    part = connected_components(W)[1]
    B = np.zeros((len(y), classes))
    for p in np.unique(part):
        rows = np.flatnonzero((part == p) & (y >= 0))
        if len(rows):
            Y = np.eye(classes)[y[rows]]
            B[rows] = Y - Y.mean(0)
    return part, B


def poisson(W, y, classes):
    part, B = sources(W, y, classes)
    degree = W.sum(1)
    U = np.linalg.pinv(np.diag(degree) - W, rcond=1e-12, hermitian=True) @ B
    for p in np.unique(part):
        rows = part == p
        U[rows] -= degree[rows] @ U[rows] / max(degree[rows].sum(), 1e-300)
        given = np.unique(y[rows & (y >= 0)])
        if len(given) == 1:
            U[rows, given[0]] = 1
    return U * reached(W, y)[:, None]


def held(F, shares):
    """Factors by gradient ascent in small steps, as the paper's authors do it."""
    some = F.any(1)
    s, best = np.ones(len(shares)), (np.inf, None)
    for step in range(2000):
        error = shares - np.bincount((s * F)[some].argmax(1), minlength=len(s)) / some.sum()
        if abs(error).max() < best[0]:
            best = abs(error).max(), s * F
        if best[0] <= 1 / len(F):
            break
        s += 0.05 * error
        s /= s[0]
    return best[1]


def mbo(W, y, classes, shares, rounds=20, steps=40):
    degree = W.sum(1)
    L = np.diag(degree) - W
    B = sources(W, y, classes)[1]
    u = poisson(W, y, classes)
    labels = held((u - u.min()) * reached(W, y)[:, None], shares).argmax(1)
    for _ in range(rounds):
        U = np.eye(classes)[labels]
        for _ in range(steps):
            U = U - (L @ U - B) / degree.max()
        labels = held(np.maximum(U, 0), shares).argmax(1)
    return labels


def predicted(X, Q, F, k, weights):
    squared = cdist(Q, X, "sqeuclidean")
    near = np.argsort(squared, axis=1, kind="stable")[:, :k]
    d = np.take_along_axis(squared, near, 1)
    w = np.exp(-4 * d / d[:, -1:]) if weights == "gaussian" else np.ones_like(d)
    return normed(np.einsum("qk,qkc->qc", w, F[near]))


def with_doubt(u, y, classes):
    """How much speaks for each class, and a fiftieth of what speaks for the surest rows for none in particular."""
    has = np.isin(np.arange(classes), y)
    tops = np.sort([top for top in u[y < 0].max(1) if top > 0])
    doubt = 0.02 * tops[int(np.ceil(0.9 * (len(tops) - 1)))] / has.sum()
    return np.where(has & u.any(1)[:, None], np.maximum(u, 0) + doubt, 0)


def normed(F):
    sums = F.sum(1, keepdims=True)
    return F / np.where(sums == 0, 1, sums)


def case(name, X, truth, y, k=10, weights="gaussian", symmetrise="either"):
    classes = int(truth.max()) + 1
    W = graph(X, k, weights, symmetrise)
    Q = np.round(X[::17] + 0.2 * rng.randn(*X[::17].shape), 3)
    F = normed(np.maximum(laplace(W, y, classes), 0))
    u = poisson(W, y, classes)

    equal = np.full(classes, 1 / classes)
    return {
        "name": name, "rows": len(X), "cols": X.shape[1], "X": X.ravel().tolist(), "y": y.tolist(), "truth": truth.tolist(),
        "nClasses": classes, "nNeighbors": k, "weights": weights, "symmetrise": symmetrise,
        "degrees": W.sum(1).tolist(), "laplace": F.ravel().tolist(), "poisson": normed(with_doubt(u, y, classes)).ravel().tolist(),
        "mbo": mbo(W, y, classes, equal).tolist(), 
        "queries": Q.ravel().tolist(), "probabilities": predicted(X, Q, F, k, weights).ravel().tolist(),
    }


X, truth = blobs([50, 50, 50], 1.8)
y = keep(truth, 2)
y[np.flatnonzero((truth == 0) & (y < 0))[0]] = 0
far = np.r_[X, 100 + np.round(rng.randn(12, 4), 3), 200 + np.round(rng.randn(14, 4), 3)]
far_truth = np.r_[truth, np.zeros(12, int), np.full(14, 2)]
far_y = np.r_[y, np.full(12, -1), 2, np.full(13, -1)]
cases = [
    case("weights by distance", X, truth, y),
    case("weights all 1", X, truth, y, weights="connectivity", k=8),
    case("links both ways only", X, truth, y, symmetrise="mutual", k=14),
    case("an island without labels, one with", far, far_truth, far_y),
]
out = {"numpy": np.__version__, "scipy": scipy.__version__, "cases": cases}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(out) + "\n")
