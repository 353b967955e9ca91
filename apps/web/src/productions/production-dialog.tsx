import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { studioClient } from '../client/studio-client.ts';
import { problemAt } from '../forms/field-problems.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup } from '../forms/form-group.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { slugOfTitle } from './slug-of-title.ts';

interface ProductionDraft {
  readonly title: string;
  /** Undefined while it follows the title. */
  readonly slug: string | undefined;
}

const BLANK: ProductionDraft = { title: '', slug: undefined };

/** Makes a production, so that its people and material can be registered before anybody asks for a take. */
export function ProductionDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { draft, set, problems, dialog } = useForm({
    initial: () => BLANK,
    missingOf,
    send: (sent) => studioClient.createProduction({ title: sent.title.trim(), slug: slugOf(sent) }),
    onSent: async ({ slug: production }) => {
      await queries.invalidateQueries({ queryKey: ['productions'] });
      onClose();
      await navigate({ to: '/productions/$production/people', params: { production } });
    },
  });
  return (
    <FormDialog {...dialog} title="New production" size={520} submit="Make it" onClose={onClose}>
      <FormGroup title="What it is called">
        <TextField
          label="Title"
          value={draft.title}
          onChange={(title) => set({ title })}
          problem={problemAt(problems, 'title')}
          isFirst
        />
        <TextField
          label="Short name"
          value={slugOf(draft)}
          onChange={(slug) => set({ slug })}
          problem={problemAt(problems, 'slug')}
          hint="Stands in addresses, set-ups and folders, and stays as it is."
        />
      </FormGroup>
    </FormDialog>
  );
}

function slugOf({ title, slug }: ProductionDraft): string {
  return slug ?? slugOfTitle(title);
}

function missingOf(draft: ProductionDraft): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  if (draft.title.trim() === '') missing.set('title', 'Write its title.');
  if (slugOf(draft) === '') missing.set('slug', 'Write a short name: small letters, digits and hyphens.');
  return missing;
}
