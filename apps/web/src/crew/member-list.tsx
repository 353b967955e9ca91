import { type CrewRole, crewRoleSchema, type RoleGrant } from '@backlot/film';
import type { Member } from '@backlot/server';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { studioClient } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import form from '../shell/form.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { describeGrant, ROLES_TO_GIVE } from '../sign-in/role-words.ts';
import { useWho } from '../sign-in/signed-in.tsx';
import styles from './members-page.module.css';

interface MemberListProps {
  readonly production: string | undefined;
}

/** Members with their roles, to give and to take back. */
export function MemberList({ production }: MemberListProps) {
  const members = useQuery(studioQueries.members(production));
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['members'] }),
  });
  return (
    <section aria-label="Members">
      <h2 className={styles.heading}>Members</h2>
      {(members.error ?? change.error) && <ProblemNotice error={members.error ?? change.error} />}
      <ul>
        {members.data?.map((member) => (
          <li key={member.id}>
            <MemberRow member={member} place={production ?? '*'} onChange={change.mutate} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MemberRowProps {
  readonly member: Member;
  /** Where roles are given: a production, or `*`. */
  readonly place: string;
  readonly onChange: (act: () => Promise<unknown>) => void;
}

function MemberRow({ member, place, onChange }: MemberRowProps) {
  const who = useWho();
  const isSelf = member.id === who.accountId;
  const mayGive = !isSelf || who.isOwner;
  const held = member.roles.filter((grant) => grant.production === place).map((grant) => grant.role);
  const remove = (): void => {
    if (window.confirm(`End the account of ${member.name}? Sessions, tokens and roles end at once.`)) {
      onChange(() => studioClient.removeMember(member.id));
    }
  };
  return (
    <div className={styles.row}>
      <span>
        <span className={styles.name}>{member.name}</span>
        <span className={styles.sub}>{member.email}</span>
      </span>
      <span className={styles.roles}>
        {member.isOwner && (
          <span className={styles.role} data-fixed="true">
            owner
          </span>
        )}
        {member.roles.map((grant) => (
          <RoleMark
            key={`${grant.production} ${grant.role}`}
            grant={grant}
            place={place}
            onTake={() => onChange(() => studioClient.takeRole(member.id, grant))}
          />
        ))}
        {mayGive && (
          <GiveRole
            name={member.name}
            held={held}
            onGive={(role) => onChange(() => studioClient.giveRole(member.id, { production: place, role }))}
          />
        )}
      </span>
      {place === '*' && !isSelf ? (
        <button
          type="button"
          className={`${form.plain} ${form.small}`}
          onClick={remove}
          aria-label={`Remove ${member.name}`}
        >
          Remove
        </button>
      ) : (
        <span className="faint">{isSelf && 'you'}</span>
      )}
    </div>
  );
}

interface RoleMarkProps {
  readonly grant: RoleGrant;
  readonly place: string;
  readonly onTake: () => void;
}

/** A role of this place can be taken back here; those of others are told. */
function RoleMark({ grant, place, onTake }: RoleMarkProps) {
  const isHere = grant.production === place;
  return (
    <span className={styles.role} data-fixed={!isHere}>
      {isHere ? grant.role : describeGrant(grant)}
      {isHere && (
        <button type="button" className={styles.take} aria-label={`Take back ${grant.role}`} onClick={onTake}>
          ×
        </button>
      )}
    </span>
  );
}

interface GiveRoleProps {
  readonly name: string;
  readonly held: readonly CrewRole[];
  readonly onGive: (role: CrewRole) => void;
}

function GiveRole({ name, held, onGive }: GiveRoleProps) {
  const open = ROLES_TO_GIVE.filter((role) => !held.includes(role));
  return (
    <select
      className={styles.give}
      aria-label={`Give ${name} a role`}
      value=""
      onChange={(event) => onGive(crewRoleSchema.parse(event.target.value))}
    >
      <option value="" disabled>
        Add role
      </option>
      {open.map((role) => (
        <option key={role}>{role}</option>
      ))}
    </select>
  );
}
