import { Anchor, List, SegmentedControl, Stack, Text } from '@mantine/core';
import type { AnyMethod } from '../core/method';

interface Props {
  methods: readonly AnyMethod[];
  value: AnyMethod | undefined;
  onChange: (id: string) => void;
}

/** Which method, what it does, and where it comes from. */
export function MethodChoice({ methods, value, onChange }: Props) {
  if (!value) return null;
  return (
    <Stack gap="xs">
      {methods.length > 1 && (
        <SegmentedControl
          fullWidth
          size={methods.length > 3 ? 'xs' : 'sm'}
          orientation={
            methods.map((method) => method.title).join('').length > 26 ? 'vertical' : 'horizontal'
          }
          aria-label="Method"
          data={methods.map((method) => ({ value: method.id, label: method.title }))}
          value={value.id}
          onChange={onChange}
          data-testid="method"
        />
      )}
      <Text size="sm" c="dimmed">
        {value.summary}
      </Text>
      <AboutMethod method={value} />
    </Stack>
  );
}

function AboutMethod({ method }: { method: AnyMethod }) {
  if (method.references.length === 0 && method.deviations.length === 0) return null;
  return (
    <details>
      <summary style={{ cursor: 'pointer', fontSize: 13 }}>About the method</summary>
      <List size="xs" mt={6} spacing={4}>
        {method.references.map(({ title, source, url }) => (
          <List.Item key={title}>
            {url ? (
              <Anchor href={url} target="_blank" rel="noreferrer" inherit>
                {title}
              </Anchor>
            ) : (
              title
            )}
            . {source}
          </List.Item>
        ))}
        {method.deviations.map((deviation) => (
          <List.Item key={deviation}>Unlike scikit-learn: {deviation}</List.Item>
        ))}
      </List>
    </details>
  );
}
