"use client";
import { ecrireDate } from "@/lib/domain/ecriture";
import { useJourDesVerdicts } from "./espace-contexte";

/** Said only when the verdicts are not those of the planned day. */
export function JourDesVerdicts() {
  const { jour, passe } = useJourDesVerdicts();
  if (!passe || jour === undefined) return null;
  return <p className="rg-discret rg-petit">Vérifié au {ecrireDate(jour)} : le jour prévu est passé.</p>;
}
