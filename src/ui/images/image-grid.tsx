import { Group, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { select, type RowSource } from '../../state/selection';
import { formatCount } from '../format';
import { ImageCanvas } from './image-canvas';
import type { PixelSource } from './image-painter';
import { howOf } from '../plots/plot-events';

export interface GridImage {
  key: string | number;
  /** Row of the table it is, where it is one. */
  row?: number;
  source: PixelSource;
  /** Read out in place of the picture. */
  label: string;
  caption: ReactNode;
  /** Drawn with a red frame: the model was wrong here. */
  wrong?: boolean;
}

interface Props {
  images: readonly GridImage[];
  size?: number;
  label: string;
  /** The table of the images: each can be chosen, and then is selected on the page. */
  from?: RowSource;
}

export function ImageGrid({ images, size = 84, label, from }: Props) {
  return (
    <Group
      gap="md"
      align="flex-start"
      component="ul"
      aria-label={label}
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
    >
      {images.map((image) => (
        <li key={image.key} style={{ width: size }}>
          <div
            style={{
              borderRadius: 6,
              outline: image.wrong ? '2px solid var(--mantine-color-red-6)' : undefined,
              outlineOffset: 2,
            }}
          >
            <Picture image={image} size={size} from={from} />
          </div>
          <Text component="div" size="xs" mt={6} ta="center" lh={1.35}>
            {image.caption}
          </Text>
        </li>
      ))}
    </Group>
  );
}

function Picture({ image, size, from }: { image: GridImage; size: number; from?: RowSource }) {
  const { source, label, row } = image;
  const canvas = <ImageCanvas source={source} size={size} label={label} />;
  if (!from || row === undefined) return canvas;
  return (
    <UnstyledButton
      display="block"
      title="Select this image alone; with Shift add it"
      aria-label={`Select: ${label}`}
      onClick={(event) => select(from, [row], `row ${formatCount(row)}`, howOf(event.nativeEvent))}
    >
      {canvas}
    </UnstyledButton>
  );
}
