import type { ModelCard } from '@backlot/film';
import rightsStyles from '../rights/rights.module.css';
import { TRAINED_ON } from '../rights/rights-words.ts';
import styles from './material.module.css';

/** A model card: what it is, what it learnt from, what it does with what it is given. */
export function ModelRow({ model }: { readonly model: ModelCard }) {
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
    </div>
  );
}
