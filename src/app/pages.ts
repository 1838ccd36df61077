import {
  IconBinaryTree2,
  IconChartDots3,
  IconColumns3,
  IconDatabase,
  IconPlayerPlay,
  IconTags,
  IconTopologyStar3,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { ClusterPage } from '../pages/cluster/cluster-page';
import { CnnPage } from '../pages/cnn/cnn-page';
import { ComparePage } from '../pages/compare/compare-page';
import { DataPage } from '../pages/data/data-page';
import { ReducePage } from '../pages/reduce/reduce-page';
import { SemiPage } from '../pages/semi/semi-page';
import { StudyPage } from '../pages/study/study-page';
import type { PageKey } from '../state/navigation';

export interface PageEntry {
  key: PageKey;
  title: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  Page: ComponentType;
}

export const pages: readonly PageEntry[] = [
  { key: 'data', title: 'Data', icon: IconDatabase, Page: DataPage },
  { key: 'reduce', title: 'Reduce', icon: IconChartDots3, Page: ReducePage },
  { key: 'cluster', title: 'Cluster', icon: IconTopologyStar3, Page: ClusterPage },
  { key: 'cnn', title: 'CNN', icon: IconBinaryTree2, Page: CnnPage },
  { key: 'semi', title: 'Semi-supervised', icon: IconTags, Page: SemiPage },
  { key: 'compare', title: 'Compare', icon: IconColumns3, Page: ComparePage },
  { key: 'study', title: 'Study', icon: IconPlayerPlay, Page: StudyPage },
];
