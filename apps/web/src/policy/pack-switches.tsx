import type { PolicyPack, Production } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { rightsClient } from '../client/rights-client.ts';
import { Switch } from '../forms/switch.tsx';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './policy.module.css';

interface PackWords {
  readonly pack: PolicyPack;
  readonly name: string;
  readonly what: string;
  readonly source: string;
  readonly href: string;
}

const PACKS: readonly PackWords[] = [
  {
    pack: 'netflix',
    name: 'Netflix guidance',
    what: 'Five principles, what always needs written approval, and the matrix of use cases.',
    source: 'Using Generative AI in Content Production, Aug 2025',
    href: 'https://partnerhelp.netflixstudios.com/hc/en-us/articles/43393929218323',
  },
  {
    pack: 'sag-aftra',
    name: 'SAG-AFTRA',
    what: 'Replicas, alterations and synthetic performers: consent, notice, minors, background actors.',
    source: 'TV/Theatrical 2023; the 2026 terms as reported',
    href: 'https://www.sagaftra.org/contracts-industry-resources/contracts/2023-tvtheatrical-contracts',
  },
  {
    pack: 'california',
    name: 'California',
    what: 'When a replica clause can be enforced, and replicas of people who have died.',
    source: 'AB 2602 (Labor Code § 927) and AB 1836',
    href: 'https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202320240AB2602',
  },
  {
    pack: 'eu-ai-act',
    name: 'EU AI Act, Article 50',
    what: 'Machine-readable marks, and saying so where something could be taken for real.',
    source: 'Regulation (EU) 2024/1689; applies from 2 Aug 2026',
    href: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
  },
];

const STRIKE_WORDS = 'While it lasts, the SAG-AFTRA pack refuses replicas, face replacement and synthetic voices.';

/** Rule packs as switches. The house rules are always on. */
export function PackSwitches({ production }: { readonly production: Production }) {
  const queries = useQueryClient();
  const may = useRights(production.slug);
  const maySwitch = may('switch-policy-packs');
  const change = useMutation({
    mutationFn: (wish: { packs: PolicyPack[] } | { isUnionOnStrike: boolean }) =>
      rightsClient.changeProduction(production.slug, wish),
    onSuccess: () =>
      Promise.all(
        ['register', 'productions', 'draft-explanation', 'explanation'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  const toggle = (pack: PolicyPack): void =>
    change.mutate({
      packs: production.packs.includes(pack)
        ? production.packs.filter((each) => each !== pack)
        : [...production.packs, pack],
    });
  return (
    <section aria-label="Rule packs">
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>Rule packs</h2>
      </div>
      {change.error && <ProblemNotice error={change.error} />}
      <ul className={styles.packs}>
        <li className={`${styles.pack} ${styles.house}`}>
          <p className={styles.packName}>House rules</p>
          <span className={styles.always}>Always on</span>
          <p className={styles.packWhat}>No rule, no permission. Plates need a licence, finals a supervisor.</p>
        </li>
        {PACKS.map((words) => (
          <li key={words.pack} className={styles.pack}>
            <Switch
              name={words.name}
              isOn={production.packs.includes(words.pack)}
              isPending={change.isPending}
              onToggle={maySwitch ? () => toggle(words.pack) : undefined}
            >
              {words.what}
              <a className={styles.source} href={words.href} target="_blank" rel="noreferrer">
                {words.source}
              </a>
            </Switch>
          </li>
        ))}
        <li className={styles.pack}>
          <Switch
            name="The union is on strike"
            isOn={production.isUnionOnStrike}
            isPending={change.isPending}
            onToggle={maySwitch ? () => change.mutate({ isUnionOnStrike: !production.isUnionOnStrike }) : undefined}
          >
            {STRIKE_WORDS}
          </Switch>
        </li>
      </ul>
      <p className={styles.fine}>Aids to people who decide, with their sources. They are no legal advice.</p>
    </section>
  );
}
