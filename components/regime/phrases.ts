/** What moving a dossier to another set of rules does, in plain sentences. */
import type { ChangementRegime, Chiffre, NatureChangement, RegleComparee } from "@/lib/domain/changement-regime";
import { accorder, enumerer, nomSeverite, nomVerdictGlobal, typographie } from "@/lib/domain/ecriture";
import { nomEtat } from "@/lib/domain/etats";
import { ecrireMontantPrecis } from "@/lib/domain/precision";
import type { Regime } from "@/lib/domain/regimes";
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";

export const guillemets = (texte: string): string => typographie(`« ${texte} »`);

export const ecrireJeu = ({ nom, numero }: Pick<Regime, "nom" | "numero">): string =>
  typographie(`« ${nom} », règles numéro ${numero}`);

const CHANGEMENTS: Record<NatureChangement, string> = {
  apparait: "Nouvelle règle",
  disparait: "Règle retirée",
  severite: "Poids différent",
  verdict: "Verdict différent",
  seuil: "Limite différente",
  source: "Source différente",
};

/** « Poids différent, limite différente (Durée maximale, 6 mois → 60 mois) » */
export function ecrireChangements({ changements, seuils }: RegleComparee): string {
  if (changements.length === 0) return "Inchangée";
  const limites = seuils.map((s) => `${s.libelle}, ${s.de ?? "aucune limite"} → ${s.vers ?? "aucune limite"}`);
  const mots = changements.map((c, i) => {
    const mot = i === 0 ? CHANGEMENTS[c] : CHANGEMENTS[c].toLocaleLowerCase("fr");
    return c === "seuil" ? `${mot} (${limites.join(" ; ")})` : mot;
  });
  return typographie(mots.join(", "));
}

export function ecrireChiffre({ code, precisions, ...c }: Chiffre, cote: "de" | "vers"): string {
  const valeur = c[cote];
  if (valeur === null) return "aucune";
  if (typeof valeur === "bigint")
    return ecrireMontantPrecis({ montant: valeur, precision: precisions?.[cote] ?? "exacte" });
  return code === "dureeMaxMois" ? typographie(`${valeur} mois`) : String(valeur);
}

const nomsSections = (codes: readonly CodeSection[]): string =>
  enumerer(codes.map((code) => guillemets(SECTIONS.find((s) => s.code === code)?.nom ?? code)));

const LETTRE: Record<ChangementRegime["lettre"], string | null> = {
  sans: null,
  apparait: "La section « Lettre d’intention » apparaît : ce régime demande une lettre acceptée (GO) avant le dépôt.",
  disparait: "La section « Lettre d’intention » devient « Rien à fournir » : ce régime n’en demande pas.",
  gardee:
    "La section « Lettre d’intention » devient « Rien à fournir ». Ce que vous y avez saisi est gardé, et reviendra avec un régime qui la demande.",
  a_relire:
    "La lettre d’intention et son avis sont gardés tels quels : vérifiez que l’avis reçu vaut pour ce régime, il a été donné pour l’autre.",
};

/** What changes besides the rules. The content itself never does. */
export function consequences(c: ChangementRegime): string[] {
  const { etat, lettre, sections, justificationsGardees, aJustifier } = c;
  const autres = (codes: readonly CodeSection[]) => codes.filter((s) => s !== "lettre");
  const [entrent, sortent] = [autres(sections.demandees), autres(sections.plusDemandees)];
  const phrases = [
    etat.de === etat.vers
      ? `L’état du dossier reste « ${nomEtat(etat.de)} ».`
      : `L’état du dossier passe de « ${nomEtat(etat.de)} » à « ${nomEtat(etat.vers)} ».`,
    c.refusDepot === null ? null : `Il ne pourra pas encore être déposé. ${c.refusDepot}`,
    LETTRE[lettre],
    entrent.length === 0 ? null : `À remplir désormais : ${nomsSections(entrent)}.`,
    sortent.length === 0
      ? null
      : `Plus rien n’est demandé dans ${nomsSections(sortent)}. Ce qui y est saisi est gardé.`,
    aJustifier.length === 0
      ? null
      : `${accorder(aJustifier.length, "justification", "justifications")} de plus à écrire : ${enumerer(aJustifier.map((r) => guillemets(r.titre)))}.`,
    justificationsGardees.length === 0
      ? null
      : `${accorder(justificationsGardees.length, "justification que plus aucune règle ne demande est gardée", "justifications que plus aucune règle ne demande sont gardées")} : ${enumerer(justificationsGardees.map((j) => guillemets(j.titre)))}.`,
    "Le contenu du dossier ne change pas, et un point de sauvegarde garde le dossier d’avant.",
  ];
  return phrases.flatMap((p) => (p === null ? [] : [typographie(p)]));
}

/** One sentence over the table. */
export function resumer({ avant, apres, regles, blocages }: ChangementRegime): string {
  const changees = regles.filter((r) => r.changements.length > 0).length;
  const verdict =
    avant.verdict === apres.verdict
      ? `Le verdict reste « ${nomVerdictGlobal(apres.verdict)} »`
      : `Le verdict passe de « ${nomVerdictGlobal(avant.verdict)} » à « ${nomVerdictGlobal(apres.verdict)} »`;
  const change =
    changees === 0
      ? "aucune règle ne change"
      : `${accorder(changees, "règle change", "règles changent")} sur ${regles.length}`;
  const bloque =
    blocages.length === 0
      ? "aucune ne bloque le dépôt"
      : accorder(blocages.length, "règle bloquerait le dépôt", "règles bloqueraient le dépôt");
  return typographie(`${verdict} : ${change}, ${bloque}.`);
}

export const ecrirePoids = (severite: Parameters<typeof nomSeverite>[0]): string => {
  const nom = nomSeverite(severite);
  return nom.charAt(0).toLocaleUpperCase("fr") + nom.slice(1);
};
