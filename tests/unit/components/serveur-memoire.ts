/** A server in memory, on the same pure functions as the real one: what it holds, who wrote what, and a network one can cut. */
import * as juge from "@/components/dossier/juge";
import { creerMagasin, type Magasin } from "@/components/dossier/magasin";
import type { OptionsMagasin, Verrous } from "@/components/dossier/magasin/types";
import { sectionDe } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, type Ligne, ligneDe, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { decider } from "@/lib/domain/edition/fusion";
import { regime } from "@/lib/domain/regimes";
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import {
  avecSection,
  type ClesLignes,
  clesAvecContenu,
  contenuDeSection,
  SECTIONS_SAISIE,
} from "@/lib/schemas/contenus";
import type {
  Auteur,
  ChangementRecu,
  ConflitChamp,
  DemandeModifications,
  Nouveautes,
  RefusChamp,
  Synchronisation,
} from "@/lib/schemas/edition";
import type { EspaceDossier, EtatSection } from "@/lib/schemas/espace";
import type { Reponse } from "@/lib/schemas/reponse";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { versJeu } from "@/lib/schemas/vers-regime";
import { exemple } from "@/tests/outils/dossiers";

/** The browser's storage, in memory. */
export function stockageNeuf(): Storage {
  const lignes = new Map<string, string>();
  return {
    get length() {
      return lignes.size;
    },
    key: (i) => [...lignes.keys()][i] ?? null,
    getItem: (cle) => lignes.get(cle) ?? null,
    setItem: (cle, valeur) => void lignes.set(cle, valeur),
    removeItem: (cle) => void lignes.delete(cle),
    clear: () => lignes.clear(),
  };
}

/** The browser's locks, in memory: `mourir` lets go of everything a page held, as a crash does. */
export function verrousNeufs() {
  const tenus = new Map<string, symbol>();
  const page = (): Verrous & { mourir: () => void } => {
    const marque = Symbol();
    const lacher = () => {
      for (const [nom, m] of tenus) if (m === marque) tenus.delete(nom);
    };
    return {
      tenir: (nom) => {
        tenus.set(nom, marque);
        return () => {
          if (tenus.get(nom) === marque) tenus.delete(nom);
        };
      },
      siLibre: async (nom, geste) => {
        if (!tenus.has(nom)) geste();
      },
      mourir: lacher,
    };
  };
  return { page };
}

type Ecrit = ChangementRecu & { client: string };

