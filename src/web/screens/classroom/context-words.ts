import type { SessionPack } from '#contract/session.ts';
import type { ObservationContext } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';

/** The place as the school names it. */
export function placeWord(words: Words, pack: SessionPack, setting: string): string {
  const named = pack.places.find((place) => place.setting === setting);
  return words.sayIfKnown(`setting.${setting}`) ?? named?.name ?? setting;
}

/** What the band says first: the routine, else the place. */
export function whereWord(words: Words, pack: SessionPack, context: ObservationContext): string {
  const routine = pack.routines.find((one) => one.routineId === context.routineId)?.name;
  if (routine !== undefined) return routine;
  if (context.routineId !== undefined && pack.routineName !== null) return pack.routineName;
  if (context.setting === pack.context.setting && pack.roomName !== null) return pack.roomName;
  return placeWord(words, pack, context.setting);
}

/** The rest of the band: the room, how the lesson is shared, who is here, one's own part. */
export function contextParts(words: Words, pack: SessionPack, context: ObservationContext): string[] {
  const where = whereWord(words, pack, context);
  const sameSetting = context.setting === pack.context.setting;
  const place = sameSetting && pack.roomName !== null ? pack.roomName : placeWord(words, pack, context.setting);
  return [
    ...(place === where ? [] : [place]),
    words.say(`classroom.delivery.${context.delivery}`),
    ...(context.coTeachingFormat === undefined ? [] : [words.say(`co_teaching.${context.coTeachingFormat}`)]),
    ...(context.remote === undefined ? [] : [remoteWord(words, pack, context.remote)]),
    presentWord(words, pack, context),
    words.say(`classroom.part.${context.therapistPart}`),
  ];
}

/** By video, and with whom the student sits. */
export function remoteWord(words: Words, pack: SessionPack, remote: NonNullable<ObservationContext['remote']>): string {
  const who =
    pack.adults.find((adult) => adult.adultId === remote.facilitatorId)?.shortName ?? remote.facilitator ?? '';
  return who === '' ? words.say('classroom.remote') : words.say('classroom.remote_with', { who });
}

function presentWord(words: Words, pack: SessionPack, { present }: ObservationContext): string {
  const others = pack.adults.filter((adult) => adult.adultId !== pack.recorderId && present.includes(adult.adultId));
  const names = [
    ...(present.includes(pack.recorderId) ? [words.say('classroom.you')] : []),
    ...others.map((adult) => adult.shortName),
  ];
  return names.length === 0
    ? words.say('classroom.nobody_else')
    : words.say('classroom.present', { who: names.join(', ') });
}
