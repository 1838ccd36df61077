import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/failure';
import type { ImageTable } from '../../data/dataset';
import { useHandLabels, useLab } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { formatCount } from '../../ui/format';
import { FailureAlert } from '../../ui/failure-alert';
import { ClassChoice } from '../../ui/labels/class-choice';
import { OpenLabels } from '../../ui/labels/open-labels';
import { Section } from '../../ui/section';
import { HandKept } from './hand-kept';
import { NextToLabel } from './next-to-label';
import { hasLabelled } from './use-hand-problem';

/** Labels that a person gives: image by image here, many at once from a selection. */
export function HandSection({ table }: { table: ImageTable }) {
  const { handLabels } = useLab();
  const { codes } = useHandLabels();
  const [open, setOpen] = usePageState('semi.hand.open', !hasLabelled(table));
  const [error, setError] = useState<Failure>();
  const [chosen, setChosen] = usePageState('semi.hand.class', 0);
  // Of another table there may have been more.
  const active = chosen < table.classes.length ? chosen : undefined;
  const counts = table.classes.map(() => 0);
  for (const code of codes.values()) counts[code]++;
  const used = counts.filter((count) => count > 0).length;
  return (
    <Section
      title="Label by hand"
      hint={
        codes.size === 0
          ? 'A handful of each class is enough. Or select images on any map, and give them a label at the foot of the page.'
          : `${formatCount(codes.size)} of ${formatCount(table.rows)} images in ${used} ${used === 1 ? 'class' : 'classes'}. The file stays as it is.`
      }
      actions={
        <Group gap={6}>
          {codes.size > 0 && <HandKept table={table} />}
          <OpenLabels rows={table.rows} onFailure={setError} />
          <Button
            size="xs"
            variant="light"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-testid="hand-open"
          >
            {open ? 'Hide' : 'Label images'}
          </Button>
        </Group>
      }
    >
      {error && <FailureAlert error={error} onClose={() => setError(undefined)} />}
      {open && (
        <>
          <ClassChoice
            classes={table.classes}
            counts={counts}
            added={table.addedClasses ?? 0}
            value={active}
            onChange={setChosen}
          />
          <NextToLabel
            table={table}
            active={active}
            onLabel={(row, code) => handLabels.label([row], code)}
          />
        </>
      )}
    </Section>
  );
}