export function serveurNeuf(fichier: DossierFichier = exemple("fpi-aura")) {
  // Keys as the server gives them: never the ranks.
  let n = 0;
  let base = fichier;
  const contenus = Object.fromEntries(
    SECTIONS_SAISIE.map((s) => {
      const contenu = structuredClone(contenuDeSection(fichier, s)) as Record<string, unknown>;
      for (const liste of Object.values(contenu))
        if (Array.isArray(liste)) for (const l of liste) if (typeof l?.cle === "string") l.cle = `k${n++}`;
      return [s, contenu];
    }),
  ) as Record<SectionSaisie, unknown>;
  const initiaux = structuredClone(contenus);
  let revision = 0;
  const ecrits: Ecrit[] = [];
  const operations = new Map<string, boolean>();
  /** Values set aside, by address. */
  const ecartees: { adresse: string; valeur: unknown }[] = [];
  const versions = Object.fromEntries(
    SECTIONS.map((s) => [s.code, { version: 1, modifieeLe: null, modifieePar: null }]),
  ) as Record<CodeSection, EtatSection>;
  const refuser = new Map<string, string>();
  /** `trop`: more was written than it tells; pages are to read the dossier again. */
  const humeur = { trop: false };

  const depuisPour = (depuis: number, client: string) =>
    ecrits.filter((e) => e.revision > depuis && e.client !== client).map(({ client: _, ...c }) => structuredClone(c));

  /** As the schemas read it: what comes back is not always what was sent. */
  function normaliser(faits: Ecrit[]): void {
    for (const section of new Set(faits.map((e) => sectionDe(e.adresse) as SectionSaisie))) {
      const lu = juge.lireSaisie(section, contenus[section] as never);
      if (!("fautes" in lu)) contenus[section] = lu.contenu;
    }
    for (const e of faits) {
      const stockee = lireA(contenus[sectionDe(e.adresse) as SectionSaisie], e.adresse);
      if ("valeur" in e && stockee !== undefined) e.valeur = structuredClone(stockee) as never;
    }
  }

  function modifier(demande: DemandeModifications, par: Auteur): Synchronisation {
    const { client, depuis, operations: ops } = structuredClone(demande);
    const le = new Date().toISOString();
    const avant = depuisPour(depuis, client);
    const acceptees: string[] = [];
    const anterieures: string[] = [];
    const conflits: ConflitChamp[] = [];
    const refus: RefusChamp[] = [];
    const suivante = revision + 1;
    let ecrit = false;
    for (const o of ops) {
      if (operations.get(o.id) === true) {
        acceptees.push(o.id);
        anterieures.push(o.id);
        continue;
      }
      const section = sectionDe(o.adresse) as SectionSaisie;
      const motif = refuser.get(o.adresse);
      if (motif !== undefined) {
        refus.push({ operation: o.id, adresse: o.adresse, message: motif });
        continue;
      }
      const valeur = o.type === "retrait" ? undefined : o.valeur;
      const siennes = ecrits.filter((e) => e.client !== client);
      const decision = decider({ type: o.type, adresse: o.adresse, vue: o.vue, valeur }, contenus[section], siennes);
      if (decision.type === "sans_effet") {
        acceptees.push(o.id);
        continue;
      }
      ecrit = true;
      if (decision.type === "conflit") {
        const cause = siennes.find(
          (e) => e.revision === decision.cause?.revision && e.adresse === decision.cause.adresse,
        );
        conflits.push({
          operation: o.id,
          adresse: o.adresse,
          leur: decision.leur,
          retiree: decision.retiree,
          revision: cause?.revision ?? revision,
          le: cause?.le ?? le,
          par: cause?.par ?? null,
        });
        if (!operations.has(o.id)) ecartees.push({ adresse: o.adresse, valeur: valeur ?? null });
        operations.set(o.id, false);
        continue;
      }
      const c: Changement =
        o.type === "champ"
          ? { type: "champ", adresse: o.adresse, avant: null, apres: o.valeur ?? null }
          : o.type === "ajout"
            ? { type: "ajout", adresse: o.adresse, rang: o.rang, apres: o.valeur as Ligne }
            : { type: "retrait", adresse: o.adresse, rang: 0, avant: {} };
      contenus[section] = appliquer(section, contenus[section], [c]);
      operations.set(o.id, true);
      acceptees.push(o.id);
      const commun = { revision: suivante, adresse: o.adresse, le, par, client };
      if (o.type === "champ") ecrits.push({ ...commun, type: "champ", valeur: o.valeur ?? null });
      else if (o.type === "ajout") ecrits.push({ ...commun, type: "ajout", rang: o.rang, valeur: o.valeur });
      else ecrits.push({ ...commun, type: "retrait" });
      versions[section] = { version: versions[section].version + 1, modifieeLe: le, modifieePar: par.nom };
    }
    normaliser(ecrits.filter((e) => e.revision === suivante));
    if (ecrit) revision = suivante;
    return {
      revision,
      enregistreLe: le,
      sections: structuredClone(versions),
      recharger: humeur.trop,
      changements: humeur.trop ? [] : avant,
      acceptees,
      anterieures,
      conflits,
      refus,
    };
  }

  return {
    modifier,
    refuser,
    humeur,
    ecartees,
    ecrits,
    /** Whether this value is, or was, that of the field: in the base, or in its history. */
    connait(adresse: string, valeur: unknown): boolean {
      const seule = (ligne: string, v: unknown) =>
        lireA(
          appliquer(sectionDe(ligne) as SectionSaisie, {}, [
            { type: "ajout", adresse: ligne, rang: 0, apres: v as Ligne },
          ]),
          adresse,
        );
      const ligne = ligneDe(adresse);
      const section = sectionDe(adresse) as SectionSaisie;
      return [
        lireA(initiaux[section], adresse),
        lireA(contenus[section], adresse),
        ...[...ecrits, ...ecartees].flatMap((e) => {
          const v = "valeur" in e ? e.valeur : undefined;
          if (e.adresse === adresse) return [v];
          return e.adresse === ligne && v ? [seule(ligne, v)] : [];
        }),
      ].some((v) => memeValeur(v, valeur));
    },
    revision: () => revision,
    lire: (section: SectionSaisie) => contenus[section],
    lireA: (adresse: string) => lireA(contenus[sectionDe(adresse) as SectionSaisie], adresse),
    nouveautes: (depuis: number, client: string): Nouveautes => ({
      revision,
      changements: humeur.trop ? [] : depuisPour(depuis, client),
      recharger: humeur.trop && depuis < revision,
      sections: structuredClone(versions),
    }),
    espace(lecteur = "alex", droits: Partial<EspaceDossier["droits"]> = {}): EspaceDossier {
      base = SECTIONS_SAISIE.reduce((f, s) => avecSection(f, s, contenus[s] as never), base);
      return {
        id: "dossier-1",
        etat: "en_montage",
        regimeNumero: 1,
        jeu: versJeu(regime("ATCF")),
        fichier: structuredClone(base),
        revision,
        cles: SECTIONS_SAISIE.reduce<ClesLignes>((cles, s) => clesAvecContenu(cles, contenus[s] as object), {}),
        sections: structuredClone(versions),
        pieces: [],
        versions: [],
        contexte: { doublons: [], coutMedianParPlace: null, cfdAvecPlateau: [] },
        lecteur: { id: lecteur, nom: lecteur },
        droits: {
          modifier: true,
          deposer: true,
          exporter: true,
          rouvrir: false,
          abandonner: true,
          equipe: true,
          gererEquipe: true,
          historique: true,
          ...droits,
        },
        lettres: [],
        aujourdhui: "2024-02-27",
      } as EspaceDossier;
    },
  };
}

