import { ETATS_COMPTE, type EtatCompte } from "@/lib/schemas/filtres-utilisateurs";

const TONS: Record<EtatCompte, string> = {
  ouvert: "fr-badge--success",
  desactive: "fr-badge--warning",
  efface: "",
};

export const BadgeCompte = ({ etat }: { etat: EtatCompte }) => (
  <span className={`fr-badge fr-badge--sm fr-badge--no-icon ${TONS[etat]}`}>{ETATS_COMPTE[etat]}</span>
);
