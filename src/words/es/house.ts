import type { house as english } from '../en/house.ts';

export const house: Record<keyof typeof english, string> = {
  'product.name': 'Carryover',
  'product.line': 'Lo que un estudiante puede hacer en la sala de terapia, y lo que hace en clase.',

  'nav.label': 'Principal',
  'nav.skip': 'Ir al contenido',
  'nav.today': 'Hoy',
  'nav.week': 'Semana',
  'nav.caseload': 'Estudiantes',
  'nav.classes': 'Clases',
  'nav.my_class': 'Mi clase',
  'nav.school': 'Escuela',
  'nav.colleagues': 'Colegas',
  'nav.team': 'Equipo',
  'nav.account': '{name}, cuenta',
  'nav.preferences': 'Preferencias',
  'nav.sign_out': 'Salir',

  'do.save': 'Guardar',
  'do.cancel': 'Cancelar',
  'do.close': 'Cerrar',
  'do.add': 'Añadir',
  'do.edit': 'Cambiar',
  'do.remove': 'Quitar',
  'do.copy': 'Copiar',
  'do.copied': 'Copiado',
  'do.back': 'Volver',
  'do.saved': 'Guardado',
  'do.choose': 'Elegir',
  'do.show_more': 'Ver más',

  'state.loading': 'Cargando…',
  'state.offline': 'Sin red',
  'state.none': 'Ninguno',
  'state.open_end': 'sin fin',
  'state.not_found': 'Aquí no hay ninguna página',
  'state.not_found_why': 'Puede que la dirección esté mal escrita o que lo que mostraba se haya cerrado.',
  'state.page_broke': 'No se pudo mostrar esta página',

  'field.optional': 'opcional',
  'field.from': 'Desde',
  'field.to': 'Hasta (último día)',
  'field.starts': 'Empieza',
  'field.ends': 'Termina',
  'field.required': 'Rellene este campo.',

  'table.filter': 'Filtrar',
  'table.shown': '{shown, plural, one {# fila} other {# filas}} de {all}',
  'table.sort_by': 'Ordenar por {column}',
  'table.scroll': '{name}, se desplaza hacia los lados',
  'table.actions': 'Acciones',
  'table.nothing': 'Nada coincide con el filtro.',

  'language.label': 'Idioma',
  'language.en': 'English',
  'language.es': 'Español',
  'theme.label': 'Colores',
  'theme.system': 'Como este dispositivo',
  'theme.light': 'Claro',
  'theme.dark': 'Oscuro',

  'demo.band':
    'Escuela de demostración. Todas las personas son inventadas y nada de lo que cambie sale de esta computadora.',

  'share.counted': '{x} de {n}',
  'share.likely': '{x} de {n} (probable: {range})',
  'share.range': '{low}–{high} %',

  'period.from_to': 'del {from} al {to}',
  'period.since': 'desde el {from}',
};
