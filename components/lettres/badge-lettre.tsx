import { type CodeRegistre, ETATS_REGISTRE } from "@/lib/domain/registre-lettres";

const GENRES: Record<CodeRegistre, string> = {
  perimee: "fr-badge--warning",
  a_preparer: "fr-badge--new",
  a_envoyer: "fr-badge--new",
  envoyee: "fr-badge--info",
  signee: "fr-badge--success",
  montant_inconnu: "",
  sans_objet: "",
};

export const BadgeLettre = ({ code }: { code: CodeRegistre }) => (
  <span className={`fr-badge fr-badge--sm fr-badge--no-icon ${GENRES[code]}`}>{ETATS_REGISTRE.libelles[code]}</span>
);
