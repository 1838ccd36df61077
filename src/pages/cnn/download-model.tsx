import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { downloadBlob, fileNameOf } from '../../ui/download';

interface Props {
  network: RunResult;
  model: NetworkModel;
  /** The open training table. */
  table: ImageTable;
}

/** The network as a file that opens here again, and in plain tfjs. */
export function DownloadModel({ network, model, table }: Props) {
  const download = async () => {
    const { writeNetwork } = await import('../../export/model/write');
    const bytes = writeNetwork({ result: network, model, table, version: __APP_VERSION__ });
    downloadBlob(`${fileNameOf(network.name)}.model.zip`, new Blob([bytes]));
  };
  return (
    <Button
      variant="light"
      leftSection={<IconFileDownload size={17} />}
      data-testid="download-model"
      onClick={() => void download()}
    >
      Download the model
    </Button>
  );
}
