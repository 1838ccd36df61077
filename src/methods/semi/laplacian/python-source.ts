import { pythonArguments, type PythonTwin } from '../../../core/python';
import type { ParamSpecs } from '../../../core/params';

/** Laplace learning, Poisson learning and PoissonMBO with NumPy, SciPy and scikit-learn's neighbours. */
export const graphLabellingSource = `class GraphLabelling:
    """Few labels spread over a graph of similar rows; the methods below differ in how they solve."""

    def __init__(self, n_neighbors, weights, symmetrise, priors, max_iter, tol, steps=None):
        self.n_neighbors, self.weights, self.symmetrise = n_neighbors, weights, symmetrise
        self.priors, self.max_iter, self.tol, self.steps = priors, max_iter, tol, steps

    def weigh(self, distances):
        """1, or exp(-4 d^2 / D^2) with D the distance of the last neighbour."""
        last = distances[:, -1:]
        alike = self.weights == "connectivity"
        return np.ones_like(distances) if alike else np.exp(-4 * (distances / np.where(last > 0, last, 1)) ** 2)

    def fit(self, X, y):
        self.search = NearestNeighbors(n_neighbors=self.n_neighbors).fit(X)
        distances, near = self.search.kneighbors()
        n, k = near.shape
        directed = csr_matrix((self.weigh(distances).ravel(), near.ravel(), np.arange(0, n * k + 1, k)), shape=(n, n))
        self.W = (directed + directed.T) / 2
        if self.symmetrise == "mutual":
            self.W = self.W.multiply((directed > 0).multiply(directed.T > 0)).tocsr()
        self.degrees = np.asarray(self.W.sum(axis=1)).ravel()
        self.y, self.part = y, connected_components(self.W, directed=False)[1]
        self.Y = np.eye(y.max() + 1)[np.maximum(y, 0)] * (y >= 0)[:, None]
        F = self.solve()
        self.label_distributions_ = F / np.where(F.any(axis=1), F.sum(axis=1), 1)[:, None]
        self.transduction_ = self.label_distributions_.argmax(axis=1)
        return self

    def predict(self, X):
        distances, near = self.search.kneighbors(X)
        return np.einsum("qk,qkc->qc", self.weigh(distances), self.label_distributions_[near]).argmax(axis=1)

    def gradients(self, B, free, tol, max_iter):
        """(D - W) X = B by conjugate gradients with the preconditioner 1 / D, each column on its own."""
        inverse = (free / np.where(self.degrees > 0, self.degrees, 1))[:, None]
        ratio = lambda above, below: np.divide(above, below, out=np.zeros_like(above), where=below > 0)
        X, R, P = np.zeros_like(B), B.copy(), inverse * B
        start = squared = (inverse * R * R).sum(axis=0)
        self.n_iter_ = 0
        while (squared > tol**2 * start).any() and self.n_iter_ < max_iter:
            Q = self.degrees[:, None] * P - self.W @ P
            alpha = ratio(squared, (P * Q).sum(axis=0))
            X, R = X + alpha * P, R - alpha * Q
            following = (inverse * R * R).sum(axis=0)
            P = inverse * R + ratio(following, squared) * P
            squared = following
            self.n_iter_ += 1
        return X

    def sources(self):
        """Labels less their mean, in each connected part."""
        means = [np.bincount(self.part, column) for column in self.Y.T] / np.maximum(np.bincount(self.part, self.y >= 0), 1)
        return (self.Y - means.T[self.part]) * (self.y >= 0)[:, None]

    def poisson(self, tol, max_iter):
        u = self.gradients(self.sources(), np.ones(len(self.y)), tol, max_iter)
        for part in np.unique(self.part):
            rows, weights = self.part == part, self.degrees[self.part == part]
            u[rows] -= weights @ u[rows] / max(weights.sum(), 1e-300)
            given = np.unique(self.y[rows & (self.y >= 0)])
            if len(given) == 1:
                u[rows, given[0]] = 1
        return u

    def shifted(self, u):
        return (u - min(u.min(), 0)) * u.any(axis=1)[:, None]

    def shares(self, labels, kind):
        counts = np.bincount(labels[labels >= 0], minlength=self.Y.shape[1])
        counts = counts > 0 if kind == "uniform" else counts
        return counts / counts.sum()

    def factor(self, limits, share):
        """Above so much a column is the largest in the share of the rows; limits: from where it is in each, sorted."""
        possible = limits[(limits > 0) & (limits < np.inf)]
        if share == 0 or len(possible) == 0:
            return float(share > 0)
        wanted = max(1, int(share * len(limits) + 0.5))
        below = min(limits[wanted - 1], 2 * possible[-1])
        above = min(limits[wanted], 2 * below) if wanted < len(limits) else 2 * below
        return (below + above) / 2 or possible[0] / 2

    def held(self, F, shares, factors):
        """Weighs columns until each is the largest in its share of the rows: sets the worst one right, again and again."""
        best, F = (np.inf, None), np.ascontiguousarray(F)
        some, factors = F.any(axis=1), factors.copy()
        for _ in range(20 * len(shares) + 1):
            counts = np.bincount((factors * F)[some].argmax(axis=1), minlength=len(shares))
            errors = np.abs(counts / max(some.sum(), 1) - shares)
            worst = errors.argmax()
            if errors[worst] < best[0]:
                best = errors[worst], factors.copy()
            if errors[worst] <= max(1e-3, 1 / len(F)):
                break
            rivals = np.delete(factors * F, worst, axis=1)[some].max(axis=1)
            mine = F[some, worst]
            limits = np.sort(np.divide(rivals, mine, out=np.full(len(mine), np.inf), where=mine > 0))
            factors[worst] = self.factor(limits, shares[worst])
        return best[1]


class LaplaceLearning(GraphLabelling):
    def solve(self):
        F = self.gradients(self.W @ self.Y, self.y < 0, self.tol, self.max_iter)
        F = np.maximum(F * (self.y < 0)[:, None] + self.Y, 0)
        return F if self.priors == "none" else F * self.held(F, self.shares(self.y, self.priors), np.ones(F.shape[1]))


class PoissonLearning(GraphLabelling):
    def with_doubt(self, u):
        has, tops = self.Y.any(axis=0), u.max(axis=1)[self.y < 0]
        tops = np.sort(tops[tops > 0])
        sure = tops[int(np.ceil(0.9 * (len(tops) - 1)))] if len(tops) else 1
        return (np.maximum(u, 0) + 0.02 * sure / has.sum()) * has * u.any(axis=1)[:, None]

    def solve(self):
        u = self.poisson(self.tol, self.max_iter)
        if self.priors == "none":
            return self.with_doubt(u)
        F = self.shifted(u)
        return F * self.held(F, self.shares(self.y, self.priors), np.ones(F.shape[1]))


class PoissonMBO(GraphLabelling):
    def solve(self):
        B, u = self.sources(), self.shifted(self.poisson(1e-3, 1000))
        some, codes = u.any(axis=1), u.argmax(axis=1)
        known = np.where(some, codes, -1) if self.priors == "estimated" else self.y
        shares = self.shares(known, "uniform" if self.priors == "uniform" else "labels")
        factors = self.held(u, shares, np.ones(u.shape[1]))
        codes = np.where(some, (factors * u).argmax(axis=1), -1)
        for self.n_iter_ in range(1, self.max_iter + 1):
            U = np.eye(u.shape[1])[np.maximum(codes, 0)] * (codes >= 0)[:, None]
            for _ in range(self.steps):
                U = U - (self.degrees[:, None] * U - self.W @ U - B) / self.degrees.max()
            F = np.maximum(U, 0)
            factors = self.held(F, shares, factors)
            found = np.where(F.any(axis=1), (factors * F).argmax(axis=1), -1)
            changed, codes = (found != codes).sum(), found
            if changed <= self.tol * len(codes):
                break
        return F * factors
`;

/** Imports of what is defined above. */
export const graphLabellingImports = [
  'from scipy.sparse import csr_matrix',
  'from scipy.sparse.csgraph import connected_components',
  'from sklearn.neighbors import NearestNeighbors',
];

/** The counterpart of a method that solves on a graph's Laplacian: a class of the definitions above. */
export const laplacianTwin = (
  method: string,
  className: string,
  params: ParamSpecs,
): PythonTwin => ({
  method,
  packages: ['scikit-learn', 'scipy'],
  imports: graphLabellingImports,
  definitions: [graphLabellingSource],
  estimator: (values) => `${className}(${pythonArguments(params, values)})`,
  figures: { nIter: 'model.n_iter_' },
  agreement:
    'The same formulas written out: the same labels, but for rows that lie equally near to several neighbours or that no label reaches.',
});
