import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { LinkFollower } from './link/follower';
import type { SessionKeeper } from './session/keeper';

/** What the page does around the lab: keeps its session, follows links. One of each; the shell provides them. */
export interface PageServices {
  session: SessionKeeper;
  links: LinkFollower;
}

export const PageServicesContext = createContext<PageServices | undefined>(undefined);

function useServices(): PageServices {
  const services = useContext(PageServicesContext);
  if (!services) throw new Error('page services outside their provider');
  return services;
}

export const useSession = () => useServices().session;
export const useSessionState = () => useStore(useSession().store);
export const useSaving = () => useStore(useSession().writer.store);
export const useLinks = () => useServices().links;
export const useLinkState = () => useStore(useLinks().store);
