import { pythonArguments, type PythonTwin } from '../../../core/python';
import { cnnMethod } from '../../neural/cnn/descriptor';
import { networkSource, python as network } from '../../neural/cnn/python';
import { graphLabellingImports, graphLabellingSource } from '../laplacian/python-source';
import { selfTrainingMethod } from './descriptor';
import { EDGE_COMPONENTS } from './edge-components';
import { planOf } from './plan';

const source = `class SelfTraining:
    """A graph teaches a network its surest labels, the network's features make a better graph, and so on."""

    def __init__(self, shape, n_classes, *, first_labels, max_iter, share, spread, n_neighbors, tol, training):
        self.shape, self.n_classes, self.training = shape, n_classes, training
        self.first_labels, self.max_iter, self.share = first_labels, max_iter, share
        self.spread, self.n_neighbors, self.tol = spread, n_neighbors, tol

    def spread_over(self, X, y):
        graph = PoissonMBO(
            n_neighbors=self.n_neighbors, weights="gaussian", symmetrise="either", priors="estimated", max_iter=20,
            tol=1e-3, steps=40,
        )
        found = graph.fit(X, y).label_distributions_
        return np.pad(found, ((0, 0), (0, self.n_classes - found.shape[1])))

    def teachers(self, P, y):
        """Given labels, and of each class the surest share of the rows judged to be of it."""
        codes = np.where(P.any(axis=1), P.argmax(axis=1), -1)
        taught = y.copy()
        for code in range(self.n_classes):
            rows = np.flatnonzero((codes == code) & (y < 0))
            surest = rows[np.argsort(-P[rows, code], kind="stable")]
            taught[surest[:int(np.ceil(self.share * len(rows)))]] = code
        return taught

    def fit(self, X, y):
        certain = np.eye(self.n_classes)[np.maximum(y, 0)] * (y >= 0)[:, None]
        P = certain
        if self.first_labels == "gradients":
            edges = oriented_gradients(X, self.shape, straighten=True)
            P = self.spread_over(PCA(min(${EDGE_COMPONENTS}, *edges.shape)).fit_transform(edges), y)
        first = P
        for self.n_iter_ in range(1, self.max_iter + 1):
            taught = self.teachers(P, y)
            seed = self.training["random_state"] + self.n_iter_
            self.network = Network(self.shape, self.n_classes, **{**self.training, "random_state": seed})
            self.network.learn(X, taught, np.flatnonzero(taught >= 0))
            before, P = P.argmax(axis=1), first + self.network.predict_proba(X)
            if self.spread:
                P = P + self.spread_over(self.network.transform(X), y)
            P = np.where((y >= 0)[:, None], certain, P / P.sum(axis=1, keepdims=True))
            if (P.argmax(axis=1) != before).sum() <= self.tol * len(y):
                break
        self.label_distributions_ = P
        self.transduction_ = P.argmax(axis=1)
        return self

    def predict(self, X):
        return self.network.predict(X)
`;

export const python: PythonTwin = {
  method: 'selfTraining',
  packages: network.packages,
  imports: [...network.imports, ...graphLabellingImports, 'from sklearn.decomposition import PCA'],
  definitions: [graphLabellingSource, networkSource, source],
  estimator: (params, { imageShape: { height, width, channels }, nClasses }) => {
    const { augment, epochs, randomState } = params;
    const plan = planOf({ augment: augment === true, epochs: Number(epochs) });
    const training = pythonArguments(cnnMethod.params, { ...plan, randomState });
    const own = pythonArguments(selfTrainingMethod.params, params, {
      augment: undefined,
      epochs: undefined,
      randomState: undefined,
    });
    return `SelfTraining((${height}, ${width}, ${channels}), ${nClasses}, ${own}, training=dict(${training}))`;
  },
  figures: { nIter: 'model.n_iter_' },
  agreement:
    'The same rounds with networks of Keras’s own first weights and order of rows: accuracies differ by chance.',
};
