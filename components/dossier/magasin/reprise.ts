/**
 * Edits of a page that is gone, put back on what this page shows; those that others may have met keep the revision they were
 * typed on. Where something is typed already the newer stays on screen, and the other goes to the history of the field. Pure.
 */
import { type Adresse, sectionDe, sousAdresse } from "@/lib/domain/edition/adresses";
import { comparer, ligneDe, lireA, memeValeur } from "@/lib/domain/edition/changements";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Conflits, Vue } from "./fusion-locale";
import type { EditionGardee, Gardee } from "./garde";
import type { Lue } from "./lecture";
import { poserA, poserLigne, rangDe, retirerLigne } from "./valeurs";

/** `vue`: revision it was typed on. */
export type Ecartee = { adresse: Adresse; valeur: unknown; vue: number };

export type Suite = {
  saisie: unknown;
  reprises: Adresse[];
  vues: Map<Adresse, number>;
  /** Typed, not the newest: for the history of the field. */
  ecartees: Ecartee[];
  /** Neither on screen nor fit for the history (it does not parse): stays where it is, on the device. */
  restes: EditionGardee[];
};

export type Ici = {
  section: SectionSaisie;
  /** The section as it stands. */
  vue: Vue;
  conflits: Conflits;
  /** Typed by the person on this page. */
  tapees: ReadonlySet<Adresse>;
  /** Older revisions that what is on screen was typed on. */
  vues: ReadonlyMap<Adresse, number>;
  revision: number;
  lire: (adresse: Adresse, valeur: unknown) => Lue;
};

type Reprise = Ici & { gardee: Gardee; lot: ReadonlyMap<Adresse, Gardee["lot"][number]>; suite: Suite };

export function reprendreSection(ici: Ici, gardee: Gardee): Suite {
  const suite: Suite = { saisie: ici.vue.saisie, reprises: [], vues: new Map(), ecartees: [], restes: [] };
  const r: Reprise = { ...ici, gardee, lot: new Map(gardee.lot.map((o) => [o.adresse, o])), suite };
  for (const e of gardee.editions) {
    if (e.section !== ici.section) continue;
    if (e.type === "champ") reprendreChamp(r, e);
    else if (e.type === "retrait") reprendreRetrait(r, e);
    else reprendreAjout(r, e);
  }
  return suite;
}

function poser({ suite }: Reprise, saisie: unknown, adresse: Adresse, ancienne?: number): void {
  suite.saisie = saisie;
  suite.reprises.push(adresse);
  if (ancienne === undefined) suite.vues.delete(adresse);
  else suite.vues.set(adresse, ancienne);
}

const rencontreDe = (r: Reprise, e: EditionGardee): number => e.vue ?? r.gardee.revision;
const seule = (r: Reprise, adresse: Adresse, ligne: unknown) => poserLigne(r.section, {}, adresse, ligne, 0);

function reprendreChamp(r: Reprise, e: EditionGardee): void {
  const { section, vue, suite } = r;
  const serveur = lireA(vue.enregistre, e.adresse);
  const ligne = ligneDe(e.adresse);
  const rencontre = rencontreDe(r, e);
  if (serveur === undefined && ligne !== null && e.ligne !== undefined && lireA(suite.saisie, ligne) === undefined) {
    // Its row is gone: it comes back on screen, and the person chooses.
    r.conflits.set(ligne, {
      adresse: ligne,
      section,
      mienne: e.ligne,
      leur: null,
      retiree: true,
      par: null,
      le: r.gardee.le,
      vue: rencontre,
      base: undefined,
    });
    poser(r, poserLigne(section, suite.saisie, ligne, e.ligne, 10_000), ligne);
    return;
  }
  const envoyee = r.lot.get(e.adresse);
  const attendue = memeValeur(serveur, e.base) || (envoyee?.type === "champ" && memeValeur(serveur, envoyee.valeur));
  placer(r, e, { serveur, attendue, ancienne: e.vue !== undefined || !attendue ? rencontre : undefined });
}

type Place = { serveur: unknown; attendue: boolean; ancienne: number | undefined };

/** One value found, where the page may hold another one. */
function placer(r: Reprise, e: EditionGardee, { serveur, attendue, ancienne }: Place): void {
  const { section, vue, suite } = r;
  const { adresse, valeur } = e;
  const ligne = ligneDe(adresse);
  const lue = r.lire(adresse, valeur);
  const present = lireA(suite.saisie, adresse);
  const fautive = vue.fautives.has(adresse) || (ligne !== null && vue.fautives.has(ligne));
  if (serveur !== undefined && memeValeur(serveur, lue.valeur)) return;
  if (present !== undefined && memeValeur(present, valeur)) return;
  const contenu = lireA(vue.contenu, adresse);
  if (lue.juste && !fautive && contenu !== undefined && memeValeur(contenu, lue.valeur)) return;
  const libre = !fautive && present !== undefined && memeValeur(contenu, serveur);
  const tapee = r.tapees.has(adresse) || (ligne !== null && r.tapees.has(ligne));
  if (tapee && !(libre && attendue)) {
    ecarterTrouvee(r, e, lue);
    return;
  }
  if (!libre && present !== undefined) ecarterPresente(r, e, { present, contenu, fautive });
  const base = present === undefined && ligne !== null ? remettreLigne(r, ligne, e.ligne) : suite.saisie;
  poser(r, poserA(section, base, adresse, valeur), adresse, ancienne);
}

