/**
 * What a person types in one dossier, and its way to the server, field by field. No React in here: the provider subscribes
 * to it. Others' writes come in as they are told; nothing typed, here or elsewhere, is ever written over in silence.
 */

import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { type Changement, comparer, lireA } from "@/lib/domain/edition/changements";
import { CODES_SECTION, type CodeSection } from "@/lib/domain/sections";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { Nouveautes } from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { ContenuSection, SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import { creerEnvoi } from "./magasin/envoi";
import { creerEtats } from "./magasin/etats";
import { editionsDe, garder as garderSurAppareil, oublier } from "./magasin/garde";
import { egalesLues } from "./magasin/lecture";
import { creerPile, type Egales, type NomGeste, type Retrait } from "./magasin/pile";
import { autreJeu, rebaser, recevoirNouveautes } from "./magasin/reception";
import { creerReprises } from "./magasin/reprises";
import { creerSansDroit } from "./magasin/sans-droit";
import { trancherConflit } from "./magasin/tranchage";
import type { ConflitLocal, OptionsMagasin, Retour } from "./magasin/types";
import { estLigne, poserA, poserLigne, rangDe, retirerLigne } from "./magasin/valeurs";
import { nouvelleCle } from "./nouvelle-cle";

export type { NomGeste } from "./magasin/pile";
export type { EnAttente } from "./magasin/sans-droit";
export type { ConflitLocal, EtatSaisie, Phase, Transport } from "./magasin/types";
export type Magasin = ReturnType<typeof creerMagasin>;

/** Time without typing before edits go to the server. */
const REPIT_MS = 800;
/** Nobody types that much at once: a block pasted or filled goes as soon as it is there. */
const BLOC = 20;
/** Time before unsaved edits are written to the browser's storage. */
const GARDE_MS = 150;

export function creerMagasin(depart: EspaceDossier, reglages: OptionsMagasin) {
  const options = { nouvelId: nouvelleCle, ...reglages };
  const client = options.nouvelId();
  const etats = creerEtats(depart);
  const { partage } = etats;
  const egales: Egales = (s, adresse, a, b) => egalesLues(partage.juge, s, etats.section(s).contenu, adresse, a, b);
  const pile = creerPile(egales);
  let gardeRefusee = false;
  let garde: ReturnType<typeof setTimeout> | undefined;
  let sorti = false;
  let ferme = false;
  /** Read again while a batch was on its way: taken in once it is answered. */
  let aRebaser: EspaceDossier | null = null;

  // --- Kept on the device --------------------------------------------------------------------------------------
  /** Without the right to modify too: what waits is all that is left of it. False: this device refused. */
  function garder(): boolean {
    clearTimeout(garde);
    garde = undefined;
    const stockage = options.stockage();
    if (sorti || !stockage) return false;
    const { id, lecteur } = partage.espace;
    const editions = SECTIONS_SAISIE.flatMap((s) =>
      editionsDe(s, etats.section(s), etats.conflits, partage.vues, partage.lot),
    );
    const lot = partage.lot?.operations ?? [];
    if (editions.length + lot.length + partage.ecartees.length === 0) {
      oublier(stockage, lecteur.id, id, client);
      return true;
    }
    gardeRefusee = !garderSurAppareil(stockage, lecteur.id, id, {
      v: 1,
      client,
      revision: partage.revisionConnue,
      le: options.maintenant().toISOString(),
      lot,
      ecartees: partage.ecartees,
      editions,
    });
    return !gardeRefusee;
  }
  const garderBientot = () => {
    garde ??= setTimeout(garder, GARDE_MS);
  };

  const envoi = creerEnvoi(etats, client, options, () => {
    garder();
    if (partage.lot === null && aRebaser) {
      const suivant = aRebaser;
      aRebaser = null;
      relu(suivant);
      etats.publier();
    }
  });

  // --- Typing --------------------------------------------------------------------------------------------------
  /** `ecran`: changed from elsewhere than the form, which must show it. */
  function poser(section: SectionSaisie, saisie: unknown, ecran: boolean, delai = REPIT_MS): void {
    const { revision } = etats.section(section);
    etats.poser(section, { saisie, ...(ecran && { revision: revision + 1 }) });
    garderBientot();
    if (etats.juger(section)) envoi.armer(delai);
    else void envoi.jugerBientot().then((fait) => fait && envoi.armer(delai));
    etats.publier();
  }

  function ecrire(section: SectionSaisie, saisie: unknown, ecran: boolean, vue?: number): NomGeste | null {
    if (!partage.espace.droits.modifier) return null;
    const avant = etats.section(section).saisie;
    const changements = comparer(section, avant, saisie);
    if (changements.length === 0 && JSON.stringify(avant) === JSON.stringify(saisie)) return null;
    const geste = pile.noter(section, changements, options.maintenant().getTime(), ecran);
    for (const c of changements) partage.tapees.add(c.adresse);
    if (vue !== undefined && vue < partage.revisionConnue)
      for (const c of changements) if (!partage.vues.has(c.adresse)) partage.vues.set(c.adresse, vue);
    etats.refus.lever(changements.map((c) => c.adresse));
    poser(section, saisie, ecran, changements.length > BLOC ? 0 : REPIT_MS);
    return geste;
  }

  const modifier = <S extends SectionSaisie>(section: S, saisie: SaisieSection<S>): void =>
    void ecrire(section, saisie, false);

  /**
   * The same, giving the gesture it made (for `annulerGeste`; null: nothing differs). `vue`: revision that the person was
   * looking at when they began, where others wrote since: the server then opposes both values.
   */
  const modifierEnGeste = <S extends SectionSaisie>(section: S, saisie: SaisieSection<S>, vue?: number) =>
    ecrire(section, saisie, false, vue);

  /** An older value of a field, a row that is gone (or null: a row that was not there yet), put back. */
  function restaurer(adresse: Adresse, valeur: unknown): NomGeste | null {
    const section = sectionDe(adresse) as SectionSaisie;
    const { saisie } = etats.section(section);
    const rang = Math.max(0, rangDe(saisie, adresse));
    const suite = !estLigne(adresse)
      ? poserA(section, saisie, adresse, valeur)
      : valeur === null
        ? retirerLigne(section, saisie, adresse)
        : poserLigne(section, saisie, adresse, valeur, lireA(saisie, adresse) === undefined ? 10_000 : rang);
    partage.restaurees.set(adresse, valeur);
    return ecrire(section, suite, true);
  }

  /** The gesture it made, for `annulerGeste`; null: nothing differs. */
  function remplacer<S extends SectionSaisie>(section: S, contenu: ContenuSection<S>): NomGeste | null {
    for (const c of comparer(section, etats.section(section).contenu, contenu))
      partage.restaurees.set(c.adresse, c.type === "retrait" ? null : c.apres);
    return ecrire(section, contenu, true);
  }

  // --- Undo ----------------------------------------------------------------------------------------------------
  const saisieDe = (s: SectionSaisie) => etats.section(s).saisie;
  function revenir(retrait: Retrait | null): Retour | null {
    if (retrait === null || !partage.espace.droits.modifier) return null;
    const { section, adresses, refusees, saisie } = retrait;
    etats.refus.lever(adresses);
    if (adresses.length > 0) poser(section, saisie, true);
    else etats.publier();
    return { section, adresses, refusees };
  }

  // --- Two values for one field --------------------------------------------------------------------------------
  /** Ends a conflict. The value not kept goes to the history of the field, when it is not in it yet. */
  function trancher(adresse: Adresse, choix: "mienne" | "leur"): void {
    const changer = (section: SectionSaisie, changements: readonly Changement[], saisie: unknown) => {
      pile.noter(section, changements, options.maintenant().getTime(), true);
      poser(section, saisie, true);
    };
    if (!trancherConflit(etats, adresse, choix, { nouvelId: options.nouvelId, changer })) return;
    garder();
    etats.publier();
    void envoi.envoyer();
  }

  // --- What comes from the server ------------------------------------------------------------------------------
  /** Others' writes. While a batch is on its way they wait: its answer tells them too, or the next beat does. */
  function recevoir(n: Nouveautes): void {
    if (n.recharger || autreJeu(etats, n)) {
      envoi.demanderRelecture();
      return;
    }
    if (envoi.attendRelecture() || n.revision < partage.revisionConnue) return;
    if (partage.lot !== null) {
      // The network is back, though nothing told the browser so.
      if (partage.transport.type === "injoignable") envoi.armer(0);
      return;
    }
    recevoirNouveautes(etats, n);
    garderBientot();
    etats.publier();
    envoi.retenter(false);
  }

  /** What the page read again holds, as soon as no batch is on its way. */
  function relu(suivant: EspaceDossier): void {
    const attendue = envoi.attendRelecture();
    if (attendue ? envoi.enVol() !== null : partage.lot !== null) {
      aRebaser = suivant;
      return;
    }
    if (attendue || suivant.revision > partage.revisionConnue) rebaser(etats, suivant);
    if (attendue) envoi.relu();
    garderBientot();
  }

  /** The server's page was read again (navigation, piece added…). */
  function recharger(suivant: EspaceDossier): void {
    if (suivant === partage.espace) return;
    const rendu = suivant.droits.modifier && !partage.espace.droits.modifier;
    etats.changerBase(suivant);
    relu(suivant);
    etats.publier();
    if (rendu) envoi.retenter(true);
  }

  function tuer(): void {
    sorti = true;
    clearTimeout(garde);
    envoi.fermer();
  }

  const nonEnregistrees = (): SectionSaisie[] =>
    SECTIONS_SAISIE.filter((s) => etats.publies[s].phase.type !== "a_jour");
  const reprises = creerReprises(etats, client, options, { poser, garder, envoyer: envoi.envoyer, egales });

  return {
    /** This open page, for the server: its own writes are not told back to it. */
    client,
    souscrire(abonne: () => void) {
      etats.abonnes.add(abonne);
      return () => {
        etats.abonnes.delete(abonne);
      };
    },
    lire: etats.lire,
    fichier: etats.fichier,
    espace: () => partage.espace,
    etats: () => etats.publies,
    transport: () => partage.transport,
    gardeRefusee: () => gardeRefusee,
    revisionConnue: () => partage.revisionConnue,
    /** Version of every section as this page knows it. */
    versions: () =>
      Object.fromEntries(
        CODES_SECTION.map((code) => [
          code,
          code in etats.publies ? etats.publies[code as SectionSaisie].version : partage.espace.sections[code].version,
        ]),
      ) as Record<CodeSection, number>,
    /** Edits that the server does not have yet, wrong ones and conflicts included. */
    enAttente: () => SECTIONS_SAISIE.reduce((n, s) => n + etats.nombreEnAttente(s), 0),
    conflits: (): readonly ConflitLocal[] => etats.conflitsPublies(),
    /** Faults told by the server, by path: the form's own schema does not know them. */
    refus: etats.refusDe,
    modifier,
    modifierEnGeste,
    restaurer,
    remplacer,
    annuler: () => revenir(pile.annuler(saisieDe)),
    /** Takes back that gesture alone, whatever was typed since; null: it is no longer there to take back. */
    annulerGeste: (geste: NomGeste) => revenir(partage.espace.droits.modifier ? pile.annuler(saisieDe, geste) : null),
    retablir: () => revenir(pile.retablir(saisieDe)),
    /** What « Annuler » would take back; null: nothing. */
    peutAnnuler: pile.annulable,
    peutRetablir: pile.retablissable,
    trancher,
    recevoir,
    recharger,
    ...reprises,
    ...creerSansDroit(etats, client, options.stockage),
    nonEnregistrees,
    /** Before the page goes: what waits for its delay is written now. */
    garderTout: () => {
      if (garde !== undefined) garder();
    },
    /** Sends at once what is waiting or was refused by the network: back online, « Réessayer », leaving the dossier. */
    envoyerTout: () => envoi.envoyer(),
    ouvrir() {
      ferme = false;
      envoi.ouvrir();
      reprises.tenirPage();
    },
    /** Has the schemas ready before the first key, when the browser has nothing else to do. */
    preparer() {
      options.chargerJuge().then(
        (lu) => {
          partage.juge = lu;
        },
        () => undefined,
      );
    },
    /** Signed out: what was not saved is given up, as the person was told; nothing is kept behind them. */
    sortir() {
      tuer();
      const stockage = options.stockage();
      if (stockage) oublier(stockage, partage.espace.lecteur.id, partage.espace.id, client);
    },
    /** The page is gone without a word: nothing more leaves it, nothing more is kept under its name. */
    tuer,
    /** The workspace is left: one last attempt, no retry (another store may take over); what fails stays kept. */
    fermer() {
      ferme = true;
      envoi.fermer();
      if (sorti) return reprises.lacherPage();
      if (garde !== undefined) garder();
      const dernier = nonEnregistrees().length > 0 ? envoi.envoyer() : Promise.resolve();
      void dernier.finally(() => {
        // Opened again meanwhile (React mounts twice in development): still alive.
        if (ferme) reprises.lacherPage();
      });
    },
  };
}
