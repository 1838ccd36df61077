/** What page and service worker say to each other. */
export type ToServiceWorker = { type: 'keepEverything' };
export type FromServiceWorker = { type: 'worksOffline' };

/** The files of a build. */
export interface BuildFiles {
  /** Changes with any byte of any file. */
  version: string;
  /** Addresses relative to the page, without the page itself. */
  files: string[];
}

/** What the build writes into its service worker. */
export interface Build extends BuildFiles {
  /** The content security policy of page and workers. */
  policy: string;
}
