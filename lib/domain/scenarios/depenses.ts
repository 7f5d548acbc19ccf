/** Gestures on partners and on what they spend. */
import { type Centimes, centimes, ecrireMontant, lireMontant, partEntiere, repartir } from "../argent";
import { ecrireEuros, enumerer } from "../ecriture";
import { POSTES, SOURCES } from "../nomenclatures";
import { crediterSource } from "./apports";
import type { Geste } from "./gestes";
import { fait, type Issue, impossible } from "./issue";
import {
  crediterDepense,
  inconnus,
  type LigneDepense,
  type LignePart,
  lire,
  type Nouvelle,
  nouvelleCle,
  type Plan,
  ramener,
  total,
} from "./plan";

type De<T extends Geste["type"]> = Extract<Geste, { type: T }>;

const montantsDe = (parts: readonly LignePart[]) => parts.map((r) => ({ ...r, montant: r.subvention }));

/** A share of the subsidy on another partner's account. */
function crediterPart(lignes: readonly LignePart[], vers: string, montant: Centimes, nouvelle: Nouvelle): LignePart[] {
  const rang = lignes.findIndex((r) => r.partenaire === vers && lire(r.subvention) !== null);
  const sienne = lignes[rang];
  // A share given as a per cent would say something else than the amount.
  if (sienne !== undefined)
    return lignes.with(rang, {
      ...sienne,
      subvention: ecrireMontant(centimes((lire(sienne.subvention) ?? 0n) + montant)),
      part: null,
    });
  const ligne = { partenaire: vers, subvention: ecrireMontant(montant), part: null };
  return [...lignes, { ...ligne, cle: nouvelleCle("repartition", lignes, ligne, nouvelle) }];
}

/** Moves `montant` (null: all, unknown amounts included) of these budget lines; each gives in proportion to what it holds. */
function deplacerDepenses(
  budget: readonly LigneDepense[],
  choisies: readonly LigneDepense[],
  vers: string,
  montant: Centimes | null,
  nouvelle: Nouvelle,
): LigneDepense[] {
  const tout = montant === null || (montant === total(choisies) && inconnus(choisies) === 0);
  const parts = tout
    ? choisies.map((l) => lire(l.montant))
    : repartir(
        montant,
        choisies.map((l) => lire(l.montant) ?? 0n),
      );
  const donne = new Map(choisies.map((l, i) => [l.cle, parts[i] ?? null]));
  const restant = budget.flatMap((l) => {
    if (!donne.has(l.cle)) return [l];
    if (tout) return [];
    const part = donne.get(l.cle) ?? 0n;
    return part === 0n ? [l] : [{ ...l, montant: ecrireMontant(centimes((lire(l.montant) ?? 0n) - part)) }];
  });
  return choisies.reduce((lignes, l) => {
    const part = donne.get(l.cle) ?? null;
    return !tout && (part === null || part === 0n)
      ? lignes
      : crediterDepense(lignes, { ...l, partenaire: vers }, part, nouvelle);
  }, restant as LigneDepense[]);
}

