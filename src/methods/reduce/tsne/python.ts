import { pythonArguments, type PythonTwin } from '../../../core/python';
import { tsneMethod } from './descriptor';

export const python: PythonTwin = {
  method: 'tsne',
  packages: ['scikit-learn'],
  imports: ['import inspect', 'from sklearn.manifold import TSNE'],
  definitions: [
    `# scikit-learn renamed n_iter to max_iter in version 1.5.
TSNE_ITERATIONS = (
    "max_iter" if "max_iter" in inspect.signature(TSNE).parameters else "n_iter"
)
`,
  ],
  estimator: (params) => {
    const arguments_ = pythonArguments(tsneMethod.params, params, {
      nIter: undefined,
      gradient: undefined,
      neighbors: undefined,
      method: params.method === 'exact' ? 'exact' : 'barnes_hut',
    });
    return `TSNE(${arguments_}, **{TSNE_ITERATIONS: ${params.nIter}})`;
  },
  figures: { klDivergence: 'model.kl_divergence_' },
  agreement:
    'Maps agree in divergence (about 2 %) and trustworthiness, not in coordinates: t-SNE amplifies rounding.',
};
