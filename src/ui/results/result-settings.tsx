import { Badge, Group, Table, Text } from '@mantine/core';
import { pythonName } from '../../core/python';
import type { GivenLabels, InputSpec, RunResult } from '../../core/run';
import { methods } from '../../methods/registry';
import { useResults } from '../../state/lab';
import { describeRows, formatCount, formatParam, formatSeconds, scalingLabels } from '../format';

export function describeInput(input: InputSpec, results: readonly RunResult[]): string {
  if (input.from === 'result') {
    return results.find((one) => one.id === input.result)?.name ?? 'a result that was deleted';
  }
  const table = input.table === 'test' ? 'test set, ' : '';
  return `${table}${describeRows(input.rows)}, ${scalingLabels[input.scaling]}`;
}

const describeLabels = ({ rows, codes, andFile }: GivenLabels): string =>
  `${formatCount(rows.length)} given by hand in ${new Set(codes).size} classes${andFile ? ', and the file’s own' : ''}`;

/** The settings that made a result: never those on the form now. */
export function ResultSettings({ result }: { result: RunResult }) {
  const results = useResults();
  const method = methods.find((one) => one.id === result.method);
  const backend =
    result.spec.action !== 'open' &&
    result.value.kind === 'model' &&
    result.value.model.kind === 'network'
      ? result.value.model.backend
      : undefined;
  const params = Object.entries(result.params);
  const labels = result.spec.action === 'fit' ? result.spec.labels : undefined;
  const facts: [string, string][] = [
    ...(result.spec.action === 'open'
      ? [['Model file', result.spec.file] satisfies [string, string]]
      : []),
    ['Input', describeInput(result.spec.input, results)],
    ...(labels ? [['Labels', describeLabels(labels)] satisfies [string, string]] : []),
    ['Rows', formatCount(result.rows.length)],
    [
      'Time',
      `${formatSeconds(result.seconds)}${result.neighborsKnown ? ', neighbours known from an earlier run' : ''}${result.evaluationSeconds > 0 ? ` + ${formatSeconds(result.evaluationSeconds)} for its scores` : ''}`,
    ],
    [
      'Computed on',
      `${backend ? `${backend}, ` : ''}${result.threads} ${result.threads === 1 ? 'thread' : 'threads'}${result.relaxedSimd ? ', relaxed SIMD' : ''}`,
    ],
    ...Object.entries(result.stageSeconds).map(([stage, seconds]): [string, string] => [
      `  ${stage}`,
      formatSeconds(seconds),
    ]),
  ];
  return (
    <details>
      <summary style={{ cursor: 'pointer', fontSize: 13 }}>Settings that made it</summary>
      <Group gap={6} mt="sm" aria-label="Parameters">
        {params.map(([name, value]) => {
          const changed = method?.params[name] && method.params[name].default !== value;
          return (
            <Badge
              key={name}
              variant={changed ? 'light' : 'default'}
              radius="sm"
              tt="none"
              fw={500}
              title={changed ? 'changed from its default' : 'default'}
            >
              {pythonName(name)} = {formatParam(value)}
            </Badge>
          );
        })}
      </Group>
      <Table mt="sm" fz="sm" withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td w={190}>
                <Text size="sm" c="dimmed">
                  {name}
                </Text>
              </Table.Td>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
