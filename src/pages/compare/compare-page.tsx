import { Button, Stack } from '@mantine/core';
import { IconColumns3, IconTable } from '@tabler/icons-react';
import { useResults } from '../../state/lab';
import { goTo } from '../../state/navigation';
import { downloadCsv } from '../../ui/download';
import { EmptyState } from '../../ui/empty-state';
import { PageIntro, Section } from '../../ui/section';
import { AgreementSection } from './agreement-section';
import { comparisonCsv } from './comparison-csv';
import { LinkedMaps } from './linked-maps';
import { PublishedSection } from './published-section';
import { ResultsTable } from './results-table';

export function ComparePage() {
  const results = useResults();
  return (
    <>
      <PageIntro title="Compare">
        Everything you have made, with the settings that made it. Tick two or more pictures to see
        them side by side: rows picked out in one are picked out in all.
      </PageIntro>
      {results.length === 0 ? (
        <EmptyState
          icon={IconColumns3}
          title="Nothing to compare yet"
          action={{ label: 'Make a picture', onClick: () => goTo('reduce') }}
        >
          Results of the other pages, and of the study, are listed here as they finish.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          <Section
            title="All results"
            hint="Click a heading to sort by it."
            actions={
              <Button
                variant="default"
                size="xs"
                leftSection={<IconTable size={15} />}
                data-testid="download-comparison"
                onClick={() => {
                  const { header, rows } = comparisonCsv(results);
                  downloadCsv('comparison.csv', header, rows);
                }}
              >
                Download as CSV
              </Button>
            }
          >
            <ResultsTable results={results} />
          </Section>
          <LinkedMaps results={results} />
          <AgreementSection results={results} />
          <PublishedSection />
        </Stack>
      )}
    </>
  );
}
