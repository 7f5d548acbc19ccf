/** Reading a `rigel-dossier/1` file: every fault at once, then the shape that the rules read. */
import { z } from "zod";
import { estCodeRegle } from "@/lib/domain/regles/codes";
import { citerValeur, ecrireChemin, ecrireFautes, type Faute, messageParDefaut } from "./fautes";
import { champsDossier, type DossierFichier } from "./rigel-dossier";

export type { Faute } from "./fautes";
export { versDossier } from "./vers-dossier";
export type Lecture = { ok: true; dossier: DossierFichier } | { ok: false; fautes: Faute[] };

/** The format is six levels deep; far deeper input is refused before anything walks it recursively. */
const PROFONDEUR_MAX = 40;

type Cles = readonly (string | number)[];

/** Depth and forbidden keys, walked without recursion. zod skips a `__proto__` key silently: here it is a fault. */
function examinerStructure(brut: unknown): { tropProfond: boolean; fautes: Faute[] } {
  const fautes: Faute[] = [];
  const pile: { valeur: unknown; cles: Cles }[] = [{ valeur: brut, cles: [] }];
  for (let noeud = pile.pop(); noeud; noeud = pile.pop()) {
    const { valeur, cles } = noeud;
    if (typeof valeur !== "object" || valeur === null) continue;
    if (cles.length >= PROFONDEUR_MAX)
      return {
        tropProfond: true,
        fautes: [
          {
            chemin: ecrireChemin(cles.slice(0, 3)),
            message: `Trop de niveaux imbriqués : le format n’en compte jamais plus de ${PROFONDEUR_MAX}.`,
          },
        ],
      };
    if (Array.isArray(valeur)) {
      for (const [i, v] of valeur.entries()) pile.push({ valeur: v, cles: [...cles, i] });
      continue;
    }
    for (const [cle, v] of Object.entries(valeur)) {
      if (cle === "__proto__")
        fautes.push({
          chemin: ecrireChemin([...cles, cle]),
          message: "Clé inconnue : ce champ n’existe pas dans le format. Corrigez son nom ou retirez-le.",
        });
      else pile.push({ valeur: v, cles: [...cles, cle] });
    }
  }
  return { tropProfond: false, fautes };
}

const objet = (valeur: unknown): Record<string, unknown> =>
  typeof valeur === "object" && valeur !== null && !Array.isArray(valeur) ? (valeur as Record<string, unknown>) : {};
const liste = (valeur: unknown): unknown[] => (Array.isArray(valeur) ? valeur : []);

/**
 * Names that must be declared elsewhere: partners, and the rule codes of the justifications. Reads the raw input, whatever
 * its state, so that these faults show beside the others.
 */
function verifierRenvois(brut: unknown): Faute[] {
  const fautes: Faute[] = [];
  const dossier = objet(brut);
  const connus = new Set<string>();
  for (const [i, p] of liste(dossier.partenaires).entries()) {
    const { id } = objet(p);
    if (typeof id !== "string" || id === "") continue;
    if (connus.has(id))
      fautes.push({
        chemin: `partenaires[${i}].id`,
        message: `Deux partenaires portent l’identifiant ${citerValeur(id)} : donnez-leur des identifiants différents.`,
      });
    connus.add(id);
  }
  const exiger = (id: unknown, cles: Cles) => {
    if (typeof id === "string" && !connus.has(id))
      fautes.push({
        chemin: ecrireChemin(cles),
        message: `Partenaire inconnu : ${citerValeur(id)}. Déclarez-le dans « partenaires » ou corrigez l’identifiant.`,
      });
  };
  for (const cle of ["budget", "financements", "repartition"])
    for (const [i, l] of liste(dossier[cle]).entries()) exiger(objet(l).partenaire, [cle, i, "partenaire"]);
  for (const [i, p] of liste(dossier.plateauxTechniques).entries()) {
    exiger(objet(p).hote, ["plateauxTechniques", i, "hote"]);
    for (const [j, u] of liste(objet(p).usagers).entries()) exiger(u, ["plateauxTechniques", i, "usagers", j]);
  }
  for (const regle of Object.keys(objet(dossier.justifications)))
    if (regle !== "__proto__" && !estCodeRegle(regle))
      fautes.push({
        chemin: ecrireChemin(["justifications", regle]),
        message: `Code de règle inconnu : ${citerValeur(regle)}. Les codes sont ceux que donne la vérification.`,
      });
  return fautes;
}

