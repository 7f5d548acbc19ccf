/** Opens a CSV or XLSX file row by row. What it is comes from its bytes, never from its name. */
import { open } from "node:fs/promises";
import { ecrireOctets } from "@/lib/domain/ecriture";
import { estOle } from "../examen/programmes";
import {
  LIGNES_TABLE_MAX,
  OCTETS_TABLE_MAX,
  type OptionsTable,
  type Rangee,
  RefusFichier,
  type TableOuverte,
} from "./contrat";
import { type Enregistrement, lireCsv } from "./csv";
import { estDocumentWord, natureEtrangere } from "./nature";
import { ajuster, refuserLignes, verifierEntetes } from "./rangees";
import { enTexte, type Suivi } from "./texte";

const ENREGISTRER = "Enregistrez-le en « CSV UTF-8 » ou en « Classeur Excel (.xlsx) ».";

/** Throws `RefusFichier` for a file that is refused whole, here or while its rows are read. */
export async function ouvrirTable(chemin: string, nom: string, options: OptionsTable): Promise<TableOuverte> {
  options.signal?.throwIfAborted();
  const { debut, octets } = await lireDebut(chemin, nom);
  if (octets === 0) throw new RefusFichier(`« ${nom} » est vide : choisissez ${options.attendu}.`);
  if (octets > OCTETS_TABLE_MAX)
    throw new RefusFichier(
      `« ${nom} » pèse ${ecrireOctets(octets)} et dépasse la limite de ${ecrireOctets(OCTETS_TABLE_MAX)} : exportez une rentrée ou une région à la fois.`,
    );
  const etranger = natureEtrangere(debut);
  if (etranger !== null)
    throw new RefusFichier(`« ${nom} » ${etranger} : il fallait ${options.attendu}. ${ENREGISTRER}`);
  if (estOle(debut) && (await estDocumentWord(chemin, debut)))
    throw new RefusFichier(`« ${nom} » est un document Word (.doc) : il fallait ${options.attendu}. ${ENREGISTRER}`);
  if (estOle(debut))
    throw new RefusFichier(
      `« ${nom} » est dans l’ancien format Excel (.xls) ou protégé par un mot de passe. ${ENREGISTRER}`,
    );
  if (debut.subarray(0, 2).equals(Buffer.from("PK"))) {
    // XML and ZIP readers are loaded for a workbook only: the command line starts faster.
    const { ouvrirXlsx } = await import("./xlsx");
    return ouvrirXlsx(chemin, nom, octets, options);
  }
  return ouvrirCsv(chemin, nom, options);
}

async function lireDebut(chemin: string, nom: string): Promise<{ debut: Buffer; octets: number }> {
  const fichier = await open(chemin, "r");
  try {
    const etat = await fichier.stat();
    if (!etat.isFile()) throw new RefusFichier(`« ${nom} » n’est pas un fichier.`);
    const tete = Buffer.alloc(512);
    const { bytesRead } = await fichier.read(tete, 0, tete.length, 0);
    return { debut: tete.subarray(0, bytesRead), octets: etat.size };
  } finally {
    await fichier.close();
  }
}

async function ouvrirCsv(chemin: string, nom: string, options: OptionsTable): Promise<TableOuverte> {
  const suivi: Suivi = { octets: 0 };
  const lots = lireCsv(enTexte(chemin, nom, suivi, OCTETS_TABLE_MAX, options.signal), nom);
  let attente: Enregistrement[] = [];
  const suivants = async (): Promise<boolean> => {
    const lot = await lots.next();
    if (lot.done === true) return false;
    attente = lot.value;
    return true;
  };
  try {
    while (attente.length === 0 && (await suivants()));
    // A hint for spreadsheets, which they take off when they open the file.
    if (/^sep=$/i.test(attente[0]?.cellules.join("") ?? "")) attente.shift();
    while (attente.length === 0 && (await suivants()));
    const premiere = attente.shift();
    if (premiere === undefined) throw new RefusFichier(`« ${nom} » est vide : choisissez ${options.attendu}.`);
    const entetes = premiere.cellules;
    while (entetes.at(-1) === "") entetes.pop();
    verifierEntetes(entetes, nom, options);
    async function* rangees(): AsyncGenerator<Rangee> {
      let lues = 0;
      do {
        for (const rangee of attente) {
          lues += 1;
          if (lues > LIGNES_TABLE_MAX) throw refuserLignes(nom);
          yield ajuster(rangee, entetes, nom);
        }
        attente = [];
      } while (await suivants());
    }
    return {
      format: "csv",
      entetes,
      rangees: rangees(),
      octetsLus: () => suivi.octets,
      fermer: async () => void (await lots.return(undefined)),
    };
  } catch (erreur) {
    await lots.return(undefined);
    throw erreur;
  }
}