export function retirerPartenaire(plan: Plan, geste: De<"retirer_partenaire">, nouvelle: Nouvelle): Issue {
  const { partenaire: id, repreneur } = geste;
  const parti = plan.partenaires.find((p) => p.id === id);
  if (parti === undefined) return impossible("Ce partenaire n’est plus dans le dossier.");
  if (repreneur !== null && !plan.partenaires.some((p) => p.id === repreneur))
    return impossible("Le partenaire qui reprend ses dépenses n’est plus dans le dossier.");
  if (repreneur === id) return impossible("Un partenaire ne peut pas reprendre ses propres dépenses.");

  const depenses = plan.budget.filter((l) => l.partenaire === id);
  const parts = plan.repartition.filter((r) => r.partenaire === id);
  const apports = plan.financements.filter((f) => f.partenaire === id && f.source !== "france2030");
  const autresParts = plan.repartition.filter((r) => r.partenaire !== id);
  const subvention = total(montantsDe(parts));
  const usages = plan.plateaux.some((p) => p.hote === id || p.usagers.includes(id));
  const sansHote = repreneur === null ? plan.plateaux.filter((p) => p.hote === id).length : 0;
  const apport = total(apports);
  return fait(
    {
      partenaires: plan.partenaires.filter((p) => p.id !== id),
      budget:
        depenses.length === 0
          ? plan.budget
          : repreneur === null
            ? plan.budget.filter((l) => l.partenaire !== id)
            : deplacerDepenses(plan.budget, depenses, repreneur, null, nouvelle),
      // The subsidy is the project's, whoever it was addressed to.
      financements: plan.financements.some((f) => f.partenaire === id)
        ? plan.financements.flatMap((f) =>
            f.partenaire !== id ? [f] : f.source === "france2030" ? [{ ...f, partenaire: repreneur }] : [],
          )
        : plan.financements,
      repartition:
        parts.length === 0
          ? plan.repartition
          : repreneur === null || subvention === 0n
            ? autresParts
            : crediterPart(autresParts, repreneur, subvention, nouvelle),
      plateaux: usages
        ? plan.plateaux.map((p) => ({
            ...p,
            hote: p.hote === id ? repreneur : p.hote,
            usagers: p.usagers.filter((u) => u !== id),
          }))
        : plan.plateaux,
    },
    apport > 0n && `Son apport de ${ecrireEuros(apport)} n’est plus au plan.`,
    repreneur === null && subvention > 0n && `Sa part de subvention, ${ecrireEuros(subvention)}, est à répartir.`,
    sansHote === 1 && "Un plateau technique n’a plus d’hôte.",
    sansHote > 1 && `${sansHote} plateaux techniques n’ont plus d’hôte.`,
    parti.chefDeFile && "Le consortium n’a plus de chef de file.",
  );
}