/** Checks a parsed JSON value against the format, and says everything that is wrong with it. */
export function lireFichier(brut: unknown): Lecture {
  if (typeof brut !== "object" || brut === null || Array.isArray(brut))
    return { ok: false, fautes: [{ chemin: "", message: "Le dossier doit être un objet JSON, entre accolades." }] };
  const structure = examinerStructure(brut);
  // Nothing below may walk it.
  if (structure.tropProfond) return { ok: false, fautes: structure.fautes };
  const lu = champsDossier.safeParse(brut, { error: messageParDefaut });
  const formes = lu.success ? [] : ecrireFautes(brut, lu.error.issues);
  const dites = new Set(formes.map((f) => f.chemin));
  const fautes = [...formes, ...structure.fautes.filter((f) => !dites.has(f.chemin)), ...verifierRenvois(brut)];
  if (!lu.success || fautes.length > 0) return { ok: false, fautes };
  return { ok: true, dossier: lu.data };
}

/** Peels the `nullish` and other wrappers off a schema. */
function nu(schema: z.core.$ZodType): z.core.$ZodType {
  let s = schema;
  while (s instanceof z.ZodOptional || s instanceof z.ZodNullable) s = s.unwrap();
  return s;
}

/** undefined: nothing worth writing. List items stay, even empty: their place is what findings and forms refer to. */
function condenser(schema: z.core.$ZodType, valeur: unknown): unknown {
  if (valeur === null || valeur === undefined) return undefined;
  if (typeof valeur === "string") return valeur.trim() === "" ? undefined : valeur;
  const s = nu(schema);
  if (s instanceof z.ZodArray)
    return liste(valeur).length === 0 ? undefined : liste(valeur).map((v) => condenser(s.element, v) ?? vierge(v));
  if (s instanceof z.ZodObject) return condenserObjet(s, objet(valeur));
  if (s instanceof z.ZodRecord) {
    // Keys in code order: the same content always gives the same bytes.
    const cles = Object.keys(objet(valeur)).sort((a, b) => (a < b ? -1 : 1));
    const paires = cles.flatMap((c) => {
      const v = condenser(s.valueType, objet(valeur)[c]);
      return v === undefined ? [] : [[c, v] as const];
    });
    return paires.length === 0 ? undefined : Object.fromEntries(paires);
  }
  return valeur;
}

const vierge = (element: unknown): unknown => (typeof element === "object" ? {} : element);

/** Fields of an object's schema: the same for each of thousands of rows, listed once. */
const CHAMPS = new WeakMap<z.ZodObject, readonly (readonly [string, z.core.$ZodType])[]>();
function champsDe(schema: z.ZodObject) {
  const deja = CHAMPS.get(schema);
  if (deja !== undefined) return deja;
  const champs = Object.entries(schema.shape).map(([cle, sousSchema]) => [cle, nu(sousSchema)] as const);
  CHAMPS.set(schema, champs);
  return champs;
}

function condenserObjet(schema: z.ZodObject, valeur: Record<string, unknown>): unknown {
  const condense: Record<string, unknown> = {};
  let vide = true;
  for (const [cle, sousSchema] of champsDe(schema)) {
    const v = condenser(sousSchema, valeur[cle]);
    if (v === undefined) continue;
    condense[cle] = v;
    vide = false;
  }
  return vide ? undefined : condense;
}

/** One writing per content: nulls, blanks and empties dropped, keys in the schema's order. Never changes a verdict. */
export function canonique(f: DossierFichier): DossierFichier {
  const condense = condenserObjet(champsDossier, f as Record<string, unknown>) as DossierFichier;
  // `titre` is required, even blank; and it comes second.
  const { format, titre: _titre, ...reste } = condense;
  return { format, titre: f.titre, ...reste };
}
