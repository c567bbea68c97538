import type { Texts } from './texts.ts'

export const fr: Texts = {
  logIn: 'Connexion',
  toContinueTo: 'pour continuer vers',
  email: 'E-mail',
  password: 'Mot de passe',
  continue: 'Continuer',
  cancel: 'Annuler',
  demoUsers: 'Utilisateurs de démonstration',
  wrongPassword: 'E-mail ou mot de passe incorrect. Vérifiez les deux et réessayez.',
  blocked: 'Ce compte est bloqué.',
  allowAccess: "Autoriser l'accès ?",
  asksForAccess: 'demande accès au compte de',
  nothingElse: "L'application apprendra qui s'est connecté, et rien d'autre.",
  yourAccount: 'Votre compte',
  allow: 'Autoriser',
  deny: 'Refuser',
  chooseAccount: 'Choisissez un compte',
  anotherAccount: 'Utiliser un autre compte',
  logOut: 'Se déconnecter',
  logOutQuestion: 'Se déconnecter ?',
  loggedInAs: 'Vous êtes connecté en tant que',
}
