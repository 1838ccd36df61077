import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPhotoDown, IconVectorBezier } from '@tabler/icons-react';
import { downloadBlob, fileNameOf } from './download';
import { figureImage } from './figure-image';
import { plotThemes, type Figure } from './plotly';

interface Props {
  title: string;
  figure: Figure;
  /** The same plot as real vector graphics, where that is sensible. */
  vectorFigure?: Figure;
  height: number;
}

/** A plot as a file: as it is shown, but on white. */
export function FigureDownloads({ title, figure, vectorFigure, height }: Props) {
  const save = async (format: 'png' | 'svg') => {
    const source = format === 'svg' ? (vectorFigure ?? figure) : figure;
    const blob = await figureImage(source, format, {
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
