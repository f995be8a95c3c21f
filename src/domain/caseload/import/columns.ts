import { plain } from './cell.ts';

/**
 * The columns of a caseload: what each may be called, in any order, whatever the case, accents and signs. The first English
 * and the first Spanish name is the one the template uses.
 */
export const columnNames = {
  studentNumber: {
    en: ['Student number', 'Student ID', 'Student no', 'Local ID', 'SIS ID', 'District ID', 'ID'],
    es: ['Número de estudiante', 'Número del estudiante', 'Núm. de estudiante', 'ID de estudiante', 'Matrícula'],
  },
  familyName: { en: ['Family name', 'Last name', 'Surname'], es: ['Apellido', 'Apellidos'] },
  givenName: { en: ['Given name', 'First name'], es: ['Nombre', 'Nombre de pila'] },
  studentName: {
    en: ['Student name', 'Student', 'Name', 'Full name'],
    es: ['Estudiante', 'Alumno', 'Alumna', 'Nombre completo', 'Nombre del estudiante'],
  },
  preferredName: { en: ['Called', 'Preferred name', 'Nickname'], es: ['Le dicen', 'Nombre preferido'] },
  label: { en: ['Label', 'Initials'], es: ['Etiqueta', 'Iniciales'] },
  school: { en: ['School', 'Building', 'Site'], es: ['Escuela', 'Plantel'] },
  grade: { en: ['Grade', 'Grade level'], es: ['Grado'] },
  class: {
    en: ['Class', 'Classroom', 'Homeroom', 'Section'],
    es: ['Clase', 'Salón', 'Aula', 'Grupo de clase'],
  },
  teacher: {
    en: ['Teacher', 'Classroom teacher', 'Homeroom teacher'],
    es: ['Docente', 'Maestra', 'Maestro', 'Profesor', 'Profesora'],
  },
  teacherEmail: {
    en: ['Teacher e-mail', 'Teacher mail'],
    es: ['Correo del docente', 'Correo de la maestra', 'Correo del maestro'],
  },
  therapist: {
    en: ['Therapist', 'Provider', 'Service provider', 'Caseload of', 'SLP', 'Therapist e-mail'],
    es: ['Terapeuta', 'Proveedor', 'Correo del terapeuta'],
  },
  discipline: { en: ['Discipline', 'Service', 'Service type', 'Therapy'], es: ['Disciplina', 'Servicio', 'Terapia'] },
  iepDate: { en: ['IEP date', 'IEP start', 'IEP meeting'], es: ['Fecha del IEP', 'Inicio del IEP'] },
  annualReview: {
    en: ['Annual review', 'Annual review due', 'Annual review date', 'IEP due', 'Annual due'],
    es: ['Revisión anual', 'Fecha de revisión anual'],
  },
  reevaluation: {
    en: ['Reevaluation', 'Reevaluation due', 'Re-evaluation', 'Triennial', 'Three-year reevaluation', 'Reeval'],
    es: ['Reevaluación', 'Fecha de reevaluación', 'Trienal'],
  },
  goalNumber: { en: ['Goal number', 'Goal ID', 'Goal no'], es: ['Número de meta', 'ID de meta'] },
  goal: {
    en: ['Goal', 'Goal wording', 'IEP goal', 'Annual goal', 'Official wording'],
    es: ['Meta', 'Texto de la meta', 'Meta del IEP', 'Meta anual'],
  },
  goalPlain: { en: ['Plain words', 'Goal in plain words'], es: ['En palabras sencillas', 'Palabras sencillas'] },
  goalTag: { en: ['Goal tag', 'Tag'], es: ['Marca', 'Marca de la meta'] },
  goalArea: { en: ['Goal area', 'Area'], es: ['Área', 'Área de la meta'] },
  goalStart: { en: ['Goal start', 'Goal start date'], es: ['Inicio de la meta'] },
  goalEnd: { en: ['Goal end', 'Goal end date', 'Goal due'], es: ['Fin de la meta'] },
  criterion: { en: ['Criterion', 'Mastery criterion', 'Criterion percent'], es: ['Criterio'] },
  minutes: {
    en: ['Minutes', 'Service minutes', 'Minutes per session', 'Session minutes', 'Duration'],
    es: ['Minutos', 'Minutos de servicio', 'Minutos por sesión', 'Duración'],
  },
  times: { en: ['Times', 'Frequency', 'Sessions'], es: ['Veces', 'Frecuencia', 'Sesiones'] },
  per: { en: ['Per', 'Per period'], es: ['Por', 'Cada'] },
  delivery: {
    en: ['How', 'Delivery', 'Service delivery', 'Push-in or pull-out'],
    es: ['Cómo', 'Modalidad', 'Forma del servicio'],
  },
  groupMax: { en: ['Group', 'Largest group', 'Group size'], es: ['Grupo', 'Grupo máximo', 'Tamaño del grupo'] },
  servicePlace: {
    en: ['Place', 'Service place', 'Location', 'Service location'],
    es: ['Lugar', 'Lugar del servicio', 'Ubicación'],
  },
  serviceFrom: {
    en: ['Service from', 'Service start', 'Service start date'],
    es: ['Servicio desde', 'Inicio del servicio'],
  },
} as const satisfies Record<string, { readonly en: readonly string[]; readonly es: readonly string[] }>;

export type ColumnKey = keyof typeof columnNames;
export const columnKeys = Object.keys(columnNames) as readonly ColumnKey[];

const keyByName = new Map<string, ColumnKey>(
  columnKeys.flatMap((key) =>
    [...columnNames[key].en, ...columnNames[key].es].map((name) => [plain(name), key] as const),
  ),
);

/** The column that a heading names, or null: it is then left out. */
export function columnOf(heading: string): ColumnKey | null {
  return keyByName.get(plain(heading)) ?? null;
}

/** The headings of an empty table to fill in. */
export function templateHeadings(language: 'en' | 'es'): string[] {
  // Given and family name each have a column, so the one for both is left out.
  return columnKeys.filter((key) => key !== 'studentName').map((key) => columnNames[key][language][0]);
}
