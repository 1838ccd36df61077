def oriented_gradients(X, shape, straighten=False, directions=8, cells=7):
    """Images (rows of X) as square roots of the shares of edges of each direction in each cell: rows of length 1."""
    height, width, channels = shape
    images = X.reshape(len(X), height, width, channels).mean(axis=3)
    y, x = np.mgrid[:height, :width].astype(float)
    if straighten:
        images = np.stack([straightened(image, y, x) for image in images])
    P = np.pad(images, ((0, 0), (1, 1), (1, 1)), mode="edge")
    right, down = P[:, :, 2:] - P[:, :, :-2], P[:, 2:] - P[:, :-2]
    right = right[:, :-2] + 2 * right[:, 1:-1] + right[:, 2:]
    down = down[:, :, :-2] + 2 * down[:, :, 1:-1] + down[:, :, 2:]
    strength = np.hypot(right, down)
    strength[strength <= 8e-5 * np.abs(images).max(axis=(1, 2), keepdims=True)] = 0
    turn = np.arctan2(down, right) % (2 * np.pi) * (directions / (2 * np.pi))
    first, share = np.floor(turn).astype(int), turn % 1
    rows, columns = cell_shares(height, cells), cell_shares(width, cells)
    out = np.empty((len(X), len(rows), len(columns), directions))
    for d in range(directions):
        edges = strength * ((first % directions == d) * (1 - share) + ((first + 1) % directions == d) * share)
        out[:, :, :, d] = rows @ edges @ columns.T
    out = out.reshape(len(X), -1)
    total = out.sum(axis=1, keepdims=True)
    return np.sqrt(out / np.where(total > 0, total, 1))


def cell_shares(side, cells):
    """How much each row (or column) of pixels counts in each cell: Gaussian, 0.45 cells wide."""
    cells = min(cells, side)
    size = side / cells
    middles = (np.arange(cells)[:, None] + 0.5) * size - 0.5
    shares = np.exp(-(((np.arange(side) - middles) / (0.45 * size)) ** 2) / 2)
    return shares / shares.sum(axis=1, keepdims=True)


def straightened(image, y, x):
    """Centre of mass in the middle, sheared so that x and y do not vary together; 0 comes in from outside."""
    mass = image.sum()
    if not mass > 0:
        return image
    middle_y, middle_x = (np.array(image.shape) - 1) / 2
    centre_y, centre_x = (image * y).sum() / mass, (image * x).sum() / mass
    variance = (image * (y - centre_y) ** 2).sum()
    covariance = (image * (y - centre_y) * (x - centre_x)).sum()
    shear = np.clip(covariance / variance, -1, 1) if variance > 0 else 0
    from_y, from_x = y - middle_y + centre_y, x - middle_x + centre_x + shear * (y - middle_y)
    y0, x0 = np.floor(from_y).astype(int), np.floor(from_x).astype(int)
    down, right = from_y - y0, from_x - x0

    def at(y, x):
        inside = (y >= 0) & (y < image.shape[0]) & (x >= 0) & (x < image.shape[1])
        return image[np.clip(y, 0, image.shape[0] - 1), np.clip(x, 0, image.shape[1] - 1)] * inside

    above = at(y0, x0) * (1 - right) + at(y0, x0 + 1) * right
    return above * (1 - down) + (at(y0 + 1, x0) * (1 - right) + at(y0 + 1, x0 + 1) * right) * down
