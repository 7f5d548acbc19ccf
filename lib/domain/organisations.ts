/**
 * Organisations, once for all dossiers: how the identity of a partner stands against what a register gave, and what a register's
 * words mean in Rigel's own lists. An identity is verified only when a register gave it for that very SIRET or UAI.
 */
import type { DateIso } from "./dates";
import { ecrireDate } from "./ecriture";
import { defautSiret, defautUai } from "./identifiants";
import { CATEGORIES, type Categorie, NATURES, type Nature } from "./nomenclatures";

export type SourceIdentite = "declaree" | "annuaire" | "registre";

export const SOURCES_IDENTITE: Readonly<Record<SourceIdentite, string>> = {
  declaree: "déclarée dans un dossier",
  annuaire: "Annuaire de l’éducation",
  registre: "registre des entreprises",
};

/** An organisation as anyone may see it: its identity, never where it is used. */
export type IdentiteOrganisation = {
  nom: string;
  siret: string | null;
  uai: string | null;
  nature: Nature | null;
  categorie: Categorie | null;
  commune: string | null;
  source: SourceIdentite;
  /** Day a register last gave it; null: none ever did. */
  verifieeLe: DateIso | null;
  /** Closed since that day, for that register. */
  fermeeLe: DateIso | null;
};

/** What a partner says of itself, as typed. */
export type IdentiteDeclaree = Readonly<{
  nom?: string | null | undefined;
  siret?: string | null | undefined;
  uai?: string | null | undefined;
  nature?: string | null | undefined;
  categorie?: string | null | undefined;
}>;

export type ChampIdentite = "nom" | "siret" | "uai" | "nature" | "categorie";
export type Ecart = { champ: ChampIdentite; libelle: string; declare: string | null; registre: string };

export type EtatIdentite =
  | { type: "sans_identifiant" }
  | { type: "non_verifiee" }
  | { type: "verifiee"; source: SourceIdentite; le: DateIso }
  | { type: "differe"; source: SourceIdentite; le: DateIso; ecarts: Ecart[]; fermeeLe: DateIso | null }
  | { type: "fermee"; source: SourceIdentite; le: DateIso; fermeeLe: DateIso };

/** As typed → as stored; null when it is no identifier (wrong key, wrong length). */
export const siretLu = (texte: unknown): string | null => lu(texte, defautSiret);
export const uaiLu = (texte: unknown): string | null => lu(texte, defautUai);
function lu(texte: unknown, defaut: (t: string) => string | null): string | null {
  if (typeof texte !== "string") return null;
  const code = texte.replace(/\s/g, "").toUpperCase();
  return code !== "" && defaut(code) === null ? code : null;
}

/** A text typed to look for an organisation that is, or was meant to be, a SIRET or a UAI. `defaut`: what is wrong with it, in words. */
export type IdentifiantTape = { siret: string | null; uai: string | null; defaut: string | null };

/** null: a name, or too few digits to tell. A word of a name has no such length with so many digits. */
export function identifiantTape(texte: string): IdentifiantTape | null {
  const code = texte.replace(/[\s.-]/g, "").toUpperCase();
  const [siret, uai] = [siretLu(code), uaiLu(code)];
  if (siret !== null || uai !== null) return { siret, uai, defaut: null };
  if (!/^[0-9A-Z]+$/.test(code)) return null;
  const nombre = code.replace(/[^0-9]/g, "").length;
  const commeUai = /^\d{6,8}[A-Z]$/.test(code) || (code.length === 8 && nombre >= 6 && nombre < 8);
  if (commeUai) return { siret, uai, defaut: defautUai(code) };
  // From nine digits on: a SIREN already says that five are missing.
  const commeSiret = nombre >= 9 && code.length - nombre <= 2;
  return commeSiret ? { siret, uai, defaut: defautSiret(code) } : null;
}

