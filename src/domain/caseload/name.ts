/** What a student is called, with the family's name: "Kit Lewin", where Christopher Lewin is called Kit. */
export function nameInWords(student: {
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
}): string {
  return `${student.preferredName ?? student.givenName} ${student.familyName}`;
}
