"""Writes golden.json beside it: scikit-learn's scores of small labelings. Run with scikit-learn 1.2.1: python3 golden.py"""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from scipy.optimize import linear_sum_assignment
from sklearn import metrics
from sklearn.metrics.cluster import contingency_matrix

warnings.simplefilter("ignore")
rng = np.random.RandomState(11)


def grouping(name, truth, clusters):
    truth, clusters = np.asarray(truth), np.asarray(clusters)
    table = np.zeros((truth.max() + 1, clusters.max() + 1), int)
    np.add.at(table, (truth, clusters), 1)
    rows, cols = linear_sum_assignment(table, maximize=True)
    h, c, v = metrics.homogeneity_completeness_v_measure(truth, clusters)
    return {
        "name": name, "truth": truth.tolist(), "clusters": clusters.tolist(),
        "mapping": [int(t.argmax()) if t.sum() else -1 for t in table.T],
        "accuracy": table.max(0).sum() / len(truth), "accuracyOneToOne": table[rows, cols].sum() / len(truth),
        "ari": metrics.adjusted_rand_score(truth, clusters), "mi": metrics.mutual_info_score(truth, clusters),
        "nmi": metrics.normalized_mutual_info_score(truth, clusters),
        "ami": metrics.adjusted_mutual_info_score(truth, clusters),
        "emi": metrics.cluster.expected_mutual_information(contingency_matrix(truth, clusters, sparse=True), len(truth)),
        "homogeneity": h, "completeness": c, "vMeasure": v,
    }


def spoilt(labels, share, count):
    hit = rng.rand(len(labels)) < share
    return np.where(hit, rng.randint(count, size=len(labels)), labels)


uneven = rng.choice(6, p=[0.55, 0.25, 0.1, 0.06, 0.03, 0.01], size=300)
ten = rng.randint(10, size=240)
groupings = [
    grouping("by chance", rng.randint(5, size=150), rng.randint(4, size=150)),
    grouping("the same", ten, ten),
    grouping("the same under other names", ten, rng.permutation(10)[ten]),
    grouping("mostly right", ten, spoilt((ten + 3) % 10, 0.25, 10)),
    grouping("uneven classes", uneven, spoilt(uneven, 0.3, 6)),
    grouping("one cluster", ten, np.zeros(240, int)),
    grouping("one class", np.zeros(60, int), rng.randint(3, size=60)),
    grouping("one of each", np.zeros(30, int), np.zeros(30, int)),
    grouping("more clusters than classes", ten, ten * 3 + rng.randint(3, size=240)),
    grouping("fewer clusters than classes", ten, spoilt(ten // 3, 0.1, 4)),
    grouping("every row its own cluster", rng.randint(4, size=40), rng.permutation(40)),
    grouping("every row its own, both", np.arange(25), rng.permutation(25)),
    grouping("codes that never occur", ten * 2 + 1, spoilt(ten * 3, 0.2, 28)),
    grouping("ties for the most common class", [0, 1, 0, 1, 2, 2, 1, 1], [0, 0, 0, 0, 1, 2, 1, 2]),
    grouping("two rows", [0, 1], [0, 0]),
    grouping("independent exactly", np.repeat([0, 1], 4), np.tile([0, 1], 4)),
]


def report(name, truth, predicted):
    text = metrics.classification_report(truth, predicted, output_dict=True)
    scores = {key: value for key, value in text.items() if key != "accuracy"}
    return {
        "name": name, "truth": np.asarray(truth).tolist(), "predicted": np.asarray(predicted).tolist(),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "confusion": metrics.confusion_matrix(truth, predicted, labels=range(1 + max(*truth, *predicted))).ravel().tolist(),
        "report": scores,
    }


reports = [
    report("mostly right", ten, spoilt(ten, 0.3, 10)),
    report("all right", ten, ten),
    report("all wrong", ten, (ten + 1) % 10),
    report("uneven classes", uneven, spoilt(uneven, 0.4, 6)),
    report("a class never predicted", uneven, np.where(uneven == 4, 0, uneven)),
    report("a class predicted that is not there", np.minimum(uneven, 3), spoilt(uneven, 0.2, 6)),
    report("codes that never occur", ten * 2, spoilt(ten * 2, 0.2, 19)),
    report("one class", np.zeros(12, int), np.zeros(12, int)),
    report("one row", [3], [1]),
]
out = {"scikitLearn": sklearn.__version__, "groupings": groupings, "reports": reports}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(out) + "\n")
