import type { ModelCall, ModelCard } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../client/api-problem.ts';
import { modelQueries } from '../client/model-queries.ts';
import { CallMark } from '../models/call-state.tsx';
import { EgressView } from '../models/egress-view.tsx';
import { describeSpent, faceOfMoney, idsOfUnbilled } from '../models/estimate.ts';
import { describePrice } from '../models/model-words.ts';
import { TRAINED_ON } from '../rights/rights-words.ts';
import { useKnownRights } from '../rights/use-known-rights.ts';
import { formatBytes, formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import evidenceStyles from './evidence.module.css';
import { idsOfHandle } from './ids-of-handle.ts';
import styles from './model-panel.module.css';
import { readSentWords } from './read-sent-words.ts';

/** What a take was to send to models, what was really sent and came back call by call, and what is known of the models. */
export function ModelPanel({ take }: { readonly take: TakeDetail }) {
  const maySee = useRights(take.production)('view-models');
  const calls = useQuery({ ...modelQueries.calls(take.id), enabled: maySee && take.egress !== null });
  const cards = useKnownRights(take.production).models;
  if (!take.egress) return null;
  const own = idsOfUnbilled(take.egress.calls.map(({ backEnd }) => backEnd));
  const used = cards.filter(({ id }) => take.egress?.calls.some(({ card }) => card === id));
  return (
    <>
      <section className={evidenceStyles.block} aria-label="Sent to models">
        <h2 className={evidenceStyles.heading}>Sent to models</h2>
        {calls.error && <ProblemNotice error={calls.error} />}
        {calls.data?.length === 0 && <p className="quiet">Nothing was sent.</p>}
        {calls.data?.toSorted(byName).map((call) => (
          <Call key={call.id} call={call} own={own} />
        ))}
      </section>
      <section className={evidenceStyles.block} aria-label="As it was planned">
        <h2 className={evidenceStyles.heading}>As it was planned</h2>
        <EgressView calls={take.egress.calls} />
      </section>
      {used.map((card) => (
        <Card key={card.id} card={card} />
      ))}
    </>
  );
}

function byName(a: ModelCall, b: ModelCall): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}

function Call({ call, own }: { readonly call: ModelCall; readonly own: ReadonlySet<string> }) {
  const { name, model, sent, received, startedAt, finishedAt, id, error, reuses } = call;
  const cost = reuses === undefined ? describeSpent([call], own) : 'paid earlier';
  return (
    <details className={styles.call}>
      <summary>
        <span className={styles.name}>{name}</span>
        <CallMark call={call} />
        <span className={faceOfMoney(cost)}>{cost}</span>
      </summary>
      {error && <ProblemNotice error={new ApiProblem(error)} />}
      <dl className={evidenceStyles.facts}>
        <Row name="Model">
          <span className="mono">{model}</span>
        </Row>
        {reuses === undefined ? (
          <Row name="Vendor’s id">
            <VendorIds {...call} />
          </Row>
        ) : (
          <Row name="Not sent">
            The answer is that of an earlier take, which has paid for it: call{' '}
            <span className={`${evidenceStyles.hash} mono`}>{reuses}</span>
          </Row>
        )}
        <Row name="Our id">
          <span className={`${evidenceStyles.hash} mono`}>{id}</span>
        </Row>
        <Row name="Started">{formatMoment(startedAt)}</Row>
        {finishedAt !== undefined && <Row name="Ended">{formatMoment(finishedAt)}</Row>}
        {readSentWords(sent.words).map(([what, words]) => (
          <Row key={what} name={what}>
            <q className={styles.words}>{words}</q>
          </Row>
        ))}
        <Row name={reuses === undefined ? 'Sent' : 'Sent then'}>
          <Files files={sent.files} none="No file" />
        </Row>
        <Row name="Received">
          <Files files={received} none="Nothing" />
        </Row>
      </dl>
    </details>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Files({ files, none }: { readonly files: ModelCall['received']; readonly none: string }) {
  if (files.length === 0) return none;
  return (
    <ul>
      {files.map(({ slot, name, sha256, byteLength }) => (
        <li key={`${slot} ${name}`}>
          {slot}: {name} <span className="faint">{formatBytes(byteLength)}</span>
          <span className={`${evidenceStyles.hash} ${styles.hash} mono`}>{sha256}</span>
        </li>
      ))}
    </ul>
  );
}

function VendorIds({ handle }: Pick<ModelCall, 'handle'>) {
  const ids = idsOfHandle(handle);
  if (ids.length === 0) return <span className="faint">None came</span>;
  return ids.map((id) => (
    <span key={id} className={`${evidenceStyles.hash} ${styles.hash} mono`}>
      {id}
    </span>
  ));
}

function Card({ card }: { readonly card: ModelCard }) {
  return (
    <section className={evidenceStyles.block} aria-label={`Card of ${card.name}`}>
      <h2 className={evidenceStyles.heading}>
        {card.name} {card.version}
      </h2>
      <dl className={evidenceStyles.facts}>
        <Row name="Vendor">{card.vendor}</Row>
        <Row name="Licence">{card.licence}</Row>
        <Row name="Trained on">{TRAINED_ON.find(([each]) => each === card.trainedOn)?.[1]}</Row>
        <Row name="Its inputs">
          {card.retainsInputs ? 'Keeps them' : 'Does not keep them'},{' '}
          {card.trainsOnInputs ? 'trains on them' : 'does not train on them'}
        </Row>
        <Row name="Runs">{card.environment === 'secured' ? 'In a secured environment' : 'Not secured'}</Row>
        {card.price && <Row name="Price">{describePrice(card.price)}</Row>}
        <Row name="Used for">{card.allowedFor ? card.allowedFor.join(', ') : 'Every purpose'}</Row>
      </dl>
    </section>
  );
}
