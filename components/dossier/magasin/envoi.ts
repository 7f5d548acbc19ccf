/** The way to the server: one request at a time, a batch resent as it is until it is answered, nothing typed forgotten meanwhile. */
import { sectionDe } from "@/lib/domain/edition/adresses";
import { ligneDe, lireA } from "@/lib/domain/edition/changements";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import type { OperationEnvoyee, Synchronisation } from "@/lib/schemas/edition";
import type { Reponse } from "@/lib/schemas/reponse";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Etats } from "./etats";
import { composerLot } from "./lot";
import { autreJeu, recevoirReponse } from "./reception";
import type { Lot, OptionsMagasin } from "./types";

/** Waits between two attempts when the server does not answer. */
const REPRISES_MS = [2_000, 5_000, 10_000, 30_000, 60_000];
const derniereReprise = REPRISES_MS.at(-1) as number;
/** A request that is not answered by then is taken for lost: the same batch goes again, and is written once. */
const REPONSE_MS = 30_000;
/** The dossier asked for again did not come: asked once more. */
const RELECTURE_MS = 10_000;

/** Answers after which the same batch may well pass. */
const PASSAGERES: readonly string[] = ["indisponible", "imprevu", "trop_de_demandes"];

const estPerimee = (erreur: unknown): boolean => erreur instanceof Error && erreur.name === "VersionPerimee";

export type Envoi = ReturnType<typeof creerEnvoi>;

