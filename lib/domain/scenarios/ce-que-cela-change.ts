/** What a what-if changes, in three plain sentences at most, the most serious first. */
import { centimes } from "../argent";
import { accorder, ecrireEuros, enumerer, typographie } from "../ecriture";
import type { Chiffres } from "./chiffres";

const LIGNES_MAX = 3;

const nommer = (noms: readonly string[]): string =>
  noms.length <= 3 ? enumerer(noms) : `${noms.slice(0, 2).join(", ")} et ${noms.length - 2} autres`;

export function ceQueCelaChange(avant: Chiffres, apres: Chiffres): string[] {
  const lignes: string[] = [];
  const { resteACofinancer: reste } = apres;
  const [resteAvant, resteApres] = [avant, apres].map((c) => c.precisions.resteACofinancer === "exacte");
  const margeConnue = (c: Chiffres) => c.precisions.marge === "exacte";
  if (apres.depasse && (!avant.depasse || apres.marge !== avant.marge))
    lignes.push(
      `Le plafond de subvention est dépassé ${margeConnue(apres) ? "de" : "d’au moins"} ${ecrireEuros(centimes(-apres.marge))}.`,
    );
  if (!resteApres) {
    if (resteAvant || reste !== avant.resteACofinancer)
      lignes.push("Il manque des montants : ce qui reste à cofinancer n’est pas encore connu.");
  } else if (!resteAvant || reste !== avant.resteACofinancer || (reste !== 0n && apres.coutTotal !== avant.coutTotal)) {
    const couvre = margeConnue(apres) && apres.marge >= reste ? " La marge de subvention les couvrirait." : "";
    if (reste > 0n) lignes.push(`Il manque ${ecrireEuros(reste)} de cofinancement.${couvre}`);
    else if (reste < 0n) lignes.push(`Les ressources dépassent le coût de ${ecrireEuros(centimes(-reste))}.`);
    else lignes.push("Le plan est équilibré, au centime.");
  }
  const anciens = new Map(avant.regles.map((r) => [r.code, r.verdict]));
  const dejaDit = new Set(["PLAFOND_70", "PLAFOND_DIAG", "EQUILIBRE", "COH_LETTRES"]);
  const lues = apres.regles.filter((r) => !dejaDit.has(r.code) && r.severite !== "conseil");
  const gravite = (r: (typeof lues)[number]) => (r.severite === "bloquante" ? 0 : 1);
  const cassees = lues
    .filter((r) => r.verdict === "non_conforme" && anciens.get(r.code) !== "non_conforme")
    .sort((a, b) => gravite(a) - gravite(b));
  const [premiere, ...autres] = cassees;
  if (premiere !== undefined)
    lignes.push(
      `Règle ${premiere.code} non conforme : ${minuscule(premiere.titre)}${autres.length > 0 ? `, et ${accorder(autres.length, "autre")}` : ""}.`,
    );
  const retablies = lues.filter((r) => r.verdict === "conforme" && anciens.get(r.code) === "non_conforme");
  if (retablies.length > 0)
    lignes.push(
      retablies.length === 1
        ? `La règle ${retablies[0]?.code} devient conforme.`
        : `Les règles ${nommer(retablies.map((r) => r.code))} deviennent conformes.`,
    );
  const perimees = new Set(avant.lettresPerimees.map((l) => l.id));
  const encore = new Set(apres.lettresPerimees.map((l) => l.id));
  const aRefaire = apres.lettresPerimees.filter((l) => !perimees.has(l.id));
  const presents = new Set(apres.apports.map((c) => c.id));
  const revenues = avant.lettresPerimees.filter((l) => !encore.has(l.id) && presents.has(l.id));
  if (aRefaire.length > 0)
    lignes.push(
      aRefaire.length === 1
        ? `La lettre de ${aRefaire[0]?.nom} est à refaire signer.`
        : `${accorder(aRefaire.length, "lettre")} à refaire signer : ${nommer(aRefaire.map((l) => l.nom))}.`,
    );
  if (revenues.length > 0)
    lignes.push(
      revenues.length === 1
        ? `La lettre de ${revenues[0]?.nom} redevient valable.`
        : `Les lettres de ${nommer(revenues.map((l) => l.nom))} redeviennent valables.`,
    );
  const epuisee = (c: Chiffres) => margeConnue(c) && c.marge === 0n;
  if (epuisee(apres) && !epuisee(avant) && apres.subvention > 0n)
    lignes.push("Plus de marge : un euro de coût éligible en moins et le plafond est dépassé.");
  if (lignes.length === 0)
    lignes.push(
      resteApres
        ? "Ni l’équilibre, ni les verdicts, ni les lettres ne changent."
        : "Ni les verdicts ni les lettres ne changent ; il manque des montants pour dire l’équilibre.",
    );
  return lignes.slice(0, LIGNES_MAX).map(typographie);
}

/** « Porteur public adapté » in the middle of a sentence. */
const minuscule = (titre: string): string => `${titre.slice(0, 1).toLocaleLowerCase("fr")}${titre.slice(1)}`;

/** The plan as it is: what waits there, three at most. */
export function ceQuiAttend(c: Chiffres): string[] {
  const attente = c.regles.filter((r) => r.aTraiter);
  if (attente.length === 0) return ["Rien à traiter."];
  const dites = attente.slice(0, attente.length > LIGNES_MAX ? LIGNES_MAX - 1 : LIGNES_MAX).map((r) => r.titre);
  const reste = attente.length - dites.length;
  return [...dites, ...(reste > 0 ? [`Et ${accorder(reste, "autre point", "autres points")} à traiter.`] : [])].map(
    typographie,
  );
}
