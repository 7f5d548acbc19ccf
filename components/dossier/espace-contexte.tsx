"use client";
/**
 * The workspace of one dossier, in the browser.
 *
 * `EspaceProvider` is mounted once in `[id]/layout.tsx` and survives navigation between sections. It holds what is typed
 * (magasin.ts), the live file, the live verdicts, and the server actions received as props.
 *
 * In a section with ordinary fields — the one form pattern (formulaire-section.tsx):
 *
 *   export function SectionIdentite() {
 *     return (
 *       <FormulaireSection section="identite" titre="Identité" intro="Pourquoi on le demande…">
 *         <Champs />                       // useChamp must be called below FormulaireSection, not beside it
 *       </FormulaireSection>
 *     );
 *   }
 *   function Champs() {
 *     const acronyme = useChamp("identite", "acronyme");          // { id, valeur, surChangement, surSortie, erreur, … }
 *     return <ChampTexte {...acronyme} libelle="Acronyme" aide="…" />;
 *   }
 *
 * In a section that is a grid or holds its own state (budget): `useSection(section)` alone.
 *
 *   const { saisie, contenu, modifier, lectureSeule, erreurs } = useSection("budget");
 *   modifier({ budget: [...] })      // what is typed, as typed (strings, numbers or nulls): it need not parse
 *
 *   - `saisie`: as typed, what the controls show; `contenu`: the last one that parses, what is saved and what the rules read.
 *   - `erreurs`: path in the section, dots between parts → sentence. A wrong field waits alone, the others are saved.
 *   - `modifier` saves by itself 800 ms after the last call, field by field; call it at each keystroke.
 *   - `revision` grows when the content came from elsewhere (others, undo, restored edits): reset local state on it.
 *
 * `useEspace()` → { espace, fichier, actions, rafraichir, regime… }; `useResultat()` → the live `Resultat` (deferred: typing
 * never waits for it); `useConstats(section, id)` → findings to show under a field; `<ConstatsSous section id />` shows them;
 * `<LienChamp champ={…}>` goes to a field of any section and focuses it. Wrap a section that has no form in
 * `<CadreSection section titre intro>`. A section that folds rows away listens to `MONTRER_CHAMP` (aller-au-champ.ts).
 * Field ids: `idDeChamp(path)` (identifiant-champ.ts). Wide sections: add the code to `SECTIONS_LARGES` (sections-larges.ts).
 */
