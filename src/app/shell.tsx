import { Center, Loader, Tabs } from '@mantine/core';
import { Suspense } from 'react';
import { goTo, pageKeys, usePage, type PageKey } from '../state/navigation';
import { ErrorBoundary } from './error-boundary';
import { Header } from './header';
import { JobNotices } from './job-notices';
import { TABS_ID } from './keyboard/shortcuts';
import { LinkPanel } from './link-panel';
import { OfflineNotices } from './offline-notices';
import { pages } from './pages';
import { SelectionDock } from './selection-dock';
import { SessionNotices } from './session-notices';

const isPageKey = (value: string | null): value is PageKey =>
  (pageKeys as readonly (string | null)[]).includes(value);

export function Shell() {
  const page = usePage();
  return (
    <>
      <a className="fl-skip" href="#main" onClick={skipToMain}>
        Skip to the page
      </a>
      <Tabs
        id={TABS_ID}
        value={page}
        onChange={(value) => isPageKey(value) && goTo(value)}
        keepMounted={false}
      >
        <Header>
          <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
            {pages.map(({ key, title, icon: Icon }) => (
              <Tabs.Tab
                key={key}
                value={key}
                data-testid={`tab-${key}`}
                leftSection={<Icon size={17} stroke={1.7} />}
                py="sm"
              >
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Header>
        <main id="main" tabIndex={-1} style={{ outline: 'none' }}>
          {pages.map(({ key, title, Page }) => (
            <Tabs.Panel key={key} value={key}>
              <div className="fl-shell" style={{ paddingTop: 28, paddingBottom: 72 }}>
                <LinkPanel />
                <ErrorBoundary title={title}>
                  <Suspense
                    fallback={
                      <Center h={320}>
                        <Loader aria-label={`Loading the ${title} page`} />
                      </Center>
                    }
                  >
                    <Page />
                  </Suspense>
                </ErrorBoundary>
              </div>
            </Tabs.Panel>
          ))}
        </main>
      </Tabs>
      <SelectionDock />
      <JobNotices />
      <SessionNotices />
      <OfflineNotices />
    </>
  );
}

/** The hash names the open tab, so a plain link to #main would change the page. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
