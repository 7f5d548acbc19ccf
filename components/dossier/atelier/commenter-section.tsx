"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { CodeSection } from "@/lib/domain/sections";
import { useEspaceFixe } from "../espace-contexte";
import { useAtelier } from "./contexte";

const Panneau = dynamic(() => import("./commentaires/panneau"), { ssr: false });

/** At the top of a section: what is said of it as a whole. */
export function CommenterSection({ section, titre }: { section: CodeSection; titre: string }) {
  const { espace } = useEspaceFixe();
  const [ouvert, setOuvert] = useState(false);
  const ouverts = useAtelier(
    (vue) =>
      vue.commentaires?.fils.filter(
        (f) =>
          f.section === section && f.adresse === null && f.resolu === null && f.commentaires.some((c) => !c.retire),
      ).length ?? 0,
  );
  if (!espace.droits.commentaires) return null;
  return (
    <>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-chat-3-line"
        aria-haspopup="dialog"
        onClick={() => setOuvert(true)}
      >
        {ouverts === 0 ? "Commenter la section" : `${ouverts} ${ouverts > 1 ? "commentaires" : "commentaire"}`}
        {ouverts === 0 ? null : <span className="fr-sr-only"> sur la section</span>}
      </button>
      {ouvert ? <Panneau section={section} adresse={null} titre={titre} surFermeture={() => setOuvert(false)} /> : null}
    </>
  );
}