import { usePathname, useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { type Completude, completudes, estATraiter, jourEvaluation } from "@/lib/domain/completude";
import type { DateIso } from "@/lib/domain/dates";
import { verifier } from "@/lib/domain/eligibilite";
import { attenduDe, type Manque, manquesDe } from "@/lib/domain/estimation";
import { etapesDe, type StadeVu } from "@/lib/domain/etapes";
import { modifiable } from "@/lib/domain/etats";
import type { Regime } from "@/lib/domain/regimes";
import type { Champ, CodeSection } from "@/lib/domain/sections";
import type { Constat, Resultat } from "@/lib/domain/verdict";
import type {
  DemandeAbandon,
  DemandeDepot,
  DemandeDossier,
  DemandeModificationPiece,
  DemandePiece,
} from "@/lib/schemas/demandes";
import type { EnregistrerModifications, LigneHistorique } from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { MesurerTextes } from "@/lib/schemas/mesure";
import type { DemandeRetraitRecepisse } from "@/lib/schemas/recepisses";
import type { Reponse } from "@/lib/schemas/reponse";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { DemandeCreationScenario } from "@/lib/schemas/scenarios";
import type { ContenuSection, SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { versRegime } from "@/lib/schemas/vers-regime";
import { allerAuChamp } from "./aller-au-champ";
import type { ActionsCommentaires } from "./atelier/actions-commentaires";
import { chargerJuge } from "./charger-juge";
import { lireContexte } from "./contexte-regles";
import { creerEnregistrement } from "./enregistrement";
import { creerMagasin, type EtatSaisie, type Magasin } from "./magasin";
import { verrousDuNavigateur } from "./magasin/verrous";
import { DECONNEXION, SORTIE_AILLEURS } from "./sortie";
import { suivreLettres } from "./suivi-lettres";

/** Server actions of the workspace, given by the app layer. */
export type ActionsEspace = {
  enregistrerModifications: EnregistrerModifications;
  lireHistoriqueChamp: (demande: { dossierId: string; adresse: string }) => Promise<Reponse<LigneHistorique[]>>;
  deposer: (demande: DemandeDepot) => Promise<Reponse<unknown>>;
  ouvrirVersion: (demande: DemandeDossier) => Promise<Reponse<unknown>>;
  abandonner: (demande: DemandeAbandon) => Promise<Reponse<unknown>>;
  retirerPiece: (demande: DemandePiece) => Promise<Reponse<unknown>>;
  remettrePiece: (demande: DemandePiece) => Promise<Reponse<unknown>>;
  modifierPiece: (demande: DemandeModificationPiece) => Promise<Reponse<unknown>>;
  retirerRecepisse: (demande: DemandeRetraitRecepisse) => Promise<Reponse<unknown>>;
  commentaires: ActionsCommentaires;
  mesurerTextes: MesurerTextes;
  /** A proposal of the financing plan kept as a what-if. */
  creerScenario: (demande: DemandeCreationScenario) => Promise<Reponse<{ id: string }>>;
};

type Espace = {
  espace: EspaceDossier;
  magasin: Magasin;
  actions: ActionsEspace;
  lectureSeule: boolean;
  /** The person signed out in another page of this browser: this one saves and keeps nothing any more. */
  deconnectee: boolean;
  /** null: the whole dossier, for its team. */
  part: ModePart | null;
  /** Someone else signed in on this browser since the page was opened. */
  autrePersonne: () => boolean;
  /** Reads the server's page again, after an action that is not a section's save. */
  rafraichir: () => void;
};

/**
 * A workspace that holds a part of the dossier only (that of a partner): no verdicts, which would judge what is not there, its own
 * place on the device for what is typed, and its own page for its fields.
 */
export type ModePart = {
  garde: (stockage: Storage) => Storage;
  adresseDeChamp: (champ: Champ) => string;
};

/** The page first; then, before anyone types, what judges typing. */
const PREPARATION_MS = 1_500;
/** A page of this dossier being left as this one opens has its last answer by then. */
const REPRISE_TARDIVE_MS = 5_000;

const ContexteEspace = createContext<Espace | null>(null);
const ContexteResultat = createContext<{
  resultat: Resultat;
  completudes: Record<CodeSection, Completude>;
  /** Where each section stands, for the tasklist and the side menu alike. */
  stades: readonly StadeVu[];
  manques: readonly Manque[];
  parChamp: ReadonlyMap<string, readonly Constat[]>;
  /** The day that the verdicts are given at; undefined: no planned day yet. */
  jour: DateIso | undefined;
  /** The planned day is past: the verdicts are today's. */
  jourPasse: boolean;
} | null>(null);

const exiger = <T,>(valeur: T | null): T => {
  if (valeur === null) throw new Error("EspaceProvider manque au-dessus de ce composant.");
  return valeur;
};

const stockageDuNavigateur = (): Storage | null => {
  try {
    return typeof window === "undefined" ? null : window.localStorage;
  } catch {
    return null;
  }
};

export function EspaceProvider({
  espace,
  actions,
  part = null,
  children,
}: {
  espace: EspaceDossier;
  actions: ActionsEspace;
  /** The same object as long as the page is open. */
  part?: ModePart | null;
  children: ReactNode;
}) {
  const routeur = useRouter();
  const [{ enregistrer, autrePersonne }] = useState(() => creerEnregistrement(actions.enregistrerModifications));
  const [magasin] = useState(() =>
    creerMagasin(espace, {
      enregistrer,
      relire: () => routeur.refresh(),
      verrous: verrousDuNavigateur,
      stockage: () => {
        const stockage = stockageDuNavigateur();
        return stockage === null || part === null ? stockage : part.garde(stockage);
      },
      enLigne: () => typeof navigator === "undefined" || navigator.onLine,
      maintenant: () => new Date(),
      chargerJuge,
    }),
  );
  const rafraichir = useCallback(() => routeur.refresh(), [routeur]);

  useEffect(() => magasin.recharger(espace), [magasin, espace]);
  useEffect(() => suivreLettres(magasin, rafraichir), [magasin, rafraichir]);
  const deconnectee = useGardeDesSaisies(magasin);
  useCibleDeLAdresse();

  const valeur = useMemo(
    () => ({
      ...{ espace, magasin, actions, rafraichir, deconnectee, part, autrePersonne },
      lectureSeule: deconnectee || !espace.droits.modifier,
    }),
    [espace, magasin, actions, rafraichir, deconnectee, part, autrePersonne],
  );
  return (
    <ContexteEspace value={valeur}>
      <ResultatVivant espace={espace} magasin={magasin} muet={part !== null}>
        {children}
      </ResultatVivant>
    </ContexteEspace>
  );
}

/** The verdicts follow typing, one step behind when the machine is slow: the field never waits for them. */
function ResultatVivant({
  espace,
  magasin,
  muet,
  children,
}: {
  espace: EspaceDossier;
  magasin: Magasin;
  /** No finding is shown under the fields. */
  muet: boolean;
  children: ReactNode;
}) {
  const fichier = useSyncExternalStore(magasin.souscrire, magasin.fichier, magasin.fichier);
  const differe = useDeferredValue(fichier);
  const contexte = useMemo(() => lireContexte(espace.contexte), [espace.contexte]);
  const regime = useMemo(() => versRegime(espace.jeu), [espace.jeu]);
  const valeur = useMemo(() => {
    const prevu = differe.dateDepot ?? undefined;
    const jour = jourEvaluation(prevu, espace.aujourdhui, modifiable(espace.etat));
    // The store follows one render behind: a dossier just moved to other rules is judged by those it was given with.
    const dossier = versDossier({ ...differe, regime: regime.code, dateDepot: jour });
    const resultat = verifier(dossier, contexte, regime);
    const parChamp = new Map<string, Constat[]>();
    for (const constat of muet ? [] : resultat.constats) {
      if (constat.verdict === "conforme") continue;
      // Shown once per section, under the first field it names there.
      const vues = new Set<CodeSection>();
      for (const champ of constat.champs) {
        if (vues.has(champ.section)) continue;
        vues.add(champ.section);
        const cle = `${champ.section}#${champ.id}`;
        parChamp.set(cle, [...(parChamp.get(cle) ?? []), constat]);
      }
    }
    const etats = completudes(dossier, resultat);
    const attendu = attenduDe(regime);
    const manques = manquesDe(dossier, attendu);
    const stades = etapesDe(dossier, resultat, etats, manques, attendu);
    return { resultat, parChamp, completudes: etats, stades, manques, jour, jourPasse: jour !== prevu };
  }, [differe, contexte, regime, muet, espace.aujourdhui, espace.etat]);
  return <ContexteResultat value={valeur}>{children}</ContexteResultat>;
}

/**
 * Unsaved edits reach the browser's storage before the page goes, and the server as soon as it can be reached again. True once
 * the person has signed out in another page.
 */
function useGardeDesSaisies(magasin: Magasin): boolean {
  const [deconnectee, setDeconnectee] = useState(false);
  useEffect(() => {
    let sortie = false;
    magasin.ouvrir();
    const preparation = setTimeout(magasin.preparer, PREPARATION_MS);
    // What the schemas' absence or a page still closing holds back is taken over at the next occasion.
    const reprendre = () => {
      if (!sortie) void magasin.reprendreGardees().catch(() => undefined);
    };
    reprendre();
    const repriseTardive = setTimeout(reprendre, REPRISE_TARDIVE_MS);
    const revenir = () => {
      if (sortie) return;
      reprendre();
      void magasin.envoyerTout();
    };
    const partir = () => magasin.garderTout();
    const retenir = (e: BeforeUnloadEvent) => {
      magasin.garderTout();
      // Given up by signing out, or kept for the new version that is about to be loaded: nothing is lost by leaving.
      if (sortie || (magasin.transport().type === "perimee" && !magasin.gardeRefusee())) return;
      if (magasin.nonEnregistrees().length > 0) e.preventDefault();
    };
    const retour = () => {
      if (document.visibilityState === "hidden") return partir();
      // Signed in again in another tab: what was refused can go.
      if (magasin.transport().type === "session") revenir();
    };
    const sortir = () => {
      sortie = true;
      magasin.sortir();
    };
    const sortirDAilleurs = () => {
      sortir();
      setDeconnectee(true);
    };
    window.addEventListener(DECONNEXION, sortir);
    window.addEventListener(SORTIE_AILLEURS, sortirDAilleurs);
    window.addEventListener("online", revenir);
    window.addEventListener("pagehide", partir);
    window.addEventListener("beforeunload", retenir);
    document.addEventListener("visibilitychange", retour);
    document.addEventListener("focusin", magasin.preparer, { once: true });
    return () => {
      clearTimeout(preparation);
      clearTimeout(repriseTardive);
      document.removeEventListener("focusin", magasin.preparer);
      window.removeEventListener(DECONNEXION, sortir);
      window.removeEventListener(SORTIE_AILLEURS, sortirDAilleurs);
      window.removeEventListener("online", revenir);
      window.removeEventListener("pagehide", partir);
      window.removeEventListener("beforeunload", retenir);
      document.removeEventListener("visibilitychange", retour);
      magasin.fermer();
    };
  }, [magasin]);
  return deconnectee;
}

/** `…/financement#financements-0-montant`: the field is focused, at opening and at each change of section. */
function useCibleDeLAdresse(): void {
  const chemin = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash belongs to the address that `chemin` announces
  useEffect(() => {
    let renoncer = () => {};
    const viser = () => {
      renoncer();
      const id = decodeURIComponent(window.location.hash.slice(1));
      if (id && id !== "contenu") renoncer = allerAuChamp(id);
    };
    viser();
    window.addEventListener("hashchange", viser);
    return () => {
      renoncer();
      window.removeEventListener("hashchange", viser);
    };
  }, [chemin]);
}

export function useEspace(): Espace & { fichier: DossierFichier } {
  const espace = exiger(useContext(ContexteEspace));
  const { magasin } = espace;
  const fichier = useSyncExternalStore(magasin.souscrire, magasin.fichier, magasin.fichier);
  return { ...espace, fichier };
}

/** Same as `useEspace` without following what is typed: for what does not show the file. */
export const useEspaceFixe = (): Espace => exiger(useContext(ContexteEspace));

/** The set of rules that binds this dossier, published with Rigel or since. */
export function useRegime(): Regime {
  const { jeu } = useEspaceFixe().espace;
  return useMemo(() => versRegime(jeu), [jeu]);
}

export const useResultat = (): Resultat => exiger(useContext(ContexteResultat)).resultat;

/** The day of the live verdicts: the planned one, or today's once it is past. */
export function useJourDesVerdicts(): { jour: DateIso | undefined; passe: boolean } {
  const { jour, jourPasse } = exiger(useContext(ContexteResultat));
  return { jour, passe: jourPasse };
}

export const useCompletudes = (): Record<CodeSection, Completude> => exiger(useContext(ContexteResultat)).completudes;

export function useStades(): { stades: readonly StadeVu[]; manques: readonly Manque[] } {
  const { stades, manques } = exiger(useContext(ContexteResultat));
  return { stades, manques };
}

const AUCUN: readonly Constat[] = [];

/** Findings to show under a field: not `conforme`, and naming it first in its section. */
export const useConstats = (section: CodeSection, id: string): readonly Constat[] =>
  exiger(useContext(ContexteResultat)).parChamp.get(`${section}#${id}`) ?? AUCUN;

/** What is to treat, blocking first, in the order of the rules. */
export function useATraiter(): readonly Constat[] {
  const { fichier } = useEspace();
  const resultat = useResultat();
  return useMemo(() => {
    const rang = { bloquante: 0, a_justifier: 1, conseil: 2 };
    const poids = { non_conforme: 0, indetermine: 1, conforme: 2 };
    return resultat.constats
      .filter((c) => estATraiter(c, fichier.justifications ?? {}))
      .sort((a, b) => rang[a.severite] - rang[b.severite] || poids[a.verdict] - poids[b.verdict]);
  }, [resultat, fichier.justifications]);
}

export type UsageSection<S extends SectionSaisie> = {
  saisie: SaisieSection<S>;
  contenu: ContenuSection<S>;
  version: number;
  revision: number;
  erreurs: Readonly<Record<string, string>>;
  etat: EtatSaisie<S>;
  lectureSeule: boolean;
  modifier: (saisie: SaisieSection<S>) => void;
};

export function useSection<S extends SectionSaisie>(section: S): UsageSection<S> {
  const { magasin, lectureSeule } = useEspaceFixe();
  const lire = useCallback(() => magasin.lire(section), [magasin, section]);
  const etat = useSyncExternalStore(magasin.souscrire, lire, lire);
  const modifier = useCallback((saisie: SaisieSection<S>) => magasin.modifier(section, saisie), [magasin, section]);
  return {
    modifier,
    etat,
    saisie: etat.saisie,
    contenu: etat.contenu,
    version: etat.version,
    revision: etat.revision,
    erreurs: etat.fautes,
    lectureSeule,
  };
}
