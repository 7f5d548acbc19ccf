import "server-only";
import type { Colonnes, RemarqueLigne } from "@/lib/domain/orion/demande";
import type { LignePrevue } from "@/lib/schemas/imports-carte";
import type { Tx } from "@/lib/server/base";
import type { GenreImportCarte } from "@/prisma/genere/enums";

/** What one kind of file of the carte knows of itself; reading, staging, progress, cancel and commit are the engine's. */

/** A row of the file, once read. `valeurs`: what `comparer` and `appliquer` read back from LigneImportCarte, as JSON. */
export type RangeeImport =
  | { type: "prise"; cle: string; valeurs: object; avertissements: RemarqueLigne[] }
  /** `cle`, of a row refused or set aside: where its number reads, a later row of that number stands in its place, and it in an earlier one's. */
  | { type: "refusee"; refus: RemarqueLigne[]; cle?: string }
  /** Not to be taken: of another région. `remarque`: why, where nothing of the row says so at once. */
  | { type: "ecartee"; remarque?: RemarqueLigne; cle?: string };

export type LecteurImport = {
  colonnes: Colonnes;
  /** restitution | recueil… */
  source: string | null;
  /** Header of the column that holds the key, for what is said of a repeated one; « N° demande » unless said. */
  colonneCle?: string;
  /** The one rentrée of the file, where it has one; asked for once every row is read. */
  rentree?(): number | null;
  lire(ligne: number, cellules: readonly string[]): RangeeImport;
};

export type ContexteImport = { regionAcademique: string | null; maintenant: Date };

/** Counts after comparing: `effet` of every row of LigneImportCarte is set. `ecartees`: rows it set aside, with a remark each;
 * `retires`: what is known and goes. */
export type Effets = { crees: number; modifies: number; inchanges: number; ecartees?: number; retires?: number };

export type DescriptionImport = {
  genre: GenreImportCarte;
  /** What the file should be, for the sentences: « un export d’Orion ». */
  attendu: string;
  /** Header cells of which one must be there. */
  entetesAttendus: readonly string[];
  /** Why every row was left aside, to follow « … rien : »; « d’une autre région » unless said. */
  ecartees?(n: number): string;
  /** Loads what the rows are checked against, then reads the header. Throws RefusFichier when a column that every row needs is missing. */
  preparer(entetes: readonly string[], contexte: ContexteImport): Promise<LecteurImport>;
  /** Sets `effet` (creer, modifier, inchanger) on every staged row, in SQL, or sets the row aside. Writes nothing else. */
  comparer(tx: Tx, importId: string): Promise<Effets>;
  /** Refuses, of the rows set aside that hold their number, those that would leave an old row of the carte standing; gives how many. */
  reprendreEcartees?(tx: Tx, importId: string): Promise<number>;
  /** Writes all the staged rows, in SQL, inside the one transaction that also closes the import. `avancer`: rows done so far. */
  appliquer(
    tx: Tx,
    importId: string,
    maintenant: Date,
    par: { id: string | null },
    avancer: (lignes: number) => void,
  ): Promise<void>;
  /** The first rows that applying creates or changes, with what changes; absent: the report only counts them. */
  apercevoir?(tx: Tx, importId: string, effet: "creer" | "modifier", max: number): Promise<LignePrevue[]>;
};
