// Loaded before a server of a story (node --import): a school of one's own lives in real time, and a story must not depend on the day
// it is told. The clock of the process is moved once, at its start; it runs on from there.
const begins = process.env.STORY_BEGINS;
if (begins !== undefined) {
  const Real = Date;
  const moved = Date.parse(begins) - Real.now();
  globalThis.Date = new Proxy(Real, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [Real.now() + moved] : given),
    get: (target, name) => (name === 'now' ? () => Real.now() + moved : Reflect.get(target, name)),
  });
}
