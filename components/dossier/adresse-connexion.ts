/** Signs in, then comes back to this page. */
export const adresseConnexion = (chemin: string): string => `/connexion?retour=${encodeURIComponent(chemin)}`;
