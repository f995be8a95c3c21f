import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listSchools, type School } from '#contract/school.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { Bells } from './bells.tsx';
import { Places } from './places.tsx';
import { Rooms } from './rooms.tsx';
import styles from './school.module.css';
import { SchoolDates } from './school-dates.tsx';
import { SchoolDialog } from './school-dialog.tsx';

export function SchoolScreen() {
  const words = useWords();
  const me = useMe();
  const read = useRead(listSchools, {});
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const [open, setOpen] = useState<'add' | 'edit' | null>(null);
  return (
    <Reading read={read}>
      {({ items }) => {
        const school = items.find(({ id }) => id === schoolId) ?? items[0];
        return (
          <Page
            title={words.say('school.title')}
            heading={school?.name ?? words.say('school.title')}
            lead={words.say('school.lead')}
            actions={
              <>
                {school !== undefined && holds(me, 'coordinator') && (
                  <Link to="/school/new-year" className={buttonClass('plain')}>
                    {words.say('new_year.link')}
                  </Link>
                )}
                {school !== undefined && <Button onPress={() => setOpen('edit')}>{words.say('school.edit')}</Button>}
                <Button onPress={() => setOpen('add')}>{words.say('school.add')}</Button>
              </>
            }
          >
            {items.length > 1 && (
              <div className={styles.which}>
                <SelectField
                  label={words.say('school.which')}
                  options={items.map(({ id, name }) => ({ value: id, label: name }))}
                  value={school?.id ?? null}
                  onChange={setSchoolId}
                />
              </div>
            )}
            {school !== undefined && <SchoolOf key={school.id} school={school} />}
            {open !== null && (
              <SchoolDialog
                {...(open === 'edit' && school !== undefined ? { school } : {})}
                onDone={setSchoolId}
                onClose={() => setOpen(null)}
              />
            )}
          </Page>
        );
      }}
    </Reading>
  );
}

function SchoolOf({ school }: { readonly school: School }) {
  const words = useWords();
  return (
    <>
      <dl className={styles.facts}>
        <dt>{words.say('school.year')}</dt>
        <dd>{words.say('period.from_to', { from: words.day(school.yearFrom), to: words.day(school.yearTo) })}</dd>
        {school.nextYear !== null && (
          <>
            <dt>{words.say('new_year.next_year')}</dt>
            <dd>
              {words.say('period.from_to', {
                from: words.day(school.nextYear.from),
                to: words.day(school.nextYear.to),
              })}
            </dd>
          </>
        )}
        <dt>{words.say('school.rotation')}</dt>
        <dd>
          {words.say(`rotation.${school.rotation}`)}
          {school.rotationFrom !== null && school.rotation !== 'none' && (
            <> · {words.say('period.since', { from: words.day(school.rotationFrom) })}</>
          )}
        </dd>
        <dt>{words.say('welcome.time_zone')}</dt>
        <dd>{school.timeZone.replaceAll('_', ' ')}</dd>
      </dl>
      <SchoolDates school={school} />
      <div className={styles.two}>
        <Rooms school={school} />
        <Places school={school} />
      </div>
      <Bells school={school} />
    </>
  );
}
