import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { Lab } from '../engine/lab';
import { LabContext } from '../state/lab';
import { PageServicesContext, type PageServices } from '../state/page-services';
import { Shell } from './shell';
import { cssVariables, theme } from './theme';

export function App({ lab, services }: { lab: Lab; services: PageServices }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables}>
      <Notifications position="bottom-right" limit={3} />
      <LabContext value={lab}>
        <PageServicesContext value={services}>
          <Shell />
        </PageServicesContext>
      </LabContext>
    </MantineProvider>
  );
}
