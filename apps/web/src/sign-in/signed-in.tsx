import type { Who } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from '@tanstack/react-router';
import { createContext, use } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { PageFailed } from '../shell/page-failed.tsx';

const WhoContext = createContext<Who | undefined>(undefined);

/** Shows its children to who is known, and the way in to everybody else. */
export function SignedIn({ children }: { readonly children: React.ReactNode }) {
  const me = useQuery(studioQueries.me());
  const { href } = useLocation();
  if (me.data?.who) return <WhoContext value={me.data.who}>{children}</WhoContext>;
  if (me.data) return <Navigate to="/sign-in" search={href === '/' ? {} : { to: href }} replace />;
  return me.error && <PageFailed error={me.error} />;
}

/** Who is signed in. */
export function useWho(): Who {
  const who = use(WhoContext);
  if (!who) throw new Error('This page stands outside of SignedIn');
  return who;
}

/** Whether they look by a link: then they see takes, and nothing of the studio around them. */
export function isVisitor({ by }: Who): boolean {
  return by === 'guest-link' || by === 'performer-link';
}
