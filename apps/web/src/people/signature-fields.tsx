import type { Performer } from '@backlot/film';
import { CheckField } from '../forms/check-field.tsx';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FileField } from '../forms/file-field.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { SIGNERS } from '../rights/rights-words.ts';
import type { ConsentFormProps } from './consent-dialog.tsx';
import { hoursOfNotice } from './consent-draft.ts';
import styles from './people.module.css';

interface SignatureFieldsProps extends ConsentFormProps {
  readonly performer: Performer;
  readonly file: File | undefined;
  readonly onFile: (file: File | undefined) => void;
}

const NOTICE_HOURS = 48;

/** Who signed, who stood by them, notice of a scan, and the document itself. */
export function SignatureFields({ performer, file, onFile, ...form }: SignatureFieldsProps) {
  const { draft, set } = form;
  return (
    <>
      <FormGroup title="Signature">
        <ChoiceRow
          legend="State"
          value={draft.isSigned ? 'signed' : 'unsigned'}
          options={[
            ['signed', 'Signed'],
            ['unsigned', 'Not signed yet'],
          ]}
          onChange={(choice) => set({ isSigned: choice === 'signed' })}
        />
        {draft.isSigned && <Signature {...form} />}
        <FileField
          label="Signed document (optional now, needed before it can be granted)"
          file={file}
          onChange={onFile}
          hint="Kept as it is and known by its hash, so that nobody can exchange it. At most 32 MiB."
        />
      </FormGroup>
      <FormGroup title="Counsel or union">
        <p className={styles.aside}>
          California AB 2602: where a replica replaces work that they would have done in person, a description that is
          not reasonably specific cannot be enforced, unless counsel stood by them or a union agreement covers replicas.
        </p>
        <TwoFields>
          <TextField
            label="Counsel who represented them (optional)"
            value={draft.counsel}
            onChange={(counsel) => set({ counsel })}
            problem={problemAt(form.problems, 'cover.counsel')}
          />
          <TextField
            label="Union agreement that covers replicas (optional)"
            value={draft.unionAgreement}
            placeholder={performer.union ? `${performer.union} …` : ''}
            onChange={(unionAgreement) => set({ unionAgreement })}
            problem={problemAt(form.problems, 'cover.unionAgreement')}
          />
        </TwoFields>
      </FormGroup>
      <FormGroup title="Scanning">
        <CheckField
          label="Their body or face will be scanned"
          isChecked={draft.isScanned}
          onChange={(isScanned) => set({ isScanned })}
        />
        {draft.isScanned && <Scanning {...form} />}
      </FormGroup>
    </>
  );
}

function Signature({ draft, set, problems }: ConsentFormProps) {
  return (
    <>
      <TwoFields>
        <SelectField
          label="Signed by"
          value={draft.signedBy}
          options={SIGNERS}
          onChange={(signedBy) => set({ signedBy })}
        />
        <TextField
          label="Name of who signed"
          value={draft.signerName}
          onChange={(signerName) => set({ signerName })}
          problem={problemAt(problems, 'signature.name')}
        />
        <TextField
          label="Signed on"
          type="date"
          value={draft.signedOn}
          onChange={(signedOn) => set({ signedOn })}
          problem={problemAt(problems, 'signature.signedOn')}
        />
      </TwoFields>
      <CheckField
        label="The replica terms were signed or initialled separately"
        hint="SAG-AFTRA asks for it: clear, conspicuous, apart from the rest of the contract."
        isChecked={draft.isSeparatelySigned}
        onChange={(isSeparatelySigned) => set({ isSeparatelySigned })}
      />
    </>
  );
}

function Scanning({ draft, set, problems }: ConsentFormProps) {
  const hours = hoursOfNotice(draft);
  const isShort = hours !== undefined && hours < NOTICE_HOURS;
  return (
    <TwoFields>
      <TextField
        label="Notice given"
        type="datetime-local"
        value={draft.noticeGivenAt}
        onChange={(noticeGivenAt) => set({ noticeGivenAt })}
        problem={problemAt(problems, 'scanning.noticeGivenAt')}
      />
      <TextField
        label="Scan starts"
        type="datetime-local"
        value={draft.scanStartsAt}
        onChange={(scanStartsAt) => set({ scanStartsAt })}
        problem={
          isShort
            ? `Only ${hours} h of notice; ${NOTICE_HOURS} are asked for.`
            : problemAt(problems, 'scanning.startsAt')
        }
        hint={isShort ? undefined : 'SAG-AFTRA asks for 48 hours’ notice.'}
      />
    </TwoFields>
  );
}
