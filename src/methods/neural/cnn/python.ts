import { pythonArguments, type PythonTwin } from '../../../core/python';
import { cnnMethod } from './descriptor';

const definitions = `class Network:
    """The study's network in Keras: three convolutions, two dense layers, Adam."""

    def __init__(self, shape, n_classes, epochs, batch_size, learning_rate, validation_share, random_state):
        self.shape, self.n_classes = shape, n_classes
        self.epochs, self.batch_size, self.learning_rate = epochs, batch_size, learning_rate
        self.validation_share, self.random_state = validation_share, random_state

    def build(self):
        sides = list(self.shape[:2])
        small = min(sides) < 28  # smaller images keep their size, and are pooled while a side stays at least 2
        inputs = keras.Input(self.shape)
        x = inputs
        for filters, pools in ((32, True), (64, True), (64, False)):
            x = keras.layers.Conv2D(filters, 3, activation="relu", padding="same" if small else "valid")(x)
            sides = [side if small else side - 2 for side in sides]
            pool = [2 if pools and side >= 4 else 1 for side in sides]
            if max(pool) > 1:
                x = keras.layers.MaxPooling2D(tuple(pool))(x)
            sides = [side // by for side, by in zip(sides, pool)]
        features = keras.layers.Dense(64, activation="relu")(keras.layers.Flatten()(x))
        outputs = keras.layers.Dense(self.n_classes, activation="softmax")(features)
        self.features = keras.Model(inputs, features)
        return keras.Model(inputs, outputs)

    def images(self, X):
        return np.asarray(X, dtype=np.float32).reshape(-1, *self.shape)

    def fit(self, X, y):
        known = np.flatnonzero(y >= 0)
        train, validation = train_test_split(
            np.arange(len(known)), test_size=self.validation_share, random_state=self.random_state
        )
        self.train, self.validation = known[train], known[validation]
        keras.utils.set_random_seed(self.random_state)
        self.model = self.build()
        self.model.summary()
        self.model.compile(
            keras.optimizers.Adam(self.learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"]
        )
        self.history = self.model.fit(
            self.images(X[self.train]), y[self.train], epochs=self.epochs, batch_size=self.batch_size,
            validation_data=(self.images(X[self.validation]), y[self.validation]), verbose=2,
        ).history
        return self

    def transform(self, X):
        return self.features.predict(self.images(X), verbose=0)

    def predict(self, X):
        return self.model.predict(self.images(X), verbose=0).argmax(axis=1)
`;

export const python: PythonTwin = {
  method: 'cnn',
  packages: ['scikit-learn', 'keras', 'tensorflow'],
  imports: ['import keras', 'from sklearn.model_selection import train_test_split'],
  definitions,
  estimator: (params, { imageShape: { height, width, channels }, nClasses }) =>
    `Network((${height}, ${width}, ${channels}), ${nClasses}, ${pythonArguments(cnnMethod.params, params)})`,
  figures: {
    valAccuracy: 'model.history["val_accuracy"][-1]',
    valLoss: 'model.history["val_loss"][-1]',
  },
  agreement:
    'The same rows, layers and steps; first weights and the order of rows are Keras’s own, so accuracies differ by chance.',
};
