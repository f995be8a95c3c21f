import type { readSessionEvents } from '#contract/event.ts';
import type { SessionPack } from '#contract/session.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { mergeEvents } from '#domain/trials/merge.ts';
import type { z } from 'zod/mini';
import type { Shelf } from '../../outbox/shelf.ts';
import { newEventId } from '../../outbox/event-id.ts';
import type { Outbox, QueuedEvent } from '../../outbox/outbox.ts';
import { addresses } from './addresses.ts';
import { ask, type Missing } from './ask.ts';
import { clockOffset, instantAt, wallClockAt } from './school-time.ts';
import type { Unframed } from './taps.ts';

/**
 * One session being recorded on this device: its pack, its events from here and from the server, and how new ones are written
 * down. Knows nothing of React. Instants shown are the server's time; those written are this device's own, which the server
 * puts right when they arrive.
 */
export interface Recording {
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => RecordingState;
  /** Reads what the device keeps, then what the server has. */
  load(): Promise<void>;
  /** Takes in what others recorded meanwhile. */
  refresh(): Promise<void>;
  /** Writes one tap down: counted and shown when it is on the disk; where that takes long, shown as being stored. */
  record(bodies: readonly EventBody[], how?: Partial<How>): Written;
  /** Milliseconds since 1970 by the server's clock. */
  now(): number;
  /** The refused events of this session are not counted; called when the outbox's word on them changes. */
  rereadRefused(): Promise<void>;
  /** Enters a refused event of this session otherwise: the new one takes its place in the queue, in one step. */
  correct(refused: RefusedHere, body: EventBody): Promise<boolean>;
}

/**
 * An event without its frame; `occurredAt` (server's time) where it is another moment than the tap's, `id` where another event
 * of the same tap names it.
 */
export type EventBody = Unframed<SessionEvent> & { readonly id?: string; readonly occurredAt?: string };

export interface Written {
  readonly events: readonly SessionEvent[];
  /** False when the device could not store it: then it is not shown any more. */
  readonly stored: Promise<boolean>;
}

export interface How {
  readonly captureMode: SessionEvent['captureMode'];
  /** Server's time; else now, or in the order entered on the session's own day. */
  readonly occurredAt: string;
}

/** What the server did not take, of whichever session. */
export interface RefusedHere {
  readonly id: string;
  /** Instants in the server's time. */
  readonly event: SessionEvent;
  readonly code: NonNullable<QueuedEvent['code']>;
  readonly field: string | null;
}

export interface RecordingState {
  readonly phase: 'loading' | 'ready' | 'missing';
  readonly missing: Missing | 'storage' | null;
  readonly pack: SessionPack | null;
  /** Nobody planned it: the server hears of it by its `opened`. */
  readonly unplanned: boolean;
  /** In server's time, in order; voids included, refused ones not. */
  readonly events: readonly SessionEvent[];
  /** In the order of the taps. */
  readonly refused: readonly RefusedHere[];
  /** Shown but not yet on the disk. */
  readonly storing: ReadonlySet<string>;
  /** The last tap could not be stored. */
  readonly notStored: boolean;
}

/** A tap that is not on the disk by then is shown as being stored. */
const slowDiskMs = 100;

type Pack = SessionPack;
type ServerEvents = z.output<(typeof readSessionEvents)['output']>;

