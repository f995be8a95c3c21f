import { useEffect, useState } from 'react';
import type { SessionPack, Today } from '#contract/session.ts';
import { deviceShelf } from '../../outbox/device.ts';
import { newEventId } from '../../outbox/event-id.ts';
import type { KeptPack } from '../../outbox/shelf.ts';
import { useWords } from '../../parts/words.tsx';
import { addresses } from './addresses.ts';
import { ask } from './ask.ts';
import { Choices, Ticks } from './choices.tsx';
import styles from './classroom.module.css';
import { placeWord } from './context-words.ts';
import { Key } from './key.tsx';
import { clockOffset } from './school-time.ts';
import { type KnownPlace, knownPlaces, unplannedPack } from './unplanned.ts';

const deliveries = ['push_in', 'pull_out', 'observation'] as const;

/** What is kept, and today's sessions as far as there is a network. */
async function readPacks(): Promise<readonly KeptPack[]> {
  const kept = await deviceShelf.packs();
  const today = await ask<Today>(addresses.today);
  if (!('answer' in today)) return kept;
  const known = new Set(kept.filter(({ pack }) => pack.date === today.answer.date).map(({ sessionId }) => sessionId));
  const fetched = await Promise.all(
    today.answer.sessions
      .filter((session) => !known.has(session.id))
      .map(async ({ id }) => {
        const pack = await ask<SessionPack>(addresses.pack(id));
        return 'answer' in pack ? { sessionId: id, pack: pack.answer, fetchedAt: new Date().toISOString() } : null;
      }),
  );
  const fresh = fetched.filter((one) => one !== null);
  for (const one of fresh) await deviceShelf.keepPack(one);
  return [...kept, ...fresh];
}

/** Recording what nobody planned: where, how, who. Works without a network, from what the device keeps. */
export function NewSessionScreen({ onMade }: { readonly onMade: (sessionId: string) => void }) {
  const words = useWords();
  const [packs, setPacks] = useState<readonly KeptPack[] | null>(null);
  useEffect(() => {
    document.title = words.say('classroom.page_title');
  }, [words]);
  useEffect(() => {
    let wanted = true;
    readPacks().then(
      (read) => wanted && setPacks(read),
      () => wanted && setPacks([]),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (packs === null) return <p className={styles.message}>{words.say('classroom.loading')}</p>;
  return (
    <main className={styles.start}>
      <h1>{words.say('classroom.new_title')}</h1>
      {packs.length === 0 ? (
        <p className={styles.notice}>{words.say('classroom.new_nothing')}</p>
      ) : (
        <NewSessionForm packs={packs} onMade={onMade} />
      )}
      <a className={styles.link} href="/today">
        {words.say('classroom.to_today')}
      </a>
    </main>
  );
}

function NewSessionForm({
  packs,
  onMade,
}: {
  readonly packs: readonly KeptPack[];
  readonly onMade: (sessionId: string) => void;
}) {
  const words = useWords();
  const places = knownPlaces(packs.map(({ pack }) => pack));
  const [at, setAt] = useState(places[0]!.key);
  const [delivery, setDelivery] = useState<(typeof deliveries)[number]>('push_in');
  const [who, setWho] = useState<readonly string[]>([]);
  const place = places.find(({ key }) => key === at) ?? places[0]!;
  const make = async () => {
    const kept = packs.find(({ pack }) => pack === place.pack);
    const now = Date.now() + (kept === undefined ? 0 : clockOffset(kept.pack.madeAt, kept.fetchedAt));
    const sessionId = newEventId(new Date());
    const pack = unplannedPack(place, new Set(who), delivery, sessionId, now);
    const fetchedAt = kept?.fetchedAt ?? new Date().toISOString();
    await deviceShelf.keepPack({ sessionId, pack, fetchedAt, madeHere: true });
    onMade(sessionId);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (who.length > 0) void make();
      }}
    >
      <Choices
        label={words.say('classroom.where')}
        options={places.map((one) => ({ value: one.key, label: placeName(one, words) }))}
        value={at}
        onChange={(next) => {
          setAt(next);
          setWho([]);
        }}
      />
      <Choices
        label={words.say('classroom.given_as')}
        options={deliveries.map((value) => ({ value, label: words.say(`classroom.delivery.${value}`) }))}
        value={delivery}
        onChange={setDelivery}
      />
      <Ticks
        label={words.say('classroom.students')}
        options={place.students.map((student) => ({ value: student.studentId, label: student.label }))}
        ticked={who}
        onChange={setWho}
      />
      <div className={styles.formEnd}>
        <Key look="main" type="submit" isDisabled={who.length === 0}>
          {words.say('classroom.new_go')}
        </Key>
      </div>
    </form>
  );
}

/** A pack does not know the name of its class, but its room and its adults. */
function placeName({ pack }: KnownPlace, words: ReturnType<typeof useWords>): string {
  const adults = pack.adults.filter((adult) => adult.adultId !== pack.recorderId).map((adult) => adult.shortName);
  const room = pack.roomName ?? placeWord(words, pack, pack.context.setting);
  return [room, ...adults].join(' · ');
}
