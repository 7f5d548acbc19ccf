/**
 * What a person types in one dossier, and its way to the server, field by field. No React in here: the provider subscribes
 * to it. Others' writes come in as they are told; nothing typed, here or elsewhere, is ever written over in silence.
 */

import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { comparer, lireA, memeValeur } from "@/lib/domain/edition/changements";
import { CODES_SECTION, type CodeSection } from "@/lib/domain/sections";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { Nouveautes, OperationEnvoyee } from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { ContenuSection, SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import { creerEnvoi } from "./magasin/envoi";
import { creerEtats } from "./magasin/etats";
import { editionsDe, garder as garderSurAppareil, oublier } from "./magasin/garde";
import { versOperation } from "./magasin/lot";
import { creerPile, type Retrait } from "./magasin/pile";
import { rebaser, recevoirNouveautes } from "./magasin/reception";
import { creerReprises } from "./magasin/reprises";
import type { Conflit, ConflitLocal, OptionsMagasin, Retour } from "./magasin/types";
import { estLigne, poserA, poserLigne, rangDe, retirerLigne } from "./magasin/valeurs";
import { nouvelleCle } from "./nouvelle-cle";

export type { ConflitLocal, EtatSaisie, Phase, Transport } from "./magasin/types";
export type Magasin = ReturnType<typeof creerMagasin>;

/** Time without typing before edits go to the server. */
const REPIT_MS = 800;
/** Time before unsaved edits are written to the browser's storage. */
const GARDE_MS = 150;

export function creerMagasin(depart: EspaceDossier, reglages: OptionsMagasin) {
  const options = { nouvelId: nouvelleCle, ...reglages };
  const client = options.nouvelId();
  const etats = creerEtats(depart);
  const { partage } = etats;
  const pile = creerPile();
  let gardeRefusee = false;
  let garde: ReturnType<typeof setTimeout> | undefined;
  let sorti = false;
  let ferme = false;
  /** Read again while a batch was on its way: taken in once it is answered. */
  let aRebaser: EspaceDossier | null = null;

  // --- Kept on the device --------------------------------------------------------------------------------------
  function garder(): void {
    clearTimeout(garde);
    garde = undefined;
    const stockage = options.stockage();
    if (sorti || !stockage || !partage.espace.droits.modifier) return;
    const { id, lecteur } = partage.espace;
    const editions = SECTIONS_SAISIE.flatMap((s) =>
      editionsDe(s, etats.section(s), etats.conflits, partage.vues, partage.lot),
    );
    const lot = partage.lot?.operations ?? [];
    if (editions.length + lot.length + partage.ecartees.length === 0) {
      oublier(stockage, lecteur.id, id, client);
      return;
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
  function poser(section: SectionSaisie, saisie: unknown, ecran: boolean): void {
    const { revision } = etats.section(section);
    etats.poser(section, { saisie, ...(ecran && { revision: revision + 1 }) });
    garderBientot();
    if (etats.juger(section)) envoi.armer(REPIT_MS);
    else void envoi.jugerBientot().then((fait) => fait && envoi.armer(REPIT_MS));
    etats.publier();
  }

  function ecrire(section: SectionSaisie, saisie: unknown, ecran: boolean): void {
    if (!partage.espace.droits.modifier) return;
    const avant = etats.section(section).saisie;
    const changements = comparer(section, avant, saisie);
    if (changements.length === 0 && JSON.stringify(avant) === JSON.stringify(saisie)) return;
    pile.noter(section, changements, options.maintenant().getTime(), ecran);
    etats.refus.lever(changements.map((c) => c.adresse));
    poser(section, saisie, ecran);
  }

  const modifier = <S extends SectionSaisie>(section: S, saisie: SaisieSection<S>): void =>
    ecrire(section, saisie, false);

  /** An older value of a field, a row that is gone (or null: a row that was not there yet), put back. */
  function restaurer(adresse: Adresse, valeur: unknown): void {
    const section = sectionDe(adresse) as SectionSaisie;
    const { saisie } = etats.section(section);
    const rang = Math.max(0, rangDe(saisie, adresse));
    const suite = !estLigne(adresse)
      ? poserA(section, saisie, adresse, valeur)
      : valeur === null
        ? retirerLigne(section, saisie, adresse)
        : poserLigne(section, saisie, adresse, valeur, lireA(saisie, adresse) === undefined ? 10_000 : rang);
    partage.restaurees.set(adresse, valeur);
    ecrire(section, suite, true);
  }

  function remplacer<S extends SectionSaisie>(section: S, contenu: ContenuSection<S>): void {
    for (const c of comparer(section, etats.section(section).contenu, contenu))
      partage.restaurees.set(c.adresse, c.type === "retrait" ? null : c.apres);
    ecrire(section, contenu, true);
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
    const conflit = etats.conflits.get(adresse);
    if (!conflit) return;
    const { section } = conflit;
    etats.conflits.delete(adresse);
    partage.vues.delete(adresse);
    if (choix === "leur") {
      partage.ecartees = [...partage.ecartees, ...ecarter(conflit)];
      const { saisie, contenu, enregistre } = etats.section(section);
      const suite = (c: unknown) => {
        if (!estLigne(adresse)) return poserA(section, c, adresse, conflit.leur);
        if (conflit.retiree) return retirerLigne(section, c, adresse);
        return poserLigne(section, c, adresse, conflit.leur, rangDe(enregistre, adresse));
      };
      pile.noter(section, comparer(section, saisie, suite(saisie)), options.maintenant().getTime(), true);
      etats.poser(section, { contenu: suite(contenu) });
      poser(section, suite(saisie), true);
    }
    garder();
    etats.publier();
    void envoi.envoyer();
  }

  function ecarter({ section, adresse, retiree, mienne, notee, base, vue }: Conflit): OperationEnvoyee[] {
    const operation = (c: Parameters<typeof versOperation>[0]) =>
      versOperation(c, { id: options.nouvelId(), vue, nature: "saisie" });
    const { contenu } = etats.section(section);
    if (!estLigne(adresse)) {
      const valeur = lireA(contenu, adresse);
      if (
        memeValeur(valeur, notee ?? undefined) ||
        memeValeur(valeur, lireA(etats.section(section).enregistre, adresse))
      )
        return [];
      return [operation({ type: "champ", adresse, avant: null, apres: valeur })];
    }
    if (notee !== undefined) return [];
    if (mienne === null) return [operation({ type: "retrait", adresse, rang: 0, avant: {} })];
    if (!retiree) return [];
    const seule = (l: unknown) => poserLigne(section, {}, adresse, l ?? {}, 0);
    return comparer(section, seule(base), seule(lireA(contenu, adresse)))
      .filter((c) => c.type === "champ")
      .map(operation);
  }

  // --- What comes from the server ------------------------------------------------------------------------------
  /** Others' writes. While a batch is on its way they wait: its answer tells them too, or the next beat does. */
  function recevoir(n: Nouveautes): void {
    if (n.recharger) {
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
  }

  /** What the page read again holds, as soon as no batch is on its way. */
  function relu(suivant: EspaceDossier): void {
    const attendue = envoi.attendRelecture();
    if (attendue ? envoi.enVol() !== null : partage.lot !== null) {
      aRebaser = suivant;
      return;
    }
    if (attendue || suivant.revision > partage.revisionConnue) rebaser(etats, suivant, attendue);
    if (attendue) envoi.relu();
    garderBientot();
  }

  /** The server's page was read again (navigation, piece added…). */
  function recharger(suivant: EspaceDossier): void {
    if (suivant === partage.espace) return;
    etats.changerBase(suivant);
    relu(suivant);
    etats.publier();
  }

  function tuer(): void {
    sorti = true;
    clearTimeout(garde);
    envoi.fermer();
  }

  const nonEnregistrees = (): SectionSaisie[] =>
    SECTIONS_SAISIE.filter((s) => etats.publies[s].phase.type !== "a_jour");
  const reprises = creerReprises(etats, client, options, { poser, garder, envoyer: envoi.envoyer });

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
    restaurer,
    remplacer,
    annuler: () => revenir(pile.annuler(saisieDe)),
    retablir: () => revenir(pile.retablir(saisieDe)),
    /** What « Annuler » would take back; null: nothing. */
    peutAnnuler: pile.annulable,
    peutRetablir: pile.retablissable,
    trancher,
    recevoir,
    recharger,
    ...reprises,
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
