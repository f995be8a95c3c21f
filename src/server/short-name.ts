const titles = /^(mr|mrs|ms|miss|mx|dr|prof|sr|sra|srta)\.?\s/iu;

/** What the pad and the schedule show of an adult's name: "Ms. Lee" as it is, else the first name. */
export function shortNameOf(name: string): string {
  const said = name.trim().replaceAll(/\s+/gu, ' ');
  return titles.test(said) && said.length <= 24 ? said : (said.split(' ')[0] ?? said);
}
