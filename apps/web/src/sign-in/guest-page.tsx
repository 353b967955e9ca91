import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { studioClient } from '../client/studio-client.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { Entrance } from './entrance.tsx';
import { useLinkSecret } from './use-link-secret.ts';

/** Where a guest's or performer's link leads: opens it for this browser, then shows what it names. */
export function GuestPage() {
  const secret = useLinkSecret();
  const queries = useQueryClient();
  const opened = useQuery({
    queryKey: ['link', secret],
    queryFn: async () => {
      const who = await studioClient.openLink(secret);
      await queries.resetQueries({ queryKey: ['me'] });
      return who;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (opened.data) return <Navigate to="/" replace />;
  if (!opened.error) return <Entrance title="Opening your link" />;
  return (
    <Entrance title="This link opens nothing">
      <ProblemNotice error={opened.error} />
    </Entrance>
  );
}
