/** A piece of a script or notebook. */
export interface Cell {
  /** Heading and explanation, as Markdown. */
  text: string;
  /** Python source; none where there is only something to say. */
  code?: string;
  /** A picture: for the notebook only. */
  drawing?: string;
}

/** Python lines under one another, empty ones and missing ones left out. */
export const lines = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join('\n');
