"use client";
import { type RefObject, useEffect, useRef } from "react";
import type { Rangee } from "@/lib/domain/budget";
import { accorder } from "@/lib/domain/ecriture";
import { lireBloc } from "@/lib/domain/grille/bloc";
import { etendre } from "@/lib/domain/grille/collage";
import { estCase, type Place } from "@/lib/domain/grille/deplacement";
import { copierPlage } from "@/lib/domain/grille/selection";
import type { Tableur } from "./usage-tableur";

/**
 * Copy, cut and paste of the grid: listened to on the page, since a cell is no field and browsers do not agree on who hears
 * them. What is typed in a cell keeps its own, unless a whole block comes.
 */
export function usePressePapiers({
  zone,
  tableur,
  rangees,
  lectureSeule,
  surBloc,
  annoncer,
}: {
  zone: RefObject<HTMLElement | null>;
  tableur: Tableur;
  rangees: readonly Rangee[];
  lectureSeule: boolean;
  surBloc: (depart: Place, bloc: string[][]) => void;
  annoncer: (phrase: string) => void;
}): void {
  const monde = useRef({ tableur, rangees, lectureSeule, surBloc, annoncer });
  monde.current = { tableur, rangees, lectureSeule, surBloc, annoncer };
  useEffect(() => {
    const dansGrille = (e: ClipboardEvent): HTMLElement | null => {
      const visee = (e.target instanceof Element ? e.target : null)?.closest<HTMLElement>("[data-colonne]");
      const active = document.activeElement?.closest<HTMLElement>("[data-colonne]");
      const cellule = visee ?? active;
      return cellule && zone.current?.contains(cellule) ? cellule : null;
    };
    const copier = (e: ClipboardEvent): number => {
      const m = monde.current;
      const cellule = dansGrille(e);
      if (cellule === null || m.tableur.gestes.enEdition() || e.clipboardData === null) return 0;
      const plage = m.tableur.gestes.plage();
      e.preventDefault();
      if (plage === null) {
        e.clipboardData.setData("text/plain", cellule.textContent?.trim() ?? "");
        return 0;
      }
      e.clipboardData.setData("text/plain", copierPlage(m.rangees, plage));
      return (plage.l1 - plage.l0 + 1) * (plage.c1 - plage.c0 + 1);
    };
    const surCopie = (e: ClipboardEvent) => {
      const n = copier(e);
      if (n > 0) monde.current.annoncer(`${accorder(n, "case")} ${n >= 2 ? "copiées" : "copiée"}.`);
    };
    const surCoupe = (e: ClipboardEvent) => {
      const n = copier(e);
      if (n === 0 || monde.current.lectureSeule) return;
      monde.current.tableur.gestes.vider(false);
      monde.current.annoncer(`${accorder(n, "case")} ${n >= 2 ? "coupées" : "coupée"}.`);
    };
    const surCollage = (e: ClipboardEvent) => {
      const m = monde.current;
      const { gestes, terrain } = m.tableur;
      if (dansGrille(e) === null || m.lectureSeule) return;
      const texte = e.clipboardData?.getData("text/plain") ?? "";
      const enBloc = /[\t\r\n]/.test(texte.trim());
      // One value goes into the text being typed.
      if (gestes.enEdition() && !enBloc) return;
      e.preventDefault();
      gestes.abandonner();
      const actif = gestes.actif() ?? m.tableur.arret;
      if (texte === "") return m.annoncer("Le presse-papiers ne contient pas de texte.");
      if (actif === null || !estCase(terrain, actif)) return m.annoncer("Choisissez d’abord la case d’un montant.");
      const plage = gestes.plage();
      const premiere = plage === null ? actif.cle : (m.rangees[plage.l0]?.cle ?? actif.cle);
      const [lignes, colonnes] = plage === null ? [1, 1] : [plage.l1 - plage.l0 + 1, plage.c1 - plage.c0 + 1];
      m.surBloc({ cle: premiere, colonne: plage?.c0 ?? actif.colonne }, etendre(lireBloc(texte), lignes, colonnes));
    };
    document.addEventListener("copy", surCopie);
    document.addEventListener("cut", surCoupe);
    document.addEventListener("paste", surCollage);
    return () => {
      document.removeEventListener("copy", surCopie);
      document.removeEventListener("cut", surCoupe);
      document.removeEventListener("paste", surCollage);
    };
  }, [zone]);
}
