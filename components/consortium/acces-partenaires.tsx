"use client";
import { createContext, type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import type { ActionsEquipe } from "@/components/equipe/actions-equipe";
import type { PartenaireVue } from "@/lib/schemas/equipe";

type Actions = Pick<ActionsEquipe, "inviterContact" | "renvoyerInvitation" | "retirerInvitation" | "retirerContact">;
type Acces = { partenaires: readonly PartenaireVue[]; actions: Actions };

export const ContexteAcces = createContext<Acces | null>(null);

/** Who answers for each partner, read once for all the cards. `partenaires` null: not this person's to see. */
export function AccesPartenaires({
  partenaires,
  actions,
  children,
}: {
  partenaires: readonly PartenaireVue[] | null;
  actions: Actions;
  children: ReactNode;
}) {
  useListeAJour(partenaires);
  return <ContexteAcces value={partenaires === null ? null : { partenaires, actions }}>{children}</ContexteAcces>;
}

/** A partner saved since the page was read is read in turn, once. */
function useListeAJour(partenaires: readonly PartenaireVue[] | null): void {
  const { magasin, rafraichir } = useEspaceFixe();
  const lire = () => JSON.stringify(magasin.lire("partenaires").enregistre.partenaires.map((p) => p.id));
  const enregistres = useSyncExternalStore(magasin.souscrire, lire, lire);
  const demandes = useRef(new Set<string>());
  useEffect(() => {
    if (partenaires === null) return;
    const neufs = (JSON.parse(enregistres) as string[]).filter(
      (cle) => !demandes.current.has(cle) && !partenaires.some((p) => p.present && p.cle === cle),
    );
    if (neufs.length === 0) return;
    for (const cle of neufs) demandes.current.add(cle);
    rafraichir();
  }, [enregistres, partenaires, rafraichir]);
}