/** Two writings of one name: accents, capitals and signs aside. */
const nu = (texte: string | null | undefined): string =>
  (texte ?? "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** Whether this organisation is the one that the partner's identifiers name. */
export function estLaMeme(p: IdentiteDeclaree, o: Pick<IdentiteOrganisation, "siret" | "uai">): boolean {
  const [siret, uai] = [siretLu(p.siret), uaiLu(p.uai)];
  return (uai !== null && uai === o.uai) || (siret !== null && siret === o.siret);
}

const ecrireIdentifiant = (code: string): string =>
  code.length === 14 ? `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6, 9)} ${code.slice(9)}` : code;

/** What the dossier says otherwise than the register. A register that is silent on something differs from nothing. */
export function ecarts(p: IdentiteDeclaree, o: IdentiteOrganisation): Ecart[] {
  const lus: Ecart[] = [];
  if (nu(p.nom) !== nu(o.nom)) lus.push({ champ: "nom", libelle: "Nom", declare: p.nom || null, registre: o.nom });
  for (const [champ, libelle, lire] of [
    ["siret", "SIRET", siretLu],
    ["uai", "UAI", uaiLu],
  ] as const) {
    const donne = o[champ];
    // Several établissements of one city share a SIRET: an absent one is proposed, it is no difference.
    if (donne !== null && p[champ] && lire(p[champ]) !== donne)
      lus.push({
        champ,
        libelle,
        declare: ecrireIdentifiant(String(p[champ])),
        registre: donne,
      });
  }
  return lus;
}

/** Where the identity of a partner stands. `o`: the organisation known under its identifiers, if any. */
export function etatIdentite(p: IdentiteDeclaree, o: IdentiteOrganisation | null | undefined): EtatIdentite {
  if (siretLu(p.siret) === null && uaiLu(p.uai) === null) return { type: "sans_identifiant" };
  if (!o || o.source === "declaree" || o.verifieeLe === null || !estLaMeme(p, o)) return { type: "non_verifiee" };
  const commun = { source: o.source, le: o.verifieeLe };
  const differences = ecarts(p, o);
  if (differences.length > 0) return { type: "differe", ...commun, ecarts: differences, fermeeLe: o.fermeeLe };
  if (o.fermeeLe !== null) return { type: "fermee", ...commun, fermeeLe: o.fermeeLe };
  return { type: "verifiee", ...commun };
}

/** The state in one sentence. */
export function direIdentite(etat: EtatIdentite): string {
  const selon = (e: { source: SourceIdentite; le: DateIso }) => `${SOURCES_IDENTITE[e.source]}, ${ecrireDate(e.le)}`;
  switch (etat.type) {
    case "sans_identifiant":
      return "Identité non vérifiée : sans SIRET ni UAI, aucun registre ne peut la confirmer.";
    case "non_verifiee":
      return "Identité non vérifiée : aucun registre ne l’a confirmée.";
    case "verifiee":
      return `Identité vérifiée (${selon(etat)}).`;
    case "fermee":
      return `Fermée depuis le ${ecrireDate(etat.fermeeLe)} (${selon(etat)}).`;
    case "differe":
      return `L’identité du registre diffère (${selon(etat)})${etat.fermeeLe === null ? "" : `, qui le dit fermé depuis le ${ecrireDate(etat.fermeeLe)}`}.`;
  }
}

/** What « Reprendre l’identité du registre » would write: only what the register gives and the dossier says otherwise, or not at all. */
export function propositions(p: IdentiteDeclaree, o: IdentiteOrganisation): Ecart[] {
  const lues = ecarts(p, o);
  const proposer = (champ: ChampIdentite, libelle: string, declare: string | null, registre: string) =>
    lues.some((e) => e.champ === champ) || lues.push({ champ, libelle, declare, registre });
  if (o.siret !== null && !p.siret) proposer("siret", "SIRET", null, o.siret);
  if (o.uai !== null && !p.uai) proposer("uai", "UAI", null, o.uai);
  if (o.nature !== null && o.nature !== p.nature) proposer("nature", "Nature juridique", p.nature ?? null, o.nature);
  if (o.categorie !== null && !p.categorie) proposer("categorie", "Catégorie", null, o.categorie);
  return lues;
}

/** A value of an identity as a person reads it. */
export function ecrireValeurIdentite(champ: ChampIdentite, valeur: string): string {
  if (champ === "siret") return ecrireIdentifiant(valeur);
  if (champ === "nature") return NATURES.libelles[valeur as Nature] ?? valeur;
  if (champ === "categorie") return CATEGORIES.libelles[valeur as Categorie] ?? valeur;
  return valeur;
}

export type Doublon = { rang: number; champ: "siret" | "uai"; autre: number };

/**
 * One SIRET or one UAI on two partners of a dossier: told on both, each naming the other (the first other one). One SIRET on two
 * partners that have each their own UAI is a cité scolaire: nothing to say.
 */
export function doublons(partenaires: readonly IdentiteDeclaree[]): Doublon[] {
  const lus = partenaires.map((p) => ({ siret: siretLu(p.siret), uai: uaiLu(p.uai) }));
  return lus.flatMap((p, rang) =>
    (["uai", "siret"] as const).flatMap((champ): Doublon[] => {
      const code = p[champ];
      if (code === null) return [];
      const autre = lus.findIndex(
        (q, i) =>
          i !== rang &&
          q[champ] === code &&
          !(champ === "siret" && p.uai !== null && q.uai !== null && p.uai !== q.uai),
      );
      return autre === -1 ? [] : [{ rang, champ, autre }];
    }),
  );
}

const CATEGORIE_DE: Partial<Record<Nature, Categorie>> = {
  eple: "formation",
  lycee_prive: "formation",
  cfa: "formation",
  universite: "formation",
  entreprise: "employeur",
  branche: "employeur",
  collectivite: "donneur_ordre_public",
};

/** The category that a nature most often goes with; null: it depends on what the partner does in the project. */
export const categorieDe = (nature: Nature | null): Categorie | null =>
  nature === null ? null : (CATEGORIE_DE[nature] ?? null);

const ENSEIGNEMENT: readonly string[] = ["Lycée", "Collège", "EREA"];

/** What the annuaire's type and statute say of the legal nature; null: nothing sure. */
export function natureDansAnnuaire(type: string, statut: string | null): Nature | null {
  if (!ENSEIGNEMENT.includes(type)) return null;
  if (statut === "Public") return "eple";
  return statut === "Privé" && type === "Lycée" ? "lycee_prive" : null;
}

/** INSEE's legal categories that answer surely to one of Rigel's natures: exact codes first, then families. */
const PAR_CATEGORIE_JURIDIQUE: readonly (readonly [RegExp, Nature])[] = [
  [/^7410$/, "gip"],
  [/^7331$/, "eple"],
  [/^7383$/, "universite"],
  [/^7381$/, "chambre_consulaire"],
  [/^8420$/, "branche"],
  [/^(?:7210|7220|7225|7229|7230|734[034678])$/, "collectivite"],
  [/^(?:41\d\d|736\d|737\d|738[2459])$/, "etablissement_public"],
  [/^92\d\d$/, "association"],
  [/^(?:1000|5\d{3})$/, "entreprise"],
];

export const natureDansRegistre = (code: string | null | undefined): Nature | null =>
  PAR_CATEGORIE_JURIDIQUE.find(([motif]) => motif.test(code ?? ""))?.[1] ?? null;
