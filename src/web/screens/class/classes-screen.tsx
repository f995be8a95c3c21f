import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listClasses } from '#contract/class.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import type { OutputOf } from '../../client/call.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { ClassDialog } from './class-dialog.tsx';
import { gradeName } from './grade-name.ts';

type ClassRow = OutputOf<typeof listClasses>['items'][number];

export function ClassesScreen() {
  const words = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const read = useRead(listClasses, {});
  const [adding, setAdding] = useState(false);
  const worksInClassesOnly = me.roles.every(({ role }) => classRoles.includes(role));
  const mayAdd = holds(me, 'therapist', 'coordinator');
  const add = mayAdd && (
    <>
      <Link to="/caseload/import" className={buttonClass('plain')}>
        {words.say('import.title')}
      </Link>
      <Button kind="main" onPress={() => setAdding(true)}>
        {words.say('classes.add')}
      </Button>
    </>
  );

  return (
    <Reading read={read}>
      {({ items }) => {
        const [only] = items;
        // A teacher's class is the class: there is nothing to choose from.
        if (worksInClassesOnly && items.length === 1 && only !== undefined)
          return <Navigate to="/classes/$classId" params={{ classId: only.id }} replace />;
        return (
          <Page title={words.say('classes.title')} lead={words.say('classes.lead')} actions={add}>
            <Classes items={items} add={add} />
            {adding && (
              <ClassDialog
                onClose={() => setAdding(false)}
                onDone={(classId) => navigate({ to: '/classes/$classId', params: { classId } })}
              />
            )}
          </Page>
        );
      }}
    </Reading>
  );
}

function Classes({ items, add }: { readonly items: readonly ClassRow[]; readonly add: React.ReactNode }) {
  const words = useWords();
  const severalSchools = new Set(items.map(({ schoolId }) => schoolId)).size > 1;
  const columns: Column<ClassRow>[] = [
    {
      key: 'name',
      label: words.say('classes.name'),
      cell: ({ id, name }) => (
        <Link to="/classes/$classId" params={{ classId: id }}>
          {name}
        </Link>
      ),
      sortBy: ({ grade, name }) => `${grade === null ? 99 : grade + 10} ${name}`,
    },
    ...(severalSchools
      ? [
          {
            key: 'school',
            label: words.say('classes.school'),
            cell: ({ schoolName }: ClassRow) => schoolName,
            sortBy: ({ schoolName }: ClassRow) => schoolName,
          },
        ]
      : []),
    {
      key: 'kind',
      label: words.say('classes.kind'),
      cell: ({ kind }) => words.say(`class_kind.${kind}`),
      sortBy: ({ kind }) => words.say(`class_kind.${kind}`),
    },
    {
      key: 'room',
      label: words.say('classes.room'),
      cell: ({ roomName }) => roomName,
      sortBy: ({ roomName }) => roomName,
    },
    {
      key: 'adults',
      label: words.say('classes.adults'),
      cell: ({ adults }) => words.list(adults.map(({ shortName }) => shortName)),
      sortBy: ({ adults }) => adults[0]?.shortName ?? null,
    },
    {
      key: 'students',
      label: words.say('classes.students'),
      cell: ({ students }) => words.count(students),
      sortBy: ({ students }) => students,
      number: true,
    },
  ];
  return (
    <Table
      name={words.say('classes.title')}
      rows={items}
      columns={columns}
      rowKey={({ id }) => id}
      filterBy={({ name, schoolName, grade, roomName, adults }) =>
        [name, schoolName, gradeName(grade, words), roomName, ...adults.map(({ name: adult }) => adult)].join(' ')
      }
      startSorting={{ column: 'name', descending: false }}
      empty={
        <EmptyState title={words.say('classes.none')} action={add}>
          {words.say('classes.none_why')}
        </EmptyState>
      }
    />
  );
}
