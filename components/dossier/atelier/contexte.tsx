"use client";
import { useSelectedLayoutSegment } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { CODES_SECTION, type CodeSection } from "@/lib/domain/sections";
import type { DemandeBattement } from "@/lib/schemas/atelier";
import { useEspaceFixe } from "../espace-contexte";
import { adresseDuFocus } from "./adresse-du-champ";
import { type Coeur, creerCoeur, type Issue } from "./battement";
import { annoncerDepart, demanderCommentaires, envoyerBattement } from "./envoi-battement";
import { type Atelier, creerAtelier, type VueAtelier } from "./etat-atelier";

const Contexte = createContext<{ atelier: Atelier; presser: () => void } | null>(null);

const estSection = (segment: string | null): segment is CodeSection =>
  (CODES_SECTION as readonly (string | null)[]).includes(segment);

/** Where the page beats: the dossier's own beat unless said. */
export type Ligne = {
  envoyer: (demande: DemandeBattement) => Promise<Issue>;
  partir: (demande: DemandeBattement) => void;
};

/**
 * Mounted once, under EspaceProvider: this page beats as long as it is open and seen. `ligne`: the same object as long as the page
 * is open.
 */
export function AtelierProvider({ ligne, children }: { ligne?: Ligne; children: ReactNode }) {
  const { espace } = useEspaceFixe();
  const [atelier] = useState(() => creerAtelier(() => demanderCommentaires(espace.id)));
  const coeur = useBattement(atelier, ligne);
  const valeur = useMemo(() => ({ atelier, presser: () => coeur.current?.presser() }), [atelier, coeur]);
  return <Contexte value={valeur}>{children}</Contexte>;
}

function useBattement(atelier: Atelier, ligne: Ligne | undefined) {
  const { espace, magasin } = useEspaceFixe();
  const lecteur = espace.lecteur.id;
  const segment = useSelectedLayoutSegment();
  const section = estSection(segment) ? segment : null;
  const coeur = useRef<Coeur | null>(null);
  const ici = useRef(section);
  ici.current = section;
  const dossierId = espace.id;
  useEffect(() => {
    const neuf = creerCoeur({
      client: magasin.client,
      lecteur,
      depuis: magasin.revisionConnue,
      envoyer: ligne?.envoyer ?? ((demande) => envoyerBattement(dossierId, demande)),
      partir: ligne?.partir ?? ((demande) => annoncerDepart(dossierId, demande)),
      recu: (battement) => {
        magasin.recevoir(battement.nouveautes);
        atelier.recevoir(battement);
      },
      perdu: atelier.perdre,
      enLigne: () => navigator.onLine,
    });
    coeur.current = neuf;
    const situer = () => neuf.situer(ici.current, adresseDuFocus(magasin, ici.current, document.activeElement));
    // The focus goes through the body between two fields.
    const bouger = () => setTimeout(situer, 0);
    const voir = () => neuf.montrer(document.visibilityState === "visible");
    document.addEventListener("focusin", bouger);
    document.addEventListener("focusout", bouger);
    document.addEventListener("visibilitychange", voir);
    window.addEventListener("online", neuf.presser);
    window.addEventListener("offline", neuf.presser);
    window.addEventListener("pagehide", neuf.quitter);
    window.addEventListener("pageshow", voir);
    situer();
    voir();
    return () => {
      document.removeEventListener("focusin", bouger);
      document.removeEventListener("focusout", bouger);
      document.removeEventListener("visibilitychange", voir);
      window.removeEventListener("online", neuf.presser);
      window.removeEventListener("offline", neuf.presser);
      window.removeEventListener("pagehide", neuf.quitter);
      window.removeEventListener("pageshow", voir);
      neuf.arreter();
    };
  }, [atelier, magasin, dossierId, lecteur, ligne]);
  useEffect(() => coeur.current?.situer(section, null), [section]);
  return coeur;
}

const exiger = () => {
  const valeur = useContext(Contexte);
  if (valeur === null) throw new Error("AtelierProvider manque au-dessus de ce composant.");
  return valeur;
};

/** One part of what is known; it must be the same value as long as it did not change. */
export function useAtelier<T>(choisir: (vue: VueAtelier) => T): T {
  const { atelier } = exiger();
  return useSyncExternalStore(
    atelier.souscrire,
    () => choisir(atelier.lire()),
    () => choisir(atelier.lireAuServeur()),
  );
}

export const useGestesAtelier = () => exiger();
