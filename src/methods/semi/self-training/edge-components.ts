/** Columns that oriented gradients are reduced to before neighbours are searched. */
export const EDGE_COMPONENTS = 50;