export type Serveur = ReturnType<typeof serveurNeuf>;

/** How the next requests go: `perdue`, written, its answer lost; `muette`, written and never answered; `coupee`, never arrived. */
export type Sort = "passe" | "perdue" | "coupee" | "session" | "regle" | "muette" | "perimee";

let pages = 0;
const uuid = () => `${String(++pages).padStart(8, "0")}-0000-4000-8000-000000000000`;

export function ouvrirPage(
  serveur: Serveur,
  reglages: Partial<OptionsMagasin> & {
    lecteur?: string;
    stock?: Storage;
    droits?: Partial<EspaceDossier["droits"]>;
  } = {},
) {
  const { lecteur = "alex", stock = stockageNeuf(), droits, ...options } = reglages;
  const etat = { enLigne: true, sort: "passe" as Sort, delai: 0 };
  const envois: DemandeModifications[] = [];
  const attendre = (ms: number) => new Promise<void>((fin) => setTimeout(fin, ms));
  let magasin: Magasin;
  const enregistrer = async (demande: DemandeModifications): Promise<Reponse<Synchronisation>> => {
    envois.push(structuredClone(demande));
    const { sort, delai } = etat;
    if (delai > 0) await attendre(delai);
    if (sort === "coupee") throw new TypeError("Failed to fetch");
    if (sort === "perimee") throw Object.assign(new Error("Rigel a été mis à jour."), { name: "VersionPerimee" });
    if (sort === "session" || sort === "regle") return { ok: false, error: { code: sort, message: "Refusé." } };
    const data = serveur.modifier(demande, { id: lecteur, nom: `${lecteur} Martin` });
    if (sort === "muette") return new Promise(() => undefined);
    if (sort === "perdue") throw new TypeError("Failed to fetch");
    if (delai > 0) await attendre(delai);
    return { ok: true, data };
  };
  magasin = creerMagasin(serveur.espace(lecteur, droits), {
    enregistrer,
    stockage: () => stock,
    enLigne: () => etat.enLigne,
    maintenant: () => new Date(),
    chargerJuge: async () => juge,
    relire: () => void Promise.resolve().then(() => magasin.recharger(serveur.espace(lecteur, droits))),
    nouvelId: uuid,
    ...options,
  });
  magasin.preparer();
  return {
    magasin,
    stock,
    etat,
    envois,
    /** What the beat brings every few seconds. */
    battre: () => magasin.recevoir(serveur.nouveautes(magasin.revisionConnue(), magasin.client)),
    taper: (section: SectionSaisie, changement: object) =>
      magasin.modifier(section, { ...magasin.lire(section).saisie, ...changement } as never),
  };
}
