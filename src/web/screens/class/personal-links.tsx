import { useState } from 'react';
import { listLinks, makeLink, type PersonalLink, withdrawLink } from '#contract/personal-link.ts';
import { longestLinkDays } from '#domain/caseload/personal-link.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DayField, SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import type { ClassPage } from './week-plan.ts';

/** Links for adults of the class without an account, and for substitutes: made, handed over once, taken back. */
export function PersonalLinks({ page }: { readonly page: ClassPage }) {
  const words = useWords();
  const me = useMe();
  const [making, setMaking] = useState(false);
  const classId = page.class.id;
  const items = useRead(listLinks, { params: { classId } }).data?.items ?? [];
  const withdraw = useChange(withdrawLink, () => announce(words.say('link.withdrawn')));
  const opens = (link: PersonalLink) => link.withdrawnAt === null && link.lastDay >= me.today;
  const day = (at: string) => words.instant(at, me.zone, 'both');
  return (
    <Band
      heading={words.say('link.title')}
      lead={words.say('link.lead')}
      actions={<Button onPress={() => setMaking(true)}>{words.say('link.make')}</Button>}
    >
      {items.length === 0 ? (
        <p className={styles.quiet}>{words.say('link.none')}</p>
      ) : (
        <ul className={styles.lines}>
          {items.map((link) => (
            <li key={link.id} className={styles.link}>
              <span>
                <strong>{link.name}</strong>{' '}
                {link.withdrawnAt === null
                  ? words.say(opens(link) ? 'link.until' : 'link.ended', { day: words.day(link.lastDay) })
                  : words.say('link.withdrawn_on', { day: day(link.withdrawnAt) })}
                <br />
                <span className={styles.quiet}>
                  {words.say('link.made', { name: link.madeBy, day: day(link.madeAt) })}
                  {' · '}
                  {link.lastOpened === null
                    ? words.say('link.never_opened')
                    : words.say('link.opened', { count: link.openedCount, day: day(link.lastOpened) })}
                </span>
              </span>
              {opens(link) && (
                <Button
                  size="small"
                  aria-label={words.say('link.withdraw_of', { name: link.name })}
                  isPending={withdraw.isPending}
                  onPress={() => withdraw.mutate({ params: { classId, linkId: link.id } })}
                >
                  {words.say('link.withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <FaultNotice fault={withdraw.error} />
      {making && <LinkDialog page={page} onClose={() => setMaking(false)} />}
    </Band>
  );
}

const substitute = 'substitute';

function LinkDialog({ page, onClose }: { readonly page: ClassPage; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const adults = page.class.adults.filter(({ role }) => classRoles.includes(role));
  const [who, setWho] = useState(substitute);
  const [name, setName] = useState('');
  const [from, setFrom] = useState(me.today);
  const [to, setTo] = useState(me.today);
  const make = useChange(makeLink);
  const choose = (chosen: string) => {
    setWho(chosen);
    setFrom(me.today);
    setTo(chosen === substitute ? me.today : addDays(me.today, longestLinkDays - 1));
  };
  if (make.data !== undefined)
    return (
      <Dialog heading={words.say('link.ready')} onClose={onClose}>
        <ReadyLink made={make.data} onClose={onClose} />
      </Dialog>
    );
  return (
    <FormDialog
      heading={words.say('link.make')}
      lead={words.say('link.make_lead')}
      submit={words.say('link.make_it')}
      change={make}
      onSubmit={() =>
        make.mutate({
          params: { classId: page.class.id },
          body: { adultId: who === substitute ? null : who, name: who === substitute ? name : '', from, to },
        })
      }
      onClose={onClose}
    >
      <SelectField
        label={words.say('link.who')}
        name="adultId"
        options={[
          { value: substitute, label: words.say('link.substitute') },
          ...adults.map(({ adultId, name, role }) => ({
            value: adultId,
            label: words.say('link.adult', { name, role: words.say(`role.${role}`) }),
          })),
        ]}
        value={who}
        onChange={choose}
      />
      {who === substitute && (
        <>
          <TextField label={words.say('link.name')} name="name" value={name} onChange={setName} isRequired />
          <DayField label={words.say('link.from')} name="from" value={from} onChange={setFrom} isRequired />
        </>
      )}
      <DayField label={words.say('link.to')} name="to" value={to} onChange={setTo} isRequired />
    </FormDialog>
  );
}

function ReadyLink({ made, onClose }: { readonly made: OutputOf<typeof makeLink>; readonly onClose: () => void }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(made.link).then(() => {
      setCopied(true);
      announce(words.say('do.copied'));
    });
  return (
    <div className={styles.lines}>
      <TextField label={words.say('link.link')} value={made.link} onChange={() => undefined} isReadOnly />
      <p className={styles.quiet}>{words.say('link.once', { until: words.day(made.lastDay) })}</p>
      <div>
        <Button kind="main" onPress={copy}>
          {words.say(copied ? 'do.copied' : 'do.copy')}
        </Button>{' '}
        <Button onPress={onClose}>{words.say('do.close')}</Button>
      </div>
    </div>
  );
}
