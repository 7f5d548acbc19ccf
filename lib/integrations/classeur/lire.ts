/**
 * An XLSX file as a workbook of plain values, whoever saved it: Excel, LibreOffice, ours. Styles, formulas and order of the
 * sheets are not looked at; the value that a formula gave is. What is not safe or not an XLSX is refused in one sentence.
 */
import path from "node:path/posix";
import type { ClasseurLu, FeuilleLue, ValeurLue } from "@/lib/domain/annexe/classeur";
import { examinerArchive } from "../examen/archive";
import { ABIME, DEMESURE, Refus } from "../examen/motif";
import { estOle } from "../examen/programmes";
import { rythme } from "../examen/rythme";
import { chacunSonTour } from "../examen/tour";
import { type Attributs, ouvrirParties, type Parties } from "./parties";
import { deschapper } from "./texte-xml";

/** 60 partners, 400 rows each, 15 columns. */
const CASES_MAX = 400_000;
const CHAINES_MAX = 400_000;
const CARACTERES_MAX = 30_000_000;
const FEUILLES_MAX = 200;
const LIGNE_MAX = 1_048_576;
const COLONNE_MAX = 16_384;

const ENREGISTRER =
  "Dans votre tableur, choisissez « Enregistrer sous », puis « Classeur Excel (.xlsx) », et importez ce fichier.";
const PAS_XLSX = `n’est pas un classeur XLSX. ${ENREGISTRER}`;
const MOT_DE_PASSE = "est protégé par un mot de passe : retirez-le dans votre tableur, enregistrez, puis importez-le.";
const LIENS =
  "contient des liens vers d’autres fichiers : supprimez-les (remplacez les formules liées par leurs valeurs), puis importez-le.";

export type Lecture = { ok: true; classeur: ClasseurLu } | { ok: false; motif: string };

/** `nom`: of the file, for the sentences. Throws `ExamenSature` when too many files are read at once. */
export async function lireClasseur(octets: Buffer, nom: string): Promise<Lecture> {
  try {
    const classeur = await chacunSonTour(async () => {
      const motif = motifFormat(octets) ?? (await examinerArchive(octets));
      if (motif !== null) throw new Refus(motif);
      return lireParties(await ouvrirParties(octets, rythme()));
    });
    return { ok: true, classeur };
  } catch (erreur) {
    if (erreur instanceof Error && erreur.name === "ExamenSature") throw erreur;
    const motif = erreur instanceof Refus ? erreur.motif : ABIME;
    return { ok: false, motif: `« ${nom} » ${motif.replace("joignez-le", "importez-le")}` };
  }
}

/** What it plainly is not, from its first bytes. */
function motifFormat(octets: Buffer): string | null {
  if (octets.length === 0) return "est vide : choisissez le classeur exporté de Rigel.";
  if (estOle(octets))
    return octets.includes(Buffer.from("EncryptedPackage", "utf16le"))
      ? MOT_DE_PASSE
      : `est dans l’ancien format Excel (.xls). ${ENREGISTRER}`;
  if (!octets.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) return PAS_XLSX;
  // An OpenDocument file tells its type in its first part, not compressed.
  if (octets.subarray(30, 120).toString("latin1").includes("application/vnd.oasis.opendocument"))
    return `est au format OpenDocument (.ods). ${ENREGISTRER}`;
  return null;
}

async function lireParties(parties: Parties): Promise<ClasseurLu> {
  if (parties.noms.some((n) => /^xl\/(externalLinks\/|connections\.xml|queryTables\/|model\/)/i.test(n)))
    throw new Refus(LIENS);
  const racine = [...(await relations(parties, "")).values()].find((r) => r.type.endsWith("/officeDocument"));
  if (racine === undefined || !/\.xml$/i.test(racine.cible) || !parties.a(racine.cible)) throw new Refus(PAS_XLSX);
  const liens = await relations(parties, racine.cible);
  const noms: { nom: string; id: string }[] = [];
  await parties.lire(racine.cible, {
    ouvrir: (balise, attributs) => {
      if (balise === "sheet")
        noms.push({ nom: deschapper(attributs.name ?? ""), id: attributPrefixe(attributs, "id") });
    },
  });
  // A Word or PowerPoint file has no sheet.
  if (noms.length === 0) throw new Refus(PAS_XLSX);
  if (noms.length > FEUILLES_MAX) throw new Refus(DEMESURE);
  const partagees = [...liens.values()].find((r) => r.type.endsWith("/sharedStrings"));
  const chaines = partagees === undefined ? [] : await lireChaines(parties, partagees.cible);
  const budget = { cases: CASES_MAX };
  const feuilles: FeuilleLue[] = [];
  for (const { nom, id } of noms) {
    const lien = liens.get(id);
    if (lien === undefined) throw new Refus(ABIME);
    // A sheet that is only a chart holds no cell.
    if (lien.type.endsWith("/worksheet"))
      feuilles.push({ nom, lignes: await lireFeuille(parties, lien.cible, chaines, budget) });
  }
  return { feuilles };
}

