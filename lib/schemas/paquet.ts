/** What the pack will hold, as the screen shows it, and its manifest. */
import type { PagesPresentation } from "@/lib/domain/paquet";

export type AnnexeVue = {
  titre: string;
  fichier: string;
  octets: number;
  pages: number;
  /** First page in annexes.pdf; null: not in it. */
  premiere: number | null;
  balisee: boolean;
  /** Why it is not in annexes.pdf. */
  motif: string | null;
  avis: string[];
};

export type ApercuPaquet = {
  annexes: AnnexeVue[];
  /** Declared, without a file: they stop the filing. */
  sansFichier: number;
  /** Of annexes.pdf. */
  pages: number;
  octets: number;
  presentations: (PagesPresentation & { nom: string; sha256: string })[];
};

export type FichierManifeste = {
  nom: string;
  octets: number;
  sha256: string;
  type?: string;
  titre?: string;
  pages?: number;
  /** Where it begins in annexes.pdf. */
  premierePage?: number;
  avis?: string[];
};

export type Manifeste = {
  format: "rigel-paquet/1";
  dossier: { id: string; titre: string; acronyme: string | null; regime: string };
  version: { numero: number; deposeeLe: string; regimeNumero: number };
  fichiers: FichierManifeste[];
};
