/** The sections of one dossier as this page holds them: what the server has, what is typed, what meets someone else's. */
import type { Adresse } from "@/lib/domain/edition/adresses";
import { sectionDe } from "@/lib/domain/edition/adresses";
import { type Changement, cheminDAdresse, comparer, memeValeur } from "@/lib/domain/edition/changements";
import { avecSection, contenuDeSection, SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { OperationEnvoyee } from "@/lib/schemas/edition";
import type { EspaceDossier, EtatSection } from "@/lib/schemas/espace";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { JugeSaisie } from "../charger-juge";
import { type Conflits, integrer, type Recu, revoirConflits, type Vue } from "./fusion-locale";
import type { Conflit, EtatSaisie, Lot, Phase, Transport } from "./types";
import { apresDe, memeLigne, parSection } from "./valeurs";
import { jugerSaisie } from "./validite";

type Section = Vue & { fautes: Record<string, string>; revision: number; vie: EtatSection };
type Refus = { message: string; valeur: unknown };

export type Etats = ReturnType<typeof creerEtats>;

const VIDES: ReadonlySet<Adresse> = new Set();

export function creerEtats(depart: EspaceDossier) {
  let base: DossierFichier = depart.fichier;
  let fichier: DossierFichier = depart.fichier;
  const sections = {} as Record<SectionSaisie, Section>;
  const publies = {} as Record<SectionSaisie, EtatSaisie>;
  const conflits: Conflits = new Map();
  let conflitsPublies: readonly Conflit[] = [];
  const refus = new Map<Adresse, Refus>();
  const abonnes = new Set<() => void>();
  /** Changes at each change of what holds edits back: what is pending is then counted again. */
  let marque = 0;
  const comptes = new Map<
    SectionSaisie,
    { e: unknown; c: unknown; marque: number; tous: Changement[]; libres: Changement[] }
  >();

  const partage = {
    espace: depart,
    revisionConnue: depart.revision,
    transport: { type: "libre" } as Transport,
    lot: null as Lot | null,
    juge: null as JugeSaisie | null,
    /** Sections typed in before the schemas were there. */
    aJuger: new Set<SectionSaisie>(),
    /** Older revisions that edits taken over were typed on. */
    vues: new Map<Adresse, number>(),
    /** Names under which edits taken over may have been written already. */
    connues: new Map<string, { adresse: Adresse; valeur: unknown }>(),
    restaurees: new Map<Adresse, unknown>(),
    /** What the person typed on this very page: newer than anything found on the device. */
    tapees: new Set<Adresse>(),
    ecartees: [] as OperationEnvoyee[],
  };

  for (const s of SECTIONS_SAISIE) {
    const contenu = contenuDeSection(base, s, depart.cles);
    sections[s] = {
      enregistre: contenu,
      contenu,
      saisie: contenu,
      fautives: VIDES,
      fautes: {},
      revision: 0,
      vie: depart.sections[s],
    };
  }

  /** What differs from the server; `libres`: what may go. */
  function compter(s: SectionSaisie) {
    const { enregistre: e, contenu: c } = sections[s];
    const deja = comptes.get(s);
    if (deja && deja.e === e && deja.c === c && deja.marque === marque) return deja;
    const tous = deja && deja.e === e && deja.c === c ? deja.tous : comparer(s, e, c);
    const retenue = (ch: Changement) =>
      [...conflits.keys()].some((a) => memeLigne(ch.adresse, a) || memeLigne(a, ch.adresse)) || estRefusee(ch);
    const libres = conflits.size + refus.size === 0 ? tous : tous.filter((ch) => !retenue(ch));
    const compte = { e, c, marque, tous, libres };
    comptes.set(s, compte);
    return compte;
  }
  const estRefusee = (ch: Changement): boolean => {
    const r = refus.get(ch.adresse);
    return r !== undefined && memeValeur(r.valeur, apresDe(ch));
  };

  function fautesDe(s: SectionSaisie): Record<string, string> {
    const { fautes, saisie } = sections[s];
    const refusees = [...refus].filter(([a]) => sectionDe(a) === s);
    if (refusees.length === 0) return fautes;
    return {
      ...Object.fromEntries(refusees.map(([a, r]) => [cheminDAdresse(saisie, a) ?? a, r.message])),
      ...fautes,
    };
  }

  function phaseDe(s: SectionSaisie, nbFautes: number): Phase {
    const enConflit = conflitsPublies.filter((c) => c.section === s).length;
    const { transport, lot, aJuger } = partage;
    const enVol = lot?.operations.some((o) => sectionDe(o.adresse) === s) ?? false;
    const attend = compter(s).libres.length > 0 || aJuger.has(s) || enVol;
    if (attend && transport.type !== "libre" && transport.type !== "en_cours") return transport;
    if (nbFautes > 0) return { type: "invalide", nombre: nbFautes };
    if (enConflit > 0) return { type: "conflit", nombre: enConflit };
    if (!attend) return { type: "a_jour" };
    return transport.type === "en_cours" && enVol ? { type: "en_cours" } : { type: "modifiee" };
  }

  /** A refusal is about one value: once that value is no longer on its way, nothing more is to be said of it. */
  function revoirRefus(): void {
    for (const [adresse, r] of refus) {
      const { tous } = compter(sectionDe(adresse) as SectionSaisie);
      if (tous.some((c) => c.adresse === adresse && memeValeur(r.valeur, apresDe(c)))) continue;
      refus.delete(adresse);
      marque += 1;
    }
  }

  function publier(): void {
    revoirRefus();
    const suite = [...conflits.values()];
    if (suite.length !== conflitsPublies.length || suite.some((c, i) => c !== conflitsPublies[i])) {
      conflitsPublies = suite;
      marque += 1;
    }
    let change = false;
    for (const s of SECTIONS_SAISIE) {
      const { saisie, contenu, enregistre, revision, vie } = sections[s];
      const fautes = fautesDe(s);
      const avant = publies[s];
      const phase = phaseDe(s, Object.keys(fautes).length);
      if (avant?.contenu !== contenu) change = true;
      publies[s] = {
        saisie,
        contenu,
        enregistre,
        version: vie.version,
        enregistreLe: vie.modifieeLe,
        fautes: avant && JSON.stringify(avant.fautes) === JSON.stringify(fautes) ? avant.fautes : fautes,
        phase: avant && JSON.stringify(avant.phase) === JSON.stringify(phase) ? avant.phase : phase,
        revision,
      } as EtatSaisie;
      if (avant && (Object.keys(avant) as (keyof EtatSaisie)[]).every((k) => avant[k] === publies[s][k]))
        publies[s] = avant;
    }
    if (change) recomposer();
    for (const abonne of abonnes) abonne();
  }
  const recomposer = () => {
    fichier = SECTIONS_SAISIE.reduce((f, s) => avecSection(f, s, sections[s].contenu as never), base);
  };

  function poser(s: SectionSaisie, suite: Partial<Section>): void {
    sections[s] = { ...sections[s], ...suite };
  }
  /** Reads what is typed; false: the schemas are not there yet. */
  function juger(s: SectionSaisie): boolean {
    if (!partage.juge) {
      partage.aJuger.add(s);
      // Nobody can tell yet whether they are right: kept on the device and counted as what is wrong is.
      const { enregistre, saisie } = sections[s];
      // An empty control says "" of what has no value.
      const tapes = comparer(s, enregistre, saisie).filter(
        (c) => c.type !== "champ" || c.avant !== null || (c.apres !== "" && c.apres !== false),
      );
      poser(s, { fautives: new Set(tapes.map((c) => c.adresse)) });
      return false;
    }
    partage.aJuger.delete(s);
    const { saisie, contenu } = sections[s];
    poser(s, jugerSaisie(partage.juge, s, saisie, contenu));
    revoirConflits(s, sections[s], conflits);
    return true;
  }

  /** Others' writes, in their order. */
  function integrerTout(recus: readonly Recu[]): void {
    for (const [s, siens] of parSection(recus, (r) => r.changement.adresse)) {
      const avant = sections[s];
      if (avant === undefined) continue;
      let vue: Vue = avant;
      for (const recu of siens) vue = integrer(s, vue, recu, conflits);
      // Faults are named by rank: rows moved by others move them.
      const bouge = vue.saisie !== avant.saisie;
      poser(s, { ...vue, ...(bouge && { revision: avant.revision + 1 }) });
      if (bouge && avant.fautives.size > 0) juger(s);
      revoirConflits(s, sections[s], conflits);
    }
  }

  recomposer();
  publier();

  return {
    partage,
    conflits,
    refus: {
      noter: (adresse: Adresse, r: Refus) => {
        refus.set(adresse, r);
        marque += 1;
      },
      lever: (adresses?: readonly Adresse[]) => {
        if (refus.size === 0) return false;
        if (adresses) for (const a of adresses) refus.delete(a);
        else refus.clear();
        marque += 1;
        return true;
      },
      taille: () => refus.size,
    },
    section: (s: SectionSaisie): Readonly<Section> => sections[s],
    poser,
    juger,
    integrerTout,
    revoir: (s: SectionSaisie) => revoirConflits(s, sections[s], conflits),
    publier,
    compter,
    changerBase(suivant: EspaceDossier) {
      partage.espace = suivant;
      base = suivant.fichier;
      recomposer();
    },
    vie(suivantes: EspaceDossier["sections"]) {
      for (const s of SECTIONS_SAISIE)
        if (suivantes[s].version >= sections[s].vie.version) sections[s] = { ...sections[s], vie: suivantes[s] };
    },
    lire: <S extends SectionSaisie>(s: S) => publies[s] as unknown as EtatSaisie<S>,
    publies: publies as Readonly<Record<SectionSaisie, EtatSaisie>>,
    conflitsPublies: () => conflitsPublies,
    fichier: () => fichier,
    refusDe: (s: SectionSaisie, chemin: string): string | undefined => {
      for (const [a, r] of refus)
        if (sectionDe(a) === s && cheminDAdresse(sections[s].saisie, a) === chemin) return r.message;
      return undefined;
    },
    nombreEnAttente: (s: SectionSaisie): number => {
      const { tous } = compter(s);
      const adresses = new Set(tous.map((c) => c.adresse));
      const fautives = [...sections[s].fautives].filter((a) => !adresses.has(a)).length;
      return tous.length + fautives;
    },
    abonnes,
  };
}
