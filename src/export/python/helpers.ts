import orientedGradients from '../../kernels/oriented-gradients/oriented_gradients.py?raw';

/** A function of the exported script, with what it imports. */
export interface Helper {
  imports: readonly string[];
  packages: readonly string[];
  source: string;
}

export const compare: Helper = {
  imports: [],
  packages: [],
  source: `def compare(name, here, fewlabels):
    """Figures of a step beside those that Fewlabels showed."""
    print(f"\\n{name}")
    for figure, value in here.items():
        there = fewlabels.get(figure)
        beside = "" if there is None else f"  Fewlabels {there:.10g}"
        print(f"  {figure:<28}{value:<16.10g}{beside}")
`,
};

const sample: Helper = {
  imports: [],
  packages: [],
  source: `def sample(n, count):
    """The rows that scores are computed on: all, or so many of them, always the same."""
    return np.random.RandomState(42).permutation(n)[:count] if count < n else np.arange(n)
`,
};

const scoreMap: Helper = {
  imports: [
    'from sklearn.manifold import trustworthiness',
    'from sklearn.neighbors import NearestNeighbors',
  ],
  packages: ['scikit-learn'],
  source: `def score_map(X, placed, count):
    """How many near rows stayed near: trustworthiness with 12 neighbours, share of the 10 nearest that are kept."""
    rows = sample(len(X), count)
    if len(rows) <= 24:
        return {}
    X, placed = X[rows], placed[rows]
    near = [NearestNeighbors(n_neighbors=10).fit(A).kneighbors(return_distance=False) for A in (X, placed)]
    kept = np.mean([len(np.intersect1d(a, b)) / 10 for a, b in zip(*near)])
    return {"trustworthiness": trustworthiness(X, placed, n_neighbors=12), "neighborPreservation": kept}
`,
};

const scoreClusters: Helper = {
  imports: [
    'from scipy.optimize import linear_sum_assignment',
    'from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score',
    'from sklearn.metrics import homogeneity_completeness_v_measure, normalized_mutual_info_score',
    'from sklearn.metrics import silhouette_score',
    'from sklearn.metrics.cluster import contingency_matrix',
  ],
  packages: ['scikit-learn', 'scipy'],
  source: `def score_clusters(X, clusters, codes, count):
    """Scores against the labels that are known, and the silhouette."""
    rows = sample(len(X), count)
    scores = {}
    if 1 < len(np.unique(clusters[rows])) < len(rows):
        scores["silhouette"] = silhouette_score(X[rows], clusters[rows])
    known = codes >= 0
    if not known.any():
        return scores
    true, found = codes[known], clusters[known]
    table = contingency_matrix(true, found)
    homogeneity, completeness, v_measure = homogeneity_completeness_v_measure(true, found)
    return {
        "accuracy": table.max(axis=0).sum() / table.sum(),  # each cluster takes its most common label
        "accuracyOneToOne": table[linear_sum_assignment(-table)].sum() / table.sum(),
        "ari": adjusted_rand_score(true, found),
        "nmi": normalized_mutual_info_score(true, found),
        "ami": adjusted_mutual_info_score(true, found),
        "homogeneity": homogeneity,
        "completeness": completeness,
        "vMeasure": v_measure,
        **scores,
    }
`,
};

const scoreLabels: Helper = {
  imports: ['from sklearn.metrics import accuracy_score, classification_report'],
  packages: ['scikit-learn'],
  source: `def score_labels(codes, predicted):
    """Accuracy and report on the rows whose label is known."""
    known = codes >= 0
    if not known.any():
        return {}
    names = [CLASSES[code] for code in np.union1d(codes[known], predicted[known])]
    print(classification_report(codes[known], predicted[known], target_names=names, zero_division=0))
    return {"accuracy": accuracy_score(codes[known], predicted[known])}
`,
};

const draw: Helper = {
  imports: ['import matplotlib.pyplot as plt'],
  packages: ['matplotlib'],
  source: `def draw(placed, codes, title):
    """A map of rows, coloured by label."""
    plt.figure(figsize=(8, 7))
    plt.scatter(placed[:, 0], placed[:, 1], c=codes, cmap="tab10", s=4)
    plt.title(title)
    plt.colorbar()
    plt.show()
`,
};

const gradients: Helper = { imports: [], packages: [], source: orientedGradients };

const all = {
  oriented_gradients: gradients,
  sample,
  score_map: scoreMap,
  score_clusters: scoreClusters,
  score_labels: scoreLabels,
  draw,
};

/** The functions that this source calls, each after those that it calls itself. */
export function helpersFor(code: string): Helper[] {
  const calls = (source: string, name: string): boolean => source.includes(`${name}(`);
  const direct = Object.entries(all).filter(([name]) => calls(code, name));
  const needed = Object.entries(all).filter(([name, helper]) =>
    direct.some(([, one]) => one === helper || calls(one.source, name)),
  );
  return [compare, ...needed.map(([, helper]) => helper)];
}
