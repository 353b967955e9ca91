import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../client/api-problem.ts';
import { EmptyState } from './empty-state.tsx';
import pageStyles from './page.module.css';
import { ProblemNotice } from './problem-notice.tsx';

interface PageBodyProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => React.ReactNode;
}

/** What a page shows of a question to the studio: the wait, the failure, or the answer. */
export function PageBody<T>({ query, children }: PageBodyProps<T>) {
  if (query.data !== undefined) return isGone(query.error) ? <Gone /> : children(query.data);
  if (query.error) {
    return (
      <div className={pageStyles.page}>
        <ProblemNotice error={query.error} />
      </div>
    );
  }
  return (
    <p className={pageStyles.waiting} role="status">
      Loading
    </p>
  );
}

function Gone() {
  return (
    <EmptyState title="No longer open to you">
      What this page shows was withheld a moment ago, or your role has changed. Go back to{' '}
      <Link to="/">the first page</Link>.
    </EmptyState>
  );
}

/** What one may not see any more is not shown from memory; a line that is down for a moment is no reason to hide it. */
function isGone(error: Error | null): boolean {
  return error instanceof ApiProblem && (error.code === 'ACCESS_DENIED' || error.code.endsWith('_NOT_FOUND'));
}
