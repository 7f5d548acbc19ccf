/** What the store of a workspace holds and tells. */
import type { Adresse } from "@/lib/domain/edition/adresses";
import type { Auteur, EnregistrerModifications, OperationEnvoyee } from "@/lib/schemas/edition";
import type { ContenuSection, SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import type { JugeSaisie } from "../charger-juge";

/** The same field, or row, written by two: nothing of it is sent until the person has chosen. */
export type ConflitLocal = {
  /** Of the field; of the row when one of the two took it out. */
  adresse: Adresse;
  section: SectionSaisie;
  /** As typed; null for a row: taken out here. */
  mienne: unknown;
  /** null for a row: taken out by the other. */
  leur: unknown;
  /** The row was taken out by the other while it was being typed in. */
  retiree: boolean;
  /** null: nobody known (the service, a dossier read again). */
  par: Auteur | null;
  /** ISO instant of their write. */
  le: string;
};

/** What the store knows besides, to tell the server of the value that was not kept. */
export type Conflit = ConflitLocal & {
  /** Revision that the person was looking at when they typed. */
  vue: number;
  /** Value that the history of the field already holds; undefined: none yet. */
  notee?: unknown;
  /** The row before anyone touched it, for a row taken out. */
  base?: unknown;
};

export type Phase =
  | { type: "a_jour" }
  | { type: "modifiee" }
  | { type: "en_cours" }
  | { type: "invalide"; nombre: number }
  | { type: "injoignable"; horsConnexion: boolean }
  | { type: "refusee"; message: string }
  | { type: "session" }
  | { type: "perimee" }
  | { type: "conflit"; nombre: number };

/** How the last request went. */
export type Transport =
  | { type: "libre" }
  | { type: "en_cours" }
  | { type: "injoignable"; horsConnexion: boolean }
  | { type: "refusee"; message: string }
  | { type: "session" }
  /** Rigel was updated since this page was read: only a page read again can send. */
  | { type: "perimee" };

export type EtatSaisie<S extends SectionSaisie = SectionSaisie> = {
  /** As typed; may not parse. */
  saisie: SaisieSection<S>;
  /** What parses of it, a wrong field keeping its last right value: what the rules read, and what is saved. */
  contenu: ContenuSection<S>;
  /** What the server holds at the revision this page knows. */
  enregistre: ContenuSection<S>;
  version: number;
  enregistreLe: string | null;
  /** Path in the section, dots between parts → sentence. */
  fautes: Readonly<Record<string, string>>;
  phase: Phase;
  /** Grows when the content changes from elsewhere than the form (others, restored, undone): the form then reloads. */
  revision: number;
};

/** A batch on its way: resent as it is until the server has answered. */
export type Lot = {
  operations: OperationEnvoyee[];
  depuis: number;
  /** Sent more than once: some of it may have been written by an earlier sending. */
  renvoye: boolean;
  /** Answered, too much having been written since to be told: what met someone's value is in its history. */
  repondu?: boolean;
};

/** Where a gesture took the person: what was changed, and what could not be. */
export type Retour = {
  section: SectionSaisie;
  adresses: Adresse[];
  /** Changed since by someone else: left as they are. */
  refusees: Adresse[];
};

/** Edits of a page that is gone, taken over at opening. */
export type Reprise = { section: SectionSaisie; adresse: Adresse }[];

/** The part of Web Locks that tells a living page from one that is gone. */
export type Verrous = {
  /** Held until the function given back is called. */
  tenir: (nom: string) => () => void;
  /** Runs `geste` while holding the lock if nobody else does. */
  siLibre: (nom: string, geste: () => void) => Promise<void>;
};

export type OptionsMagasin = {
  /** Rejects with an error named « VersionPerimee » when the server no longer knows this page. */
  enregistrer: EnregistrerModifications;
  /** null on the server, which keeps nothing. */
  stockage: () => Storage | null;
  enLigne: () => boolean;
  maintenant: () => Date;
  /** The schemas, which come apart from the page; until they are there what is typed waits, kept on the device. */
  chargerJuge: () => Promise<JugeSaisie>;
  /** Asks for the dossier to be read again; `recharger` follows. */
  relire?: () => void;
  /** null: this browser cannot tell, everything found is taken over. */
  verrous?: () => Verrous | null;
  nouvelId?: () => string;
};
