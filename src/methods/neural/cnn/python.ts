import { pythonArguments, type PythonTwin } from '../../../core/python';
import { cnnMethod } from './descriptor';

export const networkSource = `class Network:
    """The network in Keras: three or five convolutions, two dense layers, Adam."""

    def __init__(self, shape, n_classes, *, epochs, batch_size, learning_rate, validation_share, random_state, schedule,
                 weight_averaging, architecture, batch_normalisation, label_smoothing, dropout, weight_decay, rotation, shift,
                 scale, elastic, mirror, cutout, test_shift, warm_up=0.0):
        self.shape, self.n_classes = shape, n_classes
        self.epochs, self.batch_size, self.learning_rate = epochs, batch_size, learning_rate
        self.validation_share, self.random_state = validation_share, random_state
        self.schedule, self.warm_up = schedule, warm_up
        self.weight_averaging, self.label_smoothing = weight_averaging, label_smoothing
        self.deep, self.batch_normalisation = architecture == "deep", batch_normalisation
        self.dropout, self.weight_decay = dropout, weight_decay
        self.rotation, self.shift, self.scale, self.elastic = rotation, shift, scale, elastic
        self.mirror, self.cutout, self.test_shift = mirror, cutout, test_shift

    def build(self):
        sides = list(self.shape[:2])
        study = ((32, True), (64, True), (64, False))
        deep = ((32, False), (32, True), (64, False), (64, True), (128, True))
        small = self.deep or min(sides) < 28  # these keep their size, and are pooled while a side stays at least 2
        inputs = keras.Input(self.shape)
        x = inputs
        for filters, pools in deep if self.deep else study:
            x = keras.layers.Conv2D(filters, 3, activation="relu", padding="same" if small else "valid")(x)
            sides = [side if small else side - 2 for side in sides]
            pool = [2 if pools and side >= 4 else 1 for side in sides]
            if max(pool) > 1:
                x = keras.layers.MaxPooling2D(tuple(pool))(x)
            if self.batch_normalisation:
                x = keras.layers.BatchNormalization()(x)
            sides = [side // by for side, by in zip(sides, pool)]
        x = keras.layers.Dropout(self.dropout)(keras.layers.Flatten()(x))
        features = keras.layers.Dense(128 if self.deep else 64, activation="relu")(x)
        outputs = keras.layers.Dense(self.n_classes, activation="softmax")(features)
        self.features = keras.Model(inputs, features)
        return keras.Model(inputs, outputs)

    def rate(self, step, total):
        """Learning rate of one of all steps: it rises at first, and falls along a cosine or stays."""
        rise = (0.3 if self.schedule == "oneCycle" else self.warm_up) * total
        if step < rise and self.schedule == "oneCycle":
            return self.learning_rate * (1 + (1 / 25 - 1) * (1 + np.cos(np.pi * step / rise)) / 2)
        if step < rise:
            return self.learning_rate * (step + 1) / (rise + 1)
        if self.schedule == "constant":
            return self.learning_rate
        return self.learning_rate * (1 + np.cos(np.pi * (step - rise) / (total - rise))) / 2

    def changed(self, images, random):
        """Images turned, moved, scaled, bent, mirrored and cut by chance."""
        if not (self.rotation or self.shift or self.scale or self.elastic or self.mirror or self.cutout):
            return images
        height, width, channels = self.shape
        middle = np.array([height - 1, width - 1])[:, None, None] / 2
        place = np.indices((height, width)) - middle
        out = np.empty_like(images)
        for image, to in zip(images, out):
            turn = np.deg2rad(random.uniform(-self.rotation, self.rotation))
            y, x = place / random.uniform(1 - self.scale, 1 + self.scale, 2)[:, None, None]
            move = random.uniform(-self.shift, self.shift, 2)[:, None, None]
            at = np.stack([np.cos(turn) * y - np.sin(turn) * x, np.sin(turn) * y + np.cos(turn) * x]) + middle + move
            grid = [max(1, round(side / 7)) for side in (height, width)]
            where = np.meshgrid(*(np.linspace(0, n, side) for n, side in zip(grid, (height, width))), indexing="ij")
            for axis in range(2):
                bends = random.uniform(-self.elastic, self.elastic, [n + 1 for n in grid])
                at[axis] += map_coordinates(bends, where, order=1, mode="nearest")
            for channel in range(channels):
                to[..., channel] = map_coordinates(image[..., channel], at, order=1, mode="nearest")
            if self.mirror and random.random_sample() < 0.5:
                to[:] = to[:, ::-1].copy()
            if self.cutout:
                top, left = np.floor(random.uniform(0, (height, width)) - self.cutout / 2 + 0.5).astype(int)
                to[max(top, 0):max(top + self.cutout, 0), max(left, 0):max(left + self.cutout, 0)] = 0
        return out

    def images(self, X):
        return np.asarray(X, dtype=np.float32).reshape(-1, *self.shape)

    def learn(self, X, y, train):
        """Trains a new network on these rows."""
        keras.utils.set_random_seed(self.random_state)
        self.model = self.build()
        self.model.summary()
        averaging = dict(use_ema=True, ema_momentum=self.weight_averaging) if self.weight_averaging else {}
        self.model.compile(
            keras.optimizers.Adam(self.learning_rate, weight_decay=self.weight_decay or None, **averaging),
            keras.losses.CategoricalCrossentropy(label_smoothing=self.label_smoothing),
        )
        images, targets = self.images(X), np.eye(self.n_classes, dtype=np.float32)[y]
        random = np.random.RandomState(self.random_state)
        total = self.epochs * -(-len(train) // self.batch_size)
        step = 0
        for epoch in range(self.epochs):
            order = random.permutation(train)
            for start in range(0, len(order), self.batch_size):
                rows = order[start:start + self.batch_size]
                self.model.optimizer.learning_rate = self.rate(step, total)
                self.model.train_on_batch(self.changed(images[rows], random), targets[rows])
                step += 1
            print(f"epoch {epoch + 1}: done")
        self.model.optimizer.finalize_variable_values(self.model.trainable_variables)

    def fit(self, X, y):
        known = np.flatnonzero(y >= 0)
        train, validation = train_test_split(
            np.arange(len(known)), test_size=self.validation_share, random_state=self.random_state
        )
        self.train, self.validation = known[train], known[validation]
        self.learn(X, y, self.train)
        p, truth = self.predict_proba(X[self.validation]), y[self.validation]
        self.val_accuracy = np.mean(p.argmax(axis=1) == truth)
        self.val_loss = -np.mean(np.log(p[np.arange(len(p)), truth]))
        return self

    def transform(self, X):
        return self.features.predict(self.images(X), verbose=0)

    def predict_proba(self, X):
        """Means over the image and four copies moved by test_shift pixels."""
        images, by = self.images(X), self.test_shift
        moves = [(0, 0), (-by, 0), (by, 0), (0, -by), (0, by)] if by else [(0, 0)]
        padded = np.pad(images, ((0, 0), (by, by), (by, by), (0, 0)), mode="edge")
        height, width = self.shape[:2]
        return np.mean([
            self.model.predict(padded[:, by - down:by - down + height, by - right:by - right + width], verbose=0)
            for down, right in moves
        ], axis=0)

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)
`;

export const python: PythonTwin = {
  method: 'cnn',
  packages: ['scikit-learn', 'scipy', 'keras', 'tensorflow'],
  imports: [
    'import keras',
    'from scipy.ndimage import map_coordinates',
    'from sklearn.model_selection import train_test_split',
  ],
  definitions: [networkSource],
  estimator: (params, { imageShape: { height, width, channels }, nClasses }) =>
    `Network((${height}, ${width}, ${channels}), ${nClasses}, ${pythonArguments(cnnMethod.params, params)})`,
  figures: {
    valAccuracy: 'model.val_accuracy',
    valLoss: 'model.val_loss',
  },
  agreement:
    'The same rows, layers and steps; first weights and the order of rows are Keras’s own, so accuracies differ by chance.',
};