/** The row as the server has it, in its place; else as it was found. */
function remettreLigne({ section, vue, suite }: Reprise, ligne: Adresse, trouvee: unknown): unknown {
  const rang = rangDe(vue.enregistre, ligne);
  return poserLigne(
    section,
    suite.saisie,
    ligne,
    lireA(vue.enregistre, ligne) ?? trouvee ?? {},
    rang < 0 ? 10_000 : rang,
  );
}

/** What was found is older than what the person typed on this page. */
function ecarterTrouvee(r: Reprise, e: EditionGardee, lue: Lue): void {
  const vue = rencontreDe(r, e);
  if (estVide(lue.valeur)) return;
  if (lue.juste) r.suite.ecartees.push({ adresse: e.adresse, valeur: lue.valeur, vue });
  else r.suite.restes.push({ ...e, vue });
}

/** What an earlier page had left gives way to what a later one left. */
function ecarterPresente(
  r: Reprise,
  e: EditionGardee,
  { present, contenu, fautive }: { present: unknown; contenu: unknown; fautive: boolean },
): void {
  if (estVide(present)) return;
  const vue = r.vues.get(e.adresse) ?? r.revision;
  if (!fautive && contenu !== undefined) r.suite.ecartees.push({ adresse: e.adresse, valeur: contenu, vue });
  else r.suite.restes.push({ ...e, valeur: present, vue });
}

const estVide = (v: unknown): boolean => v === null || v === undefined || v === "";

function reprendreRetrait(r: Reprise, e: EditionGardee): void {
  const { section, vue, suite } = r;
  const serveur = lireA(vue.enregistre, e.adresse);
  if (serveur === undefined || lireA(suite.saisie, e.adresse) === undefined) return;
  // Typed in since, on this page: the row stays.
  if ([...r.tapees].some((a) => sousAdresse(a, e.adresse))) return;
  for (const c of comparer(section, seule(r, e.adresse, serveur), seule(r, e.adresse, lireA(vue.contenu, e.adresse))))
    if (c.type === "champ" && !estVide(c.apres))
      suite.ecartees.push({ adresse: c.adresse, valeur: c.apres, vue: r.vues.get(c.adresse) ?? r.revision });
  for (const adresse of vue.fautives)
    if (adresse !== e.adresse && sousAdresse(adresse, e.adresse)) {
      const base = lireA(vue.enregistre, adresse) ?? null;
      suite.restes.push({
        section,
        adresse,
        type: "champ",
        base,
        valeur: lireA(suite.saisie, adresse),
        ligne: serveur,
      });
    }
  const ancienne = e.vue !== undefined || !memeValeur(serveur, e.base) ? rencontreDe(r, e) : undefined;
  poser(r, retirerLigne(section, suite.saisie, e.adresse), e.adresse, ancienne);
}

function reprendreAjout(r: Reprise, e: EditionGardee): void {
  const { section, vue, suite } = r;
  const serveur = lireA(vue.enregistre, e.adresse);
  const ici = lireA(suite.saisie, e.adresse);
  if (serveur === undefined && ici === undefined) {
    poser(r, poserLigne(section, suite.saisie, e.adresse, e.valeur, e.rang ?? 10_000), e.adresse);
    return;
  }
  // Put in by someone else too, by another page, or by that page before it went: field by field.
  const envoyee = r.lot.get(e.adresse);
  const envoi = envoyee?.type === "ajout" ? seule(r, e.adresse, envoyee.valeur) : null;
  const rencontre = rencontreDe(r, e);
  for (const c of comparer(section, seule(r, e.adresse, serveur ?? ici), seule(r, e.adresse, e.valeur))) {
    if (c.type !== "champ") continue;
    const envoye = envoi === null ? null : lireA(envoi, c.adresse);
    // Empty because nobody filled it, unless it was sent filled.
    if (estVide(c.apres) && estVide(envoye)) continue;
    const present = serveur === undefined ? undefined : lireA(vue.enregistre, c.adresse);
    const attendue = envoi !== null && serveur !== undefined && memeValeur(present, envoye);
    placer(
      r,
      {
        section,
        adresse: c.adresse,
        type: "champ",
        base: present ?? null,
        valeur: c.apres,
        ligne: e.valeur,
        vue: rencontre,
      },
      { serveur: present, attendue, ancienne: attendue || serveur === undefined ? undefined : rencontre },
    );
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
