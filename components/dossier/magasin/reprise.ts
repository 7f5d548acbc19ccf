/** Edits of a page that is gone, put back on what this page shows; those that others may have met keep the revision they were typed on. Pure. */
import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { comparer, ligneDe, lireA, memeValeur } from "@/lib/domain/edition/changements";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Conflits, Vue } from "./fusion-locale";
import type { EditionGardee, Gardee } from "./garde";
import { poserA, poserLigne, retirerLigne } from "./valeurs";

export type Suite = {
  saisie: unknown;
  reprises: Adresse[];
  vues: Map<Adresse, number>;
};

/** `vue`: the section as it stands. What this page's person typed already stays as it is. */
export function reprendreSection(section: SectionSaisie, vue: Vue, gardee: Gardee, conflits: Conflits): Suite {
  const suite: Suite = { saisie: vue.saisie, reprises: [], vues: new Map() };
  const lot = new Map(gardee.lot.map((o) => [o.adresse, o]));
  for (const e of gardee.editions) if (e.section === section) reprendre(section, vue, gardee, e, lot, suite, conflits);
  return suite;
}

function reprendre(
  section: SectionSaisie,
  vue: Vue,
  gardee: Gardee,
  e: EditionGardee,
  lot: ReadonlyMap<Adresse, Gardee["lot"][number]>,
  suite: Suite,
  conflits: Conflits,
): void {
  const serveur = lireA(vue.enregistre, e.adresse);
  const poser = (saisie: unknown, adresse: Adresse, ancienne?: number) => {
    suite.saisie = saisie;
    suite.reprises.push(adresse);
    if (ancienne !== undefined) suite.vues.set(adresse, ancienne);
  };
  const rencontre = e.vue ?? gardee.revision;
  if (e.type === "champ") {
    if (serveur === undefined) {
      // Its row is gone: it comes back on screen, and the person chooses.
      const ligne = ligneDe(e.adresse);
      if (ligne === null || e.ligne === undefined) return;
      if (lireA(suite.saisie, ligne) === undefined) {
        conflits.set(ligne, {
          adresse: ligne,
          section,
          mienne: e.ligne,
          leur: null,
          retiree: true,
          par: null,
          le: gardee.le,
          vue: rencontre,
          base: undefined,
        });
        poser(poserLigne(section, suite.saisie, ligne, e.ligne, 10_000), ligne);
      }
      return;
    }
    if (memeValeur(serveur, e.valeur) || !memeValeur(lireA(vue.contenu, e.adresse), serveur)) return;
    const envoyee = lot.get(e.adresse);
    const attendue = memeValeur(serveur, e.base) || (envoyee?.type === "champ" && memeValeur(serveur, envoyee.valeur));
    const ancienne = e.vue !== undefined || !attendue ? rencontre : undefined;
    poser(poserA(section, suite.saisie, e.adresse, e.valeur), e.adresse, ancienne);
    return;
  }
  if (e.type === "retrait") {
    if (serveur === undefined || lireA(suite.saisie, e.adresse) === undefined) return;
    const ancienne = e.vue !== undefined || !memeValeur(serveur, e.base) ? rencontre : undefined;
    poser(retirerLigne(section, suite.saisie, e.adresse), e.adresse, ancienne);
    return;
  }
  if (serveur === undefined) {
    if (lireA(suite.saisie, e.adresse) === undefined)
      poser(poserLigne(section, suite.saisie, e.adresse, e.valeur, e.rang ?? 10_000), e.adresse);
    return;
  }
  // Put in by someone else too, or by that page before it went: field by field.
  const envoyee = lot.get(e.adresse);
  const seule = (l: unknown) => poserLigne(section, {}, e.adresse, l, 0);
  const connue = envoyee?.type === "ajout" && memeValeur(serveur, envoyee.valeur);
  for (const c of comparer(section, seule(serveur), seule(e.valeur))) {
    if (c.type !== "champ" || c.apres === null || c.apres === "") continue;
    poser(poserA(section, suite.saisie, c.adresse, c.apres), c.adresse, connue ? undefined : rencontre);
  }
}

/** Entries of the former kind (whole sections, no rows' keys): the plain fields of sections that nobody saved since. */
export function reprendreAncienne(section: SectionSaisie, saisieActuelle: unknown, ancienne: unknown): unknown {
  if (!["identite", "lettre", "diagnostic", "verification"].includes(section)) return saisieActuelle;
  if (typeof ancienne !== "object" || ancienne === null) return saisieActuelle;
  return comparer(section, saisieActuelle, { ...(saisieActuelle as object), ...ancienne }).reduce(
    (s, c) => (c.type === "champ" && sectionDe(c.adresse) === section ? poserA(section, s, c.adresse, c.apres) : s),
    saisieActuelle,
  );
}