export function openRecording(
  sessionId: string,
  outbox: Outbox,
  shelf: Shelf,
  deviceNow: () => number = () => Date.now(),
): Recording {
  let state: RecordingState = {
    phase: 'loading',
    missing: null,
    pack: null,
    unplanned: false,
    events: [],
    refused: [],
    storing: new Set(),
    notStored: false,
  };
  let offset = 0;
  let deviceId = '';
  let lastEntered = 0;
  const own = new Map<string, SessionEvent>();
  let fromServer: readonly SessionEvent[] = [];
  let refused: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();

  const shifted = (event: SessionEvent): SessionEvent =>
    offset === 0
      ? event
      : { ...event, occurredAt: moved(event.occurredAt, offset), enteredAt: moved(event.enteredAt, offset) };

  const place = (change: Partial<RecordingState>) => {
    const mine = [...own.values()].filter((event) => !refused.has(event.id)).map(shifted);
    // What was tapped here stays as it was tapped here: counts never jump back while the server's copy comes in.
    state = { ...state, ...change, events: mergeEvents(mine, fromServer) };
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const show = (change: Partial<RecordingState> = {}) => {
    place(change);
    tell();
  };

  const takePack = (pack: Pack, fetchedAt: string, unplanned = false) => {
    offset = clockOffset(pack.madeAt, fetchedAt);
    show({ phase: 'ready', missing: null, pack, unplanned });
  };

  async function readDevice(): Promise<void> {
    const [id, kept, events] = await Promise.all([
      outbox.deviceId(),
      shelf.packOf(sessionId),
      outbox.eventsOf(sessionId),
    ]);
    deviceId = id;
    for (const event of events) own.set(event.id, event.body);
    refused = new Set(events.filter((event) => event.state === 'refused').map((event) => event.id));
    if (kept !== null) takePack(kept.pack, kept.fetchedAt, kept.madeHere === true);
  }

  async function readServer(): Promise<void> {
    const [pack, events] = await Promise.all([
      ask<Pack>(addresses.pack(sessionId)),
      ask<ServerEvents>(addresses.events(sessionId)),
    ]);
    if ('answer' in events && Array.isArray(events.answer.events)) fromServer = events.answer.events as SessionEvent[];
    if ('answer' in pack) {
      const fetchedAt = new Date(deviceNow()).toISOString();
      takePack(pack.answer, fetchedAt);
      await shelf.keepPack({ sessionId, pack: pack.answer, fetchedAt });
    } else if (state.pack === null || (pack.missing === 'not_found' && !knownHereAlone())) {
      // Kept here for somebody who is not signed in any more, or it is not theirs any more.
      show({ phase: 'missing', missing: pack.missing, pack: null });
    } else show();
  }

  /** Begun on this device, and what began it may still be on its way. */
  const knownHereAlone = () => state.unplanned || [...own.values()].some((event) => event.kind === 'opened');

  const frame = (how: Partial<How>): Omit<SessionEvent, 'kind' | 'id'> => {
    const pack = state.pack!;
    // Two taps are never entered at the same moment: undo tells them apart by it.
    lastEntered = Math.max(deviceNow(), lastEntered + 1);
    const occurredAt = how.occurredAt ?? occurredNow(pack, state.events, lastEntered + offset);
    const afterwards = enteredAfterwards(state.events);
    const live = wallClockAt(lastEntered + offset, pack.zone).date === pack.date && afterwards === null;
    return {
      schemaVersion: 1,
      sessionId,
      recorderId: pack.recorderId,
      deviceId,
      occurredAt: moved(occurredAt, -offset),
      enteredAt: new Date(lastEntered).toISOString(),
      captureMode: how.captureMode ?? afterwards ?? (live ? 'live' : 'later'),
    };
  };

  /** In this device's time. */
  const written = (bodies: readonly EventBody[], how: Partial<How>): SessionEvent[] => {
    const framed = frame(how);
    const id = () => newEventId(new Date(lastEntered));
    return bodies.map(
      (body) =>
        ({
          ...framed,
          id: id(),
          ...body,
          ...(body.occurredAt === undefined ? {} : { occurredAt: moved(body.occurredAt, -offset) }),
        }) as SessionEvent,
    );
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    now: () => deviceNow() + offset,
    async load() {
      try {
        await readDevice();
      } catch {
        show({ phase: 'missing', missing: 'storage' });
        return;
      }
      await readServer();
      await shelf.tidy(sessionId, new Date(deviceNow()));
    },
    async refresh() {
      const events = await ask<ServerEvents>(addresses.events(sessionId));
      if (!('answer' in events) || !Array.isArray(events.answer.events)) return;
      fromServer = events.answer.events as SessionEvent[];
      show();
    },
    async rereadRefused() {
      const events = await outbox.refused();
      refused = new Set(events.map((event) => event.id));
      show({
        refused: events.map(({ id, body, code = 'bad_event', field = null }) => ({
          id,
          event: shifted(body),
          code,
          field,
        })),
      });
    },
    async correct({ id, event: { captureMode } }, body) {
      const [event] = written([body], { captureMode });
      try {
        await outbox.correct(id, [event!]);
      } catch {
        // Not stored: the refused one is still there.
        show({ notStored: true });
        return false;
      }
      own.delete(id);
      own.set(event!.id, event!);
      show({ refused: state.refused.filter((one) => one.id !== id), notStored: false });
      return true;
    },
    record(bodies, how = {}) {
      const events = written(bodies, how);
      for (const event of events) own.set(event.id, event);
      place({ storing: new Set([...state.storing, ...events.map((event) => event.id)]), notStored: false });
      // A disk that answers at once is not worth a drawing of its own: the mark comes sooner without it.
      const slow = setTimeout(tell, slowDiskMs);
      const settled = () => {
        clearTimeout(slow);
        const storing = new Set(state.storing);
        for (const event of events) storing.delete(event.id);
        return storing;
      };
      const stored = outbox.add(events).then(
        () => {
          show({ storing: settled() });
          return true;
        },
        () => {
          for (const event of events) own.delete(event.id);
          show({ storing: settled(), notStored: true });
          return false;
        },
      );
      return { events: events.map(shifted), stored };
    },
  };
}

function moved(instant: string, ms: number): string {
  return ms === 0 ? instant : new Date(Date.parse(instant) + ms).toISOString();
}

/** Once a session is said to be entered afterwards, from memory or from paper, all of it is. */
export function enteredAfterwards(events: readonly SessionEvent[]): 'later' | 'paper' | null {
  const mode = events.find((event) => event.kind === 'opened')?.captureMode;
  return mode === 'later' || mode === 'paper' ? mode : null;
}

/**
 * When something happened that is entered now: now, while the session is on. For a session that is over, a second after what
 * was entered before it, from its planned beginning: the order is kept, and its own day, and no time is made up.
 */
function occurredNow(pack: Pack, events: readonly SessionEvent[], now: number): string {
  if (wallClockAt(now, pack.zone).date === pack.date && enteredAfterwards(events) === null)
    return new Date(now).toISOString();
  const before = Math.max(
    Date.parse(instantAt(pack.date, pack.starts, pack.zone)) - 1000,
    ...events.map((event) => Date.parse(event.occurredAt)),
  );
  return new Date(before + 1000).toISOString();
}
