import {
  IconBinaryTree2,
  IconChartDots3,
  IconColumns3,
  IconDatabase,
  IconPlayerPlay,
  IconTags,
  IconTopologyStar3,
} from '@tabler/icons-react';
import { lazy, type ComponentType } from 'react';
import type { PageKey } from '../state/navigation';

export interface PageEntry {
  key: PageKey;
  title: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  Page: ComponentType;
}

/** A page comes with its tab, or before it when the browser has nothing else to do. */
export const loadPage = {
  data: () => import('../pages/data/data-page').then(({ DataPage }) => DataPage),
  reduce: () => import('../pages/reduce/reduce-page').then(({ ReducePage }) => ReducePage),
  cluster: () => import('../pages/cluster/cluster-page').then(({ ClusterPage }) => ClusterPage),
  cnn: () => import('../pages/cnn/cnn-page').then(({ CnnPage }) => CnnPage),
  semi: () => import('../pages/semi/semi-page').then(({ SemiPage }) => SemiPage),
  compare: () => import('../pages/compare/compare-page').then(({ ComparePage }) => ComparePage),
  study: () => import('../pages/study/study-page').then(({ StudyPage }) => StudyPage),
};

const page = (key: PageKey) => lazy(() => loadPage[key]().then((Page) => ({ default: Page })));

export const pages: readonly PageEntry[] = [
  { key: 'data', title: 'Data', icon: IconDatabase, Page: page('data') },
  { key: 'reduce', title: 'Reduce', icon: IconChartDots3, Page: page('reduce') },
  { key: 'cluster', title: 'Cluster', icon: IconTopologyStar3, Page: page('cluster') },
  { key: 'cnn', title: 'CNN', icon: IconBinaryTree2, Page: page('cnn') },
  { key: 'semi', title: 'Semi-supervised', icon: IconTags, Page: page('semi') },
  { key: 'compare', title: 'Compare', icon: IconColumns3, Page: page('compare') },
  { key: 'study', title: 'Study', icon: IconPlayerPlay, Page: page('study') },
];
