/**
 * What a person types in one dossier, section by section, and its way to the server. No React in here: the provider
 * subscribes to it. One request at a time per section; what is typed meanwhile goes in the next one; nothing typed is lost.
 */
import { type CodeSection, SECTIONS } from "@/lib/domain/sections";
import { avecSection, contenuDeSection, SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { Enregistrement, EnregistrerSection, EspaceDossier } from "@/lib/schemas/espace";
import type { Reponse } from "@/lib/schemas/reponse";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { ContenuSection, SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import {
  type Brouillon,
  garderBrouillon,
  lireBrouillons,
  mettreDeCote,
  oublierBrouillon,
  oublierDeCote,
} from "./brouillons";
import type { JugeSaisie } from "./charger-juge";

/** Time without typing before a section goes to the server. */
const REPIT_MS = 800;
/** Time before unsaved edits are written to the browser's storage. */
const GARDE_MS = 150;
/** Waits between two attempts when the server does not answer. */
const REPRISES_MS = [2_000, 5_000, 10_000, 30_000, 60_000];
/** Edits closer than this count as one for « Annuler ». */
const REGROUPEMENT_MS = 1_000;
const PROFONDEUR_ANNULATION = 100;

export type Conflit = { par: string; le: string; version: number; contenu: unknown };

export type Phase =
  | { type: "a_jour" }
  | { type: "modifiee" }
  | { type: "en_cours" }
  | { type: "invalide"; nombre: number }
  | { type: "injoignable"; horsConnexion: boolean }
  | { type: "refusee"; message: string }
  | { type: "session" }
  | { type: "conflit"; conflit: Conflit };

export type EtatSaisie<S extends SectionSaisie = SectionSaisie> = {
  /** As typed; may not parse. */
  saisie: SaisieSection<S>;
  /** Last typed content that parses: what the live panel reads and what is saved. */
  contenu: ContenuSection<S>;
  /** What the server holds, as far as this page knows. */
  enregistre: ContenuSection<S>;
  version: number;
  enregistreLe: string | null;
  /** Path in the section, dots between parts → sentence. */
  fautes: Readonly<Record<string, string>>;
  phase: Phase;
  /** Grows when the content changes from elsewhere than the form (restored, taken over, undone): the form then reloads. */
  revision: number;
  annulables: readonly SaisieSection<S>[];
  retablissables: readonly SaisieSection<S>[];
};

export type Retrouvee = { section: SectionSaisie; brouillon: Brouillon };

export type Magasin = ReturnType<typeof creerMagasin>;

const memes = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

export function creerMagasin(
  depart: EspaceDossier,
  options: {
    enregistrer: EnregistrerSection;
    /** null on the server, which keeps nothing. */
    stockage: () => Storage | null;
    enLigne: () => boolean;
    maintenant: () => Date;
    /** The schemas, which come apart from the page; until they are there what is typed waits, kept on the device. */
    chargerJuge: () => Promise<JugeSaisie>;
  },
) {
  let espace = depart;
  let base: DossierFichier = depart.fichier;
  let fichier: DossierFichier = depart.fichier;
  let gardeRefusee = false;
  let juge: JugeSaisie | null = null;
  let ouvert = true;
  let sorti = false;
  const abonnes = new Set<() => void>();
  const etats = {} as Record<SectionSaisie, EtatSaisie>;
  const minuteries = new Map<SectionSaisie, ReturnType<typeof setTimeout>>();
  const gardes = new Map<SectionSaisie, ReturnType<typeof setTimeout>>();
  const envols = new Map<SectionSaisie, Promise<void>>();
  const essais = new Map<SectionSaisie, number>();
  /** Sections typed in before the schemas were there. */
  const aJuger = new Set<SectionSaisie>();
  const derniereSaisie = new Map<SectionSaisie, number>();

  const etatInitial = (section: SectionSaisie): EtatSaisie => {
    const contenu = contenuDeSection(base, section);
    return {
      saisie: contenu as SaisieSection<SectionSaisie>,
      contenu,
      enregistre: contenu,
      version: espace.sections[section].version,
      enregistreLe: espace.sections[section].modifieeLe,
      fautes: {},
      phase: { type: "a_jour" },
      revision: 0,
      annulables: [],
      retablissables: [],
    };
  };
  for (const section of SECTIONS_SAISIE) etats[section] = etatInitial(section);

  const prevenir = () => {
    for (const abonne of abonnes) abonne();
  };
  const recomposer = () => {
    fichier = SECTIONS_SAISIE.reduce((f, s) => {
      const { contenu } = etats[s];
      return avecSection(f, s, contenu as never);
    }, base);
  };
  recomposer();
  const changer = (section: SectionSaisie, suite: Partial<EtatSaisie>) => {
    const contenuChange = suite.contenu !== undefined && suite.contenu !== etats[section].contenu;
    etats[section] = { ...etats[section], ...suite };
    if (contenuChange) recomposer();
    prevenir();
  };

  // --- Unsaved edits kept in the browser -------------------------------------------------------------------------
  const garder = (section: SectionSaisie) => {
    clearTimeout(gardes.get(section));
    gardes.delete(section);
    if (sorti) return;
    const stockage = options.stockage();
    if (!stockage) return;
    const { saisie, version } = etats[section];
    const le = options.maintenant().toISOString();
    gardeRefusee = !garderBrouillon(stockage, espace.lecteur.id, espace.id, section, { saisie, version, le });
  };
  const garderBientot = (section: SectionSaisie) => {
    if (!gardes.has(section))
      gardes.set(
        section,
        setTimeout(() => garder(section), GARDE_MS),
      );
  };
  const oublier = (section: SectionSaisie) => {
    clearTimeout(gardes.get(section));
    gardes.delete(section);
    const stockage = options.stockage();
    if (stockage) oublierBrouillon(stockage, espace.lecteur.id, espace.id, section);
  };
  const deCoteDecide = (section: SectionSaisie) => {
    const stockage = options.stockage();
    if (stockage) oublierDeCote(stockage, espace.lecteur.id, espace.id, section);
  };
  /** Before the page goes: what waits for its delay is written now. */
  const garderTout = () => {
    for (const section of [...gardes.keys()]) garder(section);
  };

  // --- Saving ----------------------------------------------------------------------------------------------------
  const refuseesParLeServeur = new Set<SectionSaisie>();
  const armer = (section: SectionSaisie, delai: number) => {
    clearTimeout(minuteries.get(section));
    if (!ouvert) return;
    minuteries.set(
      section,
      setTimeout(() => void envoyer(section), delai),
    );
  };

  /** One request at a time: what is typed meanwhile goes in the next one, which the caller waits for as well. */
  function envoyer(section: SectionSaisie): Promise<void> {
    const envol = envols.get(section);
    if (envol) return envol.then(() => (etats[section].phase.type === "modifiee" ? envoyer(section) : undefined));
    clearTimeout(minuteries.get(section));
    minuteries.delete(section);
    if (aJuger.has(section)) return jugerBientot().then(() => (aJuger.has(section) ? undefined : envoyer(section)));
    const avant = etats[section];
    if (Object.keys(avant.fautes).length > 0 || avant.phase.type === "conflit") return Promise.resolve();
    if (memes(avant.contenu, avant.enregistre)) {
      oublier(section);
      changer(section, { phase: { type: "a_jour" } });
      return Promise.resolve();
    }
    if (!options.enLigne()) {
      changer(section, { phase: { type: "injoignable", horsConnexion: true } });
      armer(section, REPRISES_MS.at(-1) as number);
      return Promise.resolve();
    }
    const nouvelEnvol = transmettre(section, avant);
    envols.set(section, nouvelEnvol);
    return nouvelEnvol;
  }

  async function transmettre(section: SectionSaisie, { contenu, version }: EtatSaisie): Promise<void> {
    changer(section, { phase: { type: "en_cours" } });
    const reponse = await options
      .enregistrer({ dossierId: espace.id, section, versionVue: version, contenu: contenu as never })
      .catch(() => null);
    envols.delete(section);
    recevoir(section, contenu, reponse);
  }

  /**
   * Sections name each other: a plan refused because its partner was not saved yet, or a partner whose lines were still
   * there, is sent again once another section has been saved.
   */
  function relancerRefusees(saufCelleCi: SectionSaisie): void {
    for (const section of [...refuseesParLeServeur]) {
      if (section === saufCelleCi) continue;
      refuseesParLeServeur.delete(section);
      changer(section, { fautes: {}, phase: { type: "modifiee" } });
      armer(section, 0);
    }
  }

  function recevoir(section: SectionSaisie, envoye: EtatSaisie["contenu"], reponse: Reponse<Enregistrement> | null) {
    const etat = etats[section];
    if (reponse?.ok) {
      essais.delete(section);
      const suite = { enregistre: envoye, version: reponse.data.version, enregistreLe: reponse.data.enregistreLe };
      if (Object.keys(etat.fautes).length > 0) {
        changer(section, { ...suite, phase: { type: "invalide", nombre: Object.keys(etat.fautes).length } });
        garder(section);
      } else if (memes(etat.contenu, envoye)) {
        oublier(section);
        changer(section, { ...suite, phase: { type: "a_jour" } });
      } else {
        changer(section, { ...suite, phase: { type: "modifiee" } });
        garder(section);
        armer(section, 0);
      }
      relancerRefusees(section);
      return;
    }
    garder(section);
    const erreur = reponse?.error;
    if (!erreur || erreur.code === "indisponible" || erreur.code === "imprevu" || erreur.code === "trop_de_demandes") {
      const essai = essais.get(section) ?? 0;
      essais.set(section, essai + 1);
      const horsConnexion = !erreur || !options.enLigne();
      changer(section, { phase: { type: "injoignable", horsConnexion } });
      armer(section, REPRISES_MS[Math.min(essai, REPRISES_MS.length - 1)] as number);
      return;
    }
    if (erreur.code === "conflit" && erreur.conflit)
      return changer(section, { phase: { type: "conflit", conflit: erreur.conflit } });
    if (erreur.code === "session") return changer(section, { phase: { type: "session" } });
    // Typed on meanwhile: what was refused is no longer what is on the screen, and is judged anew.
    if (memes(etat.contenu, envoye)) refuseesParLeServeur.add(section);
    if (erreur.code === "saisie" && erreur.fields)
      return changer(section, {
        fautes: erreur.fields,
        phase: { type: "invalide", nombre: Object.keys(erreur.fields).length },
      });
    changer(section, { phase: { type: "refusee", message: erreur.message } });
  }

  // --- What the forms do -----------------------------------------------------------------------------------------
  function poser(section: SectionSaisie, saisie: EtatSaisie["saisie"], suite: Partial<EtatSaisie>) {
    refuseesParLeServeur.delete(section);
    const phase: Phase = etats[section].phase.type === "conflit" ? etats[section].phase : { type: "modifiee" };
    garderBientot(section);
    if (juge) return changer(section, { ...suite, saisie, ...juger(juge, section, saisie) });
    changer(section, { ...suite, saisie, phase });
    aJuger.add(section);
    void jugerBientot();
  }

  /** The content or the faults, and what follows for the save. */
  function juger(avec: JugeSaisie, section: SectionSaisie, saisie: EtatSaisie["saisie"]): Partial<EtatSaisie> {
    const lu = avec.lireSaisie(section, saisie);
    const { phase } = etats[section];
    const enConflit = phase.type === "conflit";
    if ("fautes" in lu)
      return {
        fautes: lu.fautes,
        phase: enConflit ? phase : { type: "invalide", nombre: Object.keys(lu.fautes).length },
      };
    if (!enConflit) armer(section, REPIT_MS);
    return {
      contenu: lu.contenu as EtatSaisie["contenu"],
      fautes: {},
      phase: enConflit ? phase : { type: "modifiee" },
    };
  }

  /** Typed before the schemas were there: judged when they come, or asked for again later. */
  async function jugerBientot(): Promise<void> {
    try {
      juge = await options.chargerJuge();
    } catch {
      for (const section of aJuger) {
        changer(section, { phase: { type: "injoignable", horsConnexion: true } });
        armer(section, REPRISES_MS[0] as number);
      }
      return;
    }
    for (const section of [...aJuger]) {
      aJuger.delete(section);
      changer(section, juger(juge, section, etats[section].saisie));
    }
  }

  function modifier<S extends SectionSaisie>(section: S, saisie: SaisieSection<S>): void {
    if (!espace.droits.modifier) return;
    const etat = etats[section];
    const maintenant = options.maintenant().getTime();
    const groupee = maintenant - (derniereSaisie.get(section) ?? 0) < REGROUPEMENT_MS && etat.annulables.length > 0;
    derniereSaisie.set(section, maintenant);
    const annulables = groupee ? etat.annulables : [...etat.annulables, etat.saisie].slice(-PROFONDEUR_ANNULATION);
    poser(section, saisie as EtatSaisie["saisie"], { annulables, retablissables: [] });
  }

  function annuler(section: SectionSaisie): void {
    const etat = etats[section];
    const precedente = etat.annulables.at(-1);
    if (precedente === undefined) return;
    derniereSaisie.delete(section);
    poser(section, precedente, {
      annulables: etat.annulables.slice(0, -1),
      retablissables: [...etat.retablissables, etat.saisie],
      revision: etat.revision + 1,
    });
  }

  function retablir(section: SectionSaisie): void {
    const etat = etats[section];
    const suivante = etat.retablissables.at(-1);
    if (suivante === undefined) return;
    derniereSaisie.delete(section);
    poser(section, suivante, {
      annulables: [...etat.annulables, etat.saisie],
      retablissables: etat.retablissables.slice(0, -1),
      revision: etat.revision + 1,
    });
  }

  /** Ends a conflict: keep one's own values over theirs, or take theirs (one's own stay under « Annuler »). */
  function trancher(section: SectionSaisie, choix: "mienne" | "leur"): void {
    const etat = etats[section];
    if (etat.phase.type !== "conflit") return;
    const { version, contenu, le } = etat.phase.conflit;
    const leur = contenu as EtatSaisie["contenu"];
    if (choix === "mienne") {
      const phase: Phase = { type: "modifiee" };
      changer(section, { version, enregistre: leur, enregistreLe: le, phase });
      garder(section);
      void envoyer(section);
      return;
    }
    oublier(section);
    changer(section, {
      saisie: leur as EtatSaisie["saisie"],
      contenu: leur,
      enregistre: leur,
      version,
      enregistreLe: le,
      fautes: {},
      phase: { type: "a_jour" },
      revision: etat.revision + 1,
      annulables: [...etat.annulables, etat.saisie],
      retablissables: [],
    });
  }

  // --- Edits found again at opening ------------------------------------------------------------------------------
  async function retrouver(): Promise<Retrouvee[]> {
    const stockage = options.stockage();
    if (!stockage || !espace.droits.modifier) return [];
    const lus = lireBrouillons(stockage, espace.lecteur.id, espace.id);
    const gardes = SECTIONS_SAISIE.flatMap((section) => {
      const brouillon = lus[section];
      return brouillon ? [{ section, brouillon }] : [];
    });
    if (gardes.length === 0) return [];
    const { lireSaisie } = await options.chargerJuge();
    const retrouvees = gardes.filter(({ section, brouillon }) => {
      const lu = lireSaisie(section, brouillon.saisie as never);
      const change = "fautes" in lu || !memes(lu.contenu, etats[section].enregistre);
      // Saved after all: only the answer was lost.
      if (!change && etats[section].phase.type === "a_jour") oublier(section);
      if (!change) deCoteDecide(section);
      return change && etats[section].phase.type === "a_jour";
    });
    // Until the person has chosen, what they type now goes beside it, never over it.
    for (const { section } of retrouvees) mettreDeCote(stockage, espace.lecteur.id, espace.id, section);
    return retrouvees;
  }
  function reprendre({ section, brouillon }: Retrouvee): void {
    const etat = etats[section];
    const saisie = brouillon.saisie as EtatSaisie["saisie"];
    // Saved over the version it was typed on: if someone saved since, the server says so and the person chooses.
    changer(section, { version: brouillon.version });
    poser(section, saisie, {
      annulables: [...etat.annulables, etat.saisie],
      retablissables: [],
      revision: etat.revision + 1,
    });
    garder(section);
    deCoteDecide(section);
  }
  /** Given up: the one that was offered only; what was typed since is another matter. */
  const abandonner = ({ section }: Retrouvee): void => {
    deCoteDecide(section);
    if (etats[section].phase.type === "a_jour") oublier(section);
  };

  /** The server's page was read again (navigation, piece added…): sections without unsaved edits follow it. */
  function recharger(suivant: EspaceDossier): void {
    if (suivant === espace) return;
    espace = suivant;
    base = suivant.fichier;
    for (const section of SECTIONS_SAISIE) {
      const etat = etats[section];
      const version = suivant.sections[section].version;
      const tranquille = etat.phase.type === "a_jour";
      if (!tranquille || version < etat.version) continue;
      const contenu = contenuDeSection(base, section);
      if (memes(contenu, etat.contenu)) {
        etats[section] = { ...etat, version, enregistreLe: suivant.sections[section].modifieeLe };
        continue;
      }
      etats[section] = { ...etatInitial(section), revision: etat.revision + 1 };
    }
    recomposer();
    prevenir();
  }

  const nonEnregistrees = (): SectionSaisie[] => SECTIONS_SAISIE.filter((s) => etats[s].phase.type !== "a_jour");

  return {
    souscrire(abonne: () => void) {
      abonnes.add(abonne);
      return () => {
        abonnes.delete(abonne);
      };
    },
    lire: <S extends SectionSaisie>(section: S) => etats[section] as unknown as EtatSaisie<S>,
    fichier: () => fichier,
    espace: () => espace,
    etats: () => etats as Readonly<Record<SectionSaisie, EtatSaisie>>,
    gardeRefusee: () => gardeRefusee,
    /** Version of every section as this page knows it. */
    versions: () =>
      Object.fromEntries(
        SECTIONS.map(({ code }) => [
          code,
          code in etats ? etats[code as SectionSaisie].version : espace.sections[code].version,
        ]),
      ) as Record<CodeSection, number>,
    modifier,
    annuler,
    retablir,
    trancher,
    retrouver,
    reprendre,
    abandonner,
    recharger,
    nonEnregistrees,
    garderTout,
    /** Sends at once what is waiting or was refused by the network: back online, « Réessayer », leaving the dossier. */
    envoyerTout: () => Promise.all(nonEnregistrees().map((s) => envoyer(s))).then(() => undefined),
    ouvrir() {
      ouvert = true;
    },
    /** Has the schemas ready before the first key, when the browser has nothing else to do. */
    preparer() {
      options.chargerJuge().then(
        (lu) => {
          juge = lu;
        },
        () => undefined,
      );
    },
    /** Signed out: what was not saved is given up, as the person was told; nothing is kept behind them. */
    sortir() {
      sorti = true;
      ouvert = false;
      for (const minuterie of minuteries.values()) clearTimeout(minuterie);
      for (const section of SECTIONS_SAISIE) {
        oublier(section);
        deCoteDecide(section);
      }
    },
    /** The workspace is left: one last attempt, no retry (another store may take over); what fails stays kept. */
    fermer() {
      ouvert = false;
      if (sorti) return;
      garderTout();
      for (const section of nonEnregistrees()) void envoyer(section);
    },
  };
}
