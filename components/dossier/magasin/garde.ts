/**
 * What is typed and not yet acknowledged, kept in the browser: one entry per person, dossier and open page. An entry lives
 * from the first keystroke to the server's acknowledgment; no one else's is ever read.
 */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { type Changement, comparer, ligneDe, lireA, ouvrirContenu } from "@/lib/domain/edition/changements";
import type { OperationEnvoyee } from "@/lib/schemas/edition";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Vue } from "./fusion-locale";
import type { Conflit, Lot } from "./types";
import { estLigne, poserLigne } from "./valeurs";

const PREFIXE = "rigel:gardees:";
const cleDe = (personne: string, dossier: string, client: string) => `${PREFIXE}${personne}:${dossier}:${client}`;

export type EditionGardee = {
  section: SectionSaisie;
  adresse: Adresse;
  type: "champ" | "ajout" | "retrait";
  /** What the server held when it was typed; absent for a row put in. */
  base?: unknown;
  /** As typed. */
  valeur?: unknown;
  rang?: number;
  /** The row around the field, should it be gone meanwhile. */
  ligne?: unknown;
  /** Revision it was typed on, when older than the entry's. */
  vue?: number;
};

export type Gardee = {
  v: 1;
  client: string;
  revision: number;
  /** ISO instant. */
  le: string;
  /** Sent, not acknowledged. */
  lot: OperationEnvoyee[];
  ecartees: OperationEnvoyee[];
  editions: EditionGardee[];
};

/** What is typed in one section and not on the server. */
export function editionsDe(
  section: SectionSaisie,
  vue: Vue,
  conflits: ReadonlyMap<Adresse, Conflit>,
  vues: ReadonlyMap<Adresse, number>,
  lot: Lot | null,
): EditionGardee[] {
  // Opened once: a pasted block is hundreds of rows to find among thousands.
  const [saisie, contenu] = [ouvrirContenu(section, vue.saisie), ouvrirContenu(section, vue.contenu)];
  const brut = (adresse: Adresse) => saisie.lire(adresse) ?? contenu.lire(adresse) ?? null;
  const prises = new Set<Adresse>();
  const editions: EditionGardee[] = [];
  const poser = (e: EditionGardee) => {
    if (prises.has(e.adresse)) return;
    prises.add(e.adresse);
    const ancienne = e.vue ?? vues.get(e.adresse);
    editions.push({ ...e, ...(ancienne !== undefined && { vue: ancienne }) });
  };
  const champ = (adresse: Adresse, base: unknown, anterieure?: number) => {
    const ligne = ligneDe(adresse);
    poser({
      section,
      adresse,
      type: "champ",
      base,
      valeur: brut(adresse),
      ...(ligne !== null && { ligne: brut(ligne) }),
      ...(anterieure !== undefined && { vue: anterieure }),
    });
  };
  const noter = (c: Changement) => {
    const conflit = conflits.get(c.adresse) ?? conflits.get(ligneDe(c.adresse) ?? "");
    if (c.type === "champ") return champ(c.adresse, c.avant, conflit?.vue);
    if (c.type === "retrait")
      return poser({
        section,
        adresse: c.adresse,
        type: "retrait",
        base: c.avant,
        ...(conflit && { vue: conflit.vue }),
      });
    if (conflit === undefined)
      return poser({ section, adresse: c.adresse, type: "ajout", valeur: brut(c.adresse), rang: c.rang });
    // Taken out by someone else while typed in: kept as what was typed in it, which must meet that again.
    const seule = (l: unknown) => poserLigne(section, {}, c.adresse, l ?? {}, 0);
    for (const f of comparer(section, seule(conflit.base), seule(c.apres)))
      if (f.type === "champ") champ(f.adresse, f.avant, conflit.vue);
  };
  for (const c of comparer(section, vue.enregistre, vue.contenu)) noter(c);
  for (const adresse of vue.fautives) {
    if (prises.has(ligneDe(adresse) ?? "")) continue;
    if (!estLigne(adresse)) {
      const base = lireA(vue.enregistre, adresse);
      if (base !== undefined) champ(adresse, base, conflits.get(adresse)?.vue);
    } else if (contenu.lire(adresse) === undefined)
      poser({ section, adresse, type: "ajout", valeur: brut(adresse), rang: 10_000 });
    // Taken out before anyone could tell what the rest is worth.
    else if (saisie.lire(adresse) === undefined)
      poser({ section, adresse, type: "retrait", base: lireA(vue.enregistre, adresse) });
  }
  // Sent, then typed back to what it was: should the sending have gone through, this must follow it.
  for (const o of lot?.operations ?? []) {
    if (o.adresse.split("/", 1)[0] !== section || prises.has(o.adresse)) continue;
    if (o.type === "champ") champ(o.adresse, o.valeur);
    if (o.type === "ajout" && contenu.lire(o.adresse) === undefined)
      poser({ section, adresse: o.adresse, type: "retrait", base: o.valeur });
  }
  return editions;
}

/** False when the browser refuses (private window, quota): the person must then be told not to close the page. */
export function garder(stockage: Storage, personne: string, dossier: string, gardee: Gardee): boolean {
  try {
    stockage.setItem(cleDe(personne, dossier, gardee.client), JSON.stringify(gardee));
    return true;
  } catch {
    return false;
  }
}

export function oublier(stockage: Storage, personne: string, dossier: string, client: string): void {
  try {
    stockage.removeItem(cleDe(personne, dossier, client));
  } catch {
    // A browser that refuses to write has kept nothing either.
  }
}

const clesDe = (stockage: Storage): string[] =>
  Array.from({ length: stockage.length }, (_, i) => stockage.key(i)).filter((c) => c !== null);

export function lireGardee(stockage: Storage, personne: string, dossier: string, client: string): Gardee | null {
  try {
    const lu = stockage.getItem(cleDe(personne, dossier, client));
    const gardee = lu === null ? null : (JSON.parse(lu) as Gardee);
    return gardee?.v === 1 && Array.isArray(gardee.editions) && typeof gardee.revision === "number" ? gardee : null;
  } catch {
    return null;
  }
}

/** Pages that left something of this person on this dossier, oldest first. An unreadable entry is skipped, not destroyed. */
export function clientsGardes(stockage: Storage, personne: string, dossier: string): string[] {
  try {
    const debut = `${PREFIXE}${personne}:${dossier}:`;
    return clesDe(stockage)
      .filter((c) => c.startsWith(debut))
      .map((c) => c.slice(debut.length))
      .map((client) => ({ client, le: lireGardee(stockage, personne, dossier, client)?.le ?? "" }))
      .sort((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0))
      .map(({ client }) => client);
  } catch {
    return [];
  }
}

/** Edits kept for this person, of whatever dossier and page. */
export function compterGardees(stockage: Storage, personne: string): number {
  try {
    return clesDe(stockage)
      .filter((c) => c.startsWith(`${PREFIXE}${personne}:`))
      .reduce((n, c) => {
        const [dossier = "", client = ""] = c.slice(`${PREFIXE}${personne}:`.length).split(":");
        const lue = lireGardee(stockage, personne, dossier, client);
        return n + (lue === null ? 0 : new Set([...lue.editions, ...lue.lot].map((e) => e.adresse)).size);
      }, 0);
  } catch {
    return 0;
  }
}

/** At sign-out: nothing typed by this person stays on the device. */
export function effacerGardees(stockage: Storage, personne: string): void {
  try {
    for (const c of clesDe(stockage)) if (c.startsWith(`${PREFIXE}${personne}:`)) stockage.removeItem(c);
  } catch {}
}
