"use client";
import { useEffect, useState } from "react";
import { ecartsPresentation } from "@/lib/domain/paquet";
import type { ApercuPaquet } from "@/lib/schemas/paquet";
import { useEspaceFixe } from "../espace-contexte";
import { demanderApercu } from "./telecharger-paquet";

/** Counted once for each file: what was counted stays true of it. */
const comptees = new Map<string, number>();

/** The joined presentation, counted, against what is declared and what the regime admits. */
export function PagesPresentation() {
  const { espace } = useEspaceFixe();
  const pieces = espace.pieces.filter((p) => p.type === "presentation" && p.fichier?.typeMime === "application/pdf");
  const cle = pieces.map((p) => p.fichier?.sha256 ?? "").join(" ");
  const [, rafraichir] = useState(0);
  useEffect(() => {
    if (cle === "" || !espace.droits.exporter || cle.split(" ").every((c) => comptees.has(c))) return;
    const arret = new AbortController();
    void demanderApercu<ApercuPaquet>(espace.id, arret.signal, "presentation").then((reponse) => {
      if (!reponse.ok) return;
      for (const p of reponse.data.presentations) comptees.set(p.sha256, p.reelles);
      rafraichir((n) => n + 1);
    });
    return () => arret.abort();
  }, [cle, espace.id, espace.droits.exporter]);
  const limite = espace.jeu.regles.some((r) => r.code === "PAGES_15") ? (espace.jeu.seuils.pagesMax ?? null) : null;
  const declarees = espace.fichier.pagesPresentation ?? undefined;
  const phrases = cle.split(" ").flatMap((c) => {
    const reelles = comptees.get(c);
    return reelles === undefined ? [] : ecartsPresentation({ reelles, declarees, limite });
  });
  return (
    <div aria-live="polite">
      {phrases.map((p) => (
        <p key={p} className="fr-message fr-message--warning">
          {p}
        </p>
      ))}
    </div>
  );
}
