import type { Acheminement } from "@/lib/domain/courrier";
import { type CodeRegistre, nomEtatRegistre } from "@/lib/domain/registre-lettres";

const GENRES: Record<CodeRegistre, string> = {
  perimee: "fr-badge--warning",
  a_preparer: "fr-badge--new",
  a_envoyer: "fr-badge--new",
  envoyee: "fr-badge--info",
  signee: "fr-badge--success",
  montant_inconnu: "",
  sans_objet: "",
};

export const BadgeLettre = ({ code, courriel }: { code: CodeRegistre; courriel?: Acheminement | undefined }) => (
  <span className={`fr-badge fr-badge--sm fr-badge--no-icon ${GENRES[code]}`}>{nomEtatRegistre(code, courriel)}</span>
);
