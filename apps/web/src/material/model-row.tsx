import type { BackEnd, ModelCard } from '@backlot/film';
import { describePrice, nameOfTask } from '../models/model-words.ts';
import rightsStyles from '../rights/rights.module.css';
import { TRAINED_ON } from '../rights/rights-words.ts';
import { formatMoment } from '../shell/format.ts';
import styles from './material.module.css';

interface ModelRowProps {
  readonly model: ModelCard;
  /** Of the production, to name where the model runs; undefined while nobody knows them. */
  readonly backEnds?: readonly BackEnd[] | undefined;
  /** What may be done with it. */
  readonly actions?: React.ReactNode;
}

/** A model card: what it is, what it learnt from, what it does with what it is given, where it runs and what for. */
export function ModelRow({ model, backEnds, actions }: ModelRowProps) {
  const trainedOn = TRAINED_ON.find(([each]) => each === model.trainedOn)?.[1];
  const inputs = [
    model.retainsInputs ? 'keeps them' : 'does not keep them',
    model.trainsOnInputs ? 'trains on them' : 'does not train on them',
  ];
  return (
    <div className={styles.model}>
      <div>
        <h3 className={styles.title}>
          {model.name} {model.version}
        </h3>
        <span className={rightsStyles.sub}>{model.vendor}</span>
      </div>
      <div>
        <span className={styles.label}>Licence</span>
        {model.licence}
      </div>
      <div>
        <span className={styles.label}>Trained on</span>
        <span className={model.trainedOn === 'undeclared' ? rightsStyles.warn : undefined}>{trainedOn}</span>
      </div>
      <div>
        <span className={styles.label}>Its inputs</span>
        <span className={model.retainsInputs || model.trainsOnInputs ? rightsStyles.warn : undefined}>
          {inputs.join(', ')}
        </span>
      </div>
      <div>
        <span className={styles.label}>Environment</span>
        <span className={model.environment === 'unsecured' ? rightsStyles.warn : undefined}>
          {model.environment === 'secured' ? 'Secured' : 'Not secured'}
        </span>
      </div>
      <div className={styles.runs}>
        <p>
          {describeRun(model, backEnds)}
          {model.retiredAt !== undefined && ` Retired ${formatMoment(model.retiredAt)}: nothing is made with it.`}
        </p>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}

/** `Pictures, by flux-dev at Harbour GPU. $0.04 a picture. For ideation and temp.` */
function describeRun({ backEnd, model, task, price, allowedFor }: ModelCard, backEnds: ModelRowProps['backEnds']) {
  const place =
    backEnds?.find(({ id }) => id === backEnd)?.title ??
    (backEnds ? 'a back end that is gone' : 'a back end of this production');
  const made = task ? nameOfTask(task) : 'It runs';
  const cost = price ? `${describePrice(price)}.` : 'At the list price, where there is one.';
  return (
    <>
      {backEnd === undefined ? (
        'Used outside of Backlot: no take can call it. '
      ) : (
        <>
          {made}, by <span className="mono">{model ?? 'a model that the card does not name'}</span> at {place}. {
            cost
          }{' '}
        </>
      )}
      {allowedFor ? `For ${allowedFor.join(' and ')} only.` : 'For every purpose.'}
    </>
  );
}
