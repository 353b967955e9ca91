import type { Who } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, use, useEffect } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { PageFailed } from '../shell/page-failed.tsx';

const WhoContext = createContext<Who | undefined>(undefined);

/** Shows its children to who is known, and the way in to everybody else. */
export function SignedIn({ children }: { readonly children: React.ReactNode }) {
  const me = useQuery(studioQueries.me());
  if (me.data?.who) return <WhoContext value={me.data.who}>{children}</WhoContext>;
  if (me.data) return <ToSignIn />;
  return me.error && <PageFailed error={me.error} />;
}

/** Leads to the sign-in once; from there back to the address that was asked for. */
function ToSignIn() {
  const navigate = useNavigate();
  useEffect(() => {
    const { pathname, search } = window.location;
    const to = `${pathname}${search}`;
    void navigate({ to: '/sign-in', search: to === '/' ? {} : { to }, replace: true });
  }, [navigate]);
  return null;
}

/** Who is signed in. */
export function useWho(): Who {
  const who = use(WhoContext);
  if (!who) throw new Error('This page stands outside of SignedIn');
  return who;
}

/** Whether they are here for what uses them and for nothing else: the studio's productions are none of theirs. */
export function isPerformerAlone({ by, isOwner, roles }: Who): boolean {
  if (by === 'performer-link') return true;
  const held = Object.values(roles).flat();
  return !isOwner && held.length > 0 && held.every((role) => role === 'performer');
}

/** Whether they look by a link: then they see takes, and nothing of the studio around them. */
export function isVisitor({ by }: Who): boolean {
  return by === 'guest-link' || by === 'performer-link';
}
