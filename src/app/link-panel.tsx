import { Alert, Button, CloseButton, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconLink, IconPlayerPlay } from '@tabler/icons-react';
import { useRef } from 'react';
import { sampleById } from '../data/samples';
import { useDataset, useReading, useResults } from '../state/lab';
import { differences, needOf, type LinkNeed, type LinkState } from '../state/link/follower';
import type { SharedLink } from '../state/link/shared-link';
import { goTo } from '../state/navigation';
import { useLinks, useLinkState } from '../state/page-services';
import { pageOfResult } from '../state/settings-again';
import { FailureAlert } from '../ui/failure-alert';
import { figureLabel, formatCount } from '../ui/format';

const SHOWN_RUNS = 6;
const SHOWN_DIFFERENCES = 5;

/** What a link that was opened describes, and the one thing to do next about it. */
export function LinkPanel() {
  const links = useLinks();
  const { link, problem, ...progress } = useLinkState();
  if (problem) {
    return (
      <div style={{ marginBottom: 24 }}>
        <FailureAlert error={problem} onClose={() => links.dismiss()} testId="link-problem" />
      </div>
    );
  }
  if (!link) return null;
  return (
    <Paper
      component="section"
      aria-label="The link you opened"
      mb="lg"
      data-testid="link-panel"
      data-state={progress.run}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <IconLink size={22} style={{ flexShrink: 0, marginTop: 2 }} aria-hidden="true" />
          <Stack gap="sm">
            <Described link={link} />
            <NextStep link={link} progress={progress} />
          </Stack>
        </Group>
        <CloseButton aria-label="Close the link" onClick={() => links.dismiss()} />
      </Group>
    </Paper>
  );
}

function Described({ link: { data, runs } }: { link: NonNullable<LinkState['link']> }) {
  const about =
    data.train.kind === 'sample'
      ? (sampleById(data.train.id)?.title ?? data.train.id)
      : data.train.name;
  const more = runs.length - SHOWN_RUNS;
  return (
    <div>
      <Text fw={600}>
        {runs.length === 0
          ? `This link is about ${about}`
          : `This link describes ${runs.length === 1 ? 'one run' : `${formatCount(runs.length)} runs`} on ${about}`}
      </Text>
      {runs.length > 0 && (
        <List size="sm" c="dimmed" mt={4} type="ordered" spacing={2}>
          {runs.slice(0, SHOWN_RUNS).map(({ name }, i) => (
            <List.Item key={i}>{name}</List.Item>
          ))}
          {more > 0 && <Text size="sm">and {formatCount(more)} more</Text>}
        </List>
      )}
    </div>
  );
}

type LinkProgress = Omit<LinkState, 'link' | 'problem'>;

function NextStep({
  link,
  progress: { run, results, error },
}: {
  link: NonNullable<LinkState['link']>;
  progress: LinkProgress;
}) {
  const links = useLinks();
  const dataset = useDataset();
  const reading = useReading();
  const need = needOf(link.data, dataset);
  if (reading) return <Text size="sm">Reading {reading} …</Text>;
  if (need) return <OpenData need={need} replaces={dataset?.name} />;
  if (run === 'done') return <Outcome link={link} ids={results} />;
  return (
    <>
      {error && <FailureAlert error={error} />}
      <Group gap="sm">
        <Button
          leftSection={<IconPlayerPlay size={17} />}
          loading={run === 'running'}
          onClick={() => void links.run()}
          data-testid="run-link"
        >
          {results.length > 0 ? 'Go on with what it describes' : 'Run what it describes'}
        </Button>
        {run === 'running' && (
          <Text size="sm" c="dimmed" component="output">
            {formatCount(results.length)} of {formatCount(link.runs.length)} done
          </Text>
        )}
      </Group>
    </>
  );
}

function OpenData({ need, replaces }: { need: NonNullable<LinkNeed>; replaces?: string }) {
  const links = useLinks();
  const picker = useRef<HTMLInputElement>(null);
  const kept = replaces === undefined ? '' : ` ${replaces} and its results stay kept.`;
  if (need.kind === 'sample') {
    return (
      <Group gap="sm">
        <Button onClick={() => void links.openSample()} data-testid="link-open-sample">
          Open {need.title}
        </Button>
        <Text size="sm" c="dimmed">
          {kept}
        </Text>
      </Group>
    );
  }
  const { kind, name, other } = need;
  return (
    <>
      {other && (
        <Alert color="yellow" variant="light" data-testid="link-other-file">
          The {name} that is open is another file: its pixels or labels differ from those the link
          was made from.
        </Alert>
      )}
      <Group gap="sm">
        <Button onClick={() => picker.current?.click()}>Choose {name}</Button>
        <Text size="sm" c="dimmed">
          The link has the file’s fingerprint, not its contents: open it to go on.
          {kind === 'train' ? kept : ''}
        </Text>
      </Group>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={`File for the link: ${name}`}
        data-testid="link-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void links.openFile(kind, file);
        }}
      />
    </>
  );
}

/** Whether the same came out, figure by figure and to the last digit. */
function Outcome({ link, ids }: { link: SharedLink; ids: readonly string[] }) {
  const links = useLinks();
  const results = useResults();
  const own = ids.map((id) => results.find((one) => one.id === id));
  const { compared, different } = differences(link, own);
  const last = own.at(-1);
  return (
    <>
      <Text
        size="sm"
        component="output"
        data-testid="link-outcome"
        data-different={different.length}
      >
        {compared === 0
          ? 'Done.'
          : different.length === 0
            ? `Done. All ${formatCount(compared)} figures are the sender’s, to the last digit.`
            : `Done. ${formatCount(compared - different.length)} of ${formatCount(compared)} figures are the sender’s to the last digit; these are not, as another processor or graphics card may round otherwise:`}
      </Text>
      {different.length > 0 && (
        <List size="sm" spacing={2}>
          {different.slice(0, SHOWN_DIFFERENCES).map(({ run, figure, theirs, ours }) => (
            <List.Item key={`${run} ${figure}`}>
              {run}: {figureLabel(figure)} {ours ?? 'missing'} here, {theirs} there
            </List.Item>
          ))}
        </List>
      )}
      <Group gap="sm">
        {last && (
          <Button variant="light" onClick={() => goTo(pageOfResult(last))}>
            Show {last.name}
          </Button>
        )}
        <Button variant="default" onClick={() => links.dismiss()}>
          Close
        </Button>
      </Group>
    </>
  );
}
