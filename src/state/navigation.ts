import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export const pageKeys = ['data', 'reduce', 'cluster', 'cnn', 'semi', 'compare', 'study'] as const;
export type PageKey = (typeof pageKeys)[number];

export const isPageKey = (text: string): text is PageKey =>
  (pageKeys as readonly string[]).includes(text);

/** The page an address's hash names, before any `?` of a shared link. */
export function pageOfHash(hash: string): PageKey {
  const text = hash.replace(/^#/, '').split('?', 1)[0];
  return isPageKey(text) ? text : 'data';
}

const fromHash = (): PageKey => pageOfHash(globalThis.location?.hash ?? '');

const navigation = createStore<{ page: PageKey }>(() => ({ page: fromHash() }));

globalThis.addEventListener?.('hashchange', () => navigation.setState({ page: fromHash() }));

export const currentPage = (): PageKey => navigation.getState().page;
export const onPageChanged = (listener: () => void): (() => void) => navigation.subscribe(listener);

/** The tab that is open; kept in the address so that a reload and the Back button find it. */
export function usePage(): PageKey {
  return useStore(navigation, (state) => state.page);
}

export function goTo(page: PageKey): void {
  if (page !== currentPage()) globalThis.scrollTo?.(0, 0);
  globalThis.location.hash = page;
  navigation.setState({ page });
}