export function creerEnvoi(
  etats: Etats,
  client: string,
  options: OptionsMagasin & { nouvelId: () => string },
  garder: () => void,
) {
  const { partage } = etats;
  /** Whose page it is, whoever signs in later. */
  const lecteur = partage.espace.lecteur.id;
  let minuterie: ReturnType<typeof setTimeout> | undefined;
  let envol: Promise<void> | null = null;
  let essai = 0;
  /** Refusals in a row, and the instant before which the same is not asked again. */
  let refusees = 0;
  let pasAvant = 0;
  let ouvert = true;
  let attendRelecture = false;

  const armer = (delai: number) => {
    clearTimeout(minuterie);
    if (ouvert) minuterie = setTimeout(() => void envoyer(), delai);
  };

  function preparerLot(): Lot | null {
    const operations = composerLot({
      changements: SECTIONS_SAISIE.flatMap((s) => etats.compter(s).libres),
      ecartees: partage.ecartees.filter((e) => !attendSaLigne(e)),
      revision: partage.revisionConnue,
      vues: partage.vues,
      connues: partage.connues,
      restaurees: partage.restaurees,
      nouvelId: options.nouvelId,
    });
    return operations.length === 0 ? null : { operations, depuis: partage.revisionConnue, renvoye: false };
  }

  /** A value set aside in a row that the server does not have yet would be kept nowhere: the row goes first. */
  function attendSaLigne(e: OperationEnvoyee): boolean {
    const ligne = e.type === "champ" ? ligneDe(e.adresse) : null;
    if (ligne === null) return false;
    const { enregistre, contenu } = etats.section(sectionDe(ligne) as SectionSaisie);
    return lireA(enregistre, ligne) === undefined && lireA(contenu, ligne) !== undefined;
  }

  function demanderRelecture(): void {
    attendRelecture = true;
    options.relire?.();
    armer(RELECTURE_MS);
  }

  /** What is typed meanwhile goes in the next one, which the caller waits for as well. */
  function envoyer(): Promise<void> {
    if (envol) return envol.then(() => (partage.transport.type === "libre" && reste() ? envoyer() : undefined));
    clearTimeout(minuterie);
    if (partage.transport.type === "perimee") {
      garder();
      return Promise.resolve();
    }
    if (partage.aJuger.size > 0) return jugerBientot().then((fait) => (fait ? envoyer() : undefined));
    if (attendRelecture) {
      demanderRelecture();
      return Promise.resolve();
    }
    partage.lot ??= preparerLot();
    // Before it leaves: should the page go now, the same batch leaves again under the same names.
    garder();
    if (partage.lot === null) {
      partage.transport = { type: "libre" };
      etats.publier();
      return Promise.resolve();
    }
    if (!options.enLigne()) {
      partage.transport = { type: "injoignable", horsConnexion: true };
      etats.publier();
      armer(derniereReprise);
      return Promise.resolve();
    }
    envol = transmettre(partage.lot);
    return envol;
  }
  const reste = () => partage.aJuger.size > 0 || preparerLot() !== null;

  async function transmettre(lot: Lot): Promise<void> {
    partage.transport = { type: "en_cours" };
    etats.publier();
    const reponse = await demander(lot).catch((erreur) => (estPerimee(erreur) ? "perimee" : null));
    envol = null;
    lot.renvoye ||= reponse === "perimee" || !reponse?.ok;
    if (reponse === "perimee") partage.transport = { type: "perimee" };
    else if (reponse?.ok) accuser(lot, reponse.data);
    else echouer(reponse);
    garder();
    etats.publier();
  }

  /** The server's answer, or that it does not answer. */
  async function demander({ depuis, operations }: Lot): Promise<Reponse<Synchronisation>> {
    let delai: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<Reponse<Synchronisation>>((repondre) => {
      const error = { code: "indisponible" as const, message: "Le service ne répond pas." };
      delai = setTimeout(() => repondre({ ok: false, error }), REPONSE_MS);
    });
    const demande = { dossierId: partage.espace.id, client, lecteur, depuis, operations };
    try {
      return await Promise.race([options.enregistrer(demande), silence]);
    } finally {
      clearTimeout(delai);
    }
  }

  function accuser(lot: Lot, s: Synchronisation): void {
    essai = 0;
    refusees = 0;
    partage.transport = { type: "libre" };
    if (s.recharger) {
      lot.repondu = true;
      demanderRelecture();
      return;
    }
    partage.lot = null;
    const douteux = recevoirReponse(etats, lot, s);
    // Sections name each other: what was refused may pass once something else was written.
    if (s.acceptees.length > 0) etats.refus.lever();
    if (douteux || autreJeu(etats, s)) demanderRelecture();
    else if (reste()) armer(0);
  }

  function echouer(reponse: Exclude<Reponse<Synchronisation>, { ok: true }> | null): void {
    const erreur = reponse?.error;
    if (!erreur || PASSAGERES.includes(erreur.code)) {
      const horsConnexion = !erreur || !options.enLigne();
      partage.transport = { type: "injoignable", horsConnexion };
      armer(REPRISES_MS[Math.min(essai, REPRISES_MS.length - 1)] as number);
      essai += 1;
      return;
    }
    if (erreur.code === "session") {
      partage.transport = { type: "session" };
      return;
    }
    // Nothing of it was written: what is typed stays, and is made into another batch.
    partage.lot = null;
    partage.transport = { type: "refusee", message: erreur.message };
    const attente = REPRISES_MS[Math.min(refusees, REPRISES_MS.length - 1)] as number;
    pasAvant = options.maintenant().getTime() + attente;
    refusees += 1;
  }

  /** The server answers, and what it refused may pass now. `aussitot`: a right came back. */
  function retenter(aussitot: boolean): void {
    if (partage.transport.type !== "refusee" || !partage.espace.droits.modifier) return;
    if (aussitot || options.maintenant().getTime() >= pasAvant) armer(0);
  }

  /** Typed before the schemas were there: judged when they come, or asked for again later. */
  async function jugerBientot(): Promise<boolean> {
    try {
      partage.juge = await options.chargerJuge();
    } catch {
      partage.transport = { type: "injoignable", horsConnexion: true };
      armer(REPRISES_MS[0] as number);
      etats.publier();
      return false;
    }
    for (const s of [...partage.aJuger]) etats.juger(s);
    if (partage.transport.type === "injoignable") partage.transport = { type: "libre" };
    etats.publier();
    return true;
  }

  return {
    armer,
    envoyer,
    retenter,
    jugerBientot,
    demanderRelecture,
    attendRelecture: () => attendRelecture,
    relu: () => {
      attendRelecture = false;
      partage.lot = null;
      if (partage.transport.type !== "session" && partage.transport.type !== "perimee")
        partage.transport = { type: "libre" };
      if (reste()) armer(0);
    },
    enVol: () => envol,
    ouvrir: () => {
      ouvert = true;
    },
    fermer: () => {
      ouvert = false;
      clearTimeout(minuterie);
    },
  };
}