export function deplacerPart(plan: Plan, geste: De<"deplacer_part">, nouvelle: Nouvelle): Issue {
  const { partenaire, vers, objet } = geste;
  if (!plan.partenaires.some((p) => p.id === partenaire))
    return impossible("Le partenaire qui donne n’est plus dans le dossier.");
  const receveur = plan.partenaires.find((p) => p.id === vers);
  if (receveur === undefined) return impossible("Le partenaire qui reçoit n’est plus dans le dossier.");
  if (partenaire === vers) return impossible("Le partenaire qui donne et celui qui reçoit sont le même.");
  const montant = geste.montant === null ? null : (lireMontant(geste.montant) ?? null);
  const tropPeu = (dispo: Centimes): Issue | null =>
    montant !== null && montant > dispo
      ? impossible(`Il n’y a que ${ecrireEuros(dispo)} à déplacer, pas ${ecrireEuros(montant)}.`)
      : null;

  if (objet === "subvention") {
    const parts = plan.repartition.filter((r) => r.partenaire === partenaire && lire(r.subvention) !== null);
    if (parts.length === 0) return impossible("Ce partenaire n’a pas de part de subvention.");
    const dispo = total(montantsDe(parts));
    const refus = tropPeu(dispo);
    if (refus) return refus;
    const reste = centimes(dispo - (montant ?? dispo));
    const ramenees = new Map(ramener(montantsDe(parts), montantsDe(parts), reste).map((r) => [r.cle, r.montant]));
    const touchees = new Set(parts.map((r) => r.cle));
    const restant = plan.repartition.flatMap((r) => {
      if (!touchees.has(r.cle)) return [r];
      const suite = ramenees.get(r.cle);
      if (suite === undefined) return [];
      return suite === r.subvention ? [r] : [{ ...r, subvention: suite, part: null }];
    });
    return fait({ ...plan, repartition: crediterPart(restant, vers, montant ?? dispo, nouvelle) });
  }
  if (objet === "cofinancement") {
    const apports = plan.financements.filter(
      (f) => f.partenaire === partenaire && f.source !== null && f.source !== "france2030" && lire(f.montant) !== null,
    );
    if (apports.length === 0) return impossible("Ce partenaire n’apporte aucun cofinancement.");
    const dispo = total(apports);
    const refus = tropPeu(dispo);
    if (refus) return refus;
    const restant = ramener(plan.financements, apports, centimes(dispo - (montant ?? dispo)));
    const restants = new Map(restant.map((f) => [f.cle, lire(f.montant) ?? 0n]));
    const changees = new Set<string>();
    const financements = apports.reduce((lignes, f) => {
      const donne = centimes((lire(f.montant) ?? 0n) - (restants.get(f.cle) ?? 0n));
      if (donne === 0n) return lignes;
      const credit = crediterSource(lignes, f, receveur, donne, nouvelle);
      if (credit.change !== null) changees.add(`« ${SOURCES.libelles[credit.change]} »`);
      return credit.lignes;
    }, restant);
    return fait(
      { ...plan, financements },
      "Le nouvel apport n’est pas encore engagé.",
      changees.size > 0 &&
        `Son origine devient ${enumerer([...changees])}, selon la nature de ${receveur.nom ?? vers}.`,
    );
  }
  const choisies =
    objet === "ligne"
      ? plan.budget.filter((l) => l.cle === geste.ligne && l.partenaire === partenaire)
      : plan.budget.filter((l) => l.partenaire === partenaire && (geste.poste === null || l.poste === geste.poste));
  if (choisies.length === 0)
    return impossible(
      objet === "ligne" ? "Cette ligne n’est plus dans le budget." : "Ce partenaire n’a aucune dépense de cette sorte.",
    );
  const refus = tropPeu(total(choisies));
  if (refus) return refus;
  return fait({ ...plan, budget: deplacerDepenses(plan.budget, choisies, vers, montant, nouvelle) });
}

/** Ten-thousandths of a per cent, as the exchange of a share: « 12.5 » → 125 000. */
const millioniemes = (pourcentage: string): bigint => {
  const [entiers = "0", decimales = ""] = pourcentage.split(".");
  return BigInt(entiers) * 10_000n + BigInt(decimales.padEnd(4, "0").slice(0, 4));
};

export function couperPoste(plan: Plan, geste: De<"couper_poste">): Issue {
  const { poste, partenaire, par, valeur } = geste;
  if (partenaire !== null && !plan.partenaires.some((p) => p.id === partenaire))
    return impossible("Ce partenaire n’est plus dans le dossier.");
  const siennes = plan.budget.filter((l) => l.poste === poste && (partenaire === null || l.partenaire === partenaire));
  const connues = siennes.filter((l) => lire(l.montant) !== null);
  const nom = POSTES.libelles[poste];
  if (connues.length === 0) return impossible(`Le poste « ${nom} » n’a aucun montant.`);
  const somme = total(connues);
  const manquants = siennes.length - connues.length;
  if (par === "montant") {
    const cible = lireMontant(valeur) ?? somme;
    if (cible > somme) return impossible(`Le poste « ${nom} » est déjà à ${ecrireEuros(somme)} : rien à réduire.`);
    if (manquants > 0)
      return impossible(`Des montants manquent dans le poste « ${nom} » : il ne peut pas être ramené à une somme.`);
    return fait({ ...plan, budget: ramener(plan.budget, connues, cible) });
  }
  // What is cut is rounded down to the cent: never more than what was said.
  const coupe = partEntiere(somme, millioniemes(valeur), 1_000_000n);
  return fait(
    { ...plan, budget: ramener(plan.budget, connues, centimes(somme - coupe)) },
    manquants > 0 && "Les lignes sans montant de ce poste n’ont pas changé.",
  );
}
