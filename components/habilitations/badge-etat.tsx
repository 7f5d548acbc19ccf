import { ETATS_HABILITATION, type EtatHabilitation } from "@/lib/domain/habilitations";

const TONS: Record<EtatHabilitation, string> = {
  active: "fr-badge--success",
  bientot: "fr-badge--warning",
  a_revoir: "fr-badge--info",
  terminee: "",
  retiree: "fr-badge--error",
};

/** State of a right: words first, colour after. */
export const BadgeEtat = ({ etat }: { etat: EtatHabilitation }) => (
  <p className={`fr-badge fr-badge--sm fr-badge--no-icon ${TONS[etat]}`}>{ETATS_HABILITATION[etat]}</p>
);

const DEMANDES = {
  en_attente: ["En attente", "fr-badge--info"],
  accordee: ["Accordée", "fr-badge--success"],
  refusee: ["Refusée", "fr-badge--error"],
  retiree: ["Retirée", ""],
} as const;
export type EtatDemande = keyof typeof DEMANDES;
export const estEtatDemande = (code: string): code is EtatDemande => Object.hasOwn(DEMANDES, code);
export const nomEtatDemande = (etat: EtatDemande): string => DEMANDES[etat][0];

export const BadgeDemande = ({ etat }: { etat: EtatDemande }) => (
  <p className={`fr-badge fr-badge--sm fr-badge--no-icon ${DEMANDES[etat][1]}`}>{DEMANDES[etat][0]}</p>
);
