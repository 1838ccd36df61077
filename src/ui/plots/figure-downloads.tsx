import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPhotoDown, IconVectorBezier } from '@tabler/icons-react';
import { downloadBlob, fileNameOf } from '../download';
import { figureImage } from './figure-image';
import { plotThemes, type Figure } from './plotly';

interface Props {
  title: string;
  /** The plot for a file of a format. */
  figureFor: (format: 'png' | 'svg') => Figure;
  height: number;
}

/** A plot as a file: as it is shown, but on white. */
export function FigureDownloads({ title, figureFor, height }: Props) {
  const save = async (format: 'png' | 'svg') => {
    const blob = await figureImage(figureFor(format), format, {
      height: Math.max(height, 640),
      paper: plotThemes.light.paper,
    });
    downloadBlob(`${fileNameOf(title)}.${format}`, blob);
  };
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label="Download as PNG">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Download ${title} as PNG`}
          onClick={() => void save('png')}
        >
          <IconPhotoDown size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Download as SVG">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Download ${title} as SVG`}
          onClick={() => void save('svg')}
        >
          <IconVectorBezier size={17} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
