/** Los materiales de formación y la página del viernes de una clase. */
export const inServiceWords = {
  'in_service.title': 'Materiales de formación',
  'in_service.open': 'Materiales de formación',
  'in_service.heading': 'El apoyo dentro del aula en nuestra escuela',
  'in_service.lead':
    'Del plan de esta semana de sus escuelas. No se nombra ni se cuenta a ningún estudiante ni docente.',
  'in_service.page': 'Página',
  'in_service.slides': 'Diapositivas',
  'in_service.print': 'Imprimir',
  'in_service.full': 'Pantalla completa',
  'in_service.edit': 'Cambiar las palabras',
  'in_service.edit_lead': 'Sus palabras sustituyen a las nuestras. Si quedan vacías, vuelven las nuestras.',
  'in_service.next': 'Diapositiva siguiente',
  'in_service.before': 'Diapositiva anterior',
  'in_service.slide_of': 'Diapositiva {number} de {count}',
  'in_service.language': 'Idioma',
  'in_service.language_en': 'English',
  'in_service.language_es': 'Español',
  'in_service.saved': 'Sus palabras están guardadas.',

  'in_service.looks_like': 'Cómo se ve',
  'in_service.looks_like_text':
    'Un terapeuta entra en la lección, en una rutina que da ocasiones para la habilidad: el estudiante trabaja donde la habilidad hace falta. La lección sigue; la clase apenas lo nota.',
  'in_service.why': 'Por qué',
  'in_service.why_text':
    'Una habilidad que solo se muestra en una sala todavía no sirve. En la lección se ve si se traslada, el docente ve qué ayuda funciona y el estudiante se queda con la clase.',
  'in_service.is_not': 'Qué no es',
  'in_service.is_not_text':
    'No es un ayudante para la clase ni una evaluación de nadie. No se mira cómo enseña nadie. Lo que los adultos prueban y leen lo ven solo ellos.',
  'in_service.share': 'Cómo compartimos la lección',
  'in_service.share_text':
    'Se acuerda antes de la visita, en una línea cada uno: su parte, mi parte. Cualquiera puede cambiarlo; sin respuesta es como la semana pasada.',
  'in_service.cues': 'Ayudas de cinco segundos',
  'in_service.cues_text': 'Cosas pequeñas que ayudan a cada estudiante y no cuestan nada.',
  'in_service.pull_out': 'Cuándo seguimos saliendo del aula',
  'in_service.pull_out_text':
    'Cuando una habilidad es nueva, cuando necesita silencio o cuando el estudiante lo prefiere. Después lo aprendido vuelve a la lección y miramos si se muestra allí.',
  'in_service.figure_visits':
    'Esta semana: {visits, plural, one {# visita} other {# visitas}} a {classes, plural, one {# clase} other {# clases}}, {minutes} minutos.',
  'in_service.figure_routines': 'Sobre todo en {routines}.',
  'in_service.figure_format': '{format}: {count, plural, one {# visita} other {# visitas}}',
  'in_service.figure_strategy':
    '{name}: {step} ({rooms, plural, =0 {ningún aula todavía} one {# aula} other {# aulas}})',
  'in_service.figure_room':
    'Esta semana: {sessions, plural, one {# sesión} other {# sesiones}} en la sala de terapia, {minutes} minutos.',

  'friday.title': 'Página del viernes',
  'friday.open': 'Página del viernes',
  'friday.heading': '{class}, semana del {day}',
  'friday.lead': 'Para los adultos de la clase: lo que viene y algo que probar.',
  'friday.visits': 'Visitas',
  'friday.visits_none': 'Para esa semana todavía no hay nada previsto.',
  'friday.visit': '{day}, {span}: {name}, {what}',
  'friday.strategy': 'Una estrategia',
  'friday.strategy_none': 'Aquí todavía no se usa ninguna estrategia.',
  'friday.words': 'Palabras de la clase',
  'friday.words_none': 'La clase todavía no ha dicho el texto, las palabras y la tarea de esta semana.',
  'friday.thanks': 'Un agradecimiento',
  'friday.thanks_none': 'Todavía no hay agradecimientos.',
  'friday.earlier': 'La semana anterior',
  'friday.later': 'La semana siguiente',
} as const;
