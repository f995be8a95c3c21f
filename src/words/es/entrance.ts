import type { entrance as english } from '../en/entrance.ts';

export const entrance: Record<keyof typeof english, string> = {
  'entrance.title': 'Entrar',
  'entrance.email': 'Correo electrónico',
  'entrance.password': 'Contraseña',
  'entrance.sign_in': 'Entrar',
  'entrance.demo_title': 'Recorra la escuela de demostración',
  'entrance.demo_as': 'Recorrer como',
  'entrance.no_accounts':
    'Aquí todavía nadie tiene cuenta. Abra el enlace de un solo uso que se mostró al iniciar el servidor.',
  'entrance.locked_out': '¿No tiene cuenta? Una colega que administre cuentas puede enviarle un enlace de invitación.',
  'entrance.own_school': 'Tengo una cuenta',

  'welcome.title': 'Prepare su escuela',
  'welcome.hello': 'Está creando la primera cuenta. Con ella podrá invitar a colegas y preparar la escuela.',
  'welcome.no_link': 'Esta página se abre desde un enlace. Use el enlace completo, con todo lo que sigue al signo #.',
  'welcome.you': 'Usted',
  'welcome.school': 'Su escuela',
  'welcome.name': 'Su nombre',
  'welcome.discipline': 'Su disciplina',
  'welcome.no_discipline': 'Ninguna de estas',
  'welcome.district_name': 'Distrito',
  'welcome.school_name': 'Escuela',
  'welcome.time_zone': 'Zona horaria',
  'welcome.password': 'Elija una contraseña',
  'welcome.password_hint': 'Al menos 12 caracteres. Puede ser una frase corta.',
  'welcome.make': 'Crear la cuenta',

  'invited.title': 'Tiene una invitación',
  'invited.as': '{district} invita a {name} como {role}.',
  'invited.link_until': 'El enlace funciona hasta el {until}.',
  'invited.accept': 'Crear mi cuenta',
};