const attributPrefixe = (attributs: Attributs, nom: string): string =>
  Object.entries(attributs).find(([cle]) => cle.endsWith(`:${nom}`))?.[1] ?? "";

type Relation = { type: string; cible: string };

/** The relations of a part, by their name; targets as names of parts. */
async function relations(parties: Parties, partie: string): Promise<Map<string, Relation>> {
  const dossier = path.dirname(partie);
  const nom = partie === "" ? "_rels/.rels" : path.join(dossier, "_rels", `${path.basename(partie)}.rels`);
  const lues = new Map<string, Relation>();
  await parties.lire(nom, {
    ouvrir: (balise, { Id, Type, Target, TargetMode }) => {
      if (balise !== "Relationship" || !Id || !Type || !Target || TargetMode === "External") return;
      const cible = Target.startsWith("/") ? Target.slice(1) : path.normalize(path.join(dossier, Target));
      lues.set(Id, { type: Type, cible });
    },
  });
  return lues;
}

async function lireChaines(parties: Parties, nom: string): Promise<string[]> {
  const chaines: string[] = [];
  let courante = "";
  let dansTexte = false;
  /** Inside the phonetic reading of a text, which is no part of it. */
  let phonetique = 0;
  let caracteres = 0;
  await parties.lire(nom, {
    ouvrir: (balise) => {
      if (balise === "si") courante = "";
      if (balise === "rPh") phonetique += 1;
      if (balise === "t") dansTexte = phonetique === 0;
    },
    texte: (t) => {
      if (!dansTexte) return;
      caracteres += t.length;
      if (caracteres > CARACTERES_MAX) throw new Refus(DEMESURE);
      courante += t;
    },
    fermer: (balise) => {
      if (balise === "t") dansTexte = false;
      if (balise === "rPh") phonetique -= 1;
      if (balise !== "si") return;
      if (chaines.push(deschapper(courante)) > CHAINES_MAX) throw new Refus(DEMESURE);
    },
  });
  return chaines;
}

/** « D12 » → [4, 12]. */
function placeDe(reference: string | undefined): [number, number] | null {
  const lu = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference ?? "");
  if (lu === null) return null;
  let colonne = 0;
  for (const lettre of lu[1] as string) colonne = colonne * 26 + lettre.charCodeAt(0) - 64;
  return [colonne, Number(lu[2])];
}

async function lireFeuille(
  parties: Parties,
  nom: string,
  chaines: readonly string[],
  budget: { cases: number },
): Promise<FeuilleLue["lignes"]> {
  const lignes = new Map<number, Map<number, ValeurLue>>();
  let ligne = 0;
  let colonne = 0;
  let type: string | undefined;
  let brut = "";
  let garde = false;
  let phonetique = 0;
  let caracteres = 0;
  await parties.lire(nom, {
    ouvrir: (balise, { r, t }) => {
      if (balise === "row") {
        ligne = /^[1-9]\d{0,6}$/.test(r ?? "") ? Number(r) : ligne + 1;
        colonne = 0;
      } else if (balise === "c") {
        const place = placeDe(r);
        if (place !== null) [colonne, ligne] = place;
        else colonne += 1;
        if (ligne > LIGNE_MAX || colonne > COLONNE_MAX) throw new Refus(ABIME);
        type = t;
        brut = "";
      } else if (balise === "rPh") phonetique += 1;
      else if (balise === "v") garde = type !== "inlineStr";
      else if (balise === "t") garde = type === "inlineStr" && phonetique === 0;
    },
    texte: (texte) => {
      if (!garde) return;
      caracteres += texte.length;
      if (caracteres > CARACTERES_MAX) throw new Refus(DEMESURE);
      brut += texte;
    },
    fermer: (balise) => {
      if (balise === "v" || balise === "t") garde = false;
      if (balise === "rPh") phonetique -= 1;
      if (balise !== "c") return;
      const valeur = valeurDe(type, brut, chaines);
      if (valeur === null) return;
      budget.cases -= 1;
      if (budget.cases < 0) throw new Refus(DEMESURE);
      const siennes = lignes.get(ligne) ?? new Map<number, ValeurLue>();
      lignes.set(ligne, siennes.set(colonne, valeur));
    },
  });
  return lignes;
}

function valeurDe(type: string | undefined, brut: string, chaines: readonly string[]): ValeurLue | null {
  const texte = (t: string | undefined): ValeurLue | null =>
    t === undefined || t === "" ? null : { type: "texte", texte: t };
  switch (type) {
    case "s": {
      const rang = Number(brut);
      if (brut.trim() === "" || !Number.isInteger(rang) || rang >= chaines.length || rang < 0) throw new Refus(ABIME);
      return texte(chaines[rang]);
    }
    case "inlineStr":
    case "str":
      return texte(deschapper(brut));
    case "d":
      return texte(brut);
    case "b":
      return brut.trim() === "" ? null : { type: "booleen", vrai: /^(1|true)$/i.test(brut.trim()) };
    case "e":
      return { type: "erreur", texte: brut };
    default:
      return brut.trim() === "" ? null : { type: "nombre", texte: brut.trim() };
  }
}
