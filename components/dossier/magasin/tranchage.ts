/** The end of a conflict: one of the two values stays, the other is in the history of the field. */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { type Changement, comparer, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { versOperation } from "@/lib/domain/edition/operations";
import type { OperationEnvoyee } from "@/lib/schemas/edition";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Etats } from "./etats";
import type { Conflit } from "./types";
import { estLigne, poserA, poserLigne, rangDe, retirerLigne } from "./valeurs";

type Gestes = {
  nouvelId: () => string;
  /** Notes it for « Annuler », and shows it. */
  changer: (section: SectionSaisie, changements: readonly Changement[], saisie: unknown) => void;
};

/** False: there is no such conflict any more. */
export function trancherConflit(etats: Etats, adresse: Adresse, choix: "mienne" | "leur", gestes: Gestes): boolean {
  const { partage } = etats;
  const conflit = etats.conflits.get(adresse);
  if (!conflit) return false;
  const { section } = conflit;
  etats.conflits.delete(adresse);
  partage.vues.delete(adresse);
  if (choix === "mienne") return true;
  partage.ecartees = [...partage.ecartees, ...ecarter(etats, conflit, gestes.nouvelId)];
  const { saisie, contenu, enregistre } = etats.section(section);
  const suite = (c: unknown) => {
    if (!estLigne(adresse)) return poserA(section, c, adresse, conflit.leur);
    if (conflit.retiree) return retirerLigne(section, c, adresse);
    return poserLigne(section, c, adresse, conflit.leur, rangDe(enregistre, adresse));
  };
  etats.poser(section, { contenu: suite(contenu) });
  gestes.changer(section, comparer(section, saisie, suite(saisie)), suite(saisie));
  return true;
}

/** The value not kept, when the history of the field does not hold it yet. */
function ecarter(etats: Etats, conflit: Conflit, nouvelId: () => string): OperationEnvoyee[] {
  const { section, adresse, retiree, mienne, notee, base, vue } = conflit;
  const operation = (c: Changement) => versOperation(c, { id: nouvelId(), vue, nature: "saisie" });
  const { contenu, enregistre } = etats.section(section);
  if (!estLigne(adresse)) {
    const valeur = lireA(contenu, adresse);
    if (memeValeur(valeur, notee ?? undefined) || memeValeur(valeur, lireA(enregistre, adresse))) return [];
    return [operation({ type: "champ", adresse, avant: null, apres: valeur })];
  }
  if (notee !== undefined) return [];
  if (mienne === null) return [operation({ type: "retrait", adresse, rang: 0, avant: {} })];
  if (!retiree) return [];
  const seule = (l: unknown) => poserLigne(section, {}, adresse, l ?? {}, 0);
  return comparer(section, seule(base), seule(lireA(contenu, adresse)))
    .filter((c) => c.type === "champ")
    .map(operation);
}
