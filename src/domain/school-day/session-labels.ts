/**
 * Labels of the members of one session, in the same order, no two alike: `An`, `An` become `An`, `An2`. Who already has a
 * label keeps it if it comes first. An empty label becomes a number.
 */
export function uniqueLabels(labels: readonly string[]): string[] {
  const wished = new Set(labels);
  const taken = new Set<string>();
  return labels.map((label, index) => {
    const plain = label === '' ? String(index + 1) : label;
    let unique = plain;
    for (let count = 2; taken.has(unique) || (unique !== plain && wished.has(unique)); count += 1) {
      unique = `${plain}${count}`;
    }
    taken.add(unique);
    return unique;
  });
}
