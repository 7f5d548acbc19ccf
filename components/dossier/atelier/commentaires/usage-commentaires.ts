"use client";
import { useEffect, useRef } from "react";
import type { CommentairesVus, FilVu } from "@/lib/schemas/commentaires";
import { useEspaceFixe } from "../../espace-contexte";
import { useAtelier, useGestesAtelier } from "../contexte";

/** The talk of the dossier as last read; asked for at once when nobody has yet. */
export function useCommentaires(): CommentairesVus | null {
  const { atelier } = useGestesAtelier();
  const vus = useAtelier((vue) => vue.commentaires);
  const manque = vus === null;
  useEffect(() => {
    if (manque) void atelier.relire();
  }, [atelier, manque]);
  return vus;
}

/** The threads on the screen: their mentions of this person are read. The page shows them as new until it is left. */
export function useMentionsLues(fils: readonly FilVu[]): void {
  const { espace, actions } = useEspaceFixe();
  const dites = useRef(new Set<string>());
  const nouvelles = fils.filter((f) => f.mentionsNonLues > 0 && !dites.current.has(f.id)).map((f) => f.id);
  const cle = nouvelles.join();
  useEffect(() => {
    if (cle === "") return;
    const ids = cle.split(",");
    for (const id of ids) dites.current.add(id);
    actions.commentaires.lireMentions({ dossierId: espace.id, fils: ids.slice(0, 500) }).catch(() => {
      // Said again the next time these threads are shown.
      for (const id of ids) dites.current.delete(id);
    });
  }, [cle, actions, espace.id]);
}
