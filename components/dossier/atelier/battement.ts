/**
 * The beat of an open page: every few seconds it says where the person is and learns what others did. No React in here, and no
 * clock of its own: the tests hold both ends.
 */
import type { CodeSection } from "@/lib/domain/sections";
import type { Battement, DemandeBattement } from "@/lib/schemas/atelier";

export const RYTHME_MS = 4_000;
/** A page out of sight for so long is left: the person is elsewhere. */
export const ABSENCE_MS = 30_000;
/** Going from field to field with the keyboard is one move. */
const REPIT_CHAMP_MS = 1_000;
/** Signed out: asked again now and then, and at once when the page is seen again. */
const SESSION_MS = 60_000;
/** Waits after an error, the longest one for good. */
const REPRISES_MS = [4_000, 8_000, 15_000, 30_000, 60_000] as const;

export type Issue =
  | { type: "recu"; battement: Battement }
  /** `attendre`: seconds asked for by the server. */
  | { type: "injoignable"; attendre?: number | undefined }
  /** This dossier is no longer this person's. */
  | { type: "ferme" }
  /** Signed out, or someone else signed in on this browser. */
  | { type: "session" };

export type Liaisons = {
  client: string;
  /** Account that the page was opened by. */
  lecteur: string;
  depuis: () => number;
  envoyer: (demande: DemandeBattement) => Promise<Issue>;
  /** The page is going: no answer is awaited. */
  partir: (demande: DemandeBattement) => void;
  recu: (battement: Battement) => void;
  /** Nothing is known of the others any more. */
  perdu: () => void;
  enLigne: () => boolean;
};

export type Coeur = {
  /** Where the person is now; told at once when the section changes. */
  situer: (section: CodeSection | null, adresse: string | null) => void;
  /** In sight or not. */
  montrer: (visible: boolean) => void;
  /** As soon as possible: the network came back, a comment was just written. */
  presser: () => void;
  /** The page is going away. */
  quitter: () => void;
  arreter: () => void;
};

export function creerCoeur(l: Liaisons): Coeur {
  let section: CodeSection | null = null;
  let adresse: string | null = null;
  let minuterie: ReturnType<typeof setTimeout> | undefined;
  let cachee: ReturnType<typeof setTimeout> | undefined;
  let enVol = false;
  let encore = false;
  let echecs = 0;
  let etat: "vivant" | "absent" | "arrete" = "vivant";

  const demande = (depart = false): DemandeBattement => ({
    client: l.client,
    lecteur: l.lecteur,
    depuis: l.depuis(),
    section,
    adresse,
    ...(depart && { depart }),
  });
  const prevoir = (ms: number) => {
    clearTimeout(minuterie);
    if (etat === "vivant") minuterie = setTimeout(battre, ms);
  };

  async function battre(): Promise<void> {
    clearTimeout(minuterie);
    if (etat !== "vivant") return;
    if (!l.enLigne()) {
      // The browser says when it is back (`presser`).
      l.perdu();
      return;
    }
    if (enVol) {
      encore = true;
      return;
    }
    enVol = true;
    encore = false;
    const issue = await l.envoyer(demande());
    enVol = false;
    // Left meanwhile: what comes now is of another time.
    if ((etat as typeof etat | "arrete") !== "vivant") return;
    if (issue.type === "ferme") {
      etat = "arrete";
      l.perdu();
      return;
    }
    if (issue.type === "session") {
      l.perdu();
      prevoir(SESSION_MS);
      return;
    }
    if (issue.type === "recu") {
      echecs = 0;
      l.recu(issue.battement);
      prevoir(encore ? 0 : RYTHME_MS);
      return;
    }
    const attente = REPRISES_MS[Math.min(echecs, REPRISES_MS.length - 1)] as number;
    echecs += 1;
    // One lost answer is not a departure.
    if (echecs > 1) l.perdu();
    prevoir(Math.max(attente, (issue.attendre ?? 0) * 1_000));
  }

  const partir = () => {
    clearTimeout(minuterie);
    clearTimeout(cachee);
    if (etat !== "vivant") return;
    etat = "absent";
    if (l.enLigne()) l.partir(demande(true));
  };

  return {
    situer(s, a) {
      if (s === section && a === adresse) return;
      const ailleurs = s !== section;
      section = s;
      adresse = a;
      if (echecs === 0) prevoir(ailleurs ? 0 : REPIT_CHAMP_MS);
    },
    montrer(visible) {
      clearTimeout(cachee);
      if (etat === "arrete") return;
      if (!visible) {
        cachee = setTimeout(() => {
          partir();
          l.perdu();
        }, ABSENCE_MS);
        return;
      }
      etat = "vivant";
      prevoir(0);
    },
    presser() {
      echecs = 0;
      prevoir(0);
    },
    quitter: partir,
    arreter() {
      partir();
      etat = "arrete";
    },
  };
}
