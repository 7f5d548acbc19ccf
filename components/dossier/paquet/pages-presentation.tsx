"use client";
import { useCallback, useEffect, useState } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { ecartsPresentation } from "@/lib/domain/paquet";
import type { PagesConfirmees } from "@/lib/schemas/demandes";
import type { ApercuPaquet } from "@/lib/schemas/paquet";
import { useEspace } from "../espace-contexte";
import { demanderApercu } from "./telecharger-paquet";

/** Counted once for each file: what was counted stays true of it. */
const comptees = new Map<string, number>();

export type PresentationComptee = {
  phase: "sans" | "en_cours" | "comptee" | "illisible";
  presentations: PagesConfirmees[];
  declarees: number | undefined;
  /** What its length says against what is declared and what the regime admits. */
  ecarts: string[];
  /** Asked again of the server. */
  recompter: () => void;
};

/** The joined presentation, counted by the server. */
export function usePagesPresentation(): PresentationComptee {
  const { espace, fichier } = useEspace();
  const pieces = espace.pieces.filter((p) => p.type === "presentation" && p.fichier?.typeMime === "application/pdf");
  const fichiers = [...new Set(pieces.map((p) => p.fichier?.sha256 ?? ""))];
  const cle = fichiers.join(" ");
  const [tour, setTour] = useState(0);
  const [finie, setFinie] = useState("");
  const demande = `${cle} ${tour}`;
  useEffect(() => {
    if (cle === "" || !espace.droits.exporter || cle.split(" ").every((c) => comptees.has(c))) return;
    const arret = new AbortController();
    void demanderApercu<ApercuPaquet>(espace.id, arret.signal, "presentation").then((reponse) => {
      if (arret.signal.aborted) return;
      if (reponse.ok) for (const p of reponse.data.presentations) comptees.set(p.sha256, p.reelles);
      setFinie(demande);
    });
    return () => arret.abort();
  }, [cle, demande, espace.id, espace.droits.exporter]);
  const recompter = useCallback(() => setTour((n) => n + 1), []);
  const limite = espace.jeu.regles.some((r) => r.code === "PAGES_15") ? (espace.jeu.seuils.pagesMax ?? null) : null;
  const declarees = fichier.pagesPresentation ?? undefined;
  const presentations = fichiers.flatMap((sha256) => {
    const pages = comptees.get(sha256);
    return pages === undefined ? [] : [{ sha256, pages }];
  });
  const ecarts = presentations.flatMap((p) => ecartsPresentation({ reelles: p.pages, declarees, limite }));
  const phase =
    pieces.length === 0
      ? "sans"
      : presentations.length === fichiers.length
        ? "comptee"
        : finie === demande
          ? "illisible"
          : "en_cours";
  return { phase, presentations, declarees, ecarts, recompter };
}

/** One line of the filing summary. */
export function ecrirePagesPresentation({ phase, presentations, declarees }: PresentationComptee): string | null {
  if (phase === "sans") return null;
  const comptees = presentations.map((p) => accorder(p.pages, "page")).join(" et ");
  const lue = phase === "en_cours" ? "en cours de compte" : comptees === "" ? "n’ont pas pu être comptées" : comptees;
  return declarees === undefined ? lue : `${lue} (${declarees} au dossier)`;
}

export function EcartsPresentation({ ecarts }: Pick<PresentationComptee, "ecarts">) {
  return (
    <div aria-live="polite">
      {ecarts.map((p) => (
        <p key={p} className="fr-message fr-message--warning">
          {p}
        </p>
      ))}
    </div>
  );
}

/** The joined presentation, counted, against what is declared and what the regime admits. */
export function PagesPresentation() {
  return <EcartsPresentation ecarts={usePagesPresentation().ecarts} />;
}
