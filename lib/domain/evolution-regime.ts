/** From one set of rules to the next: what changed, and what a new set may not do. Pure; the screen and the server read the same. */
import type { Centimes } from "./argent";
import { accorder, ecrireDate, ecrireEuros, ecrireNombre, nomSeverite, typographie } from "./ecriture";
import type { Exigence, Regime } from "./regimes";
import type { CodeRegle } from "./regles/codes";
import { REGISTRE } from "./regles/registre";
import type { Seuils } from "./seuils";
import type { Confirmation, Severite } from "./verdict";

export const NOMS_SEUILS = {
  plafond: "Part maximale de la subvention",
  subventionMin: "Subvention minimale",
  subventionMax: "Subvention maximale",
  dureeMaxMois: "Durée maximale",
  delaiGoMois: "Délai entre le GO et le dépôt",
  pagesMax: "Longueur de la présentation",
} as const satisfies Record<keyof Seuils, string>;
export type NomSeuil = keyof typeof NOMS_SEUILS;
export const CODES_SEUILS = Object.keys(NOMS_SEUILS) as [NomSeuil, ...NomSeuil[]];

const POIDS: Record<Severite, number> = { conseil: 0, a_justifier: 1, bloquante: 2 };
export const abaisse = (de: Severite, vers: Severite): boolean => POIDS[vers] < POIDS[de];

/** « 70 % », « 1 000 000,00 € », « 3 mois »; null: the regime has no such limit. */
export function ecrireSeuil(seuils: Readonly<Seuils>, nom: NomSeuil): string | null {
  const { plafond } = seuils;
  if (nom === "plafond")
    return typographie(`${ecrireNombre(Number((plafond.numerateur * 10_000n) / plafond.denominateur) / 100)} %`);
  const valeur = seuils[nom];
  if (valeur === undefined) return null;
  if (typeof valeur === "bigint") return ecrireEuros(valeur as Centimes);
  return nom === "pagesMax" ? accorder(valeur as number, "page") : `${valeur as number} mois`;
}

const egaux = (a: Readonly<Seuils>, b: Readonly<Seuils>, nom: NomSeuil): boolean =>
  nom === "plafond"
    ? a.plafond.numerateur * b.plafond.denominateur === b.plafond.numerateur * a.plafond.denominateur
    : a[nom] === b[nom];

export type Ecart =
  | { type: "ajoutee" | "retiree"; code: CodeRegle; titre: string; severite: Severite }
  | {
      type: "regle";
      code: CodeRegle;
      titre: string;
      severite: { de: Severite; vers: Severite } | null;
      /** The source was to confirm, and is confirmed now (or the reverse, reading backwards). */
      source: { de: boolean; vers: boolean } | null;
      confirmation: Confirmation | null;
    }
  | { type: "seuil"; nom: NomSeuil; libelle: string; de: string | null; vers: string | null };

const titreDe = (code: CodeRegle, { seuils }: Regime): string => REGISTRE[code].titre(seuils);

/** Every difference between two sets of one regime, rules in their order, then limits. */
export function ecarts(avant: Regime, apres: Regime): Ecart[] {
  const deAvant = new Map(avant.regles.map((e) => [e.code, e]));
  const deApres = new Map(apres.regles.map((e) => [e.code, e]));
  const trouves: Ecart[] = [];
  for (const { code } of Object.values(REGISTRE)) {
    const a = deAvant.get(code);
    const b = deApres.get(code);
    if (a === undefined && b !== undefined)
      trouves.push({ type: "ajoutee", code, titre: titreDe(code, apres), severite: b.severite });
    else if (a !== undefined && b === undefined)
      trouves.push({ type: "retiree", code, titre: titreDe(code, avant), severite: a.severite });
    else if (a !== undefined && b !== undefined) {
      const severite = a.severite === b.severite ? null : { de: a.severite, vers: b.severite };
      const source = a.aConfirmer === b.aConfirmer ? null : { de: a.aConfirmer, vers: b.aConfirmer };
      const confirmee = memeConfirmation(a.confirmation, b.confirmation) ? null : (b.confirmation ?? null);
      if (severite || source || confirmee)
        trouves.push({ type: "regle", code, titre: titreDe(code, apres), severite, source, confirmation: confirmee });
    }
  }
  for (const nom of CODES_SEUILS)
    if (!egaux(avant.seuils, apres.seuils, nom))
      trouves.push({
        type: "seuil",
        nom,
        libelle: NOMS_SEUILS[nom],
        de: ecrireSeuil(avant.seuils, nom),
        vers: ecrireSeuil(apres.seuils, nom),
      });
  return trouves;
}

const memeConfirmation = (a: Confirmation | undefined, b: Confirmation | undefined): boolean =>
  a?.titre === b?.titre && a?.date === b?.date && a?.lien === b?.lien && a?.document === b?.document;

