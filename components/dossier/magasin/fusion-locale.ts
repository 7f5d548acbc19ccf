/**
 * Others' writes brought into one section as this page holds it: what the server has always follows; what is on screen
 * follows where the person has typed nothing; where they have typed something else, both values stay and they choose. Pure.
 */
import { type Adresse, sousAdresse } from "@/lib/domain/edition/adresses";
import {
  appliquer,
  type Changement,
  comparer,
  type Ligne,
  ligneDe,
  lireA,
  memeValeur,
} from "@/lib/domain/edition/changements";
import type { Auteur } from "@/lib/schemas/edition";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Conflit } from "./types";
import { estLigne, poserLigne, rangDe } from "./valeurs";

export type Vue = {
  enregistre: unknown;
  contenu: unknown;
  saisie: unknown;
  /** What does not parse: typed, whatever `contenu` says. */
  fautives: ReadonlySet<Adresse>;
};

/** A write of someone else, and the revision this page knew before it. */
export type Recu = { changement: Changement; par: Auteur | null; le: string; vue: number };

export type Conflits = Map<Adresse, Conflit>;

/** Nothing anyone would miss: what a row just made holds. */
const estVide = (v: unknown): boolean =>
  v === null || v === undefined || v === "" || v === false || (Array.isArray(v) && v.length === 0);

const fautiveSous = (vue: Vue, adresse: Adresse): boolean => [...vue.fautives].some((f) => sousAdresse(f, adresse));

const surLesDeux = (section: SectionSaisie, vue: Vue, c: Changement): Vue => ({
  ...vue,
  contenu: appliquer(section, vue.contenu, [c]),
  saisie: appliquer(section, vue.saisie, [c]),
});

function opposer(section: SectionSaisie, conflits: Conflits, adresse: Adresse, recu: Recu, base?: unknown): void {
  const { par, le, vue } = recu;
  const deja = conflits.get(adresse);
  conflits.set(adresse, {
    mienne: null,
    leur: null,
    retiree: false,
    ...(base !== undefined && { base }),
    ...deja,
    adresse,
    section,
    par,
    le,
    vue: deja?.vue ?? vue,
  });
}

/** The section once this write is in. New conflicts go to `conflits`; `revoirConflits` gives them their values. */
export function integrer(section: SectionSaisie, avant: Vue, recu: Recu, conflits: Conflits): Vue {
  const c = recu.changement;
  const ancienne = lireA(avant.enregistre, c.adresse);
  const vue = { ...avant, enregistre: appliquer(section, avant.enregistre, [c]) };
  if (c.type === "champ") {
    if (ancienne === undefined) return vue;
    const mienne = lireA(vue.contenu, c.adresse);
    if (mienne === undefined) {
      opposer(section, conflits, ligneDe(c.adresse) ?? c.adresse, recu);
      return vue;
    }
    return integrerChamp(section, vue, c, ancienne, recu, conflits);
  }
  const mienne = lireA(vue.contenu, c.adresse) ?? lireA(vue.saisie, c.adresse);
  if (c.type === "retrait") {
    if (mienne === undefined) return vue;
    if (memeValeur(mienne, ancienne) && !fautiveSous(vue, c.adresse)) return surLesDeux(section, vue, c);
    opposer(section, conflits, c.adresse, recu, ancienne);
    return vue;
  }
  if (mienne === undefined) {
    if (ancienne === undefined) return surLesDeux(section, vue, c);
    opposer(section, conflits, c.adresse, recu);
    return vue;
  }
  return integrerLigneCommune(section, vue, { adresse: c.adresse, apres: c.apres }, ancienne, recu, conflits);
}

function integrerChamp(
  section: SectionSaisie,
  vue: Vue,
  c: Extract<Changement, { type: "champ" }>,
  ancienne: unknown,
  recu: Recu,
  conflits: Conflits,
): Vue {
  const mienne = lireA(vue.contenu, c.adresse);
  const fautive = vue.fautives.has(c.adresse);
  if (!fautive && memeValeur(mienne, ancienne)) return surLesDeux(section, vue, c);
  if (fautive || !memeValeur(mienne, c.apres)) opposer(section, conflits, c.adresse, recu);
  return vue;
}

/** The same row put in by both (one cell of the budget), or theirs put back over mine: field by field. */
function integrerLigneCommune(
  section: SectionSaisie,
  depart: Vue,
  { adresse, apres }: { adresse: Adresse; apres: Ligne },
  ancienne: unknown,
  recu: Recu,
  conflits: Conflits,
): Vue {
  let vue = depart;
  const seule = (ligne: unknown) => poserLigne(section, {}, adresse, ligne, 0);
  if (lireA(vue.contenu, adresse) === undefined) {
    const ligne = { ...apres };
    vue = {
      ...vue,
      contenu: poserLigne(section, vue.contenu, adresse, ligne, Math.max(0, rangDe(vue.enregistre, adresse))),
    };
  }
  const mienne = lireA(depart.contenu, adresse) ?? lireA(depart.saisie, adresse);
  for (const c of comparer(section, seule(mienne), seule(apres))) {
    if (c.type !== "champ") continue;
    const base = ancienne === undefined ? undefined : lireA(seule(ancienne), c.adresse);
    const tapee = vue.fautives.has(c.adresse) || (base === undefined ? !estVide(c.avant) : !memeValeur(c.avant, base));
    if (tapee) opposer(section, conflits, c.adresse, recu);
    else vue = surLesDeux(section, vue, c);
  }
  return vue;
}

/**
 * Each conflict as things stand: both values; gone when they agree, when the field is no longer there; turned into that of
 * its row when one of the two took the row out, and back into those of its fields when the row is on both sides again.
 */
export function revoirConflits(section: SectionSaisie, vue: Vue, conflits: Conflits): void {
  for (const conflit of [...conflits.values()]) {
    if (conflit.section !== section) continue;
    const { adresse } = conflit;
    const ligne = estLigne(adresse) ? adresse : ligneDe(adresse);
    const chezMoi = ligne === null ? {} : (lireA(vue.contenu, ligne) ?? lireA(vue.saisie, ligne));
    const chezEux = ligne === null ? {} : lireA(vue.enregistre, ligne);
    if (ligne !== null && (chezMoi === undefined || chezEux === undefined)) {
      conflits.delete(adresse);
      if (chezMoi === undefined && chezEux === undefined) continue;
      for (const autre of [...conflits.keys()]) if (sousAdresse(autre, ligne)) conflits.delete(autre);
      conflits.set(ligne, {
        ...conflit,
        adresse: ligne,
        ...(adresse !== ligne && { notee: undefined }),
        mienne: chezMoi ?? null,
        leur: chezEux ?? null,
        retiree: chezEux === undefined,
      });
      continue;
    }
    if (estLigne(adresse)) {
      conflits.delete(adresse);
      const seule = (l: unknown) => poserLigne(section, {}, adresse, l, 0);
      for (const c of comparer(section, seule(chezMoi), seule(chezEux)))
        conflits.set(c.adresse, {
          ...conflit,
          adresse: c.adresse,
          retiree: false,
          notee: undefined,
          mienne: null,
          leur: null,
        });
      revoirConflits(section, vue, conflits);
      return;
    }
    const fautive = vue.fautives.has(adresse);
    const mienne = lireA(fautive ? vue.saisie : vue.contenu, adresse) ?? null;
    const leur = lireA(vue.enregistre, adresse) ?? null;
    if (!fautive && memeValeur(mienne, leur)) conflits.delete(adresse);
    else conflits.set(adresse, { ...conflit, mienne, leur, retiree: false });
  }
}
