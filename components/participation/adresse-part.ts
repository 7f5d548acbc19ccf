/** The page of one part of a dossier. */
export const adresseDePart = (dossierId: string, partenaire: string): string =>
  `/participation/${dossierId}?partenaire=${encodeURIComponent(partenaire)}`;
