import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { lineageOf } from '../core/lineage';
import type { RunResult } from '../core/run';
import { useLab } from '../state/lab';
import { encodeLink } from '../state/link/codec';
import { linkedData, linkedRuns } from '../state/link/describe';
import type { PageKey } from '../state/navigation';
import { formatCount } from './format';

const counted = (n: number, what: string): string =>
  `${formatCount(n)} ${what}${n === 1 ? '' : 's'}`;

/** Copies the address of a page with the open data and the runs that lead to these results. */
export function useCopyLink(): (page: PageKey, wanted: readonly RunResult[]) => Promise<void> {
  const lab = useLab();
  return useCallback(
    async (page, wanted) => {
      const { dataset } = lab.dataset.getState();
      const all = lab.results.getState().results;
      // What no run of ours made, no link can make again; nor what starts from it.
      const made = all.filter(({ spec }) => spec.action !== 'open');
      const { chain, orphans } = lineageOf(
        wanted.filter((result) => made.includes(result)),
        made,
      );
      const opened = wanted.length - wanted.filter((result) => made.includes(result)).length;
      const text = await encodeLink({
        page,
        data: dataset && linkedData(dataset),
        runs: dataset ? linkedRuns(chain) : [],
      });
      const { origin, pathname } = globalThis.location;
      const address = `${origin}${pathname}#${text}`;
      const about = dataset
        ? `This page, ${dataset.name}${chain.length > 0 ? ` and ${counted(chain.length, 'run')} with every parameter and seed` : ''}.`
        : 'This page.';
      const left = orphans.length + opened;
      const missing =
        left > 0
          ? ` Left out: ${counted(left, 'result')} whose input was deleted or came from a model file.`
          : '';
      const ownFile =
        dataset && !dataset.sampleId
          ? ' Your file is not in it, only its fingerprint: whoever opens the link needs the same file.'
          : '';
      await copy(address, `${about}${missing}${ownFile}`);
    },
    [lab],
  );
}

async function copy(address: string, message: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    notifications.show({ color: 'teal', title: 'Link copied', message, autoClose: 8000 });
  } catch {
    // The clipboard is closed to pages that are not secure, or the person said no.
    notifications.show({
      title: 'Copy this link',
      autoClose: false,
      message: (
        <>
          {message}
          <TextInput
            mt={6}
            size="xs"
            readOnly
            aria-label="Link"
            value={address}
            onFocus={(event) => event.currentTarget.select()}
          />
        </>
      ),
    });
  }
}
