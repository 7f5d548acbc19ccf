/** Whether a lot of edits gives a dossier that can be stored and, when it does not, which of them are at fault. */
import { ecrireAdresse, sousAdresse } from "@/lib/domain/edition/adresses";
import {
  adresseDeChemin,
  appliquer,
  type Changement,
  cibleDe,
  ligneDe,
  ouvrirContenu,
} from "@/lib/domain/edition/changements";
import { SECTIONS_EDITABLES, type SectionEditable } from "@/lib/domain/edition/formes";
import { avecSection, type ClesLignes, clesAvecContenu, contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation } from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { verifierStockable } from "@/lib/server/dossiers/limites";
import { retraitsImpossibles } from "@/lib/server/dossiers/usages-partenaire";
import { messageZod } from "@/lib/server/repondre";

export type Etat = { fichier: DossierFichier; cles: ClesLignes };
export type Candidate = { operation: Operation; changement: Changement };
export type Refusee = { operation: Operation; message: string };

/** `adresse`: the field or row at fault, when it is known; `trop`: so many rows more than that list may hold. */
type Faute = { message: string; adresse: string | null; trop?: { liste: string; lignes: number } };
type Essai = { ok: true; apres: Etat } | { ok: false; fautes: Faute[] };

/**
 * How long edits are told apart, the dossier being locked meanwhile: one faulty edit among a thousand takes twenty tries, each of the
 * whole file. What is not tried is not refused: the page sends it again.
 */
const ESSAIS_MAX = 40;
const DUREE_MAX_MS = 1_500;

export type Limites = { essais?: number; dureeMs?: number };

export function sectionDe(adresse: string): SectionEditable {
  const cible = cibleDe(adresse);
  // The schema of the request let no other address in.
  if (cible === null) throw new Error(`Adresse inconnue : ${adresse}`);
  return cible.section;
}

/** The sections of one state, each made once. */
export function contenusDe({ fichier, cles }: Etat): (section: SectionEditable) => unknown {
  const faits = new Map<SectionEditable, unknown>();
  return (section) => {
    if (!faits.has(section)) faits.set(section, contenuDeSection(fichier, section, cles));
    return faits.get(section);
  };
}

/** `reponses.besoins`, `budget[3].montant`, `justifications["X"]` in the file → path in the section's form. */
const champDe = (chemin: string): string =>
  chemin
    .replace(/\["(.*?)"\]/g, ".$1")
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/^reponses\./, "");

function parSection(lot: readonly Candidate[]): Map<SectionEditable, Changement[]> {
  const sections = new Map<SectionEditable, Changement[]>();
  for (const { operation, changement } of lot) {
    const section = sectionDe(operation.adresse);
    const siens = sections.get(section);
    if (siens === undefined) sections.set(section, [changement]);
    else siens.push(changement);
  }
  return sections;
}

/** The state once these changes are made, checked as a whole: a valid file, within the portal's limits. */
function essayer(avant: Etat, lot: readonly Candidate[]): Essai {
  let { fichier, cles } = avant;
  const fautes: Faute[] = [];
  const contenus = contenusDe(avant);
  for (const [section, changements] of parSection(lot)) {
    const contenu = appliquer(section, contenus(section), changements);
    const lu = SCHEMAS_SECTION[section].safeParse(contenu, { error: messageZod });
    if (lu.success) {
      fichier = avecSection(fichier, section, lu.data as never);
      cles = clesAvecContenu(cles, lu.data);
      continue;
    }
    for (const { code, path, message, ...reste } of lu.error.issues) {
      const [nom] = path;
      const lignes = (contenu as Record<string, unknown>)[String(nom)];
      if (code === "too_big" && path.length === 1 && Array.isArray(lignes) && "maximum" in reste) {
        const liste = ecrireAdresse(section, String(nom));
        fautes.push({ message, adresse: null, trop: { liste, lignes: lignes.length - Number(reste.maximum) } });
      } else fautes.push({ message, adresse: adresseDeChemin(section, contenu, path.map(String).join(".")) });
    }
  }
  if (fautes.length > 0) return { ok: false, fautes };
  const apres = canonique(fichier);
  const retraits = retraitsImpossibles(avant.fichier, apres);
  if (retraits.length > 0) {
    const partenaire = (id: string) => ecrireAdresse("partenaires", "partenaires", id);
    return { ok: false, fautes: retraits.map(({ id, message }) => ({ message, adresse: partenaire(id) })) };
  }
  const stockable = verifierStockable(apres);
  if (stockable.ok) return { ok: true, apres: { fichier: stockable.dossier, cles } };
  const finaux = contenusDe({ fichier: apres, cles });
  const adresse = (chemin: string): string | null => {
    for (const section of SECTIONS_EDITABLES) {
      const trouvee = adresseDeChemin(section, finaux(section), champDe(chemin));
      if (trouvee !== null) return trouvee;
    }
    return null;
  };
  return { ok: false, fautes: stockable.fautes.map(({ chemin, message }) => ({ message, adresse: adresse(chemin) })) };
}

