import "server-only";
import { RefusFichier } from "@/lib/integrations/table/contrat";
import { base, transaction } from "@/lib/server/base";
import { finirLecture } from "@/lib/server/carte/import/comparer-import";
import type { DescriptionImport } from "@/lib/server/carte/import/description";
import { ImportInterrompu } from "@/lib/server/carte/import/erreurs";
import {
  effacerLignes,
  garderLignes,
  garderRemarques,
  type LigneGardee,
  REMARQUES_MAX,
  type Remarque,
  remarqueBornee,
} from "@/lib/server/carte/import/garder-lignes";
import type { FichierOuvert } from "@/lib/server/carte/import/ouvrir-fichier";
import { BATTEMENT_MS, battre } from "@/lib/server/carte/import/suivi";
import { journaliserImprevu } from "@/lib/server/journaux";

/** Rows of one transaction… */
const LOT = 2_000;
/** …and characters, whatever the file: a row may hold a very long cell. */
const CARACTERES_MAX = 4_000_000;

export type Suivi = (progres: { lues: number; octetsLus: number }) => void;

/** Reads every row into the base, a batch at a time, then compares. Ends in `prepare`, `echoue` or `abandonne`; never throws. */
export async function lireFichier(
  importId: string,
  description: DescriptionImport,
  { table, lecteur }: FichierOuvert,
  suivre?: Suivi,
): Promise<void> {
  try {
    const tas = new Tas(importId, () => table.octetsLus(), suivre);
    for await (const { ligne, cellules } of table.rangees) {
      const lue = lecteur.lire(ligne, cellules);
      if (lue.type === "ecartee") tas.ecarter(lue.remarque);
      else if (lue.type === "refusee") tas.refuser(lue.refus);
      if (lue.type !== "prise") tas.retenir(ligne, lue.type, lue.cle);
      else tas.prendre({ ligne, cle: lue.cle, valeurs: lue.valeurs }, lue.avertissements);
      if (tas.plein()) await tas.vider();
    }
    await tas.vider();
    await finirLecture(importId, description, lecteur);
  } catch (erreur) {
    await renoncer(importId, erreur).catch((autre: unknown) =>
      journaliserImprevu(autre, { action: "carte.lire_import" }),
    );
  } finally {
    await table.fermer().catch(() => undefined);
  }
}

type Dite = Omit<Remarque, "gravite">;

class Tas {
  private lignes: string[] = [];
  private remarques: Remarque[] = [];
  private caracteres = 0;
  private readonly comptes = { lues: 0, refusees: 0, ecartees: 0, avertissements: 0 };
  private refusGardes = 0;
  private dernier = Date.now();

  constructor(
    private readonly importId: string,
    private readonly octetsLus: () => number,
    private readonly suivre?: Suivi,
  ) {}

  prendre(ligne: LigneGardee, avertissements: readonly Dite[]): void {
    this.comptes.lues += 1;
    this.garder(ligne);
    for (const a of avertissements) this.prevenir({ ...a, gravite: "avertissement" });
  }

  /** A row that is not taken still says what its number is: it may be repeated, or repeat. */
  retenir(ligne: number, effet: "refusee" | "ecartee", cle: string | undefined): void {
    if (cle) this.garder({ ligne, cle, valeurs: {}, effet });
  }

  private garder(ligne: LigneGardee): void {
    const texte = JSON.stringify(ligne);
    this.lignes.push(texte);
    this.caracteres += texte.length;
  }

  /** All the reasons of a row, or none of them: what is not kept is then a number of rows. */
  refuser(refus: readonly Dite[]): void {
    this.comptes.lues += 1;
    this.comptes.refusees += 1;
    if (this.refusGardes >= REMARQUES_MAX) return;
    this.refusGardes += refus.length;
    for (const r of refus) this.remarquer({ ...r, gravite: "refus" });
  }

  ecarter(remarque?: Dite): void {
    this.comptes.lues += 1;
    this.comptes.ecartees += 1;
    if (remarque !== undefined) this.prevenir({ ...remarque, gravite: "ecartee" });
  }

  private prevenir(remarque: Remarque): void {
    this.comptes.avertissements += 1;
    if (this.comptes.avertissements <= REMARQUES_MAX) this.remarquer(remarque);
  }

  private remarquer(remarque: Remarque): void {
    const gardee = remarqueBornee(remarque);
    this.remarques.push(gardee);
    this.caracteres += gardee.colonne.length + gardee.motif.length + gardee.valeur.length;
  }

  plein = (): boolean =>
    this.lignes.length + this.remarques.length >= LOT ||
    this.caracteres >= CARACTERES_MAX ||
    Date.now() - this.dernier >= BATTEMENT_MS;

  async vider(): Promise<void> {
    const { lignes, remarques } = this;
    [this.lignes, this.remarques, this.caracteres] = [[], [], 0];
    const octetsLus = this.octetsLus();
    await transaction(async (tx) => {
      await battre(tx, this.importId, { ...this.comptes, octetsLus: BigInt(octetsLus) });
      await garderLignes(tx, this.importId, lignes);
      await garderRemarques(tx, this.importId, remarques);
    });
    this.dernier = Date.now();
    this.suivre?.({ lues: this.comptes.lues, octetsLus });
  }
}

/** Nothing of it stays but its line and why. */
async function renoncer(importId: string, erreur: unknown): Promise<void> {
  // Who cancelled it has written its state already.
  if (!(erreur instanceof ImportInterrompu)) {
    const client = await base();
    await client.importCarte.updateMany({
      where: { id: importId, etat: "lecture" },
      data: { etat: "echoue", motifEchec: motifDe(erreur) },
    });
  }
  await effacerLignes(importId);
}

function motifDe(erreur: unknown): string {
  if (erreur instanceof RefusFichier) return erreur.message;
  if (erreur instanceof Error && erreur.name === "AbortError") return "L’import a été interrompu.";
  const reference = journaliserImprevu(erreur, { action: "carte.lire_import" });
  return `Une erreur s’est produite de notre côté. Réessayez ; si elle persiste, donnez la référence ${reference}.`;
}
