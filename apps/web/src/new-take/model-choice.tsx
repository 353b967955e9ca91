import type { ModelCard } from '@backlot/film';
import type { ModelsView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelQueries } from '../client/model-queries.ts';
import { SelectField } from '../forms/select-field.tsx';
import { describePrice } from '../models/model-words.ts';
import rightsStyles from '../rights/rights.module.css';
import { useRights } from '../sign-in/use-rights.ts';
import type { ModelEngine } from './model-engines.ts';
import styles from './model-form.module.css';
import type { ModelSetUp } from './model-set-up.ts';
import { type Json, textAt } from './set-up-json.ts';

interface ModelChoiceProps {
  readonly engine: ModelEngine;
  readonly setUp: ModelSetUp;
  readonly production: string;
  readonly onChange: (change: Json) => void;
}

/** Which model does it: one with a card that names a back end. What speaks against it stands below at once. */
export function ModelChoice({ engine, setUp, production, onChange }: ModelChoiceProps) {
  const maySee = useRights(production)('view-models');
  const models = useQuery({ ...modelQueries.models(production), enabled: maySee }).data;
  const chosen = textAt(setUp.parameters, 'model');
  const fitting = (models?.cards ?? []).filter(
    ({ backEnd, task, retiredAt }) => backEnd !== undefined && task === engine.task && retiredAt === undefined,
  );
  const card = models?.cards.find(({ id }) => id === chosen);
  const others =
    chosen === '' || fitting.some(({ id }) => id === chosen) ? [] : [[chosen, card?.name ?? chosen] as const];
  return (
    <div className={styles.part}>
      <SelectField
        label="Model"
        value={chosen}
        options={[['', 'Choose a model'], ...fitting.map((each) => [each.id, nameOf(each)] as const), ...others]}
        onChange={(model) => onChange({ model })}
      />
      {models && fitting.length === 0 && (
        <p className={styles.note}>
          No card of this production names a model for this.{' '}
          <Link to="/productions/$production/models" params={{ production }} className={rightsStyles.link}>
            Open its Models page
          </Link>
        </p>
      )}
      {card && models && <Facts card={card} models={models} setUp={setUp} engine={engine} />}
    </div>
  );
}

function nameOf({ name, version }: ModelCard): string {
  return `${name} ${version}`;
}

interface FactsProps {
  readonly card: ModelCard;
  readonly models: ModelsView;
  readonly setUp: ModelSetUp;
  readonly engine: ModelEngine;
}

function Facts({ card, models, setUp: { purpose, inputs }, engine }: FactsProps) {
  const backEnd = models.backEnds.find(({ id }) => id === card.backEnd);
  const kinds = useQuery(modelQueries.kinds()).data?.kinds;
  const offered = kinds?.find(({ kind }) => kind === backEnd?.kind)?.models.find(({ name }) => name === card.model);
  const slots = offered?.slots.map(({ slot }) => slot);
  const untaken = engine.inputs.filter(({ role, slot }) => inputs.has(role) && slots && !slots.includes(slot));
  const warnings = [
    ...untaken.map(({ label }) => `It takes no ${label.toLowerCase()}: choose another model, or give it words alone.`),
    backEnd?.isOff === true && `${backEnd.title} is switched off.`,
    card.allowedFor !== undefined && !card.allowedFor.includes(purpose) && `Its card does not allow ${purpose}.`,
    card.trainedOn === 'undeclared' && 'Nobody declares what it was trained on.',
    card.trainsOnInputs && 'It trains on what it is given.',
    card.retainsInputs && 'It keeps what it is given.',
    card.environment === 'unsecured' && 'It runs in no secured environment.',
  ].filter((warning) => typeof warning === 'string');
  return (
    <div className={styles.note}>
      <p>
        By <span className="mono">{card.model}</span> at {backEnd?.title ?? 'a back end that is gone'}
        {backEnd && (backEnd.isOwn ? ', our own machine' : ', outside of the house')}.{' '}
        {card.price ? `${describePrice(card.price)}.` : ''}
      </p>
      {warnings.length > 0 && (
        <ul className={styles.warnings}>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