/** Those that a fault names: the edit of that field, the row put in with it, the partner taken out. */
function fautives(lot: readonly Candidate[], fautes: readonly Faute[]): Map<Candidate, string> {
  const messages = new Map<Candidate, string>();
  const parAdresse = new Map<string, string>();
  for (const { adresse, message } of [...fautes].reverse()) {
    if (adresse === null) continue;
    parAdresse.set(adresse, message);
    const ligne = ligneDe(adresse);
    if (ligne !== null && !fautes.some((f) => f.adresse === ligne)) parAdresse.set(`${ligne}/`, message);
  }
  for (const c of lot) {
    const { adresse, type } = c.operation;
    const message = parAdresse.get(adresse) ?? (type === "ajout" ? parAdresse.get(`${adresse}/`) : undefined);
    if (message !== undefined) messages.set(c, message);
  }
  for (const { trop, message } of fautes) {
    if (trop === undefined) continue;
    const ajouts = lot.filter((c) => c.operation.type === "ajout" && sousAdresse(c.operation.adresse, trop.liste));
    for (const c of ajouts.slice(-trop.lignes)) messages.set(c, message);
  }
  return messages;
}

/** A partner comes before the lines that name it, and goes after them: each half must stand by itself. */
const rangEssai = ({ operation: { adresse, type } }: Candidate): number => {
  if (type === "champ" || !sousAdresse(adresse, "partenaires/partenaires")) return 1;
  return type === "ajout" ? 0 : 2;
};

/**
 * As many edits as can be: all of them; else without those that the faults name; else each half in turn, down to the ones
 * that cannot be stored. What is already stored is always valid. Whatever the limits, at least one edit is kept or refused:
 * a page that sends the others again comes to an end. Those in neither were not tried.
 */
export function ecrireLot(
  avant: Etat,
  candidates: readonly Candidate[],
  { essais = ESSAIS_MAX, dureeMs = DUREE_MAX_MS }: Limites = {},
): { apres: Etat; gardees: Set<Candidate>; refus: Refusee[] } {
  const refus: Refusee[] = [];
  const refuser = (c: Candidate, message: string) => refus.push({ operation: c.operation, message });
  const echeance = performance.now() + dureeMs;
  let restants = essais;
  const tenter = (depuis: Etat, lot: readonly Candidate[]): Essai => {
    restants -= 1;
    return essayer(depuis, lot);
  };
  let decidees = 0;
  const assez = (): boolean => decidees > 0 && (restants <= 0 || performance.now() > echeance);

  let lot = candidates;
  let essai = tenter(avant, lot);
  while (!essai.ok && !assez()) {
    const enFaute = fautives(lot, essai.fautes);
    if (enFaute.size === 0) break;
    for (const [c, message] of enFaute) refuser(c, message);
    decidees += enFaute.size;
    lot = lot.filter((c) => !enFaute.has(c));
    essai = tenter(avant, lot);
  }
  const moities = (depuis: Etat, partie: readonly Candidate[]): { apres: Etat; gardees: readonly Candidate[] } => {
    if (partie.length === 0 || assez()) return { apres: depuis, gardees: [] };
    const fait = tenter(depuis, partie);
    if (fait.ok) {
      decidees += partie.length;
      return { apres: fait.apres, gardees: partie };
    }
    if (partie.length === 1) {
      decidees += 1;
      for (const c of partie) refuser(c, fait.fautes[0]?.message ?? "Cette valeur ne peut pas être gardée.");
      return { apres: depuis, gardees: [] };
    }
    const milieu = Math.ceil(partie.length / 2);
    const debut = moities(depuis, partie.slice(0, milieu));
    const fin = moities(debut.apres, partie.slice(milieu));
    return { apres: fin.apres, gardees: [...debut.gardees, ...fin.gardees] };
  };
  const fait = essai.ok
    ? { apres: essai.apres, gardees: lot }
    : moities(
        avant,
        [...lot].sort((a, b) => rangEssai(a) - rangEssai(b)),
      );
  const gardees = new Set(fait.gardees);
  const contenus = contenusDe(fait.apres);
  const ouverts = new Map<SectionEditable, ReturnType<typeof ouvrirContenu>>();
  const estLa = (ligne: string): boolean => {
    const section = sectionDe(ligne);
    const ouvert = ouverts.get(section) ?? ouvrirContenu(section, contenus(section));
    ouverts.set(section, ouvert);
    return ouvert.ligne(ligne) !== undefined;
  };
  const retirees = new Set([...gardees].flatMap((c) => (c.changement.type === "retrait" ? [c.operation.adresse] : [])));
  for (const c of gardees) {
    const ligne = c.changement.type === "champ" ? ligneDe(c.operation.adresse) : null;
    if (ligne === null || retirees.has(ligne)) continue;
    // Its row is not there: nothing was written.
    if (estLa(ligne)) continue;
    gardees.delete(c);
    const refusee = refus.find((r) => r.operation.adresse === ligne);
    const nonEssayee = candidates.some((l) => l.operation.adresse === ligne && l.changement.type === "ajout");
    if (refusee !== undefined) refuser(c, refusee.message);
    else if (!nonEssayee) refuser(c, "Cette ligne n’a pas pu être ajoutée.");
  }
  return { apres: fait.apres, gardees, refus };
}
