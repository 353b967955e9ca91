import { Link } from '@tanstack/react-router';
import { EmptyState } from './empty-state.tsx';

/** An address that the studio does not have. */
export function PageNotFound() {
  return (
    <EmptyState title="There is nothing at this address">
      Go to <Link to="/">all productions</Link>.
    </EmptyState>
  );
}
