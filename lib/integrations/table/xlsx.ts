/** A sheet of an XLSX file row by row: the first one whose header is that of the file awaited. */
import { deschapper } from "../classeur/texte-xml";
import { ABIME, DEMESURE, Refus } from "../examen/motif";
import { type Archive, ouvrirArchive, PAS_XLSX } from "./archive";
import { AUCUNE, type Chaines, lireChaines } from "./chaines";
import { LIGNES_TABLE_MAX, type OptionsTable, type Rangee, RefusFichier, type TableOuverte } from "./contrat";
import { type LigneFeuille, lireFeuille } from "./feuille";
import { natureArchive } from "./nature";
import { aEntetes, ajuster, refuserFormule, refuserLignes, verifierEntetes } from "./rangees";

const FEUILLES_MAX = 50;

/** Whatever the readers of ZIP and XML cannot make sense of is a damaged file; a cancelled reading is not. */
function traduire(erreur: unknown, nom: string, signal: AbortSignal | undefined): unknown {
  if (erreur instanceof RefusFichier || signal?.aborted) return erreur;
  const { code } = erreur as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "EACCES" || code === "EMFILE") return erreur;
  const motif = erreur instanceof Refus ? erreur.motif : ABIME;
  return new RefusFichier(`« ${nom} » ${motif.replace("joignez-le", "importez-le")}`);
}

export async function ouvrirXlsx(
  chemin: string,
  nom: string,
  octets: number,
  options: OptionsTable,
): Promise<TableOuverte> {
  const { signal } = options;
  let archive: Archive | undefined;
  try {
    archive = await ouvrirArchive(chemin);
    const { feuilles, chaines } = await lireClasseur(archive, signal);
    const ouverte = await choisir(archive, feuilles, chaines, nom, options);
    const { fermer } = archive;
    return {
      format: "xlsx",
      entetes: ouverte.entetes,
      rangees: rangees(ouverte, nom, options),
      // The sheet is what takes time: how far it is, told in bytes of the file.
      octetsLus: () => Math.round(octets * ouverte.part()),
      fermer: async () => {
        await ouverte.lots.return(undefined);
        fermer();
      },
    };
  } catch (erreur) {
    archive?.fermer();
    throw traduire(erreur, nom, signal);
  }
}

async function lireClasseur(archive: Archive, signal?: AbortSignal): Promise<{ feuilles: string[]; chaines: Chaines }> {
  const etranger = natureArchive(archive.a);
  if (etranger !== null) throw new Refus(PAS_XLSX.replace("n’est pas un classeur XLSX", etranger));
  const racine = [...(await archive.relations("")).values()].find((r) => r.type.endsWith("/officeDocument"));
  if (racine === undefined || !archive.a(racine.cible)) throw new Refus(PAS_XLSX);
  const liens = await archive.relations(racine.cible);
  const ids: string[] = [];
  const classeur = archive.parcourir(racine.cible, {
    ouvrir: (balise, attributs) => {
      if (balise !== "sheet") return;
      ids.push(deschapper(Object.entries(attributs).find(([cle]) => cle.endsWith(":id"))?.[1] ?? ""));
      if (ids.length > FEUILLES_MAX) throw new Refus(DEMESURE);
    },
  });
  while ((await classeur.next()).done !== true);
  // A Word or PowerPoint file has no sheet; a sheet that is only a chart holds no cell.
  const feuilles = ids.flatMap((id) => {
    const lien = liens.get(id);
    return lien?.type.endsWith("/worksheet") ? [lien.cible] : [];
  });
  if (feuilles.length === 0) throw new Refus(PAS_XLSX);
  const partagees = [...liens.values()].find((r) => r.type.endsWith("/sharedStrings"));
  return { feuilles, chaines: partagees === undefined ? AUCUNE : await lireChaines(archive, partagees.cible, signal) };
}

type FeuilleOuverte = {
  entetes: string[];
  reste: LigneFeuille[];
  lots: AsyncGenerator<LigneFeuille[]>;
  part: () => number;
};

async function choisir(
  archive: Archive,
  feuilles: readonly string[],
  chaines: Chaines,
  nom: string,
  options: OptionsTable,
): Promise<FeuilleOuverte> {
  let premiere: string[] | undefined;
  for (const feuille of feuilles) {
    let lus = 0;
    const taille = Math.max(archive.taille(feuille), 1);
    const lots = lireFeuille(archive, feuille, chaines, (n) => (lus = n), options.signal);
    const lot = await lots.next();
    const [ligne, ...reste] = lot.done === true ? [] : lot.value;
    const entetes = ligne?.cellules ?? [];
    premiere ??= entetes;
    if (entetes.length > 1 && aEntetes(entetes, options)) {
      verifierEntetes(entetes, nom, options);
      return { entetes, reste, lots, part: () => Math.min(lus / taille, 1) };
    }
    await lots.return(undefined);
  }
  verifierEntetes(premiere ?? [], nom, options);
  throw new Refus(ABIME);
}

async function* rangees(
  { entetes, reste, lots }: FeuilleOuverte,
  nom: string,
  { signal }: OptionsTable,
): AsyncGenerator<Rangee> {
  let lues = 0;
  const rendre = ({ ligne, cellules, formule }: LigneFeuille): Rangee => {
    lues += 1;
    if (lues > LIGNES_TABLE_MAX) throw refuserLignes(nom);
    if (formule !== null)
      throw refuserFormule(nom, ligne, entetes[formule.colonne] || `n° ${formule.colonne + 1}`, formule.texte);
    // Empty cells at the end of a row are not written; notes beside the table are no part of it.
    const largeur = entetes.length;
    while (cellules.length < largeur) cellules.push("");
    return ajuster(
      { ligne, cellules: cellules.length > largeur ? cellules.slice(0, largeur) : cellules },
      entetes,
      nom,
    );
  };
  try {
    for (const ligne of reste) yield rendre(ligne);
    for await (const lot of lots) for (const ligne of lot) yield rendre(ligne);
  } catch (erreur) {
    throw traduire(erreur, nom, signal);
  }
}
