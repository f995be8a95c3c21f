import { useState } from 'react';
import { listClasses } from '#contract/class.ts';
import { endRole, endSignIns, listAdults, listInvitations, withdrawInvitation } from '#contract/sign-in.ts';
import type { Words } from '#words/words.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DayField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './colleagues.module.css';
import { GiveRoleDialog } from './give-role-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';

export type Colleague = OutputOf<typeof listAdults>['items'][number];
type RoleOf = Colleague['roles'][number];
type Invitation = OutputOf<typeof listInvitations>['items'][number];

export function ColleaguesScreen() {
  const words = useWords();
  const me = useMe();
  const adults = useRead(listAdults, {});
  const [inviting, setInviting] = useState(false);
  const mayInvite = holds(me, 'therapist', 'coordinator', 'records');
  return (
    <Page
      title={words.say('colleagues.title')}
      lead={words.say('colleagues.lead')}
      actions={
        mayInvite && (
          <Button kind="main" onPress={() => setInviting(true)}>
            {words.say('colleagues.invite')}
          </Button>
        )
      }
    >
      <Reading read={adults}>{({ items }) => <Colleagues items={items} />}</Reading>
      {mayInvite && <Invitations />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

function roleInWords({ role, from, to }: RoleOf, where: string | null, today: string, words: Words): string {
  const name = [words.say(`role.${role}`), ...(where === null ? [] : [where])].join(' · ');
  if (to !== null) return `${name} ${words.say('colleagues.from_until', { from: words.day(from), to: words.day(to) })}`;
  return from > today ? `${name} ${words.say('colleagues.from', { from: words.day(from) })}` : name;
}

function Colleagues({ items }: { readonly items: readonly Colleague[] }) {
  const words = useWords();
  const me = useMe();
  const keepsAccounts = holds(me, 'coordinator', 'records');
  const classes = useRead(listClasses, {}).data?.items ?? [];
  const className = ({ classId }: RoleOf) => classes.find(({ id }) => id === classId)?.name ?? null;
  const [giving, setGiving] = useState<Colleague | null>(null);
  const [ending, setEnding] = useState<{ adult: Colleague; role: RoleOf } | null>(null);
  const signOut = useChange(endSignIns, (_, { params }) => {
    const name = items.find(({ id }) => id === params.adultId)?.name ?? '';
    announce(words.say('colleagues.signed_out', { name }));
  });

  const columns: Column<Colleague>[] = [
    { key: 'name', label: words.say('colleagues.name'), cell: ({ name }) => name, sortBy: ({ name }) => name },
    {
      key: 'position',
      label: words.say('colleagues.position'),
      cell: ({ position, discipline }) =>
        position || (discipline === null ? '' : words.say(`discipline.${discipline}`)),
      sortBy: ({ position }) => position,
    },
    {
      key: 'roles',
      label: words.say('colleagues.roles'),
      cell: ({ roles }) => (
        <ul className={styles.roles}>
          {roles.map((role) => (
            <li key={role.id} className={role.to !== null && role.to < me.today ? styles.past : undefined}>
              {roleInWords(role, className(role), me.today, words)}
            </li>
          ))}
        </ul>
      ),
    },
    ...(keepsAccounts
      ? [
          {
            key: 'account',
            label: words.say('colleagues.account'),
            cell: ({ hasAccount, email }: Colleague) =>
              hasAccount ? (email ?? words.say('colleagues.has_account')) : words.say('colleagues.no_account'),
            sortBy: ({ hasAccount, email }: Colleague) => (hasAccount ? (email ?? '') : null),
          },
          {
            key: 'actions',
            label: '',
            cell: (adult: Colleague) => (
              <Menu
                label={words.say('colleagues.actions', { name: adult.name })}
                actions={[
                  { key: 'give', label: words.say('colleagues.give_role'), onAction: () => setGiving(adult) },
                  ...adult.roles
                    .filter(({ to }) => to === null || to >= me.today)
                    .map((role) => ({
                      key: role.id,
                      label: words.say('colleagues.end_role', { role: words.say(`role.${role.role}`) }),
                      onAction: () => setEnding({ adult, role }),
                    })),
                  ...(adult.hasAccount
                    ? [
                        {
                          key: 'sign_out',
                          label: words.say('colleagues.end_sign_ins'),
                          onAction: () => signOut.mutate({ params: { adultId: adult.id } }),
                        },
                      ]
                    : []),
                ]}
              />
            ),
          },
        ]
      : []),
  ];

  return (
    <>
      <FaultNotice fault={signOut.error} />
      <Table
        name={words.say('colleagues.title')}
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        filterBy={({ name, position, roles }) =>
          [name, position, ...roles.map(({ role }) => words.say(`role.${role}`))].join(' ')
        }
        startSorting={{ column: 'name', descending: false }}
      />
      {giving !== null && <GiveRoleDialog adult={giving} onClose={() => setGiving(null)} />}
      {ending !== null && <EndRoleDialog {...ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function EndRoleDialog({
  adult,
  role,
  onClose,
}: {
  readonly adult: Colleague;
  readonly role: RoleOf;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [on, setOn] = useState(me.today);
  const end = useChange(endRole, () => {
    announce(words.say('colleagues.role_ended', { day: words.day(on) }));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('colleagues.end_role_title', { role: words.say(`role.${role.role}`) })}
      lead={words.say('colleagues.end_role_why', { name: adult.name })}
      submit={words.say('colleagues.end_role', { role: words.say(`role.${role.role}`) })}
      change={end}
      onSubmit={() => end.mutate({ params: { roleId: role.id }, body: { on } })}
      onClose={onClose}
    >
      <DayField label={words.say('colleagues.last_day')} name="on" value={on} onChange={setOn} isRequired />
    </FormDialog>
  );
}

function Invitations() {
  const words = useWords();
  const me = useMe();
  const read = useRead(listInvitations, {});
  const withdraw = useChange(withdrawInvitation);
  const stateOf = ({ usedAt, withdrawnAt, endsAt }: Invitation): string => {
    if (usedAt !== null) return words.say('invite.used');
    if (withdrawnAt !== null) return words.say('invite.withdrawn');
    if (endsAt < me.now) return words.say('invite.expired');
    return words.say('invite.open_until', { until: words.instant(endsAt, me.zone) });
  };
  const isOpen = ({ usedAt, withdrawnAt, endsAt }: Invitation) =>
    usedAt === null && withdrawnAt === null && endsAt >= me.now;
  return (
    <Band heading={words.say('invite.open_title')}>
      <FaultNotice fault={withdraw.error} />
      <Reading read={read}>
        {({ items }) => (
          <Table
            name={words.say('invite.open_title')}
            rows={items}
            rowKey={({ id }) => id}
            empty={<p className={styles.past}>{words.say('invite.none')}</p>}
            columns={[
              { key: 'name', label: words.say('colleagues.name'), cell: ({ name }) => name },
              { key: 'role', label: words.say('colleagues.role'), cell: ({ role }) => words.say(`role.${role}`) },
              { key: 'state', label: words.say('invite.state'), cell: stateOf },
              {
                key: 'withdraw',
                label: '',
                cell: (invitation) =>
                  isOpen(invitation) && (
                    <Button
                      kind="quiet"
                      size="small"
                      aria-label={words.say('invite.withdraw_from', { name: invitation.name })}
                      onPress={() => withdraw.mutate({ params: { invitationId: invitation.id } })}
                    >
                      {words.say('invite.withdraw')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Reading>
    </Band>
  );
}