/** One French sentence per difference, without the rule's name. */
export function ecrireEcart(e: Ecart): string {
  if (e.type === "seuil") return `${e.de ?? "aucune limite"} → ${e.vers ?? "aucune limite"}`;
  if (e.type !== "regle")
    return typographie(`${e.type === "ajoutee" ? "Règle ajoutée" : "Règle retirée"} : ${nomSeverite(e.severite)}`);
  const parties = [
    e.severite === null ? null : `${nomSeverite(e.severite.de)} → ${nomSeverite(e.severite.vers)}`,
    e.source === null ? null : e.source.de ? "source confirmée" : "source à confirmer",
  ].filter((p) => p !== null);
  const texte = parties.length === 0 ? "document ajouté" : parties.join(", ");
  return texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);
}

/** « « Cahier des charges » du 2 mars 2025, confirmée le 21 novembre 2026 par Anne Le Goff (SGPI) ». */
export function ecrireConfirmation(c: Confirmation): string {
  const qui = c.par === undefined ? c.organisation : `${c.par} (${c.organisation})`;
  return typographie(`Confirmée le ${ecrireDate(c.le)} par ${qui}, d’après « ${c.titre} » du ${ecrireDate(c.date)}`);
}

/** What no set may hold, whatever the one before it. A set kept in the database is held to it at each reading. */
export function fautesDuJeu(regles: readonly Exigence[]): Record<string, string> {
  const fautes: Record<string, string> = {};
  const vues = new Set<CodeRegle>();
  for (const e of regles) {
    if (vues.has(e.code)) fautes[`regles.${e.code}`] = "Cette règle est écrite deux fois.";
    vues.add(e.code);
    if (e.aConfirmer && e.severite === "bloquante")
      fautes[`regles.${e.code}`] = "Une règle dont la source est à confirmer ne bloque jamais : joignez son document.";
    if (e.aConfirmer && e.confirmation !== undefined)
      fautes[`regles.${e.code}`] = "Une règle confirmée par un document n’est plus à confirmer.";
  }
  return fautes;
}

/** A rule changed in the next set. */
export type ChangementRegle = {
  code: CodeRegle;
  severite: Severite;
  confirmation?: Confirmation | undefined;
  /** Why it is lowered. */
  raison?: string | undefined;
};

/** The next set: the last one, its rules and limits changed where told. */
export function preparerRegime(
  dernier: Regime,
  changements: readonly ChangementRegle[],
  seuils: Partial<Seuils>,
  effetLe: NonNullable<Regime["effetLe"]>,
): Regime {
  const parCode = new Map(changements.map((c) => [c.code, c]));
  return {
    ...dernier,
    numero: dernier.numero + 1,
    effetLe,
    seuils: { ...dernier.seuils, ...seuils },
    regles: dernier.regles.map((e): Exigence => {
      const c = parCode.get(e.code);
      if (c === undefined) return e;
      const confirmation = c.confirmation ?? e.confirmation;
      return {
        code: e.code,
        severite: c.severite,
        aConfirmer: c.confirmation === undefined && e.aConfirmer,
        ...(confirmation && { confirmation }),
      };
    }),
  };
}

/** What the step from one set to the next may not do: forget a rule, block without a document, lower in silence. */
export function fautesEvolution(
  dernier: Regime,
  suivant: Regime,
  changements: readonly ChangementRegle[],
): Record<string, string> {
  const fautes = fautesDuJeu(suivant.regles);
  const parCode = new Map(changements.map((c) => [c.code, c]));
  const avant = new Map(dernier.regles.map((e) => [e.code, e]));
  for (const { code } of changements)
    if (!avant.has(code)) fautes[`regles.${code}`] = "Cette règle n’appartient pas à ce régime.";
  for (const code of avant.keys())
    if (!suivant.regles.some((e) => e.code === code))
      fautes[`regles.${code}`] = "Une règle ne disparaît pas d’un régime : baissez sa sévérité, en disant pourquoi.";
  for (const e of suivant.regles) {
    const a = avant.get(e.code);
    if (a === undefined || fautes[`regles.${e.code}`] !== undefined) continue;
    const c = parCode.get(e.code);
    if (e.severite === "bloquante" && a.severite !== "bloquante" && c?.confirmation === undefined)
      fautes[`regles.${e.code}`] = "Pour qu’une règle bloque, joignez le document qui le dit.";
    if (abaisse(a.severite, e.severite) && !c?.raison?.trim())
      fautes[`regles.${e.code}`] = "Cette règle devient moins sévère : dites pourquoi.";
  }
  // A rule that the regime has reads its limit: it may change, not vanish.
  for (const nom of CODES_SEUILS)
    if ((dernier.seuils[nom] === undefined) !== (suivant.seuils[nom] === undefined))
      fautes[`seuils.${nom}`] = "Ce seuil ne s’ajoute ni ne se retire : seule sa valeur change.";
  if (ecarts(dernier, suivant).length === 0) fautes.regles = "Rien n’a changé : cette version serait la même.";
  return fautes;
}
