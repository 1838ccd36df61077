import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ImageCanvas } from './image-canvas';
import type { PixelSource } from './image-painter';

export interface GridImage {
  key: string | number;
  source: PixelSource;
  /** Read out in place of the picture. */
  label: string;
  caption: ReactNode;
  /** Drawn with a red frame: the model was wrong here. */
  wrong?: boolean;
}

export function ImageGrid({
  images,
  size = 84,
  label,
}: {
  images: readonly GridImage[];
  size?: number;
  label: string;
}) {
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
            <ImageCanvas source={image.source} size={size} label={image.label} />
          </div>
          <Text component="div" size="xs" mt={6} ta="center" lh={1.35}>
            {image.caption}
          </Text>
        </li>
      ))}
    </Group>
  );
}
