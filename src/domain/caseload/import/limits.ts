/** More than this is a district's, and comes in school by school. */
export const mostRows = 5_000;
/** Letters of text that are read at all; a caseload of a hundred students has about a tenth of it. */
export const mostLetters = 2_000_000;
