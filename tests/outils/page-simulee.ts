import { randomUUID } from "node:crypto";
import { ecrireAdresse, sectionDe, sousAdresse } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, type Ligne, ligneDe, lireA } from "@/lib/domain/edition/changements";
import { SECTIONS_EDITABLES, type SectionEditable } from "@/lib/domain/edition/formes";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { ChangementRecu, ConflitChamp, Nouveautes, Operation, Synchronisation } from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";

/** An open page, reduced to what the protocol asks of one: what the server told it, what it has not sent, what it was refused. */
export type Conflit = { operation: Operation; recu: ConflitChamp };

export const versChangement = (c: Operation | ChangementRecu): Changement => {
  const { adresse } = c;
  if (c.type === "champ") return { type: "champ", adresse, avant: null, apres: c.valeur ?? null };
  if (c.type === "ajout") return { type: "ajout", adresse, rang: c.rang, apres: c.valeur as Ligne };
  return { type: "retrait", adresse, rang: 0, avant: {} };
};

export class PageSimulee {
  readonly client = randomUUID();
  revision = 0;
  /** What the server holds, as far as this page was told. */
  connu = new Map<SectionEditable, unknown>();
  attente = new Map<string, Operation>();
  /** Sent, no answer heard: it leaves again as it was. */
  enVol: Operation[] | null = null;
  readonly conflits = new Map<string, Conflit>();

  constructor(espace: EspaceDossier) {
    this.ouvrir(espace);
  }

  /** The page is read again: what was typed stays, with the revision it was typed on. */
  ouvrir({ fichier, cles, revision }: EspaceDossier): void {
    this.revision = revision;
    for (const s of SECTIONS_EDITABLES) this.connu.set(s, contenuDeSection(fichier, s, cles));
  }

  private faire(changements: readonly Changement[]): void {
    for (const c of changements) {
      const section = sectionDe(c.adresse) as SectionEditable;
      this.connu.set(section, appliquer(section, this.connu.get(section), [c]));
    }
  }

  /** What its person sees: what is known, and what they typed over it. */
  vu(section: SectionEditable): unknown {
    const tapees = [...(this.enVol ?? []), ...this.attente.values()].filter((o) => sectionDe(o.adresse) === section);
    return appliquer(section, this.connu.get(section), tapees.map(versChangement));
  }

  private commun = (adresse: string) => ({
    ...{ id: randomUUID(), vue: this.revision, adresse, nature: "saisie" as const },
  });

  occupee(adresse: string): boolean {
    const ligne = ligneDe(adresse);
    return [...this.conflits.keys()].some((c) => c === adresse || c === ligne || sousAdresse(c, adresse));
  }

  taper(adresse: string, valeur: unknown): void {
    this.attente.set(adresse, { ...this.commun(adresse), type: "champ", valeur });
  }

  ajouter(adresse: string, valeur: Record<string, unknown>): void {
    this.attente.set(adresse, { ...this.commun(adresse), type: "ajout", rang: 10_000, valeur });
  }

  retirer(adresse: string): void {
    const jamaisEnvoyee = this.attente.get(adresse)?.type === "ajout";
    for (const a of [...this.attente.keys()]) if (sousAdresse(a, adresse)) this.attente.delete(a);
    if (!jamaisEnvoyee) this.attente.set(adresse, { ...this.commun(adresse), type: "retrait" });
  }

  /** The next batch, the same as the last one until it was answered. */
  lot(): Operation[] {
    this.enVol ??= this.attente.size === 0 ? null : [...this.attente.values()];
    for (const o of this.enVol ?? []) if (this.attente.get(o.adresse)?.id === o.id) this.attente.delete(o.adresse);
    return this.enVol ?? [];
  }

  recevoir(n: Nouveautes): void {
    this.faire(n.changements.map(versChangement));
    this.revision = n.revision;
  }

  /** Written by an earlier sending first: what others wrote since came over it. */
  repondre(s: Synchronisation): void {
    const lot = this.enVol ?? [];
    this.enVol = null;
    const anterieures = new Set(s.anterieures ?? []);
    const acceptees = lot.filter((o) => s.acceptees.includes(o.id));
    this.faire(acceptees.filter((o) => anterieures.has(o.id)).map(versChangement));
    this.recevoir(s);
    this.faire(acceptees.filter((o) => !anterieures.has(o.id)).map(versChangement));
    for (const recu of s.conflits) {
      const operation = lot.find((o) => o.id === recu.operation);
      if (operation !== undefined) this.conflits.set(recu.adresse, { operation, recu });
    }
  }

  /** Theirs stays; or mine is sent again, knowing theirs. */
  trancher(adresse: string, choix: "mienne" | "leur"): void {
    const conflit = this.conflits.get(adresse);
    this.conflits.delete(adresse);
    if (conflit === undefined || choix === "leur") return;
    const { operation: o } = conflit;
    // Its row is gone: there is no field to write in any more.
    const ligne = ligneDe(adresse);
    const present = ligne === null || lireA(this.connu.get(sectionDe(adresse) as SectionEditable), ligne) !== undefined;
    if (o.type === "champ" && !present) return;
    this.attente.set(adresse, { ...o, ...this.commun(adresse) } as Operation);
  }
}

export const adresseLigne = (liste: string, cle: string): string => ecrireAdresse("budget", liste, cle);
