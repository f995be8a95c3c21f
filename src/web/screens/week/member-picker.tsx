import { useState } from 'react';
import type { PlanningChoices } from '#contract/session.ts';
import { fieldFaults } from '../../client/call-fault.ts';
import { Button } from '../../parts/button.tsx';
import { CheckField, TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { type PlanDraft, studentsToShow, withGoal, withMember } from './plan-draft.ts';
import styles from './week.module.css';

/** Who takes part, and with which of their goals. */
export function MemberPicker({
  draft,
  setDraft,
  choices,
  fault,
}: {
  readonly draft: PlanDraft;
  readonly setDraft: (draft: PlanDraft) => void;
  readonly choices: PlanningChoices;
  readonly fault: unknown;
}) {
  const words = useWords();
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const shown = studentsToShow(draft, choices, all, search);
  const said = Object.entries(fieldFaults(fault)).flatMap(([field, sentence]) =>
    field.startsWith('members') ? sentence : [],
  );
  return (
    <fieldset className={styles.picker}>
      <legend>{words.say('session.students')}</legend>
      {choices.students.length === 0 ? (
        <p className={styles.quiet}>{words.say('session.none_yet')}</p>
      ) : (
        <>
          <TextField
            label={words.say('session.find_student')}
            hint={draft.classId === null ? undefined : words.say('session.students_of_class')}
            type="search"
            value={search}
            onChange={setSearch}
          />
          <ul className={styles.candidates}>
            {shown.map((student) => {
              const member = draft.members.find((one) => one.studentId === student.studentId);
              return (
                <li key={student.studentId} className={member === undefined ? undefined : styles.chosen}>
                  <CheckField
                    value={member !== undefined}
                    onChange={() => setDraft(withMember(draft, student.studentId, choices))}
                  >
                    <span className={styles.label}>{student.label}</span> {student.name}
                  </CheckField>
                  {member !== undefined && (
                    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside a fieldset is read out twice
                    <div
                      className={styles.goals}
                      role="group"
                      aria-label={words.say('session.goals_of', { label: student.label })}
                    >
                      {student.goals.length === 0 && (
                        <span className={styles.quiet}>{words.say('session.no_goals')}</span>
                      )}
                      {student.goals.map((goal) => (
                        <CheckField
                          key={goal.goalId}
                          value={member.goalIds.includes(goal.goalId)}
                          onChange={() => setDraft(withGoal(draft, student.studentId, goal.goalId, choices))}
                        >
                          {goal.tag}
                        </CheckField>
                      ))}
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
          {!all && shown.length < choices.students.length && search === '' && (
            <Button kind="quiet" size="small" onPress={() => setAll(true)}>
              {words.say('session.show_all')}
            </Button>
          )}
        </>
      )}
      {said.length > 0 && (
        <Notice tone="attention" role="alert">
          {said.join(' ')}
        </Notice>
      )}
    </fieldset>
  );
}
