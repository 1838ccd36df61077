/** What page and service worker say to each other. */
export type ToServiceWorker = { type: 'keepEverything' };
export type FromServiceWorker = { type: 'worksOffline' };

/** The files of this build, written into the service worker by the build. */
export interface BuildFiles {
  /** Changes with any byte of any file. */
  version: string;
  /** Addresses relative to the page, without the page itself. */
  files: string[];
}
