import type { Texts } from './texts.ts'

export const es: Texts = {
  logIn: 'Iniciar sesión',
  toContinueTo: 'para continuar a',
  email: 'Correo electrónico',
  password: 'Contraseña',
  continue: 'Continuar',
  cancel: 'Cancelar',
  demoUsers: 'Usuarios de demostración',
  wrongPassword: 'Correo o contraseña incorrectos. Compruebe ambos e inténtelo de nuevo.',
  blocked: 'Esta cuenta está bloqueada.',
  allowAccess: '¿Permitir el acceso?',
  asksForAccess: 'solicita acceso a la cuenta de',
  nothingElse: 'La aplicación sabrá quién ha iniciado sesión, y nada más.',
  yourAccount: 'Su cuenta',
  allow: 'Permitir',
  deny: 'Denegar',
  chooseAccount: 'Elija una cuenta',
  anotherAccount: 'Usar otra cuenta',
  logOut: 'Cerrar sesión',
  logOutQuestion: '¿Cerrar sesión?',
  loggedInAs: 'Ha iniciado sesión como',
}
