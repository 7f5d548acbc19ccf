import { ETATS_COURRIEL, type EtatCourriel } from "@/lib/schemas/filtres-utilisateurs";

const TONS: Record<EtatCourriel, string> = {
  attente: "fr-badge--info",
  envoye: "fr-badge--success",
  echec: "fr-badge--error",
};

export const BadgeCourriel = ({ etat }: { etat: EtatCourriel }) => (
  <span className={`fr-badge fr-badge--sm fr-badge--no-icon ${TONS[etat]}`}>{ETATS_COURRIEL[etat]}</span>
);

const GENRES: Record<string, string> = {
  invitation: "Invitation",
  lien_connexion: "Lien de connexion",
  habilitation: "Droit",
  lettre: "Lettre d’engagement",
  demande: "Demande d’accès",
  compte: "Compte",
  relance: "Rappel",
};
export const nomGenre = (genre: string): string => GENRES[genre] ?? genre;
